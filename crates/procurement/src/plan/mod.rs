//! 采购计划备案: the gate through which every procurement goes. Filing checks and holds the budget (HR-1), and is itself no
//! approval: what passes the checks is filed (实施条例第29条).

mod filing;
mod lot;
mod state;
#[cfg(test)]
mod tests;
mod warnings;

pub use filing::{Evidence, Filed, Filing};
pub use lot::{Funding, LotPlan, SmeExemption, SmeReservation};
pub use state::{Exemption, ExemptionReason, IntentionBasis, Plan, PlanEvent, PlanFile, PlanStage};
pub use warnings::{EarlierPlan, warnings};
