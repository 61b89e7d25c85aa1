//! 卖场订单支付申请.

use crate::{
    app::{App, read_failed},
    components::{Amount, Form, Page, Summary},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{OrderId, Refusal};
use maud::html;
use procurement::mall::Order;

const COMMAND: &str = "payment.apply_order";

/// `GET /payment/apply_order?order=…`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None)
}

/// `POST /payment/apply_order`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let id: OrderId = values.get("order").and_then(|id| id.parse().ok()).ok_or_else(Failure::not_found)?;
    let order = app.platform().state::<Order>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let deal = order.deal()?;
    if deal.purchaser != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    let f = Form::new(visit, "payment-apply_order").values(values).errors(give::errors(refusal));
    let summary = Summary::default()
        .data(key("mall-order_number"), &deal.number)
        .data(key("mall-supplier"), &deal.supplier_name)
        .row(key("payment-amount"), Amount { money: deal.amount, words: true }.render(visit.lang));
    let two = key("ui-two-persons").with("role", kernel::Arg::Key("role-purchaser_head".to_owned()));
    Ok(Page::new(visit, key("payment-apply_order"))
        .crumb(data(&*deal.goods), format!("/mall/order/{id}"))
        .lede(two)
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (summary.render(visit.lang))
            div class="mt" { (f.post("/payment/apply_order", Some(&give::id_of(values)), &html! {
                input type="hidden" name="order" value=(id);
                (f.text("account", 40).hint(super::account_hint(app, visit, order.fulfilment().map(|running| &running.payee))))
                (f.text("invoice_number", 40))
                (f.money("invoice_amount").value(deal.amount.to_string()))
                (f.date("invoice_received"))
                (give::reasons(&f, refusal))
                (give::submit(visit, "ui-confirm-propose"))
            })) }
        }))
}
