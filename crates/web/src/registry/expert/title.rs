//! 学历职称, with the certificate.

use super::{SCAN_MB, part, seen::Seen};
use crate::{
    app::App,
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Uploaded, Values},
    visit::Visit,
    words::say,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{ExpertId, Refusal};
use maud::html;
use procurement::registry::{Degree, ExpertPart, TitleLevel};

const COMMAND: &str = "registry.fill_expert_title";

/// `GET /registry/expert/{id}/title`.
pub async fn form(State(app): State<App>, visit: Visit, Path(id): Path<ExpertId>) -> Result<Page, Failure> {
    let seen = Seen::editable(&app, &visit, id)?;
    let mut values = Values::default();
    if let Some(is) = &seen.expert.draft.title {
        values.set("degree", is.degree.id());
        values.set("school", &*is.school);
        values.set("level", is.level.id());
        values.set("title", &*is.title);
        values.set("since", is.since.to_string());
        values.set("until", is.until.map(|day| day.to_string()).unwrap_or_default());
    }
    Ok(draw(&visit, &seen, &values, None))
}

/// `POST /registry/expert/{id}/title`: without a new scan the one that is there stays.
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
    } else if let Some(is) = &seen.expert.draft.title {
        values.set("file", is.certificate.to_string());
    }
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(_) => Ok(give::done_to(&seen.path(), "done-registry-expert-filled")),
        Err(refusal) => Ok(draw(&visit, &seen, &values, Some(&refusal)).into_response()),
    }
}

fn draw(visit: &Visit, seen: &Seen, values: &Values, refusal: Option<&Refusal>) -> Page {
    let f = Form::new(visit, "registry-fill_expert_title").values(values).errors(give::errors(refusal));
    let there = seen.expert.draft.title.as_ref().map(|is| is.certificate);
    let inner = html! {
        (f.select("degree", f.choices("degree", Degree::IDS)))
        (f.text("school", 100))
        (f.radios("level", f.choices("level", TitleLevel::IDS)))
        (f.text("title", 60))
        (f.date("since"))
        (f.date("until").optional())
        @if let Some(file) = there {
            p { a href={ (seen.path()) "/file/" (file) } { (say(visit.lang, "registry-fill_expert_title-file")) } }
        }
        (f.file("file", ".pdf,.jpg,.jpeg,.png", u32::try_from(SCAN_MB).unwrap_or(1)).optional_if(there.is_some()))
        (give::submit(visit, "page-registry-save"))
    };
    part::page(visit, seen, ExpertPart::Title).status(give::status(refusal)).body(html! {
        (give::refused(&f, refusal))
        (f.upload(&format!("{}/title", seen.path()), Some(&give::id_of(values)), &inner))
    })
}
