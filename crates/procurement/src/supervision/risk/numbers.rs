//! Statistics in exact decimals (口径: population standard deviation over mean).

use rust_decimal::Decimal;

/// Is the coefficient of variation of `values` at most `most`? Compared squared, so that no root is taken. `false` for
/// fewer than two values and for a mean that is not positive.
pub(super) fn varies_at_most(values: &[Decimal], most: Decimal) -> bool {
    let Ok(count) = i64::try_from(values.len()) else { return false };
    if count < 2 {
        return false;
    }
    let count = Decimal::from(count);
    let mean = values.iter().sum::<Decimal>() / count;
    if mean <= Decimal::ZERO {
        return false;
    }
    // Over the mean first: squares of fen would leave the range of a decimal.
    let squares =
        values.iter().map(|value| value / mean - Decimal::ONE).map(|away| away * away).sum::<Decimal>();
    squares / count <= most * most
}

#[cfg(test)]
mod tests {
    use super::*;
    fn varies(values: &[i64], most: &str) -> bool {
        let values: Vec<Decimal> = values.iter().copied().map(Decimal::from).collect();
        varies_at_most(&values, most.parse().expect("a decimal"))
    }
    #[test]
    fn equal_values_do_not_vary() {
        assert!(varies(&[2, 2, 2], "0") && !varies(&[2, 2, 3], "0.1"));
    }
    #[test]
    fn the_bound_itself_is_within() {
        // 9 and 11: mean 10, deviation 1.
        assert!(varies(&[9, 11], "0.1") && !varies(&[9, 11], "0.0999"));
    }
    #[test]
    fn nothing_is_said_of_one_value_or_of_zero() {
        assert!(!varies(&[5], "1") && !varies(&[0, 0], "1") && !varies(&[], "1"));
    }
    #[test]
    fn the_largest_amounts_stay_in_range() {
        assert!(varies(&[99_900_000_000_000; 2000], "0"));
    }
}
