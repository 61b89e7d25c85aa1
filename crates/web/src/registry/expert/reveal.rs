//! 查看敏感信息: what for, before it is shown.

use super::seen::Seen;
use crate::{
    app::App,
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
use kernel::{ExpertId, Refusal};
use maud::html;

const COMMAND: &str = "registry.reveal_expert";

/// `GET /registry/expert/{id}/reveal`.
pub async fn form(State(app): State<App>, visit: Visit, Path(id): Path<ExpertId>) -> Result<Page, Failure> {
    let seen = Seen::load(&app, &visit, id)?;
    Ok(draw(&visit, &seen, &visit.query, None))
}

/// `POST /registry/expert/{id}/reveal`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<ExpertId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    let seen = Seen::load(&app, &visit, id)?;
    values.set("expert", id.to_string());
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(_) => Ok(give::done_to(&seen.path(), "done-registry-reveal_expert")),
        Err(refusal) => Ok(draw(&visit, &seen, &values, Some(&refusal)).into_response()),
    }
}

fn draw(visit: &Visit, seen: &Seen, values: &Values, refusal: Option<&Refusal>) -> Page {
    let f = Form::new(visit, "registry-reveal_expert").values(values).errors(give::errors(refusal));
    Page::new(visit, key("registry-reveal_expert"))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*seen.office.code), seen.path())
        .lede(key("page-registry-reveal-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post(&format!("{}/reveal", seen.path()), Some(&give::id_of(values)), &html! {
                (f.text("purpose", 200))
                (give::submit(visit, "page-registry-reveal-submit"))
            }))
        })
}
