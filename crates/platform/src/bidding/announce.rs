//! 唱标.

use super::lists::bids_in;
use crate::engine::prelude::*;
use procurement::{
    bidding::{Bid, Opening, OpeningEvent},
    tender::{Lot, VoidReason},
};

/// Reads the bids out, once every envelope is open or the window has ended.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Announce {
    /// 开标
    pub opening: OpeningId,
}

impl Command for Announce {
    const NAME: &'static str = "bidding.announce";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("bidding.opening", "opening"));
    const FIELDS: &'static [Field] = &[Field::id("opening", "bidding.opening")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        conductor(desk, self.opening)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let opening = desk.load::<Opening>(self.opening)?;
        let matter = opening.matter.clone().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        let lot = desk.load::<Lot>(matter.lot)?;
        let law = desk.law(lot.about()?.region);
        let events = opening.announce(desk.now(), &law)?;
        let failed = events.iter().any(|event| matches!(event, OpeningEvent::Failed { .. }));
        desk.record_all::<Opening>(self.opening, events)?;
        for bid in bids_in(desk, matter.lot, &["locked", "decrypted"])? {
            let state = desk.load::<Bid>(bid)?;
            // What was decrypted stays unread when the opening fails: prices are of use in the next tender.
            let events = if failed && state.envelope().is_none() { Vec::new() } else { state.announce() };
            desk.record_all::<Bid>(bid, events)?;
        }
        if failed {
            desk.record_all::<Lot>(matter.lot, lot.fail(VoidReason::TooFewBidders)?)?;
        }
        Ok(())
    }
}

/// The organisation that conducts the opening.
pub(super) fn conductor(desk: &mut Desk<'_, '_>, opening: OpeningId) -> Result<Matter, Stop> {
    let conductor = desk.load::<Opening>(opening)?.matter.as_ref().map(|matter| matter.conductor);
    Ok(Matter::Organisation(conductor.ok_or_else(|| Refusal::new("E_NOT_FOUND"))?))
}
