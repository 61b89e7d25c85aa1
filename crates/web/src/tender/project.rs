//! One project: where it stands, what is next, its lots, document, notices and history.

use super::{lot_tag, project_tag};
use crate::{
    app::{App, read_failed},
    components::{Action, Amount, Column, Page, Stage as Progress, Steps, Summary, Table},
    errors::Failure,
    give, names,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{LotId, ProjectId, StreamId};
use maud::{Markup, html};
use platform::{tender::lists, texts};
use procurement::tender::{Lot, LotStage, OPEN_TENDER, Project, ProjectAbout, ProjectStage, Stage};

/// `GET /tender/project/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<ProjectId>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let project = app.platform().state::<Project>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let about = project.about()?;
    let lots = lots_of(&app, about)?;
    let mut todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    for (lot, _) in &lots {
        todos.extend(app.platform().todo_of(&lot.stream()).map_err(read_failed)?);
    }
    let notices = app.platform().journal().read(|tx| lists::notices_of(tx, id)).map_err(read_failed)?;
    let own = give::actor(&visit);
    let may = |command| app.platform().ready(&own, command, &thing.stream).is_ok();
    let amend = matches!(project.stage, ProjectStage::Announced(_)) && may("tender.correct_notice");
    let body = html! {
        (steps(&project, lots.iter().map(|(_, lot)| lot)).render(lang))
        (work::next_steps(&app, &visit, &todos))
        div class="grid g2" {
            div class="grid top" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-tender-project")) }
                    (summary(&visit, id, &project, about))
                    @if let ProjectStage::Drafting { returned: Some(why), .. } = &project.stage {
                        p class="note" { b { (say(lang, "page-tender-returned")) } " " (why) }
                    }
                    @if amend { div class="row mt" {
                        (Action::quiet(key("tender-correct_notice"), app.form_of("tender.correct_notice", Some(&thing.stream))).render(lang))
                        (Action::quiet(key("page-tender-amend"), app.form_of("tender.draft_document", Some(&thing.stream))).render(lang))
                    } }
                }
                section class="card" { (lot_table(&visit, about, &lots).render(lang)) }
            }
            aside class="grid top" {
                @if !notices.is_empty() {
                    section class="card" aria-labelledby="notices" {
                        h2 id="notices" { (say(lang, "page-tender-notices")) }
                        ol class="line" { @for notice in &notices {
                            li { time { (notice.at.date()) } a href={ "/notices/" (notice.id) } { (say(lang, &format!("notice-type-{}", notice.code))) } }
                        } }
                    }
                }
                section class="card" aria-labelledby="history" {
                    h2 id="history" { (say(lang, "ui-history")) }
                    (thing.timeline(&app, &visit).render(lang))
                }
            }
        }
    };
    let page = Page::new(&visit, data(about.name.as_str()))
        .beside_heading(project_tag(project.stage.id()).render(lang))
        .body(body);
    Ok(page.crumb(key("subsystem-tender"), "/tender"))
}

/// The project's lots with their states.
pub(super) fn lots_of(app: &App, about: &ProjectAbout) -> Result<Vec<(LotId, Lot)>, Failure> {
    about
        .lots
        .iter()
        .map(|lot| {
            let state = app.platform().state::<Lot>(lot.id).map_err(read_failed)?;
            Ok((lot.id, state.ok_or_else(Failure::not_found)?))
        })
        .collect()
}

