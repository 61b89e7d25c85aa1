//! 评标委员会组成 (87号令第47条, EXP-02).

use crate::law::Law;
use kernel::{Money, Refusal};
use serde::{Deserialize, Serialize};

/// Who is to sit on a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// Experts.
    pub experts: u32,
    /// The purchaser's representatives; none is allowed.
    pub representatives: u32,
}

/// The least number of members: five, seven from 10 million yuan of the project's budget on or for a complex matter.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn least_members(budget: Money, complex: bool, law: &Law) -> Result<i64, Refusal> {
    let large = complex || budget >= law.money("seven_member_line")?;
    law.number(if large { "panel_size_large" } else { "panel_size" })
}

/// An odd number of at least five, seven from 10 million yuan on or for a complex matter; experts at least two thirds.
///
/// # Errors
/// `E_PANEL_COMPOSITION` under EXP-02 with what is asked for; `E_UNKNOWN_RULE`.
pub fn check_composition(panel: Panel, budget: Money, complex: bool, law: &Law) -> Result<(), Refusal> {
    let least = least_members(budget, complex, law)?;
    let total = i64::from(panel.experts) + i64::from(panel.representatives);
    let experts_enough = i64::from(panel.experts) * 3 >= total * 2;
    if total % 2 == 1 && total >= least && experts_enough {
        return Ok(());
    }
    Err(law
        .refuse("E_PANEL_COMPOSITION", "EXP-02")
        .basis("87号令第47条")
        .arg("least", least)
        .arg("total", total)
        .arg("experts", i64::from(panel.experts)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::draw_tests::law;

    fn ok(experts: u32, representatives: u32, yuan: i64, complex: bool) -> bool {
        check_composition(Panel { experts, representatives }, Money::from_yuan(yuan), complex, &law()).is_ok()
    }
    #[test]
    fn four_members_are_refused_five_pass() {
        assert!(!ok(4, 0, 1_000_000, false) && ok(5, 0, 1_000_000, false) && ok(4, 1, 1_000_000, false));
        assert!(!ok(3, 0, 1_000_000, false) && !ok(6, 0, 1_000_000, false));
    }
    #[test]
    fn experts_are_two_thirds() {
        assert!(!ok(3, 2, 1_000_000, false) && ok(5, 2, 1_000_000, false));
        assert!(ok(6, 3, 1_000_000, false), "exactly two thirds");
    }
    #[test]
    fn seven_from_ten_million_on_or_if_complex() {
        assert!(ok(5, 0, 9_999_999, false) && !ok(5, 0, 10_000_000, false) && ok(7, 0, 10_000_000, false));
        assert!(!ok(5, 0, 1_000_000, true));
    }
}
