//! 发布采购意向.

use crate::{
    app::App,
    budget::{account, choices, fill},
    components::{Form, Page, TextInput},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{key, say},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{Date, IndicatorId, Refusal};
use maud::html;

const COMMAND: &str = "demand.publish_intention";

/// `GET /demand/publish?indicator=…`; an indicator fills in what it knows.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let mut values = Values::clone(&visit.query);
    if let Some(id) = values.get("indicator").and_then(|id| id.parse::<IndicatorId>().ok()) {
        let account = account(&app, id)?;
        if account.issue.organisation != give::actor(&visit).organisation {
            return Err(Failure::not_found());
        }
        let mut defaults = vec![
            ("name", account.issue.project.clone()),
            ("catalogue", account.issue.catalogue.to_string()),
            ("budget", account.available().to_string()),
        ];
        if let Ok(earliest) = earliest(&app, &visit) {
            defaults.push(("expected", earliest.to_string()));
        }
        fill(&mut values, defaults);
    }
    draw(&app, &visit, &values, None)
}
/// `POST /demand/publish`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    if values.rows_changed() {
        return Ok(draw(&app, &visit, &values, None)?.into_response());
    }
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}

/// The day on which the 30 days are over if it is published today.
fn earliest(app: &App, visit: &Visit) -> Result<Date, Refusal> {
    let now = app.platform().now();
    let law = app.platform().outside().rules.law(give::actor(visit).region, now.date());
    Ok(law.earliest("D-INT-01", now)?.date())
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let f = Form::new(visit, "demand-publish_intention").values(values).errors(give::errors(refusal));
    let indicators = choices(app, visit)?;
    let code = TextInput { max: 40, narrow: true, ..TextInput::default() };
    let expected = match earliest(app, visit) {
        Ok(earliest) => f.date("expected").hint(key("page-demand-expected-hint").with("earliest", earliest)),
        Err(_) => f.date("expected"),
    };
    let rows = |at: &str| html! { (f.select(&format!("{at}.indicator"), indicators.clone())) };
    Ok(Page::new(visit, key("demand-publish_intention"))
        .crumb(key("nav-work"), "/work")
        .crumb(key("subsystem-demand"), "/demand")
        .lede(key("page-demand-publish-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post("/demand/publish", Some(&give::id_of(values)), &html! {
                (f.select("indicator", indicators.clone()))
                (f.text("name", 100))
                (f.field("catalogue", code)) (crate::budget::find_item(visit.lang))
                (f.textarea("summary", 2000))
                (f.money("budget"))
                (expected)
                (f.checkbox("for_sme"))
                (f.checkbox("green"))
                (f.textarea("remark", 500).optional())
                details open[values.rows("others") > 0] {
                    summary { (say(visit.lang, "page-demand-more-indicators")) }
                    (f.group("others").min(0).max(9).rows(rows))
                }
                (give::reasons(&f, refusal))
                (give::submit(visit, "ui-confirm-propose"))
            }))
        }))
}
