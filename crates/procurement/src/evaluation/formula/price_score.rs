//! 价格分, low price first 低价优先法 (87号令第55条): base price / price × full points.

use super::two_digits;
use kernel::Percent;
use rust_decimal::Decimal;

/// The price scores of these evaluation prices, each rounded half up to two digits. The lowest one is the base price
/// 评标基准价; no price is left out (87号令第55条: 不得去掉最高报价和最低报价).
pub fn price_score(evaluation_prices: &[Decimal], full_points: Decimal) -> Vec<Decimal> {
    let base = evaluation_prices.iter().filter(|price| **price > Decimal::ZERO).min();
    let Some(base) = base else { return vec![two_digits(Decimal::ZERO); evaluation_prices.len()] };
    evaluation_prices
        .iter()
        .map(|price| {
            if *price <= Decimal::ZERO {
                return two_digits(Decimal::ZERO);
            }
            // Multiplied first, so that the division is the last step and the only inexact one.
            two_digits(base * full_points / price)
        })
        .collect()
}

/// Works evaluated without low price first 工程: the small enterprise's price score grows by `bonus` percent, up to the
/// full points (财库〔2020〕46号第9条).
pub fn works_bonus(price_score: Decimal, bonus: Percent, full_points: Decimal) -> Decimal {
    let grown = price_score * (Decimal::ONE_HUNDRED + bonus.decimal()) / Decimal::ONE_HUNDRED;
    two_digits(grown).min(two_digits(full_points))
}

#[cfg(test)]
mod tests {
    use super::super::dec;
    use super::super::deduction::{
        evaluation_prices,
        tests::{offer, policy},
    };
    use super::*;
    use proptest::prelude::*;

    fn scores(offers: &[super::super::PricedOffer], sme: i64, full: i64) -> Vec<String> {
        let prices = evaluation_prices(offers, &policy(sme));
        price_score(&prices, full.into()).iter().map(Decimal::to_string).collect()
    }

    #[test]
    fn example_a() {
        let offers = [offer(980_000, true, true), offer(900_000, false, true), offer(1_050_000, false, true)];
        assert_eq!(scores(&offers[..2], 15, 30), ["30.00", "27.77"]);
        // With a budget of 1,100,000 the third is valid.
        assert_eq!(scores(&offers, 15, 30), ["30.00", "27.77", "23.80"]);
    }
    #[test]
    fn example_b() {
        let offers =
            [offer(1_000_000, true, true), offer(800_000, false, false), offer(950_000, false, true)];
        assert_eq!(scores(&offers, 10, 40), ["40.00", "35.00", "36.84"]);
    }
    #[test]
    fn the_consultation_example() {
        let offers =
            [offer(900_000, false, true), offer(960_000, false, true), offer(1_000_000, false, true)];
        assert_eq!(scores(&offers, 10, 30), ["30.00", "28.13", "27.00"]);
    }
    #[test]
    fn works_bonus_is_capped_at_the_full_points() {
        assert_eq!(works_bonus(dec("27.00"), Percent::whole(4), 30.into()), dec("28.08"));
        assert_eq!(works_bonus(dec("29.50"), Percent::whole(4), 30.into()), dec("30.00"));
    }
    proptest! {
        #[test]
        fn raising_a_price_never_raises_its_score(
            prices in prop::collection::vec(1_i64..10_000_000_000, 2..8), which in 0_usize..8, more in 0_i64..1_000_000_000,
        ) {
            let which = which % prices.len();
            let exact: Vec<Decimal> = prices.iter().map(|fen| Decimal::from(*fen)).collect();
            let mut raised = exact.clone();
            raised[which] += Decimal::from(more);
            let (before, after) = (price_score(&exact, 30.into()), price_score(&raised, 30.into()));
            prop_assert!(after[which] <= before[which]);
            prop_assert!(after.iter().all(|score| *score <= dec("30.00") && *score >= Decimal::ZERO));
        }
    }
}
