//! 一般性审查和重点审查: the demand beside the points to be judged.

use super::show::{loaded, need_summary};
use crate::{
    app::App,
    budget::named,
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{DemandId, Refusal, StreamId};
use maud::html;

/// One kind of review: its command, its page, its points.
struct Review {
    command: &'static str,
    path: &'static str,
    points: &'static [&'static str],
    lede: &'static str,
}
const GENERAL: Review = Review {
    command: "demand.review_general",
    path: "/demand/review",
    points: &["rules", "reasons", "approvals", "complete"],
    lede: "page-demand-review-lede",
};
const KEY: Review = Review {
    command: "demand.review_key",
    path: "/demand/key-review",
    points: &["non_discrimination", "competition", "policy", "performance_risk", "other"],
    lede: "page-demand-key-review-lede",
};

/// `GET /demand/review?demand=…`.
pub async fn general(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None, &GENERAL)
}
/// `POST /demand/review`.
pub async fn send_general(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    send(&app, &visit, &values, &GENERAL).await
}
/// `GET /demand/key-review?demand=…`.
pub async fn key_review(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None, &KEY)
}
/// `POST /demand/key-review`.
pub async fn send_key_review(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    send(&app, &visit, &values, &KEY).await
}

async fn send(app: &App, visit: &Visit, values: &Values, review: &Review) -> Result<Response, Failure> {
    match give::command(app, visit, review.command, values).await? {
        Ok(accepted) => Ok(give::done(review.command, &accepted)),
        Err(refusal) => Ok(draw(app, visit, values, Some(&refusal), review)?.into_response()),
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    values: &Values,
    refusal: Option<&Refusal>,
    review: &Review,
) -> Result<Page, Failure> {
    let id: DemandId = named(values, "demand")?;
    let demand = loaded(app, visit, id)?;
    let file = demand.file()?;
    let (lang, scope) = (visit.lang, crate::names::scope(review.command));
    let f = Form::new(visit, &scope).values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key(scope.clone()))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*file.need.name), crate::names::page(&id.stream()))
        .lede(key(review.lede))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            div class="grid g2" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (file.need.name) }
                    (need_summary(app, lang, &file.need))
                }
                section aria-labelledby="points" {
                    h2 id="points" { (say(lang, "page-demand-points")) }
                    (f.post(review.path, Some(&give::id_of(values)), &html! {
                        input type="hidden" name="demand" value=(id);
                        @for point in review.points { (f.radios(point, f.choices(point, &["passed", "failed"]))) }
                        (f.textarea("opinion", 2000).optional())
                        (give::submit(visit, "page-demand-review-submit"))
                    }))
                }
            }
        }))
}
