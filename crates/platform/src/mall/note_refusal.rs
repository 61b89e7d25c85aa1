//! 采购人知悉订单被拒绝.

use crate::engine::prelude::*;
use procurement::mall::Order;

/// Takes note that the supplier refused an order, which takes it off the purchaser's list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NoteRefusal {
    /// 订单
    pub order: OrderId,
}

impl Command for NoteRefusal {
    const NAME: &'static str = "mall.note_refusal";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("mall.order", "order"));
    const FIELDS: &'static [Field] = &[Field::id("order", "mall.order")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Order>(self.order)?.deal()?.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Order>(self.order)?.note_refusal()?;
        desk.record_all::<Order>(self.order, events)
    }
}
