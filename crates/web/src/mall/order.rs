//! One order: where it stands, what is next, what it says, what has happened, what was paid.

use crate::{
    acceptance::{Promise, findings_table},
    app::{App, read_failed},
    components::{Page, Steps, Tag, Tone},
    errors::Failure,
    payment::payments_table,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{OrderId, StreamId};
use maud::html;
use platform::payment::payments_of;
use procurement::{
    mall::{Order, OrderEvent, OrderStage},
    payment::Inspection,
};

/// An order's status.
pub fn tag(status: &str) -> Tag {
    let tone = match status {
        "completed" | "qualified" => Tone::Good,
        "unqualified" => Tone::Bad,
        "cancelled" | "refused" => Tone::Off,
        _ => Tone::Plain,
    };
    Tag::new(key(format!("mall-status-{status}")), tone)
}

/// `GET /mall/order/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<OrderId>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let order = app.platform().state::<Order>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let deal = order.deal()?;
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let payments = app.platform().journal().read(|tx| payments_of(tx, &thing.stream)).map_err(read_failed)?;
    let mut summary = super::facts::summary(&app, &visit, deal)?;
    if let Some(OrderStage::Refused { reason, .. }) = order.stage() {
        summary = summary.data(key("mall-reason"), reason);
    }
    if let Some(delivery) = order.fulfilment().and_then(|running| running.delivery.as_ref()) {
        summary = summary.data(key("mall-waybill"), format!("{} {}", delivery.carrier, delivery.waybill));
    }
    let recorded = thing.events.iter().find_map(|stored| {
        let event = serde_json::json!({ "kind": stored.kind, "body": serde_json::from_str::<serde_json::Value>(&stored.body).ok()? });
        match serde_json::from_value::<OrderEvent>(event).ok()? {
            OrderEvent::Inspected { findings, .. } => Some(findings),
            _ => None,
        }
    });
    let body = html! {
        (steps(&order).render(lang))
        (work::next_steps(&app, &visit, &todos))
        @if let Some(OrderStage::Refused { reason, at, .. }) = order.stage() {
            div class="note" { p { (key("page-mall-refused").with("at", *at).with("reason", reason.as_str()).said(lang)) } }
        }
        div class="grid g2" {
            div class="grid top" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-mall-order")) }
                    (summary.render(lang))
                }
                @if let Some(findings) = &recorded {
                    section class="card" { (findings_table(lang, Promise::Order, &deal.criteria, findings)) }
                }
                @if !payments.is_empty() { section class="card" { (payments_table(lang, &payments)) } }
            }
            aside class="card" aria-labelledby="history" {
                h2 id="history" { (say(lang, "ui-history")) }
                (thing.timeline(&app, &visit).render(lang))
            }
        }
    };
    Ok(Page::new(&visit, data(&*deal.goods))
        .crumb(key("subsystem-mall"), "/mall")
        .crumb(key("page-mall-orders"), "/mall/orders")
        .beside_heading(tag(order.status()).render(lang))
        .body(body))
}

fn steps(order: &Order) -> Steps {
    let names =
        ["placed", "accepted", "delivered", "inspected", "paid"].map(|name| key(format!("mall-step-{name}")));
    let now = match order.stage() {
        None | Some(OrderStage::Placed { .. }) => 1,
        Some(OrderStage::Running(running)) => match running.inspection {
            Inspection::None | Inspection::Unqualified => 2,
            Inspection::Pending => 3,
            Inspection::Qualified => 4,
        },
        Some(OrderStage::Completed(_)) => 5,
        Some(OrderStage::Cancelled | OrderStage::Refused { .. }) => {
            use crate::components::Stage;
            let [placed, accepted, ..] = names;
            return Steps::default().stage(placed, Stage::Done, None).stage(
                accepted,
                Stage::Stopped,
                Some(key(format!("mall-status-{}", order.status()))),
            );
        }
    };
    Steps::along(names, now)
}
