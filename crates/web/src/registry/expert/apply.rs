//! 申请成为评审专家: the first page.

use crate::{
    app::App,
    components::{Form, Page, TextInput},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{key, say},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::Refusal;
use maud::html;

const COMMAND: &str = "registry.apply_expert";

/// `GET /registry/expert/apply`.
pub async fn form(visit: Visit) -> Page {
    draw(&visit, &visit.query, None)
}

/// `POST /registry/expert/apply`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(_) => Ok(give::done_to("/sign-in?back=/registry/mine", "done-registry-apply_expert")),
        Err(refusal) => Ok(draw(&visit, &values, Some(&refusal)).into_response()),
    }
}

fn draw(visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Page {
    let f = Form::new(visit, "registry-apply_expert").values(values).errors(give::errors(refusal));
    let name = TextInput { max: 40, autocomplete: Some("username"), ..TextInput::default() };
    let password =
        TextInput { max: 200, secret: true, autocomplete: Some("new-password"), ..TextInput::default() };
    Page::new(visit, key("registry-apply_expert"))
        .lede(key("page-registry-expert-apply-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post("/registry/expert/apply", Some(&give::id_of(values)), &html! {
                (f.text("name", 50))
                (f.select("region", crate::generated::regions(visit)))
                (f.field("login", name))
                (f.field("password", password))
                (give::submit(visit, "page-registry-expert-apply-submit"))
            }))
            p class="quiet-text" { (say(visit.lang, "page-registry-expert-apply-have")) }
        })
}
