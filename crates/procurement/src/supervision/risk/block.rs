//! Conditions under which a command is refused.

use super::{Finding, Found};
use crate::Law;
use kernel::{Category, Instant, Money, Rounding};
use rust_decimal::Decimal;
use serde::Deserialize;

/// Money wanted and money there.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetFacts {
    /// What the plan takes.
    pub needed: Money,
    /// What its indicators still have 可用余额.
    pub available: Money,
}
/// BUD-01 无预算采购.
///
/// # Errors
/// None.
pub fn no_budget(facts: &BudgetFacts, _: &Law) -> Found {
    let finding = || Finding::of("BUD-01").arg("needed", facts.needed).arg("available", facts.available);
    Ok((facts.needed > facts.available).then(finding))
}

/// An intention and the first notice that follows it.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntentionFacts {
    /// When the intention was published.
    pub published: Instant,
    /// When procurement is to start.
    pub start: Instant,
}
/// INT-02 意向公开不足30日.
///
/// # Errors
/// `E_UNKNOWN_RULE`, `E_CALENDAR_END`.
pub fn intention_too_short(facts: &IntentionFacts, law: &Law) -> Found {
    let earliest = law.earliest("D-INT-01", facts.published)?;
    Ok((facts.start < earliest).then(|| Finding::of("INT-02").arg("earliest", earliest)))
}

/// What a plan rests on.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemandFacts {
    /// Has the demand passed its review?
    pub approved: bool,
}
/// DEM-02 需求未审查先备案.
///
/// # Errors
/// None.
pub fn demand_not_approved(facts: &DemandFacts, _: &Law) -> Found {
    Ok((!facts.approved).then(|| Finding::of("DEM-02")))
}

/// How something is to be bought.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MethodFacts {
    /// 货物、工程、服务.
    pub category: Category,
    /// Of the whole plan.
    pub budget: Money,
    /// Is it a public tender?
    pub public_tender: bool,
    /// Has the finance department approved another method 方式变更批复?
    pub change_approved: bool,
}
/// PLN-02 应公开招标未公开招标. The threshold itself counts as reached (以上含本数).
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn not_public(facts: &MethodFacts, law: &Law) -> Found {
    let threshold = law.money(&format!("public_tender_threshold.{}", facts.category.id()))?;
    let evades = facts.budget >= threshold && !facts.public_tender && !facts.change_approved;
    Ok(evades.then(|| Finding::of("PLN-02").arg("budget", facts.budget).arg("threshold", threshold)))
}

/// The bid deposit a document asks for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepositFacts {
    /// Of the project.
    pub budget: Money,
    /// 投标保证金.
    pub deposit: Money,
    /// Are guarantees and other non-cash forms refused?
    pub cash_only: bool,
}
/// DOC-08 保证金超限或限定形式. The cap is rounded down.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn deposit_too_high(facts: &DepositFacts, law: &Law) -> Found {
    let most = law.percent("bid_deposit_cap")?.of(facts.budget, Rounding::Floor);
    let wrong = facts.deposit > most || (facts.cash_only && facts.deposit > Money::ZERO);
    Ok(wrong.then(|| Finding::of("DOC-08").arg("deposit", facts.deposit).arg("most", most)))
}

/// One score of one item.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreFacts {
    /// What the expert gave.
    pub score: Decimal,
    /// The item's full points.
    pub full: Decimal,
    /// The only scores allowed, where the document fixes steps; empty for a range.
    #[serde(default)]
    pub steps: Vec<Decimal>,
}
/// EVA-05 评分超范围.
///
/// # Errors
/// None.
pub fn score_out_of_range(facts: &ScoreFacts, _: &Law) -> Found {
    let inside = facts.score >= Decimal::ZERO && facts.score <= facts.full;
    let on_step = facts.steps.is_empty() || facts.steps.contains(&facts.score);
    let finding =
        || Finding::of("EVA-05").arg("score", facts.score.to_string()).arg("full", facts.full.to_string());
    Ok((!inside || !on_step).then(finding))
}

/// What a payment rests on.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContractFacts {
    /// Is there a contract or order that is in force and filed?
    pub in_force: bool,
}
/// PAY-01 无合同支付.
///
/// # Errors
/// None.
pub fn no_contract(facts: &ContractFacts, _: &Law) -> Found {
    Ok((!facts.in_force).then(|| Finding::of("PAY-01")))
}

/// The items of an acceptance.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceFacts {
    /// Numbers of the contract's clauses to be accepted.
    pub clauses: Vec<u16>,
    /// Numbers with a conclusion.
    pub concluded: Vec<u16>,
}
/// ACC-03 验收漏项. The first clause without a conclusion is named.
///
/// # Errors
/// None.
pub fn acceptance_incomplete(facts: &AcceptanceFacts, _: &Law) -> Found {
    let left = facts.clauses.iter().find(|no| !facts.concluded.contains(no));
    Ok(left.map(|no| Finding::of("ACC-03").arg("clause", i64::from(*no))))
}
