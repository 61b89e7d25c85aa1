//! 符合性审查: the committee decides by majority, dissent is recorded by name of the seat (87号令第50条、第61条).

use super::sheet::Fault;
use std::collections::BTreeMap;

/// What the committee decided about one bid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The faults that a majority found; none: the bid conforms.
    pub faults: Vec<Fault>,
    /// Seats that were in the minority on whether it conforms.
    pub dissent: Vec<u8>,
}

/// Decides by simple majority of seats (their number is odd). A bid does not conform if more than half the seats found
/// any fault; its reasons are the faults as the first of them put it.
pub fn decide(votes: &BTreeMap<u8, Vec<Fault>>) -> Decision {
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
    Decision { faults, dissent }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault() -> Vec<Fault> {
        vec![Fault { key: "s1".to_owned(), reason: "质保两年".to_owned() }]
    }

    #[test]
    fn three_of_five_decide_and_the_two_are_recorded() {
        let votes = [(1, fault()), (2, vec![]), (3, fault()), (4, vec![]), (5, fault())].into();
        let decision = decide(&votes);
        assert_eq!((decision.faults.len(), decision.dissent), (1, vec![2, 4]));
    }
    #[test]
    fn two_of_five_do_not_and_are_recorded() {
        let votes = [(1, fault()), (2, vec![]), (3, fault()), (4, vec![]), (5, vec![])].into();
        let decision = decide(&votes);
        assert_eq!((decision.faults, decision.dissent), (vec![], vec![1, 3]));
    }
}
