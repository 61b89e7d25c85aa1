//! Acceptance 履约验收: item by item, by two people of different posts.

mod inspection;
mod state;

pub use inspection::{Criterion, CriterionKind, Finding, Member, inspect};
pub use state::{Acceptance, AcceptanceEvent, AcceptanceStage, Matter, Protocol};
