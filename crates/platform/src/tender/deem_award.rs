//! 视同确认中标人.

use crate::engine::prelude::*;
use procurement::tender::Lot;

/// Takes the first candidate as confirmed, after the purchaser let the time pass without a lawful reason (实施条例第43条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeemAward {
    /// 采购包
    pub lot: LotId,
}

impl Command for DeemAward {
    const NAME: &'static str = "tender.deem_award";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const APPROVAL: Approval = Approval::Second(Role::AgencyReviewer);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.lot", "lot"));
    const FIELDS: &'static [Field] = &[Field::id("lot", "tender.lot")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Lot>(self.lot)?.about()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let lot = desk.load::<Lot>(self.lot)?;
        let law = desk.law(lot.about()?.region);
        let events = lot.deem_award(desk.now(), &law)?;
        desk.record_all::<Lot>(self.lot, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Lot>(self.lot)?.about()?.title())
    }
}
