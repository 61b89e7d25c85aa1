//! 废标、终止: where the lot stands, the grounds the law has at this stage, and what voiding brings.

use super::{consequences, lot_tag};
use crate::{
    app::{App, read_failed},
    components::{Amount, Form, Page, Summary},
    errors::Failure,
    give, names,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{LotId, NoticeId, Refusal, StreamId};
use maud::html;
use procurement::tender::{Lot, LotStage, VoidReason};

const COMMAND: &str = "tender.void_lot";

/// `GET /tender/void?lot=…`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None)
}
/// `POST /tender/void`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let id: LotId = values.get("lot").and_then(|id| id.parse().ok()).ok_or_else(Failure::not_found)?;
    let lot = app.platform().state::<Lot>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let about = lot.about()?;
    if about.agency != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    let lawful = |ground: &VoidReason| {
        lot.void(*ground, String::new(), NoticeId::from_uuid(Default::default())).is_ok()
    };
    let grounds: Vec<&str> = VoidReason::IDS
        .iter()
        .filter_map(|ground| ground.parse().ok())
        .filter(lawful)
        .map(VoidReason::id)
        .collect();
    if grounds.is_empty() {
        return Err(Refusal::new("E_STATE").into());
    }
    let mut summary = Summary::default()
        .data(key("page-tender-number"), &about.project_no)
        .row(key("page-tender-stage"), lot_tag(lot.stage.id()).render(lang))
        .row(key("page-tender-lot-budget"), Amount { money: about.budget, words: true }.render(lang));
    if let LotStage::Opening { bids, .. } | LotStage::Evaluating { bids } = &lot.stage {
        summary = summary.data(key("page-tender-bids"), bids.to_string());
    }
    let told = [
        key("page-tender-void-published"),
        key("page-tender-void-budget"),
        key("page-tender-void-final"),
        key("page-tender-void-again"),
    ];
    let f = Form::new(visit, "tender-void_lot").values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key("tender-void_lot"))
        .crumb(key("subsystem-tender"), "/tender")
        .crumb(data(about.title()), names::page(&id.stream()))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            section class="card mb" { (summary.render(lang)) }
            (consequences(lang, &told))
            (f.post("/tender/void", Some(&give::id_of(values)), &html! {
                input type="hidden" name="lot" value=(id);
                (f.radios("reason", f.choices("reason", &grounds)))
                (f.textarea("statement", 1000))
                (give::reasons(&f, refusal))
                (give::submit(visit, "ui-confirm-propose"))
            }))
        }))
}
