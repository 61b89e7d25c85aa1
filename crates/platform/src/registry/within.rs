//! Whose matters a list shows: one organisation's, or those of all purchasers within an authority's reach.

use journal::Value;
use kernel::{OrganisationId, Region};

/// The limits of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Matters to which this organisation is a party.
    Organisation(OrganisationId),
    /// Matters of purchasers in this region and those below it.
    Region(Region),
}
impl Within {
    /// A condition on `purchaser` and the other party's column, and its parameters `$1` and `$2`.
    pub(crate) fn condition(self, other: &str) -> (String, [Value; 2]) {
        match self {
            Self::Organisation(id) => {
                (format!("(purchaser = $1 OR {other} = $2)"), [id.to_string().into(), id.to_string().into()])
            }
            // "a" is greater than every digit of a code of divisions.
            Self::Region(region) => (
                "purchaser IN (SELECT id FROM registry_organisation WHERE region >= $1 AND region < $2)"
                    .to_owned(),
                [region.prefix().to_owned().into(), format!("{}a", region.prefix()).into()],
            ),
        }
    }
}

/// What somebody types to find a line, as a `LIKE` pattern; empty for everything.
pub(crate) fn pattern(words: &str) -> String {
    let literal: String = words.trim().chars().filter(|c| !['%', '_', '\\'].contains(c)).take(60).collect();
    format!("%{literal}%")
}
