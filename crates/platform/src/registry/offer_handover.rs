//! 提出工作交接.

use super::people::{colleague, require_keeper};
use crate::engine::prelude::*;
use procurement::registry::{Handover, Offer, Organisation, Person};

/// Offers all the work of a person who leaves to a colleague, who has to accept it. Given by the one who leaves; by whoever
/// keeps the organisation's accounts also for somebody who is gone already.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OfferHandover {
    /// 移交人; left out for oneself.
    #[serde(default)]
    pub from: Option<PersonId>,
    /// 接收人
    pub to: PersonId,
    /// 事由
    pub reason: String,
}

impl Command for OfferHandover {
    const NAME: &'static str = "registry.offer_handover";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const FIELDS: &'static [Field] = &[
        Field::id("from", "registry.person").optional(),
        Field::id("to", "registry.person"),
        Field::paragraph("reason", 200),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let actor = desk.actor().clone();
        desk.load::<Organisation>(actor.organisation)?.require_active()?;
        let from = self.from.unwrap_or(actor.person);
        let by_head = match from == actor.person {
            true => allowed(require_keeper(desk).map(|_| ()))?,
            false => colleague(desk, from).map(|_| true)?,
        };
        let open = desk.query(
            "SELECT id FROM registry_handover WHERE leaver = $1 AND state IN ('offered', 'accepted')",
            &[from.to_string().into()],
        )?;
        if !open.is_empty() {
            return Err(Refusal::new("E_ALREADY").into());
        }
        let (leaving, taking) = (desk.load::<Person>(from)?, desk.load::<Person>(self.to)?);
        let role = taking.enrolment.as_ref().and_then(|enrolment| enrolment.roles.first().copied());
        let role = role.ok_or_else(|| Refusal::new("E_ACCOUNT_DISABLED").field("to", "field-invalid"))?;
        let organisation = actor.organisation;
        let offer = Offer { organisation, from, to: self.to, role, reason: self.reason };
        let events = Handover::default().offer(offer, &leaving, &taking, by_head)?;
        let id = desk.new_id::<HandoverId>();
        desk.record_all::<Handover>(id, events)
    }
}

/// A refusal as an answer.
fn allowed(answer: Result<(), Stop>) -> Result<bool, Stop> {
    match answer {
        Ok(()) => Ok(true),
        Err(Stop::Refused(_)) => Ok(false),
        Err(broken) => Err(broken),
    }
}
