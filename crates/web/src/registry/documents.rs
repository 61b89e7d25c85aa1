//! 证照材料: what was handed in, and one more.

use super::{
    SCAN_MB,
    dossier::{Seen, closed},
    licence::READ_AT_ONCE,
};
use crate::{
    app::App,
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Uploaded, Values},
    visit::Visit,
    words::{data, key, say},
};
use ::documents::Scan;
use axum::{
    extract::{Path, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use kernel::Refusal;
use maud::{Markup, html};
use platform::texts;
use procurement::registry::DocumentKind;

const COMMAND: &str = "registry.attach_document";

/// `GET /registry/dossier/{id}/documents`.
pub async fn form(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    let seen = find(&app, &visit, &id)?;
    Ok(draw(&app, &visit, &seen, &visit.query, None))
}

/// `POST /registry/dossier/{id}/documents`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    up: Uploaded,
) -> Result<Response, Failure> {
    let seen = find(&app, &visit, &id)?;
    let mut values = up.values.clone();
    if let Some(file) = up.file("file").filter(|file| !file.bytes.is_empty()) {
        values.set("file", app.platform().outside().put(&file.bytes)?.to_string());
    }
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(_) => Ok(give::done_to(&format!("{}/documents", seen.path()), "done-registry-attached")),
        Err(refusal) => Ok(draw(&app, &visit, &seen, &values, Some(&refusal)).into_response()),
    }
}

/// `POST /registry/dossier/{id}/documents/remove`.
pub async fn remove(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    let seen = find(&app, &visit, &id)?;
    match give::command(&app, &visit, "registry.remove_document", &values).await? {
        Ok(_) => Ok(give::done_to(&format!("{}/documents", seen.path()), "done-registry-removed")),
        Err(refusal) => Ok(draw(&app, &visit, &seen, &values, Some(&refusal)).into_response()),
    }
}

/// `GET /registry/dossier/{id}/documents/{number}`: sent to be kept, never shown as a page.
pub async fn file(
    State(app): State<App>,
    visit: Visit,
    Path((id, number)): Path<(String, u32)>,
) -> Result<Response, Failure> {
    let seen = Seen::load(&app, &visit, &id)?;
    let dossier = &seen.dossier;
    let document = dossier.draft.document(number).or_else(|| dossier.served.document(number));
    let digest = document.ok_or_else(Failure::not_found)?.file;
    let bytes = app.platform().document(&digest).ok_or_else(Failure::not_found)?;
    let ending = Scan::of(&bytes).map_or("bin", Scan::ending);
    let name = format!("attachment; filename=\"document-{number}.{ending}\"");
    let headers = [(CONTENT_TYPE, "application/octet-stream".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

fn find(app: &App, visit: &Visit, id: &str) -> Result<Seen, Failure> {
    let seen = Seen::load(app, visit, id)?;
    if seen.editable(visit) { Ok(seen) } else { Err(closed()) }
}

fn draw(app: &App, visit: &Visit, seen: &Seen, values: &Values, refusal: Option<&Refusal>) -> Page {
    let lang = visit.lang;
    let f = Form::new(visit, "registry-attach_document").values(values).errors(give::errors(refusal));
    let action = format!("{}/documents", seen.path());
    let inner = html! {
        h2 { (say(lang, "registry-attach_document")) }
        input type="hidden" name="dossier" value=(seen.id);
        (f.select("document", f.choices("document", DocumentKind::IDS)))
        (f.text("title", 100))
        (f.text("code", 100).optional())
        (f.date("until").optional())
        (f.file("file", ".pdf,.jpg,.jpeg,.png", u32::try_from(SCAN_MB).unwrap_or(1)))
        (give::submit(visit, "page-registry-attach-submit"))
    };
    Page::new(visit, key("page-registry-part-documents"))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*seen.organisation.registration.name), seen.path())
        .lede(key("page-registry-part-documents.note"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            div class="grid g2" {
                div class="card" { (f.upload(&action, Some(&give::id_of(values)), &inner)) }
                aside class="card" aria-labelledby="handed-in" {
                    h2 id="handed-in" { (say(lang, "page-registry-handed-in")) }
                    (list(app, visit, seen))
                    p class="last mt" { a href=(seen.path()) { (say(lang, "page-registry-back")) } }
                }
            }
        })
}

fn list(app: &App, visit: &Visit, seen: &Seen) -> Markup {
    let readable = app.readings().installed();
    let (lang, all) = (visit.lang, &seen.dossier.draft.documents);
    let f = Form::new(visit, "registry-remove_document");
    html! {
        @if all.is_empty() { p class="quiet-text" { (say(lang, "page-registry-nothing")) } }
        ul class="tasks" {
            @for document in all {
                li {
                    div {
                        a href={ (seen.path()) "/documents/" (document.number) } { (document.title) }
                        p {
                            (say(lang, &format!("registry-document-{}", document.kind.id())))
                            @if let Some(until) = document.until { " · " (say(lang, "page-registry-until")) " " (texts::date(lang, until)) }
                        }
                        @if readable && document.kind == DocumentKind::Licence {
                            p { a href={ (seen.path()) "/part/identity" (READ_AT_ONCE) } { (say(lang, "page-registry-read-fill")) } }
                        }
                    }
                    (f.post(&format!("{}/documents/remove", seen.path()), Some(&give::new_id()), &html! {
                        input type="hidden" name="dossier" value=(seen.id);
                        input type="hidden" name="number" value=(document.number);
                        button class="btn quiet" type="submit" {
                            (say(lang, "page-registry-remove")) span class="vh" { " " (document.title) }
                        }
                    }))
                }
            }
        }
    }
}
