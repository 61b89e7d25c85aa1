//! 到期申请抽取专家: given by the timer, two working days before the opening (D-EXP-01).

use crate::engine::prelude::*;
use procurement::tender::Lot;

/// Asks the agency for the draw of a lot's experts, from the first moment at which it is lawful.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FallDue {
    /// 采购包
    pub lot: LotId,
}

impl Command for FallDue {
    const NAME: &'static str = "draw.fall_due";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.lot", "lot"));
    const FIELDS: &'static [Field] = &[Field::id("lot", "tender.lot")];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let lot = desk.load::<Lot>(self.lot)?;
        let law = desk.law(lot.about()?.region);
        let events = lot.draw_falls_due(desk.now(), &law)?;
        desk.record_all::<Lot>(self.lot, events)
    }
}
