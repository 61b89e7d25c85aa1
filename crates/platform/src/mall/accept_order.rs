//! 供应商确认订单.

use crate::engine::prelude::*;
use procurement::{mall::Order, registry::Organisation};

/// Accepts an order, which makes it a contract; the supplier's registered account is the one that will be paid.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AcceptOrder {
    /// 订单
    pub order: OrderId,
}

impl Command for AcceptOrder {
    const NAME: &'static str = "mall.accept_order";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("mall.order", "order"));
    const FIELDS: &'static [Field] = &[Field::id("order", "mall.order")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Order>(self.order)?.deal()?.supplier))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let order = desk.load::<Order>(self.order)?;
        let supplier = desk.load::<Organisation>(order.deal()?.supplier)?;
        supplier.require_active()?;
        let account = supplier.registration.account.ok_or_else(|| Refusal::new("E_NO_ACCOUNT"))?;
        let law = desk.law(order.deal()?.region);
        let events = order.accept(account, desk.received(), &law)?;
        desk.record_all::<Order>(self.order, events)
    }
}
