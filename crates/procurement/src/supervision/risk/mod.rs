//! Risk conditions: one pure function per rule id.

use kernel::{Args, StreamName};
use serde::{Deserialize, Serialize};

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