fn summary(visit: &Visit, id: ProjectId, project: &Project, about: &ProjectAbout) -> Markup {
    let lang = visit.lang;
    let mut summary = Summary::default()
        .data(key("page-tender-number"), &about.number)
        .data(key("page-tender-purchaser"), &about.purchaser_name)
        .data(key("page-tender-agency"), &about.agency_name)
        .row(
            key("page-tender-method"),
            html! { (say(lang, &format!("demand-method-{}", about.method.id()))) },
        )
        .row(key("page-tender-lot-budget"), Amount { money: about.budget(), words: true }.render(lang))
        .row(
            key("page-tender-plan"),
            html! { a href=(names::page(&about.plan.stream())) { (say(lang, "page-tender-plan-open")) } },
        );
    if let Some(version) = project.version() {
        let words = key("page-tender-document-open").with("version", i64::from(version.number)).said(lang);
        summary = summary.row(
            key("page-tender-document"),
            html! { a href={ "/tender/project/" (id) "/document" } { (words) } },
        );
    }
    if let Ok(schedule) = project.schedule() {
        summary = summary
            .data(key("page-tender-provision"), texts::deadline(lang, schedule.provision_end))
            .data(key("page-tender-deadline"), texts::deadline(lang, schedule.deadline))
            .data(key("tender-opening_place"), &schedule.opening_place);
    }
    summary.render(lang)
}

fn lot_table(visit: &Visit, about: &ProjectAbout, lots: &[(LotId, Lot)]) -> Table {
    Table {
        caption: Some(key("tender-lots")),
        columns: vec![
            Column::number(key("notice-label-lot_no")),
            Column::words(key("notice-label-lot")),
            Column::number(key("notice-label-lot_budget")),
            Column::number(key("notice-label-lot_ceiling")),
            Column::words(key("page-tender-stage")),
        ],
        rows: about
            .lots
            .iter()
            .zip(lots)
            .map(|(lot, (id, state))| {
                vec![
                    html! { (lot.number) },
                    html! { a href={ "/tender/lot/" (id) } { (lot.name) } },
                    html! { (lot.budget) },
                    html! { (lot.ceiling) },
                    lot_tag(state.stage.id()).render(visit.lang),
                ]
            })
            .collect(),
        ..Table::default()
    }
}

/// How far a project has come: as far as the lot that is furthest behind and still goes on.
pub(super) fn steps<'l>(project: &Project, lots: impl Iterator<Item = &'l Lot>) -> Steps {
    let running: Vec<&Lot> = lots.filter(|lot| !matches!(lot.stage, LotStage::Void { .. })).collect();
    let (now, stopped) = match &project.stage {
        ProjectStage::Closed(_) => (None, false),
        ProjectStage::Announced(_) => match running.iter().filter_map(|lot| stage(lot)).min() {
            Some(stage) => {
                (Some(stage), running.iter().any(|lot| matches!(lot.stage, LotStage::Failed { .. })))
            }
            None if running.is_empty() => (Some(Stage::Closing), false),
            None => (Some(Stage::Closing), false),
        },
        ProjectStage::Locked { .. } => (Some(Stage::Notice), false),
        _ => (Some(Stage::Document), false),
    };
    OPEN_TENDER.stages.iter().fold(Steps::default(), |steps, stage| {
        let progress = match now {
            None => Progress::Done,
            Some(now) if *stage < now => Progress::Done,
            Some(now) if *stage == now && stopped => Progress::Stopped,
            Some(now) if *stage == now => Progress::Now,
            Some(_) => Progress::Ahead,
        };
        steps.stage(key(format!("stage-{}", stage.id())), progress, None)
    })
}

/// The stage a lot is in; `None` once nothing remains to be done.
fn stage(lot: &Lot) -> Option<Stage> {
    Some(match lot.stage {
        LotStage::Preparing => Stage::Notice,
        LotStage::Announced => Stage::Bidding,
        LotStage::Opening { .. } | LotStage::Failed { .. } => Stage::Opening,
        LotStage::Evaluating { .. } => Stage::Evaluation,
        LotStage::Recommended { .. } => Stage::Award,
        LotStage::Confirmed { .. } => Stage::Result,
        LotStage::Awarded(_) => Stage::Contract,
        LotStage::Contracted { .. } => Stage::Acceptance,
        LotStage::Accepted { .. } => Stage::Payment,
        LotStage::Paid { .. } => Stage::Closing,
        LotStage::Closed { .. } | LotStage::Terminated { .. } | LotStage::Void { .. } => return None,
    })
}
