//! 采购人逾期未确认中标人: given by the timer (D-EVA-02).

use crate::engine::prelude::*;
use procurement::tender::Lot;

/// Tells everybody that the purchaser let the time to confirm pass; the agency is asked to take the first candidate as
/// confirmed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LapseConfirmation {
    /// 采购包
    pub lot: LotId,
}

impl Command for LapseConfirmation {
    const NAME: &'static str = "tender.lapse_confirmation";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.lot", "lot"));
    const FIELDS: &'static [Field] = &[Field::id("lot", "tender.lot")];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let lot = desk.load::<Lot>(self.lot)?;
        let law = desk.law(lot.about()?.region);
        let events = lot.confirmation_lapses(desk.now(), &law)?;
        desk.record_all::<Lot>(self.lot, events)
    }
}
