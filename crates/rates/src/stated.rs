//! Figures as somebody stated them, held against what they should be: verified before they leave, doubted when they come.

use crate::counts::Rate;

/// A share as it was printed: `98.62` is 9862 with two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent {
    pub digits: u64,
    pub n_decimals: u32,
}

/// What was stated and what it should be, in the same measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    pub stated: u64,
    pub computed: u64,
}

/// Whether `total` is the sum of its parts.
pub fn sum_mismatch(total: u64, parts: &[u64]) -> Option<Mismatch> {
    let computed = parts.iter().sum();
    (total != computed).then_some(Mismatch { stated: total, computed })
}

/// Whether a share is what its parts give, rounded half up to the decimals that were printed. Of nothing there is none.
pub fn rate_mismatch(stated: Percent, rate: Rate) -> Option<Mismatch> {
    let scale = 100 * 10_u128.pow(stated.n_decimals);
    let (numerator, denominator) = (u128::from(rate.numerator), u128::from(rate.denominator));
    let rounded = (2 * scale * numerator + denominator).checked_div(2 * denominator)?;
    let computed = u64::try_from(rounded).unwrap_or(u64::MAX);
    (stated.digits != computed).then_some(Mismatch { stated: stated.digits, computed })
}
