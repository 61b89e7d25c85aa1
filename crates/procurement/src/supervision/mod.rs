//! 监督预警、双人复核.

mod proposal;
pub mod risk;

pub use proposal::{Proposal, ProposalEvent, Proposed};
