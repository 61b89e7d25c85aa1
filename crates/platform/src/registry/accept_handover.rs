//! 接收工作交接.

use super::people::end_access;
use crate::engine::prelude::*;
use procurement::{
    registry::{Handover, Organisation, Person},
    supervision::Proposal,
};

/// Accepts a colleague's work: the roles, the personal to-dos and the proposals that wait. The colleague's account ends.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AcceptHandover {
    /// The hand-over.
    pub handover: HandoverId,
}

impl Command for AcceptHandover {
    const NAME: &'static str = "registry.accept_handover";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.handover", "handover"));
    const FIELDS: &'static [Field] = &[Field::id("handover", "registry.handover")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Person(desk.load::<Handover>(self.handover)?.offered()?.to))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let handover = desk.load::<Handover>(self.handover)?;
        let offer = handover.offered()?.clone();
        desk.load::<Organisation>(offer.organisation)?.require_active()?;
        let waiting = desk.query(
            "SELECT stream FROM supervision_proposal WHERE proposer = $1 AND state = 'pending'",
            &[offer.from.to_string().into()],
        )?;
        let proposals: Vec<StreamName> =
            waiting.iter().map(|row| row.parse(0)).collect::<Result<_, StoreError>>()?;
        let count = u32::try_from(proposals.len()).unwrap_or(u32::MAX);
        desk.record_all::<Handover>(self.handover, handover.accept(desk.actor().person, count)?)?;
        let (leaving, taking) = (desk.load::<Person>(offer.from)?, desk.load::<Person>(offer.to)?);
        desk.record_all::<Person>(offer.to, taking.take_over(offer.from, &leaving)?)?;
        for proposal in proposals.iter().filter_map(StreamName::id::<ProposalId>) {
            let events = desk.load::<Proposal>(proposal)?.take_over(offer.to)?;
            desk.record_all::<Proposal>(proposal, events)?;
        }
        if leaving.active {
            desk.record_all::<Person>(offer.from, leaving.disable(offer.reason)?)?;
            end_access(desk, offer.from)?;
        }
        Ok(())
    }
}
