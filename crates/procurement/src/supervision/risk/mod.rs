//! Risk conditions 风险监测点: one pure function per rule id, over a small struct of facts.
//!
//! A function asks the law for its threshold, so that a region's own takes effect, and answers a finding or nothing.
//! Most blocking rules are decided inside a state machine; their file says where (`decided_in`).

mod block;
mod numbers;
mod record;
mod warn;

pub use block::{
    AcceptanceFacts, BudgetFacts, ContractFacts, DemandFacts, DepositFacts, IntentionFacts, MethodFacts,
    ScoreFacts, acceptance_incomplete, demand_not_approved, deposit_too_high, intention_too_short, no_budget,
    no_contract, not_public, score_out_of_range,
};
pub use record::{
    Mark, MarkFacts, PriceFacts, SavingFacts, ShareFacts, WithdrawalFacts, close_prices, december_rush,
    equal_differences, equal_ratios, late_withdrawals, one_supplier_prevails, one_wins_others_follow,
    same_certificate, same_machine, saves_nothing,
};
pub use warn::{ResultFacts, SplitFacts, plan_split, result_late, split_orders};

use crate::{Law, RuleBook, law::Kind};
use kernel::{Arg, Args, Refusal, StreamName};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value as Json;

/// What a risk rule found: a lead, not a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// `PLN-05`.
    pub rule: String,
    /// Arguments of the rule's message `risk-PLN-05`.
    pub args: Args,
    /// The streams that show it.
    pub evidence: Vec<StreamName>,
}
impl Finding {
    /// A finding with neither arguments nor evidence.
    pub fn of(rule: &str) -> Self {
        Self { rule: rule.to_owned(), args: Args::new(), evidence: Vec::new() }
    }
    /// Adds an argument of the message.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.insert(name.into(), value.into());
        self
    }
    /// Names the streams that show it.
    #[must_use]
    pub fn shown_by(mut self, streams: impl IntoIterator<Item = StreamName>) -> Self {
        self.evidence.extend(streams);
        self
    }
}

/// What a condition answers; an error if the rule book lacks its threshold.
pub type Found = Result<Option<Finding>, Refusal>;

/// A condition that reads its facts from JSON: the form in which the cases of the rule files are run.
pub type Condition = fn(Json, &Law) -> Result<Found, serde_json::Error>;

fn run<F: DeserializeOwned>(
    facts: Json,
    law: &Law,
    condition: fn(&F, &Law) -> Found,
) -> Result<Found, serde_json::Error> {
    Ok(condition(&serde_json::from_value(facts)?, law))
}

/// The functions, by rule.
const CONDITIONS: &[(&str, Condition)] = &[
    ("ACC-03", |facts, law| run(facts, law, acceptance_incomplete)),
    ("AWD-03", |facts, law| run(facts, law, result_late)),
    ("AWD-04", |facts, law| run(facts, law, one_supplier_prevails)),
    ("AWD-06", |facts, law| run(facts, law, saves_nothing)),
    ("BID-06", |facts, law| run(facts, law, late_withdrawals)),
    ("BRG-01", |facts, law| run(facts, law, same_machine)),
    ("BRG-13", |facts, law| run(facts, law, same_certificate)),
    ("BRG-16", |facts, law| run(facts, law, equal_differences)),
    ("BRG-17", |facts, law| run(facts, law, equal_ratios)),
    ("BRG-19", |facts, law| run(facts, law, close_prices)),
    ("BRG-20", |facts, law| run(facts, law, one_wins_others_follow)),
    ("BUD-01", |facts, law| run(facts, law, no_budget)),
    ("BUD-07", |facts, law| run(facts, law, december_rush)),
    ("DEM-02", |facts, law| run(facts, law, demand_not_approved)),
    ("DOC-08", |facts, law| run(facts, law, deposit_too_high)),
    ("EVA-05", |facts, law| run(facts, law, score_out_of_range)),
    ("INT-02", |facts, law| run(facts, law, intention_too_short)),
    ("MAL-03", |facts, law| run(facts, law, split_orders)),
    ("PAY-01", |facts, law| run(facts, law, no_contract)),
    ("PLN-02", |facts, law| run(facts, law, not_public)),
    ("PLN-05", |facts, law| run(facts, law, plan_split)),
];

/// The function of a rule.
pub fn condition(rule: &str) -> Option<Condition> {
    CONDITIONS.iter().find(|(id, _)| *id == rule).map(|(_, condition)| *condition)
}

/// Has every risk point in service its function, and every function its rule? Run at the start: a rule without its
/// function must not look as if it were kept.
///
/// # Errors
/// One line for each that is missing.
pub fn check_coverage(book: &RuleBook) -> Result<(), Vec<String>> {
    let mut missing = Vec::new();
    for rule in book.rules().filter(|rule| rule.kind == Kind::Risk && !rule.planned) {
        match (condition(&rule.id), &rule.decided_in) {
            (None, None) => missing.push(format!("{}: in service, but no function implements it", rule.id)),
            (Some(_), Some(module)) => {
                missing.push(format!("{}: has a function, yet is said to be decided in {module}", rule.id));
            }
            _ => {}
        }
    }
    for (id, _) in CONDITIONS {
        if !book.rule(id).is_some_and(|rule| rule.kind == Kind::Risk && !rule.planned) {
            missing.push(format!("{id}: has a function, but no rule in service"));
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(missing) }
}

#[cfg(test)]
mod tests;
