//! 绑定外部证书: the certificate of an outside authority, with a signature that shows that its key is here.

use crate::{
    app::App,
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{key, say},
};
use axum::{
    extract::State,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use kernel::Refusal;
use maud::html;

/// Where people find it.
pub const PATH: &str = "/registry/certificates/bind";
const COMMAND: &str = "registry.bind_certificate";

/// `GET /registry/certificates/bind`.
pub async fn form(visit: Visit) -> Result<Page, Failure> {
    draw(&visit, &visit.query, None)
}
/// `POST /registry/certificates/bind`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&visit, &values, Some(&refusal))?.into_response()),
    }
}
/// `GET /registry/certificates/bind/text`: what is to be signed, as a file.
pub async fn text(visit: Visit) -> Result<Response, Failure> {
    let kind = (CONTENT_TYPE, "text/plain; charset=utf-8");
    let name = (CONTENT_DISPOSITION, "attachment; filename=\"binding.txt\"");
    Ok(([kind, name], documents(&visit)?).into_response())
}

fn documents(visit: &Visit) -> Result<Vec<u8>, Failure> {
    Ok(::documents::binding_text(&visit.signed_in()?.actor.person.to_string()))
}

fn draw(visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let f = Form::new(visit, "registry-bind_certificate").values(values).errors(give::errors(refusal));
    let text = String::from_utf8_lossy(&documents(visit)?).into_owned();
    let page = Page::new(visit, key("registry-bind_certificate"))
        .crumb(key("page-registry-account"), "/registry/account")
        .crumb(key("page-registry-certificates"), "/registry/certificates")
        .lede(key("registry-bind_certificate.intro"))
        .status(give::status(refusal));
    Ok(page.body(html! {
        (give::refused(&f, refusal))
        section class="card mb" aria-labelledby="text" {
            h2 id="text" { (say(lang, "page-registry-bind-text")) }
            pre tabindex="0" { (text) }
            p { a href={ (PATH) "/text" } download { (say(lang, "page-registry-bind-download")) } }
            p class="last" { (say(lang, "page-registry-bind-how")) " " code { "yangcai sign binding.txt" } }
        }
        (f.post(PATH, Some(&give::id_of(values)), &html! {
            (f.textarea("certificate", 8000))
            (f.text("proof", 200))
            (give::submit(visit, "registry-bind_certificate.submit"))
        }))
    }))
}
