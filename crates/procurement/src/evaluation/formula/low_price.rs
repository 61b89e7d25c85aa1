//! 异常低价 (财库〔2026〕2号, from 2026-02-01): when an abnormally low price must be explained.

use kernel::{Money, Percent};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The lines of the tender document, in percent. Strictly below a line starts the review; equal does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LowPriceLines {
    /// Of the mean of all prices, its own included.
    pub mean: Percent,
    /// Of the second lowest price.
    pub second: Percent,
    /// Of the ceiling.
    pub ceiling: Percent,
}

/// Which line a price is under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LowPriceGround {
    /// ① Below the share of the mean.
    Mean,
    /// ② The lowest, and below the share of the second lowest.
    SecondLowest,
    /// ③ Below the share of the ceiling.
    Ceiling,
    /// ④ The committee's professional judgement.
    Judgement,
}

/// The grounds on which `prices[which]` has to be explained. `prices` are the original prices of the bids that passed
/// the conformity review.
pub fn low_price_grounds(
    which: usize,
    prices: &[Money],
    ceiling: Money,
    lines: &LowPriceLines,
) -> Vec<LowPriceGround> {
    let Some(own) = prices.get(which).copied() else { return Vec::new() };
    let fen = |money: Money| Decimal::from(money.fen());
    let below =
        |price: Decimal, of: Decimal, share: Percent| price * Decimal::ONE_HUNDRED < of * share.decimal();
    let mut grounds = Vec::new();
    // p < sum/n × r  ⇔  p × n < sum × r: no division.
    let sum: Decimal = prices.iter().copied().map(fen).sum();
    if below(fen(own) * Decimal::from(prices.len()), sum, lines.mean) {
        grounds.push(LowPriceGround::Mean);
    }
    let mut sorted = prices.to_vec();
    sorted.sort();
    if let [lowest, second, ..] = sorted[..]
        && own == lowest
        && below(fen(own), fen(second), lines.second)
    {
        grounds.push(LowPriceGround::SecondLowest);
    }
    if below(fen(own), fen(ceiling), lines.ceiling) {
        grounds.push(LowPriceGround::Ceiling);
    }
    grounds
}

#[cfg(test)]
mod tests {
    use super::LowPriceGround::{Ceiling, Mean, SecondLowest};
    use super::*;

    const LINES: [i64; 3] = [50, 50, 45];
    fn grounds(prices: &[i64], ceiling: i64) -> Vec<Vec<LowPriceGround>> {
        let [mean, second, top] = LINES.map(Percent::whole);
        let lines = LowPriceLines { mean, second, ceiling: top };
        let prices: Vec<Money> = prices.iter().map(|yuan| Money::from_yuan(*yuan)).collect();
        let ceiling = Money::from_yuan(ceiling);
        (0..prices.len()).map(|which| low_price_grounds(which, &prices, ceiling, &lines)).collect()
    }

    #[test]
    fn the_first_printed_vector_meets_all_three() {
        assert_eq!(grounds(&[100, 96, 38], 110), [vec![], vec![], vec![Mean, SecondLowest, Ceiling]]);
    }
    #[test]
    fn the_second_printed_vector_meets_the_second_and_third() {
        assert_eq!(grounds(&[100, 95, 42, 88], 120), [vec![], vec![], vec![SecondLowest, Ceiling], vec![]]);
    }
    #[test]
    fn equal_to_a_line_does_not_start_the_review() {
        assert_eq!(grounds(&[48, 96], 100), [vec![], vec![]]);
        assert_eq!(grounds(&[45, 89], 100), [vec![], vec![]]);
        assert_eq!(grounds(&[25, 75], 50), [vec![SecondLowest], vec![]]);
    }
    #[test]
    fn two_equal_lowest_prices_are_each_others_second() {
        assert_eq!(grounds(&[60, 60, 130], 130), [vec![], vec![], vec![]]);
    }
}
