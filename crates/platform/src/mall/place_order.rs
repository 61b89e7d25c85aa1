//! 直购下单.

use super::lists::{lowest, recent};
use crate::engine::prelude::*;
use procurement::{
    budget::{Hold, Indicator},
    mall::{Listing, Order, Wish, above_history},
    registry::Organisation,
    supervision::risk::{SplitFacts, split_orders},
};

/// Orders goods by direct purchase (HR-1, MAL-02, MAL-03).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceOrder {
    /// 商品
    pub listing: ListingId,
    /// 数量
    pub quantity: u32,
    /// 预算指标
    pub indicator: IndicatorId,
    /// 收货地址
    pub deliver_to: String,
}

impl Command for PlaceOrder {
    const NAME: &'static str = "mall.place_order";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserHead);
    const FIELDS: &'static [Field] = &[
        Field::id("listing", "mall.listing"),
        Field::new("quantity", Kind::Number { min: 1, max: 1_000_000 }),
        Field::id("indicator", "budget.indicator"),
        Field::text("deliver_to", 200),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Indicator>(self.indicator)?.account()?.issue.organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let purchaser = desk.actor().organisation;
        let organisation = desk.load::<Organisation>(purchaser)?;
        organisation.require_active()?;
        let region = organisation.registration.region;
        let law = desk.law(region);
        let listing = desk.load::<Listing>(self.listing)?;
        let indicator = desk.load::<Indicator>(self.indicator)?;
        let (order, hold) = (desk.new_id::<OrderId>(), desk.new_id::<HoldId>());
        let seller = listing.on_sale()?.supplier;
        let wish = Wish {
            order,
            number: number(order, desk.today()),
            listing: self.listing,
            supplier_sme: desk.load::<Organisation>(seller)?.registration.size.is_sme(),
            purchaser,
            purchaser_name: organisation.registration.name.clone(),
            region,
            quantity: self.quantity,
            indicator: self.indicator,
            hold,
            deliver_to: self.deliver_to,
            handler: desk.actor().person,
        };
        let (events, movement) = Order::default().place(wish, &listing, &indicator, desk.now(), &law)?;
        let goods = &listing.on_sale()?.goods;
        let amount = goods.price.times(i64::from(self.quantity));
        let days = i64::try_from(law.threshold("MAL-03", "window_days")?).unwrap_or(i64::MAX);
        let earlier = recent(desk, purchaser, &goods.catalogue, days)?;
        let facts = SplitFacts {
            threshold: law.money("mall_direct_limit")?,
            recent: earlier.iter().map(|(_, amount)| *amount).collect(),
            this: amount,
        };
        let shown = earlier.iter().take(20).map(|(id, _)| id.stream()).chain([order.stream()]);
        desk.warn(split_orders(&facts, &law)?.map(|finding| finding.shown_by(shown)));
        let cheapest = lowest(desk, self.listing)?;
        let dear = above_history(goods.price, cheapest, &law)?;
        desk.warn(dear.map(|finding| finding.shown_by([self.listing.stream()])));
        desk.record_all::<Order>(order, events)?;
        desk.record::<Hold>(hold, movement.hold)?;
        desk.record::<Indicator>(movement.on, movement.indicator)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<ListingId>().ok_or_else(|| Refusal::new("E_STATE"))?;
        desk.load::<Listing>(id)?.on_sale()?;
        Ok(())
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        let listing = desk.load::<Listing>(self.listing)?;
        let offer = listing.on_sale()?;
        let goods = &offer.goods;
        let total = goods.price.times(i64::from(self.quantity));
        Ok(format!(
            "{} {} {} × {} {} · {} · ¥{total}",
            goods.name, goods.brand, goods.model, self.quantity, goods.unit, offer.supplier_name
        ))
    }
}

/// An order number: the date and the end of the id.
fn number(order: OrderId, today: Date) -> String {
    let id = order.uuid().simple().to_string().to_uppercase();
    format!("DD{}-{}", today.strftime("%Y%m%d"), &id[id.len() - 8..])
}
