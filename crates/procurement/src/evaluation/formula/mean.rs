//! The mean of the experts' points for one item; nobody's points are left out unless the document says so.

use super::two_digits;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Are the highest and lowest points left out 去极值?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trim {
    /// All count.
    #[default]
    None,
    /// One highest and one lowest left out, if the document says so and at least three remain.
    HighLow,
}

/// The arithmetic mean over the experts, rounded half up to two digits; `None` without points.
pub fn item_mean(points: &[Decimal], trim: Trim) -> Option<Decimal> {
    let mut sorted = points.to_vec();
    sorted.sort();
    let used = match trim {
        Trim::HighLow if sorted.len() >= 5 => sorted.get(1..sorted.len() - 1)?,
        _ => &sorted[..],
    };
    let count = i64::try_from(used.len()).ok().filter(|count| *count > 0)?;
    Some(two_digits(used.iter().sum::<Decimal>() / Decimal::from(count)))
}

#[cfg(test)]
mod tests {
    use super::super::dec;
    use super::*;

    #[test]
    fn half_a_cent_rounds_up() {
        assert_eq!(item_mean(&[dec("1.00"), dec("1.01")], Trim::None), Some(dec("1.01")));
        assert_eq!(item_mean(&[], Trim::None), None);
    }
    #[test]
    fn extremes_count_unless_the_document_says_otherwise() {
        let points: Vec<Decimal> = [30, 31, 29, 30, 38].map(Decimal::from).to_vec();
        assert_eq!(item_mean(&points, Trim::None), Some(dec("31.60")));
        assert_eq!(item_mean(&points, Trim::HighLow), Some(dec("30.33")));
    }
}
