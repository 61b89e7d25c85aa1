//! 登记验收结果.

use super::{Promise, findings_fields, input};
use crate::{
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
use kernel::{AcceptanceId, Refusal};
use maud::html;
use procurement::acceptance::Acceptance;

const COMMAND: &str = "acceptance.record";

/// `GET /acceptance/acceptance/{id}/record`.
pub async fn form(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<AcceptanceId>,
) -> Result<Page, Failure> {
    draw(&app, &visit, id, &Values::empty(), None)
}

/// `POST /acceptance/acceptance/{id}/record`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<AcceptanceId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    values.set("acceptance", id.to_string());
    let state = app.platform().state::<Acceptance>(id).map_err(read_failed)?.unwrap_or_default();
    let matter = state.matter().ok_or_else(Failure::not_found)?;
    let input = input("acceptance", &matter.criteria, &values);
    match give::json(&app, &visit, COMMAND, &values, input).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, id, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    id: AcceptanceId,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let state = app.platform().state::<Acceptance>(id).map_err(read_failed)?.unwrap_or_default();
    let own = give::actor(visit).organisation;
    let matter = state.matter().filter(|matter| matter.purchaser == own).ok_or_else(Failure::not_found)?;
    let f = Form::new(visit, "acceptance-record").values(values).errors(give::errors(refusal));
    let two = key("ui-two-persons").with("role", kernel::Arg::Key("role-purchaser_supervisor".to_owned()));
    Ok(Page::new(visit, key("acceptance-record"))
        .crumb(data(&*matter.title), format!("/acceptance/acceptance/{id}"))
        .lede(two)
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post(&format!("/acceptance/acceptance/{id}/record"), Some(&give::id_of(values)), &html! {
                (findings_fields(&f, Promise::Contract, &matter.criteria))
                (give::reasons(&f, refusal))
                (give::submit(visit, "ui-confirm-propose"))
            }))
        }))
}
