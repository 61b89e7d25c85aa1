//! 发布招标公告: times, place and telephone numbers; everything else is drawn from the locked document.

use crate::{
    app::{App, read_failed},
    components::{Form, Page},
    errors::Failure,
    give, names,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{Instant, ProjectId, Refusal, StreamId};
use maud::html;
use procurement::tender::{Project, ProjectAbout};

const COMMAND: &str = "tender.publish_notice";

/// `GET /tender/publish?project=…`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None)
}
/// `POST /tender/publish`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let id: ProjectId =
        values.get("project").and_then(|id| id.parse().ok()).ok_or_else(Failure::not_found)?;
    let project = app.platform().state::<Project>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let about = project.about()?;
    if about.agency != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    let f = Form::new(visit, "tender-publish_notice").values(values).errors(give::errors(refusal));
    let (provision, deadline) = earliest(app, about);
    let typed = |at: Option<Instant>| at.map(|at| at.to_string()).unwrap_or_default();
    Ok(Page::new(visit, key("tender-publish_notice"))
        .crumb(key("subsystem-tender"), "/tender")
        .crumb(data(about.name.as_str()), names::page(&id.stream()))
        .lede(key("tender-publish_notice.intro"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post("/tender/publish", Some(&give::id_of(values)), &html! {
                input type="hidden" name="project" value=(id);
                (f.datetime("provision_end").value(typed(provision)))
                (f.datetime("deadline").value(typed(deadline)))
                (f.text("opening_place", 200))
                (f.text("purchaser_phone", 40))
                (f.text("agency_phone", 40))
                (give::reasons(&f, refusal))
                (give::submit(visit, "ui-submit"))
            }))
        }))
}

/// What the law allows at the earliest, the deadline on a working day at half past nine. A second person needs time to
/// agree, so both are counted from tomorrow.
fn earliest(app: &App, about: &ProjectAbout) -> (Option<Instant>, Option<Instant>) {
    let from = app.platform().now().plus(kernel::Span::days(1));
    let law = app.platform().outside().rules.law(about.region, from.date());
    let provision = law.earliest("D-NTC-02", from).ok().map(|at| at.plus(kernel::Span::hours(17)));
    let deadline = law.earliest("D-TND-01", from).ok().and_then(|at| {
        let day = law.calendar().or_next_working_day(at.date()).ok()?;
        Some(Instant::at(day, 9, 30))
    });
    (provision, deadline)
}
