//! 供应商确认或拒绝订单: what is ordered, by whom, until when to answer; one button makes it a contract, the other ends it.

use super::facts;
use crate::{
    app::App,
    components::{Form, NextStep, Page},
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
use procurement::mall::OrderStage;

/// `GET /mall/order/{id}/answer`.
pub async fn form(State(app): State<App>, visit: Visit, Path(id): Path<OrderId>) -> Result<Page, Failure> {
    draw(&app, &visit, id, &Values::empty(), None)
}

/// `POST /mall/order/{id}/answer`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<OrderId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    let refuse = values.get("_answer") == Some("refuse");
    let command = if refuse { "mall.refuse_order" } else { "mall.accept_order" };
    values.set("order", id.to_string());
    if !refuse {
        values = values.iter().filter(|(name, _)| *name != "reason").collect();
    }
    match give::command(&app, &visit, command, &values).await? {
        Ok(accepted) => Ok(give::done(command, &accepted)),
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
    let f = Form::new(visit, "mall-refuse_order").values(values).errors(give::errors(refusal));
    let action = format!("/mall/order/{id}/answer");
    let by = match order.stage() {
        Some(OrderStage::Placed { confirm_by }) => Some(*confirm_by),
        _ => None,
    };
    let body = html! {
        (give::refused(&f, refusal))
        (NextStep {
            what: key("page-mall-answer-next"),
            why: Some(key("page-mall-answer-why")),
            due: by,
            actions: Vec::new(),
        }.render(lang))
        section class="card mb" aria-labelledby="content" {
            h2 id="content" { (say(lang, "stream-mall-order")) }
            (facts::summary(app, visit, deal)?.render(lang))
        }
        div class="grid g2" {
            section class="card" aria-labelledby="accept" {
                h2 id="accept" { (say(lang, "mall-accept_order")) }
                p { (say(lang, "page-mall-accept-consequence")) }
                (f.post(&action, Some(&give::id_of(values)), &html! {
                    p { button class="btn" type="submit" name="_answer" value="accept" { (say(lang, "mall-accept_order")) } }
                }))
            }
            section class="card" aria-labelledby="refuse" {
                h2 id="refuse" { (say(lang, "mall-refuse_order")) }
                p { (say(lang, "mall-refuse_order.intro")) }
                (f.post(&action, Some(&give::new_id()), &html! {
                    (f.textarea("reason", 500))
                    p { button class="btn stop" type="submit" name="_answer" value="refuse" { (say(lang, "mall-refuse_order")) } }
                }))
            }
        }
    };
    Ok(Page::new(visit, key("page-mall-answer"))
        .crumb(key("page-mall-orders"), "/mall/orders")
        .crumb(data(&*deal.goods), format!("/mall/order/{id}"))
        .status(give::status(refusal))
        .body(body))
}
