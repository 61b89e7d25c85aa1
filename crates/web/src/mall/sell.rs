//! 上架商品.

use crate::{
    app::App,
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{key, say},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::Refusal;
use maud::html;

const COMMAND: &str = "mall.list_goods";

/// `GET /mall/sell`.
pub async fn form(visit: Visit) -> Result<Page, Failure> {
    Ok(draw(&visit, &visit.query, None))
}

/// `POST /mall/sell`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&visit, &values, Some(&refusal)).into_response()),
    }
}

fn draw(visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Page {
    let f = Form::new(visit, "mall-list_goods").values(values).errors(give::errors(refusal));
    Page::new(visit, key("mall-list_goods"))
        .crumb(key("subsystem-mall"), "/mall")
        .lede(key("page-mall-sell-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post("/mall/sell", Some(&give::id_of(values)), &html! {
                @if let Some(id) = values.filled("standard") {
                    input type="hidden" name="standard" value=(id);
                    p { a href={ "/goods/" (id) } { (say(visit.lang, "page-mall-standard")) } }
                } @else {
                    p class="note" { (say(visit.lang, "page-mall-find-standard")) " " a href="/goods" { (say(visit.lang, "subsystem-goods")) } }
                }
                (f.text("name", 60))
                (f.text("brand", 40))
                (f.text("model", 60))
                (f.textarea("specification", 500))
                (f.textarea("service", 300))
                (f.text("unit", 10))
                (f.text("catalogue", 12))
                (f.money("price"))
                (give::reasons(&f, refusal))
                (give::submit(visit, "mall-list_goods"))
            }))
        })
}
