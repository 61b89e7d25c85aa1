//! 卖场订单验收.

use crate::{
    acceptance::{FindingLine, findings, members},
    engine::prelude::*,
};
use procurement::mall::Order;

/// Records what two people found when the goods came, item by item (ACC-02, ACC-03).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AcceptGoods {
    /// 订单
    pub order: OrderId,
    /// 逐项验收意见
    pub findings: Vec<FindingLine>,
}

impl Command for AcceptGoods {
    const NAME: &'static str = "mall.accept_goods";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserSupervisor);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("mall.order", "order"));
    const FIELDS: &'static [Field] =
        &[Field::id("order", "mall.order"), Field::list("findings", FindingLine::FIELDS, 20)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Order>(self.order)?.deal()?.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let order = desk.load::<Order>(self.order)?;
        let law = desk.law(order.deal()?.region);
        let findings = findings(self.findings, &order.deal()?.criteria)?;
        let events = order.inspect(members(desk), findings, &law)?;
        desk.record_all::<Order>(self.order, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Order>(self.order)?.deal()?.goods.clone())
    }
}
