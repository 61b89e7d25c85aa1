//! 订单逾期未确认自动取消.

use crate::{engine::prelude::*, payment::money};
use procurement::mall::Order;

/// Cancels an order that the supplier did not accept in time (D-MAL-01); given by the platform's timer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LapseOrder {
    /// 订单
    pub order: OrderId,
}

impl Command for LapseOrder {
    const NAME: &'static str = "mall.lapse_order";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("mall.order", "order"));
    const FIELDS: &'static [Field] = &[Field::id("order", "mall.order")];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let order = desk.load::<Order>(self.order)?;
        let deal = order.deal()?;
        let law = desk.law(deal.region);
        let hold = desk.load(deal.hold)?;
        let (events, movement) = order.lapse(&hold, desk.now(), &law)?;
        desk.record_all::<Order>(self.order, events)?;
        money::record(desk, vec![(deal.hold, movement)])
    }
}
