//! One demand: what is wanted, how it is to be bought, where its review stands.

use crate::{
    app::{App, read_failed},
    components::{Amount, Page, Summary, Tag, Tone},
    errors::Failure,
    give,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{Catalogue, DemandId, StreamId};
use maud::{Markup, html};
use platform::texts::Lang;
use procurement::demand::{Demand, DemandStage, Need};

/// A demand of the reader's own unit.
///
/// # Errors
/// If it is not there or not theirs.
pub fn loaded(app: &App, visit: &Visit, id: DemandId) -> Result<Demand, Failure> {
    let demand = app.platform().state::<Demand>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    if demand.file()?.need.purchaser != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    Ok(demand)
}

/// Where it stands, as a tag.
pub fn stage(stage: &DemandStage) -> Tag {
    let (id, tone) = match stage {
        DemandStage::Compiled => ("page-demand-stage-compiled", Tone::Warn),
        DemandStage::GeneralPassed { .. } => ("page-demand-stage-general_passed", Tone::Warn),
        DemandStage::Rejected { .. } => ("page-demand-stage-rejected", Tone::Bad),
        DemandStage::Approved { plan: None, .. } => ("page-demand-stage-approved", Tone::Good),
        DemandStage::Approved { .. } => ("page-demand-stage-planned", Tone::Good),
    };
    Tag::new(key(id), tone)
}

/// Everything a demand says.
pub fn need_summary(app: &App, lang: Lang, need: &Need) -> Markup {
    let words = |name: &str, id: &str| say(lang, &format!("demand-{name}-{id}"));
    let text = |text: &str| html! { @for line in text.lines() { (line) br; } };
    let flags: Vec<String> = [
        ("demand-public_interest", need.public_interest),
        ("demand-complex", need.complex),
        ("demand-imported", need.imported),
    ]
    .iter()
    .filter(|(_, set)| *set)
    .map(|(id, _)| say(lang, id))
    .collect();
    let mut summary = Summary::default();
    if let Some(intention) = need.intention {
        let name = app.title_of(&intention.stream()).unwrap_or_default();
        summary = summary
            .row(key("demand-intention"), html! { a href={ "/demand/intention/" (intention) } { (name) } });
    }
    summary = summary
        .data(
            key("demand-catalogue"),
            format!("{} {}", need.catalogue, Catalogue::builtin().name(&need.catalogue)),
        )
        .row(key("demand-budget"), Amount { money: need.budget, words: true }.render(lang))
        .row(key("demand-technical"), text(&need.technical))
        .row(key("demand-commercial"), text(&need.commercial));
    if let Some(standards) = &need.standards {
        summary = summary.row(key("demand-standards"), text(standards));
    }
    summary = summary.row(key("demand-acceptance"), text(&need.acceptance));
    if !flags.is_empty() {
        summary = summary.data(key("page-demand-special"), flags.join(" · "));
    }
    if let Some(survey) = &need.survey {
        summary = summary
            .data(key("demand-survey_completed"), platform::texts::date(lang, survey.completed))
            .data(key("demand-survey_respondents"), survey.respondents.to_string())
            .row(key("demand-survey_findings"), text(&survey.findings));
    }
    summary = summary
        .data(key("demand-method"), words("method", need.method.id()))
        .data(key("demand-evaluation"), words("evaluation", need.evaluation.id()))
        .data(key("demand-form"), words("form", need.form.id()))
        .data(key("demand-pricing"), words("pricing", need.pricing.id()))
        .row(key("demand-choice_reason"), text(&need.choice_reason));
    let assets = need.assets;
    let counts = [("quantity", assets.quantity), ("stock", assets.stock), ("headcount", assets.headcount)];
    for (name, count) in counts {
        if let Some(count) = count {
            summary = summary.data(key(format!("demand-{name}")), count.to_string());
        }
    }
    if let Some(since) = assets.replaces {
        summary = summary.data(key("demand-replaces"), platform::texts::date(lang, since));
    }
    summary.render(lang)
}

/// `GET /demand/demand/{id}`.
pub async fn page(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    let id: DemandId = id.parse().map_err(|_| Failure::not_found())?;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let demand = app.platform().state::<Demand>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let file = demand.file()?;
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let lang = visit.lang;
    Ok(Page::new(&visit, data(&*file.need.name))
        .crumb(key("nav-work"), "/work")
        .crumb(key("subsystem-demand"), "/demand")
        .beside_heading(stage(&file.stage).render(lang))
        .body(html! {
            (work::next_steps(&app, &visit, &todos))
            @match &file.stage {
                DemandStage::Rejected { opinion, .. } => {
                    div class="note" { p { b { (say(lang, "page-demand-rejected")) } " " (opinion) } }
                }
                DemandStage::Approved { plan: Some(plan), .. } => {
                    p { a href={ "/plan/plan/" (plan) } { (say(lang, "page-demand-to-plan")) } }
                }
                _ => {}
            }
            div class="grid g2" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-demand-demand")) }
                    (need_summary(&app, lang, &file.need))
                }
                aside class="card" aria-labelledby="history" {
                    h2 id="history" { (say(lang, "ui-history")) }
                    p class="small quiet-text" { (key("page-demand-version").with("version", i64::from(file.version)).said(lang)) }
                    (thing.timeline(&app, &visit).render(lang))
                }
            }
            (crate::goods::held_against(&app, lang, &file.need)?)
        }))
}
