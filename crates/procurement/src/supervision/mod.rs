//! 监督预警、双人复核.

mod alert;
mod proposal;
pub mod risk;

pub use alert::{Alert, AlertEvent, AlertStage, Outcome, Raised, Reason};
pub use proposal::{Proposal, ProposalEvent, Proposed};
