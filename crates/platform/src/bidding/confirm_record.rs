//! 确认开标记录.

use crate::engine::prelude::*;
use procurement::bidding::{Bid, Opening};

/// The bidder confirms the opening record, or objects on the spot (87号令第42条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmRecord {
    /// 投标
    pub bid: BidId,
    /// 异议
    #[serde(default)]
    pub objection: Option<String>,
}

impl Command for ConfirmRecord {
    const NAME: &'static str = "bidding.confirm_record";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("bidding.bid", "bid"));
    const FIELDS: &'static [Field] =
        &[Field::id("bid", "bidding.bid"), Field::paragraph("objection", 1000).optional()];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        super::decrypt_bid::bidder(desk, self.bid)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let bid = desk.load::<Bid>(self.bid)?;
        let lot = bid.matter.as_ref().map(|matter| matter.lot).ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        let objects = self.objection.as_ref().is_some_and(|text| !text.trim().is_empty());
        let events = bid.confirm_record(self.objection)?;
        desk.record_all::<Bid>(self.bid, events)?;
        let opening = Opening::id_of(lot);
        let noted = desk.load::<Opening>(opening)?.confirm_record(self.bid, objects)?;
        desk.record_all::<Opening>(opening, noted)
    }
}
