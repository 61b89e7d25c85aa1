//! 开标结束: the record signed by two people of the agency.

use super::{announce::conductor, lists::bids_in};
use crate::engine::prelude::*;
use procurement::{
    bidding::{Bid, Opening, OpeningStage},
    tender::Lot,
};

/// Closes the opening; silence counts as confirmation, an objection must have been answered (87号令第42条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CloseOpening {
    /// 开标
    pub opening: OpeningId,
    /// 对异议的答复
    #[serde(default)]
    pub reply: Option<String>,
}

impl Command for CloseOpening {
    const NAME: &'static str = "bidding.close_opening";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const APPROVAL: Approval = Approval::Second(Role::AgencyReviewer);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("bidding.opening", "opening"));
    const FIELDS: &'static [Field] =
        &[Field::id("opening", "bidding.opening"), Field::paragraph("reply", 1000).optional()];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        conductor(desk, self.opening)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let opening = desk.load::<Opening>(self.opening)?;
        let lot_id =
            opening.matter.as_ref().map(|matter| matter.lot).ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        let valid = match opening.stage {
            OpeningStage::Announced { valid, .. } => valid,
            _ => 0,
        };
        let events = opening.close(self.reply)?;
        desk.record_all::<Opening>(self.opening, events)?;
        for bid in bids_in(desk, lot_id, &["announced"])? {
            let events = desk.load::<Bid>(bid)?.close_record();
            desk.record_all::<Bid>(bid, events)?;
        }
        let events = desk.load::<Lot>(lot_id)?.close_opening(valid)?;
        desk.record_all::<Lot>(lot_id, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk
            .load::<Opening>(self.opening)?
            .matter
            .as_ref()
            .map(|matter| matter.title.clone())
            .unwrap_or_default())
    }
}
