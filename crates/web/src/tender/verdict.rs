//! 复核、确认采购文件: the document to read, and the verdict below it.

use super::document;
use crate::{
    app::{App, read_failed},
    components::{Form, Page},
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
use kernel::{ProjectId, Refusal, StreamId};
use maud::html;
use procurement::tender::Project;

/// Whose verdict.
#[derive(Clone, Copy)]
struct Step {
    command: &'static str,
    scope: &'static str,
    path: &'static str,
}
const REVIEW: Step =
    Step { command: "tender.review_document", scope: "tender-review_document", path: "/tender/review" };
const CONFIRM: Step =
    Step { command: "tender.confirm_document", scope: "tender-confirm_document", path: "/tender/confirm" };

/// `GET /tender/review?project=…`.
pub async fn review(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, REVIEW, &visit.query, None)
}
/// `POST /tender/review`.
pub async fn send_review(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    send(&app, &visit, REVIEW, &values).await
}
/// `GET /tender/confirm?project=…`.
pub async fn confirm(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, CONFIRM, &visit.query, None)
}
/// `POST /tender/confirm`.
pub async fn send_confirm(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    send(&app, &visit, CONFIRM, &values).await
}

async fn send(app: &App, visit: &Visit, step: Step, values: &Values) -> Result<Response, Failure> {
    match give::command(app, visit, step.command, values).await? {
        Ok(accepted) => Ok(give::done(step.command, &accepted)),
        Err(refusal) => Ok(draw(app, visit, step, values, Some(&refusal))?.into_response()),
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    step: Step,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let id: ProjectId =
        values.get("project").and_then(|id| id.parse().ok()).ok_or_else(Failure::not_found)?;
    let project = app.platform().state::<Project>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let about = project.about()?;
    let own = give::actor(visit).organisation;
    if own != about.agency && own != about.purchaser {
        return Err(Failure::not_found());
    }
    let text = document::newest(app, &project).ok_or_else(Failure::not_found)?;
    let f = Form::new(visit, step.scope).values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key(step.scope))
        .crumb(key("subsystem-tender"), "/tender")
        .crumb(data(about.name.as_str()), names::page(&id.stream()))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            p { a href="#verdict-form" { (say(lang, "page-tender-to-verdict")) } }
            article class="card official" { (document::render(lang, &text, &document::lot_names(&project))) }
            section class="card mt" id="verdict-form" {
                (f.post(step.path, Some(&give::id_of(values)), &html! {
                    input type="hidden" name="project" value=(id);
                    (f.radios("verdict", f.choices("verdict", &["passed", "returned"])))
                    (f.textarea("opinion", 1000).optional())
                    (give::submit(visit, "ui-submit"))
                }))
            }
        }))
}
