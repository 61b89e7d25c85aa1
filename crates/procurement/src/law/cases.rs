//! Runs the cases that stand beside limits and parameters.

use super::{
    RuleBook, RuleError,
    rule::{Amount, Case, Kind, Limit, Rule, What},
};
use kernel::{Date, Region};
use std::sync::Arc;

/// The day on which a limit's share is looked up if the case names none.
const SAMPLE: (i16, i8, i8) = (2026, 3, 2);

pub(super) fn check(book: &Arc<RuleBook>) -> Result<usize, Vec<RuleError>> {
    let mut errors = Vec::new();
    let mut run = 0;
    for rule in book.rules().filter(|rule| rule.kind != Kind::Risk) {
        for (n, case) in rule.cases.iter().enumerate() {
            run += 1;
            if let Some(problem) = differs(book, rule, case) {
                let file = format!("{}/{}.yaml", rule.subsystem, rule.id);
                errors.push(RuleError { file, field: format!("cases[{n}]"), problem });
            }
        }
    }
    if errors.is_empty() { Ok(run) } else { Err(errors) }
}

fn differs(book: &Arc<RuleBook>, rule: &Rule, case: &Case) -> Option<String> {
    match case {
        Case::Time { from, end } => {
            let law = book.law(Region::default(), from.date());
            let found = match law.limit(&rule.id).map(|limit| law.end_of(&limit, *from)) {
                Ok(Some(Ok(found))) => found,
                Ok(Some(Err(refusal))) | Err(refusal) => return Some(refusal.to_string()),
                Ok(None) => return Some("no length of time".to_owned()),
            };
            (found != *end).then(|| format!("from {from}: {found}, not {end}"))
        }
        Case::Value { region, date, what } => {
            let date = (*date).or_else(|| Date::new(SAMPLE.0, SAMPLE.1, SAMPLE.2).ok())?;
            let law = book.law(*region, date);
            let found = match law.value(&rule.id) {
                Ok(What::Limit(Limit { amount: Amount::Share(share), .. })) => What::Percent(*share),
                Ok(found) => found.clone(),
                Err(refusal) => return Some(refusal.to_string()),
            };
            (found != *what).then(|| format!("{found:?}, not {what:?}"))
        }
        Case::Facts { .. } => None,
    }
}
