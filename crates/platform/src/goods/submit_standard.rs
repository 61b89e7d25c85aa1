//! 提交标准商品审核.

use crate::engine::prelude::*;
use procurement::goods::StandardGood;

/// Hands a draft in for review.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SubmitStandard {
    /// 标准商品
    pub standard: StandardId,
}

impl Command for SubmitStandard {
    const NAME: &'static str = "goods.submit_standard";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk, Role::Operator];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("goods.standard", "standard"));
    const FIELDS: &'static [Field] = &[Field::id("standard", "goods.standard")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<StandardGood>(self.standard)?.file()?.author))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<StandardGood>(self.standard)?.submit()?;
        desk.record_all::<StandardGood>(self.standard, events)
    }
}
