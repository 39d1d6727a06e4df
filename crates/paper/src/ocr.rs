use crate::{Extracted, Format, DoubtKind};
pub fn extract_picture(_: &[u8]) -> Extracted { Extracted::nothing(Format::Image, DoubtKind::NeedsOcr) }
