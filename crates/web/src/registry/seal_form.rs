//! 制作、换发电子印章: kind, certificate, and a picture for those who bring their own.

use crate::{
    app::{App, read_failed},
    components::{Action, Choice, Form, Page},
    errors::Failure,
    give,
    posted::{Uploaded, Values},
    visit::Visit,
    words::{key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{Refusal, SealId, StreamId};
use maud::html;
use platform::registry::certificates::certificates_of;
use procurement::registry::SealKind;

const MAKE: &str = "registry.make_seal";
const RENEW: &str = "registry.renew_seal";

/// `GET /registry/seals/make`.
pub async fn make(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, None, &visit.query, None)
}
/// `POST /registry/seals/make`.
pub async fn send_make(State(app): State<App>, visit: Visit, up: Uploaded) -> Result<Response, Failure> {
    send(&app, &visit, None, up).await
}
/// `GET /registry/seal/{id}/renew`.
pub async fn renew(State(app): State<App>, visit: Visit, Path(id): Path<SealId>) -> Result<Page, Failure> {
    ready(&app, &visit, id)?;
    draw(&app, &visit, Some(id), &visit.query, None)
}
/// `POST /registry/seal/{id}/renew`.
pub async fn send_renew(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<SealId>,
    up: Uploaded,
) -> Result<Response, Failure> {
    ready(&app, &visit, id)?;
    send(&app, &visit, Some(id), up).await
}

fn ready(app: &App, visit: &Visit, id: SealId) -> Result<(), Failure> {
    Ok(app.platform().ready(&give::actor(visit), RENEW, &id.stream())?)
}

async fn send(app: &App, visit: &Visit, id: Option<SealId>, up: Uploaded) -> Result<Response, Failure> {
    let mut values = up.values.clone();
    if let Some(file) = up.file("picture").filter(|file| !file.bytes.is_empty()) {
        values.set("picture", app.platform().outside().put(&file.bytes)?.to_string());
    }
    if let Some(id) = id {
        values.set("seal", id.to_string());
    }
    let command = if id.is_some() { RENEW } else { MAKE };
    match give::command(app, visit, command, &values).await? {
        Ok(accepted) => Ok(give::done(command, &accepted)),
        Err(refusal) => Ok(draw(app, visit, id, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    id: Option<SealId>,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let (scope, action) = match id {
        Some(id) => ("registry-renew_seal", format!("/registry/seal/{id}/renew")),
        None => ("registry-make_seal", "/registry/seals/make".to_owned()),
    };
    let certificates = certificates(app, visit)?;
    let f = Form::new(visit, scope).values(values).errors(give::errors(refusal));
    let inner = html! {
        @if id.is_none() { (f.radios("kind", f.choices("kind", SealKind::IDS))) }
        (f.select("certificate", certificates.clone()))
        (f.file("picture", ".png", 1).optional())
        (give::submit(visit, "registry-make_seal.submit"))
    };
    let page = Page::new(visit, key(scope))
        .crumb(key("page-registry-seals"), "/registry/seals")
        .lede(key(format!("{scope}.intro")))
        .status(give::status(refusal));
    Ok(page.body(html! {
        (give::refused(&f, refusal))
        @if certificates.is_empty() {
            div class="card" {
                p { (say(lang, "page-registry-seal-no-certificate")) }
                p class="last" { (Action::main(key("page-registry-seal-get-certificate"), "/bidding/client?purpose=certificate").render(lang)) }
            }
        } @else { (f.upload(&action, Some(&give::id_of(values)), &inner)) }
    }))
}

/// The certificates in force of the reader's own organisation, by their holders' names.
fn certificates(app: &App, visit: &Visit) -> Result<Vec<Choice>, Failure> {
    let (own, now) = (give::actor(visit).organisation, app.platform().now());
    let all = app.platform().journal().read(|tx| certificates_of(tx, own, 200)).map_err(read_failed)?;
    let held = all.iter().filter(|held| held.is_good(now));
    Ok(held
        .map(|held| {
            let name = app.platform().name_of(held.holder).unwrap_or_default();
            let words = key("page-registry-seal-certificate-of").with("name", name);
            Choice::new(&*held.serial, words.with("until", held.until.date()))
        })
        .collect())
}
