//! 供应商拒绝订单.

use crate::{engine::prelude::*, payment::money};
use procurement::mall::{Order, OrderStage};

/// Refuses an order with a reason; the budget is given back and the purchaser is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RefuseOrder {
    /// 订单
    pub order: OrderId,
    /// 拒绝理由
    pub reason: String,
}

impl Command for RefuseOrder {
    const NAME: &'static str = "mall.refuse_order";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("mall.order", "order"));
    const FIELDS: &'static [Field] = &[Field::id("order", "mall.order"), Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Order>(self.order)?.deal()?.supplier))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let order = desk.load::<Order>(self.order)?;
        let deal = order.deal()?;
        let law = desk.law(deal.region);
        let hold = desk.load(deal.hold)?;
        let (events, movement) = order.refuse(self.reason, &hold, &law)?;
        desk.record_all::<Order>(self.order, events)?;
        money::record(desk, vec![(deal.hold, movement)])
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<OrderId>().ok_or_else(|| Refusal::new("E_STATE"))?;
        let order = desk.load::<Order>(id)?;
        let waiting = matches!(order.stage(), Some(OrderStage::Placed { .. }));
        if waiting && order.deal()?.supplier == desk.actor().organisation {
            Ok(())
        } else {
            Err(Refusal::new("E_STATE").into())
        }
    }
}
