//! Ranking and ties 同分与并列 (87号令第56条、第57条、第68条).

use kernel::{Digest, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Which price decides between equal totals; the document may choose, the platform's reading is the evaluation price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceBasis {
    /// After deductions 评审价.
    #[default]
    EvaluationPrice,
    /// As bid 投标报价.
    BidPrice,
}

/// How ties are broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieRule {
    /// Which price decides.
    pub price_basis: PriceBasis,
    /// Does the higher technical score decide before the lot does 技术分高者优先?
    pub technical_first: bool,
}

/// One bid to be ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the lot is drawn with: the bid's id.
    pub key: Vec<u8>,
    /// Total, two digits.
    pub total: Decimal,
    /// The price as bid.
    pub price: Money,
    /// The price after deductions, exact fen.
    pub evaluation_price: Decimal,
    /// The sum of its points other than price.
    pub technical: Decimal,
}

/// A place in the ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index into the entries.
    pub entry: usize,
    /// Did only the lot tell it from a neighbour 随机抽取?
    pub by_lot: bool,
}

/// What a bid draws: its place among those that only the lot tells apart, the smallest first.
pub fn lot_of(seed: &Digest, key: &[u8]) -> Digest {
    Digest::of_parts(&[seed.bytes(), key])
}

/// 综合评分法: total down, price up, then the document's rule, then the lot. `seed` is public and recorded, so that anyone
/// can draw the lot again: the order of SM3(seed ‖ key).
pub fn rank(entries: &[Entry], tie: &TieRule, seed: &Digest) -> Vec<Place> {
    sorted(entries, seed, |a, b| {
        let price = match tie.price_basis {
            PriceBasis::EvaluationPrice => a.evaluation_price.cmp(&b.evaluation_price),
            PriceBasis::BidPrice => a.price.cmp(&b.price),
        };
        let technical = if tie.technical_first { b.technical.cmp(&a.technical) } else { Ordering::Equal };
        b.total.cmp(&a.total).then(price).then(technical)
    })
}

/// 最低评标价法: evaluation price up, then the lot.
pub fn rank_by_price(entries: &[Entry], seed: &Digest) -> Vec<Place> {
    sorted(entries, seed, |a, b| a.evaluation_price.cmp(&b.evaluation_price))
}

fn sorted(entries: &[Entry], seed: &Digest, compare: impl Fn(&Entry, &Entry) -> Ordering) -> Vec<Place> {
    let lot = |entry: &Entry| lot_of(seed, &entry.key);
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&entries[*a], &entries[*b]);
        compare(a, b).then_with(|| lot(a).cmp(&lot(b)))
    });
    let tied = |a: Option<&usize>, b: usize| a.is_some_and(|a| compare(&entries[*a], &entries[b]).is_eq());
    (0..order.len())
        .map(|at| {
            let entry = order[at];
            let before = at.checked_sub(1).and_then(|before| order.get(before));
            Place { entry, by_lot: tied(before, entry) || tied(order.get(at + 1), entry) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::dec;
    use super::*;
    use proptest::prelude::*;

    fn entry(key: u8, total: &str, yuan: i64, evaluated: i64, technical: &str) -> Entry {
        Entry {
            key: vec![key],
            total: dec(total),
            price: Money::from_yuan(yuan),
            evaluation_price: Decimal::from(evaluated * 100),
            technical: dec(technical),
        }
    }
    fn order(entries: &[Entry], tie: &TieRule) -> Vec<usize> {
        rank(entries, tie, &Digest::of(b"seed")).iter().map(|place| place.entry).collect()
    }

    #[test]
    fn the_printed_tie_depends_on_the_price_basis() {
        let (a, b) = (dec("62.35") + dec("30.00"), dec("64.58") + dec("27.77"));
        assert_eq!((a, b), (dec("92.35"), dec("92.35")));
        let entries =
            [entry(1, "92.35", 980_000, 833_000, "62.35"), entry(2, "92.35", 900_000, 900_000, "64.58")];
        assert_eq!(order(&entries, &TieRule::default()), [0, 1]);
        let by_bid = TieRule { price_basis: PriceBasis::BidPrice, ..TieRule::default() };
        assert_eq!(order(&entries, &by_bid), [1, 0]);
    }
    #[test]
    fn equal_evaluation_prices_of_different_bids_go_to_the_lot_or_to_the_technical_score() {
        let entries = [entry(1, "90", 100, 80, "60"), entry(2, "90", 80, 80, "60.01")];
        let places = rank(&entries, &TieRule::default(), &Digest::of(b"seed"));
        assert!(places.iter().all(|place| place.by_lot));
        let technical = TieRule { technical_first: true, ..TieRule::default() };
        assert_eq!(order(&entries, &technical), [1, 0]);
    }
    #[test]
    fn the_lot_can_be_drawn_again_and_depends_on_the_seed() {
        let entries: Vec<Entry> = (0..9).map(|key| entry(key, "90", 80, 80, "60")).collect();
        let draw = |seed: &[u8]| rank(&entries, &TieRule::default(), &Digest::of(seed));
        assert_eq!(draw(b"one"), draw(b"one"));
        assert_ne!(draw(b"one"), draw(b"two"));
    }
    #[test]
    fn the_lowest_price_wins_under_its_method() {
        let entries = [entry(1, "0", 100, 85, "0"), entry(2, "0", 90, 90, "0")];
        let places = rank_by_price(&entries, &Digest::of(b"seed"));
        assert_eq!(places[0], Place { entry: 0, by_lot: false });
    }
    proptest! {
        #[test]
        fn a_ranking_is_a_permutation_in_order(rows in prop::collection::vec((0_i64..5, 1_i64..4), 0..12)) {
            let entries: Vec<Entry> = rows
                .iter()
                .enumerate()
                .map(|(at, (total, price))| entry(u8::try_from(at).unwrap_or(0), &total.to_string(), *price, *price, "0"))
                .collect();
            let ranked = order(&entries, &TieRule::default());
            let mut seen = ranked.clone();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..entries.len()).collect::<Vec<_>>());
            for pair in ranked.windows(2) {
                let (a, b) = (&entries[pair[0]], &entries[pair[1]]);
                prop_assert!(a.total > b.total || (a.total == b.total && a.evaluation_price <= b.evaluation_price));
            }
        }
    }
}
