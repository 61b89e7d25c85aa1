//! 编制和修改采购需求.

use crate::{
    app::{App, read_failed},
    budget::{fill, named},
    components::{Form, Page, TextInput},
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
use kernel::{DemandId, IntentionId, Refusal, StreamId};
use maud::{Markup, html};
use procurement::demand::{
    Demand, DemandStage, EvaluationMethod, Intention, Method, Need, OrganisationForm, Pricing,
};

const COMPILE: &str = "demand.compile_demand";
const REVISE: &str = "demand.revise_demand";

/// `GET /demand/compile?intention=…`; an intention fills in what it says.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let mut values = Values::clone(&visit.query);
    if let Some(id) = values.get("intention").and_then(|id| id.parse::<IntentionId>().ok()) {
        let intention =
            app.platform().state::<Intention>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
        let outline = &intention.published()?.outline;
        if outline.purchaser != give::actor(&visit).organisation {
            return Err(Failure::not_found());
        }
        fill(
            &mut values,
            vec![
                ("name", outline.name.clone()),
                ("catalogue", outline.catalogue.to_string()),
                ("budget", outline.budget.to_string()),
                ("technical", outline.summary.clone()),
            ],
        );
    }
    fill(
        &mut values,
        vec![
            ("method", Method::default().id().to_owned()),
            ("evaluation", EvaluationMethod::default().id().to_owned()),
            ("form", OrganisationForm::default().id().to_owned()),
            ("pricing", Pricing::default().id().to_owned()),
        ],
    );
    Ok(draw(&app, &visit, &values, None, COMPILE, "/demand/compile"))
}
/// `POST /demand/compile`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMPILE, &values).await? {
        Ok(accepted) => Ok(give::done(COMPILE, &accepted)),
        Err(refusal) => {
            Ok(draw(&app, &visit, &values, Some(&refusal), COMPILE, "/demand/compile").into_response())
        }
    }
}
/// `GET /demand/revise?demand=…`: the rejected version, to be changed.
pub async fn revise(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let mut values = Values::clone(&visit.query);
    let id: DemandId = named(&values, "demand")?;
    let demand = app.platform().state::<Demand>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let need = &demand.file()?.need;
    if need.purchaser != give::actor(&visit).organisation {
        return Err(Failure::not_found());
    }
    fill(&mut values, filled(need));
    Ok(draw(&app, &visit, &values, None, REVISE, "/demand/revise"))
}
/// `POST /demand/revise`.
pub async fn send_revised(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    match give::command(&app, &visit, REVISE, &values).await? {
        Ok(accepted) => Ok(give::done(REVISE, &accepted)),
        Err(refusal) => {
            Ok(draw(&app, &visit, &values, Some(&refusal), REVISE, "/demand/revise").into_response())
        }
    }
}

fn filled(need: &Need) -> Vec<(&'static str, String)> {
    let flag = |set: bool| if set { "true".to_owned() } else { String::new() };
    let mut all = vec![
        ("name", need.name.clone()),
        ("catalogue", need.catalogue.to_string()),
        ("budget", need.budget.to_string()),
        ("technical", need.technical.clone()),
        ("commercial", need.commercial.clone()),
        ("standards", need.standards.clone().unwrap_or_default()),
        ("acceptance", need.acceptance.clone()),
        ("public_interest", flag(need.public_interest)),
        ("complex", flag(need.complex)),
        ("imported", flag(need.imported)),
        ("method", need.method.id().to_owned()),
        ("evaluation", need.evaluation.id().to_owned()),
        ("form", need.form.id().to_owned()),
        ("pricing", need.pricing.id().to_owned()),
        ("choice_reason", need.choice_reason.clone()),
    ];
    let assets = need.assets;
    let counts = [("quantity", assets.quantity), ("stock", assets.stock), ("headcount", assets.headcount)];
    all.extend(counts.into_iter().filter_map(|(name, count)| Some((name, count?.to_string()))));
    all.extend(assets.replaces.map(|since| ("replaces", since.to_string())));
    if let Some(survey) = &need.survey {
        all.push(("survey_completed", survey.completed.to_string()));
        all.push(("survey_respondents", survey.respondents.to_string()));
        all.push(("survey_findings", survey.findings.clone()));
    }
    all
}

/// What the reviewer wrote, above the form that answers it.
fn opinion(app: &App, visit: &Visit, values: &Values) -> Markup {
    let id = values.get("demand").and_then(|id| id.parse::<DemandId>().ok());
    let demand = id.and_then(|id| app.platform().state::<Demand>(id).ok().flatten());
    let stage = demand.as_ref().and_then(|demand| demand.file().ok()).map(|file| &file.stage);
    html! {
        @if let Some(DemandStage::Rejected { opinion, .. }) = stage {
            div class="note" { p { b { (say(visit.lang, "page-demand-rejected")) } " " (opinion) } }
        }
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    values: &Values,
    refusal: Option<&Refusal>,
    command: &'static str,
    action: &str,
) -> Page {
    let scope = crate::names::scope(command);
    let f = Form::new(visit, &scope).values(values).errors(give::errors(refusal));
    let lang = visit.lang;
    let code = TextInput { max: 40, narrow: true, ..TextInput::default() };
    let part = |id: &str, fields: Markup| {
        html! { fieldset { legend { h2 { (say(lang, id)) } } (fields) } }
    };
    let page = Page::new(visit, key(scope.clone()))
        .crumb(key("nav-work"), "/work")
        .crumb(key("subsystem-demand"), "/demand");
    let page = match values.get("demand").and_then(|id| id.parse::<DemandId>().ok()) {
        Some(id) => {
            page.crumb(data(values.get("name").unwrap_or_default()), crate::names::page(&id.stream()))
        }
        None => page,
    };
    page.lede(key("page-demand-compile-lede")).status(give::status(refusal)).body(html! {
        (give::refused(&f, refusal))
        (opinion(app, visit, values))
        (f.post(action, Some(&give::id_of(values)), &html! {
            @for subject in ["intention", "demand"] {
                @if let Some(id) = values.filled(subject) { input type="hidden" name=(subject) value=(id); }
            }
            (part("page-demand-part-what", html! {
                (f.text("name", 100)) (f.field("catalogue", code)) (crate::budget::find_item(visit.lang)) (f.money("budget"))
                (f.textarea("technical", 6000)) (f.textarea("commercial", 3000))
                (f.textarea("standards", 1000).optional()) (f.textarea("acceptance", 3000))
            }))
            (part("page-demand-part-survey", html! {
                (f.checkbox("public_interest")) (f.checkbox("complex")) (f.checkbox("imported"))
                (f.date("survey_completed").optional()) (f.number("survey_respondents").optional())
                (f.textarea("survey_findings", 2000).optional())
            }))
            (part("page-demand-part-assets", html! {
                (f.number("quantity").optional()) (f.number("stock").optional()) (f.number("headcount").optional())
                (f.date("replaces").optional())
                p class="small" { a href="/goods/standards" { (say(lang, "page-goods-standards")) } }
            }))
            (part("page-demand-part-how", html! {
                (f.select("method", f.choices("method", Method::IDS)))
                (f.radios("evaluation", f.choices("evaluation", EvaluationMethod::IDS)))
                (f.radios("form", f.choices("form", OrganisationForm::IDS)))
                (f.radios("pricing", f.choices("pricing", Pricing::IDS)))
                (f.textarea("choice_reason", 1000))
            }))
            (give::reasons(&f, refusal))
            (give::submit(visit, "page-demand-submit-review"))
        }))
    })
}
