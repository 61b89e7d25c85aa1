//! 查看敏感信息: what for, before it is shown.

use super::dossier::Seen;
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
    response::{IntoResponse, Redirect, Response},
};
use kernel::Refusal;
use maud::html;
use procurement::registry::Part;

/// `GET /registry/dossier/{id}/reveal/{part}`.
pub async fn form(
    State(app): State<App>,
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
) -> Result<Page, Failure> {
    let (seen, part) = find(&app, &visit, &id, &part)?;
    Ok(draw(&visit, &seen, part, &visit.query, None))
}

/// `POST /registry/dossier/{id}/reveal/{part}`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    let (seen, part) = find(&app, &visit, &id, &part)?;
    match give::command(&app, &visit, "registry.reveal_dossier", &values).await? {
        Ok(_) => Ok(Redirect::to(&format!("{}#{}", seen.path(), part.id())).into_response()),
        Err(refusal) => Ok(draw(&visit, &seen, part, &values, Some(&refusal)).into_response()),
    }
}

fn find(app: &App, visit: &Visit, id: &str, part: &str) -> Result<(Seen, Part), Failure> {
    let seen = Seen::load(app, visit, id)?;
    let part = Part::from_id(part).filter(|part| part.is_sensitive()).ok_or_else(Failure::not_found)?;
    Ok((seen, part))
}

fn draw(visit: &Visit, seen: &Seen, part: Part, values: &Values, refusal: Option<&Refusal>) -> Page {
    let f = Form::new(visit, "registry-reveal_dossier").values(values).errors(give::errors(refusal));
    let action = format!("{}/reveal/{}", seen.path(), part.id());
    Page::new(visit, key("registry-reveal_dossier"))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*seen.organisation.registration.name), seen.path())
        .lede(key("page-registry-reveal-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post(&action, Some(&give::id_of(values)), &html! {
                input type="hidden" name="dossier" value=(seen.id);
                input type="hidden" name="part" value=(part.id());
                (f.text("purpose", 200))
                (give::submit(visit, "page-registry-reveal-submit"))
            }))
        })
}
