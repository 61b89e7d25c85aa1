//! 标准商品出库.

use super::review_standard::title;
use crate::engine::prelude::*;
use procurement::goods::{GoodsStage, StandardGood};

/// Takes a good out of the library, by two persons of the operator.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WithdrawStandard {
    /// 标准商品
    pub standard: StandardId,
    /// 理由
    pub reason: String,
}

impl Command for WithdrawStandard {
    const NAME: &'static str = "goods.withdraw_standard";
    const AUDIENCE: &'static [Role] = &[Role::Operator];
    const APPROVAL: Approval = Approval::Second(Role::Operator);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("goods.standard", "standard"));
    const FIELDS: &'static [Field] =
        &[Field::id("standard", "goods.standard"), Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<StandardGood>(self.standard)?.file()?.keeper))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<StandardGood>(self.standard)?.withdraw(self.reason)?;
        desk.record_all::<StandardGood>(self.standard, events)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<StandardId>().ok_or_else(|| Refusal::new("E_STATE"))?;
        match desk.load::<StandardGood>(id)?.file()?.stage {
            GoodsStage::Active => Ok(()),
            _ => Err(Refusal::new("E_STATE").into()),
        }
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        title(desk, self.standard)
    }
}
