//! 发货.

use crate::engine::prelude::*;
use procurement::mall::Order;

/// Sends the goods off, also again after they were found wanting.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Deliver {
    /// 订单
    pub order: OrderId,
    /// 承运单位
    pub carrier: String,
    /// 运单号
    pub waybill: String,
}

impl Command for Deliver {
    const NAME: &'static str = "mall.deliver";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("mall.order", "order"));
    const FIELDS: &'static [Field] =
        &[Field::id("order", "mall.order"), Field::text("carrier", 60), Field::text("waybill", 60)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Order>(self.order)?.deal()?.supplier))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Order>(self.order)?.deliver(self.carrier, self.waybill)?;
        desk.record_all::<Order>(self.order, events)
    }
}
