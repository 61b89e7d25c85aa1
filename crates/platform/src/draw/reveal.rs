//! 公开随机数.

use super::candidates::pool;
use crate::engine::prelude::*;
use procurement::draw::Draw;

/// Reveals a party's contribution; the last one fixes the seed and calls the experts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reveal {
    /// 抽取
    pub draw: DrawId,
}

impl Command for Reveal {
    const NAME: &'static str = "draw.reveal";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk, Role::AgencyPm, Role::FaRegulator];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("draw.draw", "draw"));
    const FIELDS: &'static [Field] = &[Field::id("draw", "draw.draw")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        parties(desk, self.draw)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let draw = desk.load::<Draw>(self.draw)?;
        let party = draw.party(desk.actor().organisation)?;
        let law = desk.law(draw.asked()?.region);
        let own = draw.contributions.get(&party).ok_or_else(|| Refusal::new("E_FORFEITED"))?;
        let contribution = desk.unseal(&own.secret)?.ok_or_else(|| Refusal::new("E_FORFEITED"))?;
        let pool = pool(desk, &draw)?;
        let events = draw.reveal(party, contribution, &pool, desk.received(), &law)?;
        desk.record_all::<Draw>(self.draw, events)
    }
}

/// The three parties of a draw.
pub(super) fn parties(desk: &mut Desk<'_, '_>, draw: DrawId) -> Result<Matter, Stop> {
    let draw = desk.load::<Draw>(draw)?;
    let request = draw.asked()?;
    Ok(Matter::Organisations(vec![request.purchaser, request.agency, request.regulator]))
}
