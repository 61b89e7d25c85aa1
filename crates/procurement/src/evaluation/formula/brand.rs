//! 同品牌规则 (87号令第31条): bidders with the same brand of the core product count once.

use kernel::Money;
use std::collections::BTreeSet;

/// How many bidders the lot has in law. `None`: no core product, counts for itself.
pub fn effective_bidders<'b>(brands: impl IntoIterator<Item = Option<&'b str>>) -> usize {
    let mut seen = BTreeSet::new();
    brands.into_iter().filter(|brand| brand.is_none_or(|name| seen.insert(name.trim()))).count()
}

/// 综合评分法: of bids in the order of their ranking, which may be candidates: the first of each brand.
pub fn first_of_each_brand(ranked: &[Option<&str>]) -> Vec<bool> {
    let mut seen = BTreeSet::new();
    ranked.iter().map(|brand| brand.is_none_or(|name| seen.insert(name.trim()))).collect()
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
        assert_eq!(first_of_each_brand(&["甲", "甲", "乙"].map(Some)), [true, false, true]);
    }
    #[test]
    fn only_the_cheapest_of_a_brand_takes_part() {
        let yuan = Money::from_yuan;
        let offers =
            [(Some("甲"), yuan(10)), (Some("甲"), yuan(9)), (Some("乙"), yuan(12)), (None, yuan(11))];
        assert_eq!(lowest_of_each_brand(&offers), [false, true, true, true]);
    }
}
