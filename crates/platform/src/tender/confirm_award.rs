//! 采购人确认中标人.

use crate::engine::prelude::*;
use procurement::tender::{Choice, Lot, SkipReason};

/// The purchaser confirms the award of a lot, in the order of the report.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmAward {
    /// 采购包
    pub lot: LotId,
    /// 中标候选人顺序
    pub rank: u32,
    /// 不按顺序的法定理由
    #[serde(default)]
    pub skipped: Option<SkipReason>,
    /// 事实和依据
    #[serde(default)]
    pub statement: Option<String>,
}

impl Command for ConfirmAward {
    const NAME: &'static str = "tender.confirm_award";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.lot", "lot"));
    const FIELDS: &'static [Field] = &[
        Field::id("lot", "tender.lot"),
        Field::new("rank", Kind::Number { min: 1, max: 3 }),
        Field::choice("skipped", SkipReason::IDS).optional(),
        Field::paragraph("statement", 1000).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Lot>(self.lot)?.about()?.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let lot = desk.load::<Lot>(self.lot)?;
        let law = desk.law(lot.about()?.region);
        let choice = Choice { rank: self.rank, skipped: self.skipped, statement: self.statement };
        let events = lot.confirm_award(&choice, desk.now(), &law)?;
        desk.record_all::<Lot>(self.lot, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Lot>(self.lot)?.about()?.title())
    }
}
