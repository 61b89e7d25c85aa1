//! 编制采购文件: the form starts from the newest version, or from the standard text 标准文本.

use super::document;
use crate::{
    app::{App, read_failed},
    components::{Form, Page},
    errors::Failure,
    generated, give, names,
    posted::{Posted, Values},
    refill,
    visit::Visit,
    words::{data, key},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{ProjectId, Refusal, StreamId};
use maud::html;
use procurement::tender::Project;

const COMMAND: &str = "tender.draft_document";

/// `GET /tender/draft?project=…`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (id, project) = project(&app, &visit, &visit.query)?;
    let about = project.about()?;
    let document = document::newest(&app, &project);
    let input = match document.and_then(|document| serde_json::to_value(document).ok()) {
        Some(newest) => newest,
        None => platform::tender::standard_text(id, about),
    };
    let mut values = Values::default();
    values.set("project", id.to_string());
    let def = app.platform().commands().get(COMMAND).ok_or_else(Failure::not_found)?;
    for (name, value) in refill::pairs(def.fields, &input) {
        if name != "project" {
            values.set(name, value);
        }
    }
    draw(&app, &visit, &values, None)
}

/// `POST /tender/draft`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    if values.rows_changed() {
        return Ok(draw(&app, &visit, &values, None)?.into_response());
    }
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let (id, project) = project(app, visit, values)?;
    let about = project.about()?;
    let def = app.platform().commands().get(COMMAND).ok_or_else(Failure::not_found)?;
    let f = Form::new(visit, "tender-draft_document").values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key("tender-draft_document"))
        .crumb(key("subsystem-tender"), "/tender")
        .crumb(data(about.name.as_str()), names::page(&id.stream()))
        .lede(key("tender-draft_document.intro"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post("/tender/draft", Some(&give::id_of(values)), &html! {
                (generated::fields(app, visit, &f, def.fields, "", Some("project")))
                (give::reasons(&f, refusal))
                (give::submit(visit, "tender-draft_document.submit"))
            }))
        }))
}

fn project(app: &App, visit: &Visit, values: &Values) -> Result<(ProjectId, Project), Failure> {
    let id: ProjectId =
        values.get("project").and_then(|id| id.parse().ok()).ok_or_else(Failure::not_found)?;
    let project = app.platform().state::<Project>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    if project.about()?.agency != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    Ok((id, project))
}
