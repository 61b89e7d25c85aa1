//! 开标开始: given by the timer at the deadline.

use super::lists::bids_in;
use crate::engine::prelude::*;
use procurement::{
    bidding::{Bid, Opening, OpeningEvent},
    tender::{Lot, VoidReason},
};

/// Starts the opening of a lot, or fails the lot with too few bids (87号令第39、41条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StartOpening {
    /// 采购包
    pub lot: LotId,
}

impl Command for StartOpening {
    const NAME: &'static str = "bidding.start_opening";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.lot", "lot"));
    const FIELDS: &'static [Field] = &[Field::id("lot", "tender.lot")];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let lot = desk.load::<Lot>(self.lot)?;
        let (about, terms) = (lot.about()?, lot.terms()?);
        let law = desk.law(about.region);
        let bids = bids_in(desk, self.lot, &["submitted"])?;
        let count = u32::try_from(bids.len()).unwrap_or(u32::MAX);
        let id = Opening::id_of(self.lot);
        let ask = procurement::bidding::StartOpening {
            project: about.project,
            lot: self.lot,
            conductor: about.agency,
            title: about.title(),
            deadline: terms.deadline,
            bids: count,
        };
        let events = Opening::default().start(ask, desk.now(), &law)?;
        let until = events.iter().find_map(|event| match event {
            OpeningEvent::Started { until, .. } => Some(*until),
            _ => None,
        });
        desk.record_all::<Opening>(id, events)?;
        let Some(until) = until else {
            return desk.record_all::<Lot>(self.lot, lot.fail(VoidReason::TooFewBidders)?);
        };
        for bid in bids {
            let events = desk.load::<Bid>(bid)?.lock(id, until);
            desk.record_all::<Bid>(bid, events)?;
        }
        desk.record_all::<Lot>(self.lot, lot.start_opening(id, count)?)
    }
}
