//! 同品牌规则 (87号令第31条): bidders with the same brand of the core product count once.

use kernel::Money;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// How many bidders the lot has in law. `None`: no core product, counts for itself.
pub fn effective_bidders<'b>(brands: impl IntoIterator<Item = Option<&'b str>>) -> usize {
    let mut seen = BTreeSet::new();
    brands.into_iter().filter(|brand| brand.is_none_or(|name| seen.insert(name.trim()))).count()
}

/// 综合评分法: which bids may be candidates: of each brand the one with the most points. Of equal points the lot decides, and
/// not the price as between brands: that is how 第31条第2款 differs from 第57条. `lots` is what the lot gave each bid.
pub fn best_of_each_brand<L: Ord>(scored: &[(Option<&str>, Decimal)], lots: &[L]) -> Vec<bool> {
    let mut best = BTreeMap::<&str, usize>::new();
    let standing =
        |at: usize| scored.get(at).map(|(_, total)| *total).zip(lots.get(at).map(std::cmp::Reverse));
    for (at, (brand, _)) in scored.iter().enumerate() {
        let Some(name) = brand.map(str::trim) else { continue };
        let holder = best.entry(name).or_insert(at);
        if standing(at) > standing(*holder) {
            *holder = at;
        }
    }
    let may = |at: usize, brand: Option<&str>| brand.is_none_or(|name| best.get(name.trim()) == Some(&at));
    scored.iter().enumerate().map(|(at, (brand, _))| may(at, *brand)).collect()
}

/// 最低评标价法: which bids take part, the lowest price of each brand. Of equal prices the first one given takes part:
/// the caller orders them as the document says, or by lot.
pub fn lowest_of_each_brand(offers: &[(Option<&str>, Money)]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..offers.len()).collect();
    order.sort_by_key(|at| offers[*at].1);
    let mut seen = BTreeSet::new();
    let mut takes_part = vec![false; offers.len()];
    for at in order {
        takes_part[at] = offers[at].0.is_none_or(|name| seen.insert(name.trim()));
    }
    takes_part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_bids_of_three_brands_are_three_bidders_of_two_brands_two() {
        assert_eq!(effective_bidders(["甲", "甲", "乙", "丙"].map(Some)), 3);
        assert_eq!(effective_bidders(["甲", "甲", "乙", "乙"].map(Some)), 2);
        assert_eq!(effective_bidders([None, None, Some("甲")]), 3);
    }
    #[test]
    fn only_the_best_of_a_brand_may_be_a_candidate() {
        let points = |n: i64| Decimal::from(n);
        let scored = [
            (Some("甲"), points(80)),
            (Some("甲"), points(90)),
            (Some("乙"), points(70)),
            (None, points(60)),
        ];
        assert_eq!(best_of_each_brand(&scored, &[1, 2, 3, 4]), [false, true, true, true]);
    }
    /// 87号令第31条第2款: 评审得分相同的……采取随机抽取方式确定
    #[test]
    fn equal_points_within_a_brand_go_to_the_lot() {
        let scored = [(Some("甲"), Decimal::from(90)), (Some("甲"), Decimal::from(90))];
        assert_eq!(best_of_each_brand(&scored, &[1, 2]), [true, false]);
        assert_eq!(best_of_each_brand(&scored, &[2, 1]), [false, true]);
    }
    #[test]
    fn only_the_cheapest_of_a_brand_takes_part() {
        let yuan = Money::from_yuan;
        let offers =
            [(Some("甲"), yuan(10)), (Some("甲"), yuan(9)), (Some("乙"), yuan(12)), (None, yuan(11))];
        assert_eq!(lowest_of_each_brand(&offers), [false, true, true, true]);
    }
}
