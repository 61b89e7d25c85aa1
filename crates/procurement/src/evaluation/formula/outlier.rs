//! 畸高畸低: points far from the others', hinted at, never changed by the system (EVA-01).

use rust_decimal::Decimal;

/// 0.6745, the normal distribution's third quartile: makes the modified Z comparable to a standard score.
const QUARTILE: Decimal = Decimal::from_parts(6745, 0, 0, false, 4);
/// 3.5
const Z_LIMIT: Decimal = Decimal::from_parts(35, 0, 0, false, 1);
/// 30 %
const DEVIATION_LIMIT: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
/// 15 % of the full points, where the median deviation is nil.
const FLAT_LIMIT: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

/// By how many percent `points` lie from the mean of `all` (itself included); `None` at a mean of nil.
pub fn deviation_percent(points: Decimal, all: &[Decimal]) -> Option<Decimal> {
    let count = i64::try_from(all.len()).ok().filter(|count| *count > 0)?;
    let mean = all.iter().sum::<Decimal>() / Decimal::from(count);
    (!mean.is_zero()).then(|| (points - mean) / mean * Decimal::ONE_HUNDRED)
}

/// The modified Z score 0.6745·(x − median)/MAD; `None` where the median absolute deviation is nil.
pub fn modified_z(points: Decimal, all: &[Decimal]) -> Option<Decimal> {
    let middle = median(all)?;
    let spread = median(&all.iter().map(|x| (x - middle).abs()).collect::<Vec<_>>())?;
    (!spread.is_zero()).then(|| QUARTILE * (points - middle) / spread)
}

/// Is an expert's sum of subjective points for a bid far from the others'? |Z| > 3.5, or more than 30 % from the mean,
/// or, where most agree exactly, more than 15 % of the full points from the median.
pub fn is_outlier(points: Decimal, all: &[Decimal], full_points: Decimal) -> bool {
    let far = deviation_percent(points, all).is_some_and(|percent| percent.abs() > DEVIATION_LIMIT);
    far || match (modified_z(points, all), median(all)) {
        (Some(z), _) => z.abs() > Z_LIMIT,
        (None, Some(middle)) => (points - middle).abs() > FLAT_LIMIT * full_points,
        (None, None) => false,
    }
}

fn median(all: &[Decimal]) -> Option<Decimal> {
    let mut sorted = all.to_vec();
    sorted.sort();
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(sorted.len() / 2 - 1)?;
    Some((upper + lower) / Decimal::TWO)
}

#[cfg(test)]
mod tests {
    use super::super::{dec, two_digits};
    use super::*;

    #[test]
    fn the_printed_vector() {
        let all: Vec<Decimal> = [30, 31, 29, 30, 38].map(Decimal::from).to_vec();
        assert_eq!(modified_z(dec("38"), &all).map(two_digits), Some(dec("5.40")));
        let deviation = deviation_percent(dec("38"), &all).expect("a mean");
        assert_eq!(deviation.round_dp(1), dec("20.3"));
        assert!(is_outlier(dec("38"), &all, 50.into()));
        assert!(!is_outlier(dec("31"), &all, 50.into()));
    }
    #[test]
    fn where_most_agree_the_full_points_decide() {
        let all: Vec<Decimal> = [30, 30, 30, 30, 38].map(Decimal::from).to_vec();
        assert_eq!(modified_z(dec("38"), &all), None);
        assert!(is_outlier(dec("38"), &all, 50.into()));
        assert!(!is_outlier(dec("38"), &all, 60.into()));
    }
}
