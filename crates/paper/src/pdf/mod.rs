use crate::{Extracted, Format, DoubtKind};
pub fn extract(_: &[u8]) -> Extracted { Extracted::nothing(Format::Pdf, DoubtKind::Broken) }
