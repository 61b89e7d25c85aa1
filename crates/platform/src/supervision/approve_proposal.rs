//! 复核通过.

use crate::engine::prelude::*;

/// Every role that is somebody's second person somewhere.
pub(super) const SECONDS: &[Role] = &[
    Role::PurchaserHead,
    Role::PurchaserSupervisor,
    Role::PurchaserFinance,
    Role::AgencyReviewer,
    Role::AuthorizedRep,
    Role::FaRegulatorHead,
    Role::FaBudget,
    Role::FaTreasury,
    Role::Operator,
];

/// The second natural person agrees; the engine then decides the proposed command anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ApproveProposal {
    /// The proposal.
    pub proposal: ProposalId,
}

impl Command for ApproveProposal {
    const NAME: &'static str = "supervision.approve_proposal";
    const AUDIENCE: &'static [Role] = SECONDS;
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("supervision.proposal", "proposal"));
    const FIELDS: &'static [Field] = &[Field::id("proposal", "supervision.proposal")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    /// The engine decides this one itself, because it decides another command with it.
    fn handle(self, _desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        Err(Refusal::new("E_INTERNAL").into())
    }
}
