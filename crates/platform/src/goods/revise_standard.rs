//! 修改标准商品登记.

use super::{
    entry::{GoodsEntry, goods_fields},
    library::{There, known, settled},
};
use crate::engine::prelude::*;
use procurement::goods::{GoodsStage, StandardGood};

/// Changes a draft of a standard good.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviseStandard {
    /// 标准商品
    pub standard: StandardId,
    /// The good.
    #[serde(flatten)]
    pub goods: GoodsEntry,
}

impl Command for ReviseStandard {
    const NAME: &'static str = "goods.revise_standard";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk, Role::Operator];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("goods.standard", "standard"));
    const FIELDS: &'static [Field] = goods_fields!(Field::id("standard", "goods.standard"));
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<StandardGood>(self.standard)?.file()?.author))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let standard = desk.load::<StandardGood>(self.standard)?;
        let settled = settled(desk, self.goods.good())?;
        let known = known(desk, &settled, There::Reviewing, Some(self.standard))?;
        let events = standard.revise(settled, known)?;
        desk.record_all::<StandardGood>(self.standard, events)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<StandardId>().ok_or_else(|| Refusal::new("E_STATE"))?;
        match desk.load::<StandardGood>(id)?.file()?.stage {
            GoodsStage::Draft { .. } => Ok(()),
            _ => Err(Refusal::new("E_STATE").into()),
        }
    }
}
