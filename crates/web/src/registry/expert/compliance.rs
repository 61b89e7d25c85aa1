//! 合规审查: the reviews of a finance department, and what each found.

use super::finding_state;
use crate::{
    app::{App, read_failed},
    components::{Column, Form, Page, Summary, Table},
    errors::Failure,
    give, names,
    posted::{Posted, Values},
    visit::Visit,
    words::{key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{ExpertComplianceId, OrganisationId, Refusal, Role, StreamId};
use maud::html;
use platform::texts;
use procurement::registry::{Compliance, FindingKind};

const COMMAND: &str = "registry.check_experts";

/// `GET /registry/compliance`: the reader's own department's.
pub async fn mine(State(app): State<App>, visit: Visit) -> Result<Response, Failure> {
    let organisation = give::actor(&visit).organisation;
    let there = platform::registry::compliance_of(app.platform(), organisation).map_err(read_failed)?;
    Ok(match there {
        Some(_) => axum::response::Redirect::to(&format!("/registry/expert_compliance/{organisation}"))
            .into_response(),
        None => Page::new(&visit, key("page-registry-expert-reviews"))
            .crumb(key("nav-work"), "/work")
            .crumb(key("page-registry-expert-title"), "/registry/experts")
            .body(html! { p class="empty" { (say(visit.lang, "page-registry-compliance-none")) } })
            .into_response(),
    })
}

/// `GET /registry/expert_compliance/{id}`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<ExpertComplianceId>,
) -> Result<Page, Failure> {
    draw(&app, &visit, id, &visit.query, None)
}

/// `POST /registry/expert_compliance/{id}`: a review now.
pub async fn run(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<ExpertComplianceId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    values.set("compliance", id.to_string());
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(_) => {
            Ok(give::done_to(&format!("/registry/expert_compliance/{id}"), "done-registry-check_experts"))
        }
        Err(refusal) => Ok(draw(&app, &visit, id, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    id: ExpertComplianceId,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let (lang, actor) = (visit.lang, give::actor(visit));
    let reviews =
        app.platform().state::<Compliance>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    if !actor.region.covers(&reviews.region) {
        return Err(Failure::not_found());
    }
    let authority = OrganisationId::from_uuid(id.uuid());
    let own = actor.organisation == authority && actor.is(&[Role::FaRegulator]);
    let path = format!("/registry/expert_compliance/{id}");
    let wanted = visit.query.get("run").and_then(|number| number.parse::<u32>().ok());
    let chosen = match wanted {
        Some(number) => reviews.runs.iter().find(|run| run.number == number),
        None => reviews.runs.last(),
    };
    let f = Form::new(visit, "registry-check_experts").values(values).errors(give::errors(refusal));
    let found = match chosen {
        Some(run) => app
            .platform()
            .journal()
            .read(|tx| platform::registry::findings_of_run(tx, authority, run.at))
            .map_err(read_failed)?,
        None => Vec::new(),
    };
    let runs = Table {
        caption: Some(key("page-registry-compliance-runs")),
        columns: vec![
            Column::number(key("page-registry-compliance-number")),
            Column::words(key("page-registry-compliance-at")),
            Column::number(key("page-registry-compliance-checked")),
            Column::number(key("page-registry-compliance-raised")),
        ],
        rows: reviews
            .runs
            .iter()
            .rev()
            .map(|run| {
                vec![
                    html! { a href={ (path) "?run=" (run.number) } { (run.number) } },
                    html! { span class="nw" { (texts::instant(lang, run.at)) } },
                    html! { (run.checked) },
                    html! { (run.raised.values().sum::<u32>()) },
                ]
            })
            .collect(),
        ..Table::default()
    };
    let basis =
        |kind: &str| FindingKind::ALL.into_iter().find(|one| one.id() == kind).map(FindingKind::basis);
    let findings = Table {
        columns: vec![
            Column::words(key("page-registry-expert-code")),
            Column::words(key("page-registry-compliance-kind")),
            Column::words(key("page-registry-compliance-fact")),
            Column::words(key("page-registry-compliance-basis")),
            Column::words(key("work-state")),
        ],
        rows: found
            .iter()
            .map(|row| {
                vec![
                    html! { a class="num" href={ "/registry/expert/" (row.expert) } { (row.code) } },
                    html! { (say(lang, &format!("registry-finding-{}", row.kind))) },
                    html! { span class="num" { (row.fact) } },
                    html! { (basis(&row.kind).unwrap_or_default()) },
                    finding_state(&row.state).render(lang),
                ]
            })
            .collect(),
        empty: Some(key("page-registry-compliance-clean")),
        ..Table::default()
    };
    let mut about = Summary::default()
        .row(key("page-registry-expert-region"), html! { (names::region(reviews.region).said(lang)) });
    if let Some(next) = reviews.next {
        about = about.row(key("page-registry-compliance-next"), html! { (texts::instant(lang, next)) });
    }
    Ok(Page::new(visit, key("page-registry-expert-reviews"))
        .crumb(key("nav-work"), "/work")
        .crumb(key("page-registry-expert-title"), "/registry/experts")
        .lede(key("page-registry-compliance-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            section class="card mb" {
                (about.render(lang))
                @if own {
                    (f.post(&path, Some(&give::id_of(values)), &html! {
                        (give::submit(visit, "page-registry-compliance-run"))
                    }))
                }
            }
            @if let Some(run) = chosen {
                section class="card mb" aria-labelledby="found" {
                    h2 id="found" { (key("page-registry-compliance-findings").with("number", i64::from(run.number)).said(lang)) }
                    @if run.cut { p class="quiet-text" { (say(lang, "page-registry-compliance-cut")) } }
                    (findings.render(lang))
                }
            }
            section class="card" { (runs.render(lang)) }
        }))
}
