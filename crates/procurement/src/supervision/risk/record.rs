//! Conditions that the regulator is told of after the event; the parties are not.

use super::{Finding, Found, numbers::varies_at_most};
use crate::Law;
use kernel::{Instant, Money, Percent, Rounding, Span, StreamName};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The prices of one lot 报价（算术修正后的原始报价）.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceFacts {
    /// 最高限价, or the budget.
    #[serde(default)]
    pub ceiling: Option<Money>,
    /// One price a bidder.
    pub prices: Vec<Money>,
}
impl PriceFacts {
    fn sorted(&self) -> Vec<Decimal> {
        let mut prices: Vec<Money> = self.prices.clone();
        prices.sort_unstable();
        prices.into_iter().map(|price| Decimal::from(price.fen())).collect()
    }
}
fn enough(law: &Law, rule: &str, count: usize) -> Result<bool, kernel::Refusal> {
    Ok(law.threshold(rule, "least_bids")? <= count.into())
}

/// BRG-16 报价等差: sorted prices that stand in nearly equal steps.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn equal_differences(facts: &PriceFacts, law: &Law) -> Found {
    let prices = facts.sorted();
    let steps: Vec<Decimal> = prices.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let hit = enough(law, "BRG-16", prices.len())? && varies_at_most(&steps, law.threshold("BRG-16", "cv")?);
    Ok(hit.then(|| Finding::of("BRG-16").arg("count", prices.len())))
}

/// BRG-17 报价等比.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn equal_ratios(facts: &PriceFacts, law: &Law) -> Found {
    let prices = facts.sorted();
    let ratios: Option<Vec<Decimal>> = prices.windows(2).map(|pair| pair[1].checked_div(pair[0])).collect();
    let Some(ratios) = ratios else { return Ok(None) };
    // Equal prices are another pattern (BRG-19).
    let rises = ratios.iter().all(|ratio| *ratio > Decimal::ONE);
    let hit = rises
        && enough(law, "BRG-17", prices.len())?
        && varies_at_most(&ratios, law.threshold("BRG-17", "cv")?);
    Ok(hit.then(|| Finding::of("BRG-17").arg("count", prices.len())))
}

/// BRG-19 报价异常接近: hardly any difference, or all of them pressed against the ceiling.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn close_prices(facts: &PriceFacts, law: &Law) -> Found {
    let prices = facts.sorted();
    if !enough(law, "BRG-19", prices.len())? {
        return Ok(None);
    }
    let line = law.threshold("BRG-19", "ceiling_share")?;
    let at_ceiling = facts.ceiling.is_some_and(|ceiling| {
        prices.first().is_some_and(|lowest| *lowest >= line * Decimal::from(ceiling.fen()))
    });
    let hit = at_ceiling || varies_at_most(&prices, law.threshold("BRG-19", "cv")?);
    Ok(hit.then(|| Finding::of("BRG-19").arg("count", prices.len())))
}

/// BRG-20 一高多陪: one clearly lower, the rest huddled together near the ceiling.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn one_wins_others_follow(facts: &PriceFacts, law: &Law) -> Found {
    let prices = facts.sorted();
    let [lowest, rest @ ..] = &prices[..] else { return Ok(None) };
    let Some(second) = rest.first().filter(|_| *lowest > Decimal::ZERO) else { return Ok(None) };
    if !enough(law, "BRG-20", prices.len())? {
        return Ok(None);
    }
    let near = law.threshold("BRG-20", "ceiling_share")?;
    let near_ceiling = facts.ceiling.is_none_or(|ceiling| *second >= near * Decimal::from(ceiling.fen()));
    let apart = (second - lowest) / lowest >= law.threshold("BRG-20", "gap")?;
    let hit = near_ceiling && apart && varies_at_most(rest, law.threshold("BRG-20", "cv")?);
    Ok(hit.then(|| Finding::of("BRG-20").arg("count", prices.len())))
}

