//! Conditions that ask for a written reason.

use super::{Finding, Found};
use crate::Law;
use kernel::{Instant, Money, Percent, Rounding};
use serde::Deserialize;

/// One procurement and the others of the same purchaser and catalogue item in the rule's window.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitFacts {
    /// The threshold or limit it may be meant to stay under.
    pub threshold: Money,
    /// The others.
    pub recent: Vec<Money>,
    /// This one.
    pub this: Money,
}
impl SplitFacts {
    fn sum(&self) -> Money {
        self.recent.iter().copied().sum::<Money>().plus(self.this)
    }
}

/// PLN-05 贴线拆分: several procurements that all lie just below the threshold.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn plan_split(facts: &SplitFacts, law: &Law) -> Found {
    let from = Percent::from_decimal(law.threshold("PLN-05", "band_percent")?);
    let from = from.of(facts.threshold, Rounding::Ceiling);
    let near = |amount: &Money| *amount >= from && *amount < facts.threshold;
    let near_ones: Vec<Money> = facts.recent.iter().copied().filter(near).collect();
    let enough = law.threshold("PLN-05", "count")? <= (near_ones.len() + 1).into();
    let sum = near_ones.iter().copied().sum::<Money>().plus(facts.this);
    let finding = || {
        Finding::of("PLN-05")
            .arg("count", near_ones.len() + 1)
            .arg("sum", sum)
            .arg("threshold", facts.threshold)
    };
    Ok((near(&facts.this) && enough).then(finding))
}

/// MAL-03 拆单直购: each order under the limit of a direct purchase, together above it.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn split_orders(facts: &SplitFacts, law: &Law) -> Found {
    let enough = law.threshold("MAL-03", "count")? <= (facts.recent.len() + 1).into();
    let split = enough && facts.this < facts.threshold && facts.sum() > facts.threshold;
    let finding = || {
        Finding::of("MAL-03")
            .arg("count", facts.recent.len() + 1)
            .arg("amount", facts.sum())
            .arg("limit", facts.threshold)
    };
    Ok(split.then(finding))
}

/// When an award was confirmed and its result is published.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultFacts {
    /// 采购人确认.
    pub confirmed: Instant,
    /// 结果公告.
    pub published: Instant,
}
/// AWD-03 结果公告逾期.
///
/// # Errors
/// `E_UNKNOWN_RULE`, `E_CALENDAR_END`.
pub fn result_late(facts: &ResultFacts, law: &Law) -> Found {
    let latest = law.latest("D-RES-01", facts.confirmed)?;
    Ok((facts.published > latest).then(|| Finding::of("AWD-03").arg("latest", latest)))
}
