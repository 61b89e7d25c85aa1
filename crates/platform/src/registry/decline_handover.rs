//! 不接收、撤回工作交接.

use super::people::require_keeper;
use crate::engine::prelude::*;
use procurement::registry::Handover;

/// Declines a colleague's work, or takes the offer back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeclineHandover {
    /// The hand-over.
    pub handover: HandoverId,
    /// 原因
    pub reason: String,
}

impl Command for DeclineHandover {
    const NAME: &'static str = "registry.decline_handover";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.handover", "handover"));
    const FIELDS: &'static [Field] =
        &[Field::id("handover", "registry.handover"), Field::paragraph("reason", 200)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Handover>(self.handover)?.offered()?.organisation))
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<HandoverId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        require_concerned(desk, id)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        require_concerned(desk, self.handover)?;
        let events = desk.load::<Handover>(self.handover)?.decline(self.reason)?;
        desk.record_all::<Handover>(self.handover, events)
    }
}

fn require_concerned(desk: &mut Desk<'_, '_>, id: HandoverId) -> Result<(), Stop> {
    let handover = desk.load::<Handover>(id)?;
    let offer = handover.offered()?;
    let actor = desk.actor();
    if actor.organisation != offer.organisation {
        return Err(Refusal::new("E_FORBIDDEN_SCOPE").into());
    }
    if [offer.from, offer.to].contains(&actor.person) {
        return Ok(());
    }
    require_keeper(desk).map(|_| ())
}
