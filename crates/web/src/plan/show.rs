//! One filed plan: lots, their money, and who carries it out.

use crate::{
    app::{App, read_failed},
    components::{Amount, Column, Page, Summary, Table, Tag, Tone},
    errors::Failure,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{Catalogue, PlanId, StreamId};
use maud::{Markup, html};
use platform::texts::Lang;
use procurement::plan::{IntentionBasis, LotPlan, Plan, PlanFile, PlanStage, SmeReservation};

/// Where it stands, as a tag.
pub fn stage(stage: PlanStage) -> Tag {
    match stage {
        PlanStage::Filed => Tag::new(key("page-plan-stage-filed"), Tone::Warn),
        PlanStage::Entrusted(_) => Tag::new(key("page-plan-stage-entrusted"), Tone::Warn),
        PlanStage::Executing(_) => Tag::new(key("page-plan-stage-executing"), Tone::Good),
        PlanStage::Completed(_) => Tag::new(key("page-plan-stage-completed"), Tone::Good),
    }
}

fn sme(lang: Lang, sme: &SmeReservation) -> String {
    let form = |id: &str| say(lang, &format!("plan-sme-{id}"));
    match sme {
        SmeReservation::Whole { small_only: false } => form("whole"),
        SmeReservation::Whole { small_only: true } => form("whole_small"),
        SmeReservation::Consortium { share, .. } => format!("{} · {}%", form("consortium"), share.decimal()),
        SmeReservation::Subcontract { share, .. } => {
            format!("{} · {}%", form("subcontract"), share.decimal())
        }
        SmeReservation::Remainder => form("remainder"),
        SmeReservation::None { reason } => {
            format!("{} · {}", form("none"), say(lang, &format!("plan-sme_reason-{}", reason.id())))
        }
    }
}

fn lots(app: &App, lang: Lang, lots: &[LotPlan]) -> Markup {
    let row = |(no, lot): (usize, &LotPlan)| {
        vec![
            html! { (no + 1) " " (lot.name) },
            html! { (lot.budget) },
            html! { (lot.ceiling) },
            html! { (sme(lang, &lot.sme)) },
            html! { @for funding in &lot.funding {
                a href={ "/budget/indicator/" (funding.indicator) } {
                    (crate::budget::label(app, funding.indicator))
                } " " (funding.amount) br;
            } },
        ]
    };
    Table {
        caption: Some(key("plan-lots")),
        columns: vec![
            Column::words(key("plan-file_plan-lots-name")),
            Column::number(key("plan-budget")),
            Column::number(key("plan-ceiling")),
            Column::words(key("plan-sme")),
            Column::words(key("plan-funding")),
        ],
        rows: lots.iter().enumerate().map(row).collect(),
        ..Table::default()
    }
    .render(lang)
}

fn summary(app: &App, lang: Lang, file: &PlanFile) -> Summary {
    let item = format!("{} {}", file.catalogue, Catalogue::builtin().name(&file.catalogue));
    let titled = |path: &str, id: &str, title: Option<String>| {
        html! { a href={ "/demand/" (path) "/" (id) } { (title.unwrap_or_default()) } }
    };
    let basis = match &file.intention {
        IntentionBasis::Published(id) => titled("intention", &id.to_string(), app.title_of(&id.stream())),
        IntentionBasis::Exempt(exemption) => html! {
            (say(lang, &format!("plan-exemption-{}", exemption.reason.id())))
            @if let Some(approval) = &exemption.approval { " " (approval) }
        },
    };
    Summary::default()
        .row(
            key("plan-demand"),
            titled("demand", &file.demand.to_string(), app.title_of(&file.demand.stream())),
        )
        .row(key("plan-intention"), basis)
        .data(key("demand-catalogue"), item)
        .row(key("page-plan-amount"), Amount { money: file.amount(), words: true }.render(lang))
        .data(key("demand-method"), say(lang, &format!("demand-method-{}", file.method.id())))
        .data(key("demand-evaluation"), say(lang, &format!("demand-evaluation-{}", file.evaluation.id())))
        .data(key("demand-form"), say(lang, &format!("demand-form-{}", file.form.id())))
        .data(key("plan-planned"), platform::texts::date(lang, file.planned))
}

/// `GET /plan/plan/{id}`.
pub async fn page(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    let id: PlanId = id.parse().map_err(|_| Failure::not_found())?;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let plan = app.platform().state::<Plan>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let Plan::Filed { file, stage: now } = &plan else { return Err(Failure::not_found()) };
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let lang = visit.lang;
    Ok(Page::new(&visit, data(&*file.name))
        .crumb(key("nav-work"), "/work")
        .crumb(key("subsystem-plan"), "/plan")
        .beside_heading(stage(*now).render(lang))
        .body(html! {
            (work::next_steps(&app, &visit, &todos))
            div class="grid g2" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-plan-plan")) }
                    (summary(&app, lang, file).render(lang))
                }
                aside class="card" aria-labelledby="history" {
                    h2 id="history" { (say(lang, "ui-history")) }
                    @match now {
                        PlanStage::Entrusted(id) => {
                            p { a href={ "/agency/entrustment/" (id) } { (say(lang, "page-plan-to-entrustment")) } }
                        }
                        PlanStage::Executing(id) | PlanStage::Completed(id) => {
                            p { a href={ "/tender/project/" (id) } { (say(lang, "page-plan-to-project")) } }
                        }
                        PlanStage::Filed => {}
                    }
                    (thing.timeline(&app, &visit).render(lang))
                }
            }
            section class="card mt" { (lots(&app, lang, &file.lots)) }
        }))
}
