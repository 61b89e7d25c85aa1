//! 签署评审报告: the result above, the signature below.

use super::{bench::Bench, report};
use crate::{
    app::App,
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{EvaluationId, Refusal};
use maud::html;

const COMMAND: &str = "evaluation.sign_report";

/// `GET /evaluation/evaluation/{id}/sign`.
pub async fn form(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<EvaluationId>,
) -> Result<Page, Failure> {
    draw(&app, &visit, id, &Values::empty(), None)
}

/// `POST /evaluation/evaluation/{id}/sign`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<EvaluationId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    values.set("evaluation", id.to_string());
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, id, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    id: EvaluationId,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let bench = Bench::load(app, visit, id)?;
    bench.member()?;
    let f = Form::new(visit, "evaluation-sign_report").values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key("evaluation-sign_report"))
        .crumb(data(&*bench.matter.title), bench.path())
        .lede(key("evaluation-sign_report.intro"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (report::result(app, visit, &bench))
            (f.post(&format!("{}/sign", bench.path()), Some(&give::id_of(values)), &html! {
                (f.textarea("dissent", 2000).optional())
                p { button class="btn" type="submit" { (say(lang, "evaluation-sign_report.submit")) } }
            }))
        }))
}
