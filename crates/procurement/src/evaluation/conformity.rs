//! 符合性审查: the committee decides by majority, dissent is recorded by name of the seat (87号令第50条、第61条).

use super::{formula::PriceFault, sheet::Fault};
use kernel::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The result of reviewing one requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Key of the requirement in the document.
    pub key: String,
    /// Is it met?
    pub met: bool,
    /// Why not, or a remark.
    pub reason: Option<String>,
}

/// A review goes through every requirement of the document, each once; one that is not met needs a reason.
///
/// # Errors
/// `E_REVIEW_INCOMPLETE` with every field at `items[n]`.
pub fn checklist(required: &[String], items: &[Checked]) -> Result<Vec<Fault>, Refusal> {
    let mut refusal = Refusal::new("E_REVIEW_INCOMPLETE").rule("EVA-09").basis("87号令第44条、第50条");
    let mut faults = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let earlier = items.iter().take(at).any(|other| other.key == item.key);
        if earlier || !required.contains(&item.key) {
            refusal = refusal.field(format!("items[{at}].key"), "field-not-an-option");
        }
        let reason = item.reason.as_deref().unwrap_or_default().trim();
        if !item.met && reason.is_empty() {
            refusal = refusal.field(format!("items[{at}].reason"), "field-required");
        }
        if !item.met {
            faults.push(Fault { key: item.key.clone(), reason: reason.to_owned() });
        }
    }
    for key in required.iter().filter(|key| !items.iter().any(|item| item.key == **key)) {
        let args = [("item".into(), key.as_str().into())].into();
        refusal = refusal.field_with("items", "evaluation-field-item-missing", args);
    }
    if refusal.fields.is_empty() { Ok(faults) } else { Err(refusal) }
}

/// What the committee decided about one bid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The faults that a majority found.
    pub faults: Vec<Fault>,
    /// What is wrong with the price. That is a fact, so no majority decides it (第63条第4项).
    pub price: Option<PriceFault>,
    /// Seats that were in the minority on whether it conforms.
    pub dissent: Vec<u8>,
}

impl Decision {
    /// Does the bid conform?
    pub fn conforms(&self) -> bool {
        self.faults.is_empty() && self.price.is_none()
    }
}

/// Decides by simple majority of seats (their number is odd). A bid does not conform if more than half the seats found
/// any fault; its reasons are the faults as the first of them put it. A price above the ceiling or the budget makes it
/// invalid however they voted.
pub fn decide(votes: &BTreeMap<u8, Vec<Fault>>, price: Option<PriceFault>) -> Decision {
    let against: Vec<u8> =
        votes.iter().filter(|(_, faults)| !faults.is_empty()).map(|(seat, _)| *seat).collect();
    let fails = against.len() * 2 > votes.len();
    let mut faults: Vec<Fault> = Vec::new();
    if fails {
        for fault in votes.values().flatten() {
            if !faults.iter().any(|known| known.key == fault.key) {
                faults.push(fault.clone());
            }
        }
    }
    let dissent = votes.keys().copied().filter(|seat| against.contains(seat) != fails).collect();
    Decision { faults, price, dissent }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault() -> Vec<Fault> {
        vec![Fault { key: "s1".to_owned(), reason: "质保两年".to_owned() }]
    }

    #[test]
    fn a_review_goes_through_every_requirement_once_and_gives_reasons() {
        let required = ["q1".to_owned(), "q2".to_owned()];
        let item = |key: &str, met, reason: Option<&str>| Checked {
            key: key.to_owned(),
            met,
            reason: reason.map(str::to_owned),
        };
        assert_eq!(checklist(&required, &[item("q1", true, None), item("q2", true, None)]), Ok(vec![]));
        let bad = [item("q1", false, Some(" ")), item("q1", true, None), item("q9", true, None)];
        let refusal = checklist(&required, &bad).unwrap_err();
        let said: Vec<_> = refusal.fields.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(said, ["items[0].reason", "items[1].key", "items[2].key", "items"]);
        let failed = checklist(&required, &[item("q1", false, Some("过期")), item("q2", true, None)]);
        assert_eq!(failed.unwrap()[0].key, "q1");
    }
    #[test]
    fn three_of_five_decide_and_the_two_are_recorded() {
        let votes = [(1, fault()), (2, vec![]), (3, fault()), (4, vec![]), (5, fault())].into();
        let decision = decide(&votes, None);
        assert!(!decision.conforms());
        assert_eq!((decision.faults.len(), decision.dissent), (1, vec![2, 4]));
    }
    #[test]
    fn two_of_five_do_not_and_are_recorded() {
        let votes = [(1, fault()), (2, vec![]), (3, fault()), (4, vec![]), (5, vec![])].into();
        let decision = decide(&votes, None);
        assert!(decision.conforms());
        assert_eq!((decision.faults, decision.dissent), (vec![], vec![1, 3]));
    }
    /// 87号令第63条第4项
    #[test]
    fn a_price_over_the_ceiling_is_invalid_however_the_committee_votes() {
        let votes: BTreeMap<u8, Vec<Fault>> = (1..=5).map(|seat| (seat, vec![])).collect();
        let decision = decide(&votes, Some(PriceFault::OverCeiling));
        assert!(!decision.conforms());
        assert_eq!((decision.faults, decision.dissent), (vec![], vec![]));
    }
}
