//! 验收到货: one finding for each thing that was promised.

use crate::{
    acceptance::{Promise, findings_fields},
    app::{App, read_failed},
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{OrderId, Refusal};
use maud::html;
use procurement::mall::Order;

const COMMAND: &str = "mall.accept_goods";

/// `GET /mall/order/{id}/inspect`.
pub async fn form(State(app): State<App>, visit: Visit, Path(id): Path<OrderId>) -> Result<Page, Failure> {
    draw(&app, &visit, id, &Values::empty(), None)
}

/// `POST /mall/order/{id}/inspect`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<OrderId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    values.set("order", id.to_string());
    let order = app.platform().state::<Order>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let input = crate::acceptance::input("order", &order.deal()?.criteria, &values);
    match give::json(&app, &visit, COMMAND, &values, input).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, id, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    id: OrderId,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let order = app.platform().state::<Order>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let deal = order.deal()?;
    if deal.purchaser != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    let f = Form::new(visit, "mall-accept_goods").values(values).errors(give::errors(refusal));
    let two = key("ui-two-persons").with("role", kernel::Arg::Key("role-purchaser_supervisor".to_owned()));
    Ok(Page::new(visit, key("mall-accept_goods"))
        .crumb(data(&*deal.goods), format!("/mall/order/{id}"))
        .lede(two)
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post(&format!("/mall/order/{id}/inspect"), Some(&give::id_of(values)), &html! {
                (findings_fields(&f, Promise::Order, &deal.criteria))
                (give::reasons(&f, refusal))
                (give::submit(visit, "ui-confirm-propose"))
            }))
        }))
}
