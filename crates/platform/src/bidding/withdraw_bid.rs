//! 撤回投标.

use crate::engine::prelude::*;
use procurement::{bidding::Bid, tender::Lot};

/// Takes a bid back before the deadline (87号令第34条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WithdrawBid {
    /// 投标
    pub bid: BidId,
}

impl Command for WithdrawBid {
    const NAME: &'static str = "bidding.withdraw_bid";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("bidding.bid", "bid"));
    const FIELDS: &'static [Field] = &[Field::id("bid", "bidding.bid")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        super::decrypt_bid::bidder(desk, self.bid)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<BidId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        withdraw(desk, id).map(|_| ())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = withdraw(desk, self.bid)?;
        desk.record_all::<Bid>(self.bid, events)
    }
}

fn withdraw(desk: &mut Desk<'_, '_>, id: BidId) -> Result<Vec<procurement::bidding::BidEvent>, Stop> {
    let bid = desk.load::<Bid>(id)?;
    let matter = bid.matter.as_ref().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
    let lot = desk.load::<Lot>(matter.lot)?;
    let law = desk.law(lot.about()?.region);
    Ok(bid.withdraw(lot.terms()?.deadline, desk.received(), &law)?)
}
