//! A text file: as it is.

use crate::door;
use crate::{Extracted, Format};

pub fn extract(bytes: &[u8]) -> Extracted {
    let (text, step) = door::decode(bytes, false);
    Extracted { steps: step.into_iter().collect(), ..Extracted::new(Format::Text, text) }
}
