//! 复核退回.

use super::approve_proposal::SECONDS;
use crate::engine::prelude::*;
use procurement::supervision::{Proposal, ProposalEvent};

/// The second natural person gives it back with a reason; what was typed is kept for the first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RejectProposal {
    /// The proposal.
    pub proposal: ProposalId,
    /// 退回原因
    pub reason: String,
}

impl Command for RejectProposal {
    const NAME: &'static str = "supervision.reject_proposal";
    const AUDIENCE: &'static [Role] = SECONDS;
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("supervision.proposal", "proposal"));
    const FIELDS: &'static [Field] =
        &[Field::id("proposal", "supervision.proposal"), Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<ProposalId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        let (second, acted_for) = (desk.actor().clone(), desk.acted_for()?);
        desk.load::<Proposal>(id)?.decidable_by(&second, &acted_for)?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (second, acted_for) = (desk.actor().clone(), desk.acted_for()?);
        desk.load::<Proposal>(self.proposal)?.decidable_by(&second, &acted_for)?;
        let event = ProposalEvent::Rejected { by: second.person, reason: self.reason };
        desk.record::<Proposal>(self.proposal, event)
    }
}
