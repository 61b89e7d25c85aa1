//! 发货: where to, to whom, how many; then carrier and waybill.

use super::facts;
use crate::{
    app::App,
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{OrderId, Refusal};
use maud::html;

const COMMAND: &str = "mall.deliver";

/// `GET /mall/order/{id}/deliver`.
pub async fn form(State(app): State<App>, visit: Visit, Path(id): Path<OrderId>) -> Result<Page, Failure> {
    draw(&app, &visit, id, &Values::empty(), None)
}

/// `POST /mall/order/{id}/deliver`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<OrderId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    values.set("order", id.to_string());
    match give::command(&app, &visit, COMMAND, &values).await? {
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
    let lang = visit.lang;
    let order = facts::load(app, visit, id)?;
    let deal = order.deal()?;
    let f = Form::new(visit, "mall-deliver").values(values).errors(give::errors(refusal));
    let body = html! {
        (give::refused(&f, refusal))
        section class="card mb" aria-labelledby="content" {
            h2 id="content" { (say(lang, "stream-mall-order")) }
            (facts::summary(app, visit, deal)?.render(lang))
        }
        (f.post(&format!("/mall/order/{id}/deliver"), Some(&give::id_of(values)), &html! {
            (f.text("carrier", 60))
            (f.text("waybill", 60))
            (give::reasons(&f, refusal))
            (give::submit(visit, "mall-deliver"))
        }))
    };
    Ok(Page::new(visit, key("mall-deliver"))
        .crumb(key("page-mall-orders"), "/mall/orders")
        .crumb(data(&*deal.goods), format!("/mall/order/{id}"))
        .lede(key("page-mall-deliver-lede"))
        .status(give::status(refusal))
        .body(body))
}
