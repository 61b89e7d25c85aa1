//! 导入预算指标.

use super::fill;
use crate::{
    app::{App, read_failed},
    components::{Choice, Form, Page, TextInput},
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
use kernel::Refusal;
use maud::html;
use procurement::budget::FundType;

const COMMAND: &str = "budget.import_indicator";

/// `GET /budget/import`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let mut values = Values::clone(&visit.query);
    let year = app.platform().now().date().year().to_string();
    fill(&mut values, vec![("year", year), ("fund", FundType::default().id().to_owned())]);
    draw(&app, &visit, &values, None)
}
/// `POST /budget/import`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}
fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let region = give::actor(visit).region;
    let units = app
        .platform()
        .journal()
        .read(|tx| platform::registry::organisations(tx, "purchaser", region, 1000))
        .map_err(read_failed)?;
    let units = units.into_iter().map(|unit| Choice::new(unit.id.to_string(), data(unit.name))).collect();
    let f = Form::new(visit, "budget-import_indicator").values(values).errors(give::errors(refusal));
    let short = |max| TextInput { max, narrow: true, ..TextInput::default() };
    Ok(Page::new(visit, key("budget-import_indicator"))
        .crumb(key("nav-work"), "/work")
        .crumb(key("subsystem-budget"), "/budget")
        .lede(key("page-budget-import-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post("/budget/import", Some(&give::id_of(values)), &html! {
                (f.field("number", short(40)))
                (f.select("organisation", units))
                (f.number("year"))
                (f.text("project", 100))
                (f.select("fund", f.choices("fund", FundType::IDS)))
                (f.field("economic_class", short(5)))
                (f.field("catalogue", short(40))) (super::find_item(visit.lang))
                (f.money("amount"))
                (give::reasons(&f, refusal))
                (give::submit(visit, "page-budget-import-submit"))
            }))
        }))
}
