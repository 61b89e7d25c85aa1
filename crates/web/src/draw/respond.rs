//! 应答评审邀请: what an expert needs to know to answer.

use super::show::{asked, called};
use crate::{
    app::{App, read_failed},
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{DrawId, Refusal};
use maud::html;
use procurement::draw::Draw;

const COMMAND: &str = "draw.respond";

/// `GET /draw/draw/{id}/respond`.
pub async fn form(State(app): State<App>, visit: Visit, Path(id): Path<DrawId>) -> Result<Page, Failure> {
    draw(&app, &visit, id, &Values::empty(), None)
}

/// `POST /draw/draw/{id}/respond`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<DrawId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    values.set("draw", id.to_string());
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, id, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    id: DrawId,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let state = app.platform().state::<Draw>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    if !called(&state, &give::actor(visit)) {
        return Err(Failure::not_found());
    }
    let f = Form::new(visit, "draw-respond").values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key("draw-respond"))
        .crumb(key("nav-work"), "/work")
        .lede(key("page-draw-respond-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            section class="card mb" { (asked(app, visit, state.asked()?, false).render(visit.lang)) }
            (f.post(&format!("/draw/draw/{id}/respond"), Some(&give::id_of(values)), &html! {
                (f.radios("answer", f.choices("answer", &["accept", "decline"])))
                (f.text("reason", 200).label(key("page-draw-reason")).optional())
                p { button class="btn" type="submit" { (say(visit.lang, "draw-respond.submit")) } }
            }))
        }))
}
