//! 调整预算指标.

use super::{account, fill, named};
use crate::{
    app::App,
    components::{Form, Page, Summary},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{IndicatorId, Refusal};
use maud::html;

const COMMAND: &str = "budget.adjust_indicator";

/// `GET /budget/adjust?indicator=…`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let mut values = Values::clone(&visit.query);
    let id: IndicatorId = named(&values, "indicator")?;
    fill(&mut values, vec![("amount", account(&app, id)?.amount.to_string())]);
    draw(&app, &visit, &values, None)
}
/// `POST /budget/adjust`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}
fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let id: IndicatorId = named(values, "indicator")?;
    let account = account(app, id)?;
    if !give::actor(visit).region.covers(&account.issue.region) {
        return Err(Failure::not_found());
    }
    let f = Form::new(visit, "budget-adjust_indicator").values(values).errors(give::errors(refusal));
    let summary = Summary::default()
        .data(key("budget-number"), &account.issue.number)
        .data(key("budget-project"), &account.issue.project)
        .row(key("page-budget-now"), html! { span class="num" { (account.amount) } })
        .row(key("page-budget-taken"), html! { span class="num" { (account.taken()) } });
    Ok(Page::new(visit, key("budget-adjust_indicator"))
        .crumb(key("subsystem-budget"), "/budget")
        .crumb(data(&*account.issue.number), format!("/budget/indicator/{id}"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            section class="card mb" { (summary.render(visit.lang)) }
            (f.post("/budget/adjust", Some(&give::id_of(values)), &html! {
                input type="hidden" name="indicator" value=(id);
                (f.money("amount"))
                (f.text("document", 40))
                (f.textarea("reason", 500))
                (give::submit(visit, "ui-submit"))
            }))
        }))
}
