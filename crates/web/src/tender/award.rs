//! 确认中标人: the report's candidates, and the purchaser's choice.

use super::lot::candidate_table;
use crate::{
    app::{App, read_failed},
    components::{Choice, Form, Page, Summary},
    errors::Failure,
    give, names,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{LotId, Refusal, StreamId};
use maud::html;
use platform::texts;
use procurement::tender::{Lot, LotStage, SkipReason};

const COMMAND: &str = "tender.confirm_award";

/// `GET /tender/award?lot=…`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None)
}
/// `POST /tender/award`.
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
    if about.purchaser != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    let LotStage::Recommended { candidates, confirm_by, .. } = &lot.stage else {
        return Err(Refusal::new("E_STATE").into());
    };
    let choices = candidates
        .iter()
        .map(|candidate| {
            let name = names::organisation(app, candidate.supplier).said(lang);
            Choice::new(
                candidate.rank.to_string(),
                data(format!("{} · {name} · {}", candidate.rank, candidate.price)),
            )
        })
        .collect();
    let f = Form::new(visit, "tender-confirm_award").values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key("tender-confirm_award"))
        .crumb(key("subsystem-tender"), "/tender")
        .crumb(data(about.title()), names::page(&id.stream()))
        .lede(key("tender-confirm_award.intro"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            section class="card" {
                (Summary::default().data(key("page-tender-confirm_by"), texts::deadline(lang, *confirm_by)).render(lang))
                (candidate_table(app, visit, candidates))
            }
            (f.post("/tender/award", Some(&give::id_of(values)), &html! {
                input type="hidden" name="lot" value=(id);
                (f.radios("rank", choices).value("1"))
                details open[refusal.is_some()] {
                    summary { (say(lang, "page-tender-out-of-order")) }
                    (f.select("skipped", f.choices("skipped", SkipReason::IDS)).optional())
                    (f.textarea("statement", 1000).optional())
                }
                (give::submit(visit, "ui-submit"))
            }))
        }))
}
