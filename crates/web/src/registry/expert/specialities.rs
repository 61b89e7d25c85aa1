//! 评审专业: what is claimed, one more, and the documents behind it.

use super::{SCAN_MB, part, seen::Seen, shown};
use crate::{
    app::App,
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Uploaded, Values},
    visit::Visit,
    words::say,
};
use ::documents::Scan;
use axum::{
    extract::{Path, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use kernel::{Digest, ExpertId, Refusal};
use maud::{Markup, html};
use procurement::registry::ExpertPart;

const COMMAND: &str = "registry.add_expert_speciality";

/// `GET /registry/expert/{id}/specialities`.
pub async fn form(State(app): State<App>, visit: Visit, Path(id): Path<ExpertId>) -> Result<Page, Failure> {
    let seen = Seen::editable(&app, &visit, id)?;
    Ok(draw(&visit, &seen, &visit.query, None))
}

/// `POST /registry/expert/{id}/specialities`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<ExpertId>,
    up: Uploaded,
) -> Result<Response, Failure> {
    let seen = Seen::editable(&app, &visit, id)?;
    let mut values = up.values.clone();
    values.set("expert", id.to_string());
    if let Some(file) = up.file("file").filter(|file| !file.bytes.is_empty()) {
        values.set("file", app.platform().outside().put(&file.bytes)?.to_string());
    }
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(_) => Ok(give::done_to(&format!("{}/specialities", seen.path()), "done-registry-expert-filled")),
        Err(refusal) => Ok(draw(&visit, &seen, &values, Some(&refusal)).into_response()),
    }
}

/// `POST /registry/expert/{id}/specialities/remove`.
pub async fn remove(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<ExpertId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    let seen = Seen::editable(&app, &visit, id)?;
    values.set("expert", id.to_string());
    match give::command(&app, &visit, "registry.remove_expert_speciality", &values).await? {
        Ok(_) => Ok(give::done_to(&format!("{}/specialities", seen.path()), "done-registry-expert-filled")),
        Err(refusal) => Ok(draw(&visit, &seen, &values, Some(&refusal)).into_response()),
    }
}

/// `GET /registry/expert/{id}/file/{digest}`: a document of this record, sent to be kept, never shown as a page.
pub async fn file(
    State(app): State<App>,
    visit: Visit,
    Path((id, digest)): Path<(ExpertId, Digest)>,
) -> Result<Response, Failure> {
    let seen = Seen::load(&app, &visit, id)?;
    let of = |particulars: &procurement::registry::ExpertParticulars| {
        let title = particulars.title.as_ref().map(|title| title.certificate);
        let proofs = particulars.claims.iter().filter_map(|claim| Some(claim.evidence.as_ref()?.file));
        title.into_iter().chain(proofs).any(|file| file == digest)
    };
    if !of(&seen.expert.draft) && !of(&seen.expert.served) {
        return Err(Failure::not_found());
    }
    let bytes = app.platform().document(&digest).ok_or_else(Failure::not_found)?;
    let ending = Scan::of(&bytes).map_or("bin", Scan::ending);
    let name = format!("attachment; filename=\"expert-document.{ending}\"");
    let headers = [(CONTENT_TYPE, "application/octet-stream".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

fn draw(visit: &Visit, seen: &Seen, values: &Values, refusal: Option<&Refusal>) -> Page {
    let lang = visit.lang;
    let f = Form::new(visit, "registry-add_expert_speciality").values(values).errors(give::errors(refusal));
    let inner = html! {
        h2 { (say(lang, "registry-add_expert_speciality")) }
        (f.text("code", 20))
        p class="small" { a href="/catalogue" { (say(lang, "catalogue-find")) } }
        (f.text("title", 100))
        (f.file("file", ".pdf,.jpg,.jpeg,.png", u32::try_from(SCAN_MB).unwrap_or(1)))
        (give::submit(visit, "page-registry-expert-add"))
    };
    part::page(visit, seen, ExpertPart::Specialities).status(give::status(refusal)).body(html! {
        (give::refused(&f, refusal))
        div class="grid g2" {
            div class="card" {
                (f.upload(&format!("{}/specialities", seen.path()), Some(&give::id_of(values)), &inner))
            }
            aside class="card" aria-labelledby="claimed" {
                h2 id="claimed" { (say(lang, "page-registry-expert-part-specialities")) }
                (claimed(visit, seen))
                p class="last mt" { a href=(seen.path()) { (say(lang, "page-registry-back")) } }
            }
        }
    })
}

fn claimed(visit: &Visit, seen: &Seen) -> Markup {
    let (lang, claims) = (visit.lang, &seen.expert.draft.claims);
    let f = Form::new(visit, "registry-remove_expert_speciality");
    html! {
        @if claims.is_empty() { p class="quiet-text" { (say(lang, "page-registry-expert-specialities-none")) } }
        ul class="tasks" {
            @for claim in claims {
                li {
                    div { (shown::speciality(&claim.code)) p { (shown::evidence(visit, seen, claim)) } }
                    (f.post(&format!("{}/specialities/remove", seen.path()), Some(&give::new_id()), &html! {
                        input type="hidden" name="code" value=(claim.code);
                        button class="btn quiet" type="submit" {
                            (say(lang, "page-registry-remove")) span class="vh" { " " (claim.code) }
                        }
                    }))
                }
            }
        }
    }
}
