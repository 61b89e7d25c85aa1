//! What an order says, the same on every page about it.

use crate::{
    app::{App, read_failed},
    components::{Amount, Summary},
    errors::Failure,
    give, names,
    routes::FINANCE,
    visit::Visit,
    words::{data, key},
};
use kernel::{OrderId, StreamId};
use maud::html;
use procurement::mall::{Deal, Listing, Order};

/// The order; not there for anybody but its two parties.
pub fn load(app: &App, visit: &Visit, id: OrderId) -> Result<Order, Failure> {
    let order = app.platform().state::<Order>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let deal = order.deal()?;
    let own = give::actor(visit).organisation;
    if [deal.purchaser, deal.supplier].contains(&own) { Ok(order) } else { Err(Failure::not_found()) }
}

/// Goods, money, parties and place, in this order.
pub fn summary(app: &App, visit: &Visit, deal: &Deal) -> Result<Summary, Failure> {
    let lang = visit.lang;
    let listing = app.platform().state::<Listing>(deal.listing).map_err(read_failed)?.unwrap_or_default();
    let mut summary = Summary::default().data(key("mall-order_number"), &deal.number);
    summary = match listing.offer() {
        Some(offer) => summary
            .data(key("mall-name"), &offer.goods.name)
            .data(key("mall-brand"), &offer.goods.brand)
            .data(key("mall-model"), &offer.goods.model)
            .data(key("mall-specification"), &offer.goods.specification)
            .data(key("mall-service"), &offer.goods.service),
        None => summary.data(key("mall-name"), &deal.goods),
    };
    summary = summary
        .data(key("mall-quantity"), format!("{} {}", deal.quantity, deal.unit))
        .row(key("mall-price"), Amount { money: deal.unit_price, words: false }.render(lang))
        .row(key("mall-amount"), Amount { money: deal.amount, words: true }.render(lang))
        .data(key("mall-purchaser"), &deal.purchaser_name)
        .data(key("mall-contact"), app.platform().name_of(deal.handler).unwrap_or_default())
        .data(key("mall-deliver_to"), &deal.deliver_to)
        .data(key("mall-supplier"), &deal.supplier_name);
    // The supplier need not know out of which budget it is paid.
    let reader = give::actor(visit);
    if reader.organisation == deal.purchaser || reader.is(FINANCE) {
        let page = names::page(&deal.indicator.stream());
        let label = crate::budget::label(app, deal.indicator);
        summary = summary.row(key("mall-indicator"), html! { a href=(page) { (data(label).said(lang)) } });
    }
    Ok(summary)
}
