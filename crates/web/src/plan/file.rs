//! 备案采购计划: lots with their money.

use crate::{
    app::{App, read_failed},
    budget::{choices, fill, named},
    components::{Choice, Form, Page, Summary},
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
use kernel::{DemandId, IndicatorId, Money, Refusal, Span, StreamId};
use maud::{Markup, html};
use procurement::{
    budget::Indicator,
    demand::{Demand, Intention, Need},
    plan::{ExemptionReason, SmeExemption},
};

const COMMAND: &str = "plan.file_plan";
const SME: &[&str] = &["whole", "whole_small", "consortium", "subcontract", "remainder", "none"];

fn need_of(app: &App, visit: &Visit, values: &Values) -> Result<Need, Failure> {
    let id: DemandId = named(values, "demand")?;
    let demand = app.platform().state::<Demand>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let need = &demand.file()?.need;
    if need.purchaser != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    Ok(need.clone())
}

/// `GET /plan/file?demand=…`; one lot with the whole amount on the intention's indicators stands there to begin with.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let mut values = Values::clone(&visit.query);
    let need = need_of(&app, &visit, &values)?;
    let planned = app.platform().now().plus(Span::days(30)).date().to_string();
    let mut defaults = vec![
        ("name".to_owned(), need.name.clone()),
        ("planned".to_owned(), planned),
        ("lots[0].name".to_owned(), need.name.clone()),
        ("lots[0].budget".to_owned(), need.budget.to_string()),
        ("lots[0].ceiling".to_owned(), need.budget.to_string()),
    ];
    for (i, (indicator, amount)) in sources(&app, &need)?.into_iter().enumerate() {
        defaults.push((format!("lots[0].funding[{i}].indicator"), indicator.to_string()));
        defaults.push((format!("lots[0].funding[{i}].amount"), amount.to_string()));
    }
    fill(&mut values, defaults.iter().map(|(name, value)| (name.as_str(), value.clone())).collect());
    draw(&app, &visit, &values, None)
}
/// `POST /plan/file`.
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

/// The intention's indicators in their order, each with as much as it has and is needed.
fn sources(app: &App, need: &Need) -> Result<Vec<(IndicatorId, Money)>, Failure> {
    let Some(intention) = need.intention else { return Ok(Vec::new()) };
    let intention = app.platform().state::<Intention>(intention).map_err(read_failed)?.unwrap_or_default();
    let mut rest = need.budget;
    let mut sources = Vec::new();
    for id in &intention.published()?.outline.indicators {
        let indicator = app.platform().state::<Indicator>(*id).map_err(read_failed)?.unwrap_or_default();
        let part = rest.min(indicator.account()?.available());
        if part > Money::ZERO {
            sources.push((*id, part));
            rest = rest.minus(part);
        }
    }
    Ok(sources)
}

fn lot(f: &Form<'_>, at: &str, indicators: &[Choice]) -> Markup {
    let name = |field: &str| format!("{at}.{field}");
    let funding = name("funding");
    let inner = *f;
    html! {
        (f.text(&name("name"), 100))
        (f.money(&name("budget")))
        (f.money(&name("ceiling")))
        (f.select(&name("sme"), f.choices(&name("sme"), SME)))
        (f.percent(&name("sme_share")).optional())
        (f.percent(&name("sme_small_share")).optional())
        (f.select(&name("sme_reason"), f.choices(&name("sme_reason"), SmeExemption::IDS)).optional())
        (inner.group(&funding).min(1).max(5).rows(|row| html! {
            (inner.select(&format!("{row}.indicator"), indicators.to_vec()))
            (inner.money(&format!("{row}.amount")))
        }))
    }
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let need = need_of(app, visit, values)?;
    let id: DemandId = named(values, "demand")?;
    let indicators = choices(app, visit)?;
    let f = Form::new(visit, "plan-file_plan").values(values).errors(give::errors(refusal));
    let lang = visit.lang;
    let mut summary = Summary::default()
        .row(key("stream-demand-demand"), html! { a href=(crate::names::page(&id.stream())) { (need.name) } })
        .row(key("demand-budget"), html! { span class="num" { (need.budget) } })
        .data(key("demand-method"), say(lang, &format!("demand-method-{}", need.method.id())))
        .data(key("demand-form"), say(lang, &format!("demand-form-{}", need.form.id())));
    if let Some(intention) = need.intention {
        let name = app.title_of(&intention.stream()).unwrap_or_default();
        summary = summary.row(
            key("stream-demand-intention"),
            html! { a href=(crate::names::page(&intention.stream())) { (name) } },
        );
    }
    Ok(Page::new(visit, key("plan-file_plan"))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*need.name), crate::names::page(&id.stream()))
        .lede(key("page-plan-file-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            section class="card mb" { (summary.render(lang)) }
            (f.post("/plan/file", Some(&give::id_of(values)), &html! {
                input type="hidden" name="demand" value=(id);
                (f.text("name", 100))
                (f.date("planned"))
                @if need.intention.is_none() {
                    (f.select("exemption", f.choices("exemption", ExemptionReason::IDS)).optional())
                    (f.text("approval", 40).optional())
                }
                (f.group("lots").min(1).max(20).rows(|at| lot(&f, at, &indicators)))
                (give::reasons(&f, refusal))
                (give::submit(visit, "ui-confirm-propose"))
            }))
        }))
}