/// Something a bid carries that no two bidders should share.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Whose bid.
    pub supplier: String,
    /// The marks, as digests.
    pub values: Vec<String>,
    /// The bid.
    #[serde(default)]
    pub bid: Option<StreamName>,
}
/// The marks of a lot's bids.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkFacts {
    /// One entry a bid.
    pub marks: Vec<Mark>,
}
/// The bids of the first mark that different suppliers share.
fn shared(facts: &MarkFacts) -> Option<Vec<&Mark>> {
    let mut holders = BTreeMap::<&str, Vec<&Mark>>::new();
    for mark in &facts.marks {
        for value in mark.values.iter().filter(|value| !value.is_empty()) {
            holders.entry(value).or_default().push(mark);
        }
    }
    let several = |marks: &Vec<&Mark>| marks.iter().any(|mark| mark.supplier != marks[0].supplier);
    holders.into_values().find(several)
}
fn shared_mark(rule: &str, facts: &MarkFacts) -> Found {
    Ok(shared(facts).map(|marks| {
        let mut suppliers: Vec<&str> = marks.iter().map(|mark| mark.supplier.as_str()).collect();
        suppliers.sort_unstable();
        suppliers.dedup();
        let bids = marks.iter().filter_map(|mark| mark.bid.clone());
        Finding::of(rule).arg("count", suppliers.len()).shown_by(bids)
    }))
}

/// BRG-01 MAC地址相同: bids of different suppliers composed on one machine.
///
/// # Errors
/// None.
pub fn same_machine(facts: &MarkFacts, _: &Law) -> Found {
    shared_mark("BRG-01", facts)
}

/// BRG-13 委托同一人办理: envelopes of different suppliers signed with one person's certificate.
///
/// # Errors
/// None.
pub fn same_certificate(facts: &MarkFacts, _: &Law) -> Found {
    shared_mark("BRG-13", facts)
}

/// Withdrawals before a deadline.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalFacts {
    /// 投标截止时间.
    pub deadline: Instant,
    /// When bids were withdrawn for good.
    pub withdrawn: Vec<Instant>,
    /// Bids left at the deadline.
    pub left: u32,
}
/// BID-06 临截止集中撤回: so many withdraw in the last hours that the lot fails, or one bidder is left.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn late_withdrawals(facts: &WithdrawalFacts, law: &Law) -> Found {
    let hours = i64::try_from(law.threshold("BID-06", "hours")?).unwrap_or(i64::MAX);
    let since = facts.deadline.minus(Span::hours(hours));
    let late = facts.withdrawn.iter().filter(|at| **at >= since && **at <= facts.deadline).count();
    let too_few = i64::from(facts.left) < law.number("min_bidders")?;
    let hit = too_few && law.threshold("BID-06", "count")? <= late.into();
    Ok(hit.then(|| Finding::of("BID-06").arg("count", late).arg("left", i64::from(facts.left))))
}

/// A part of a whole over a period.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareFacts {
    /// The part.
    pub part: Money,
    /// The whole.
    pub whole: Money,
    /// How many the whole is made of.
    #[serde(default)]
    pub count: u32,
}
impl ShareFacts {
    fn above(&self, share: Decimal) -> bool {
        let of = Percent::from_decimal(share * Decimal::ONE_HUNDRED).of(self.whole, Rounding::Floor);
        self.whole > Money::ZERO && self.part > of
    }
}
/// BUD-07 年末突击采购: December's filings against the year's.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn december_rush(facts: &ShareFacts, law: &Law) -> Found {
    let hit = facts.above(law.threshold("BUD-07", "share")?);
    Ok(hit.then(|| Finding::of("BUD-07").arg("december", facts.part).arg("year", facts.whole)))
}
/// AWD-04 供应商过度集中: one supplier's part of what a purchaser awarded in a year.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn one_supplier_prevails(facts: &ShareFacts, law: &Law) -> Found {
    let hit = law.threshold("AWD-04", "count")? <= facts.count.into()
        && facts.above(law.threshold("AWD-04", "share")?);
    Ok(hit.then(|| Finding::of("AWD-04").arg("part", facts.part).arg("whole", facts.whole)))
}

/// What a lot was to cost and costs.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavingFacts {
    /// 预算.
    pub budget: Money,
    /// 成交价.
    pub price: Money,
    /// How many bid.
    pub bids: u32,
}
/// AWD-06 节支率过低: competition that saves nothing.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn saves_nothing(facts: &SavingFacts, law: &Law) -> Found {
    let share = Percent::from_decimal(law.threshold("AWD-06", "share")? * Decimal::ONE_HUNDRED);
    let saved = facts.budget.minus(facts.price);
    let hit = saved >= Money::ZERO
        && saved < share.of(facts.budget, Rounding::Ceiling)
        && law.threshold("AWD-06", "least_bids")? <= facts.bids.into();
    Ok(hit.then(|| Finding::of("AWD-06").arg("budget", facts.budget).arg("price", facts.price)))
}
