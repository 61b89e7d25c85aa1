//! 网上注册: the first page of a registration.

use crate::{
    app::App,
    components::{Choice, Form, Page, TextInput},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::key,
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::Refusal;
use maud::html;

const COMMAND: &str = "registry.apply";

/// `GET /registry/apply`.
pub async fn form(visit: Visit) -> Page {
    draw(&visit, &visit.query, None)
}

/// `POST /registry/apply`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(_) => Ok(give::done_to("/sign-in?back=/registry/mine", "done-registry-apply")),
        Err(refusal) => Ok(draw(&visit, &values, Some(&refusal)).into_response()),
    }
}

fn draw(visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Page {
    let f = Form::new(visit, "registry-apply").values(values).errors(give::errors(refusal));
    let kinds = platform::registry::Apply::KINDS
        .iter()
        .map(|kind| Choice::new(*kind, key(format!("registry-kind-{kind}"))))
        .collect();
    let name = TextInput { max: 40, autocomplete: Some("username"), ..TextInput::default() };
    let password =
        TextInput { max: 200, secret: true, autocomplete: Some("new-password"), ..TextInput::default() };
    Page::new(visit, key("registry-apply"))
        .lede(key("page-registry-apply-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post("/registry/apply", Some(&give::id_of(values)), &html! {
                (f.radios("kind", kinds))
                (f.text("name", 100))
                (f.text("uscc", 18))
                (f.select("region", crate::generated::regions(visit)))
                (f.text("person", 50))
                (f.field("login", name))
                (f.field("password", password))
                (give::submit(visit, "page-registry-apply-submit"))
            }))
        })
}
