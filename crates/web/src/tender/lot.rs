//! One lot: where it stands, what is next, and from the result on who won.

use super::{lot_tag, project};
use crate::{
    app::{App, read_failed},
    components::{Action, Amount, Column, Page, Summary, Table},
    errors::Failure,
    give, names,
    registry::paper_page,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{Actor, LotId, Role, StreamId, StreamName};
use maud::{Markup, html};
use platform::texts;
use procurement::tender::{Candidate, Lot, LotAbout, LotStage, Project};

/// `GET /tender/lot/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<LotId>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let lot = app.platform().state::<Lot>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let about = lot.about()?;
    let own = give::actor(&visit);
    // Before the result is published nobody but purchaser, agency and authorities learns who is ahead.
    let inside = inside(&own, about);
    if !inside && lot.awarded().is_err() && !matches!(lot.stage, LotStage::Void { .. }) {
        return Err(Failure::not_found());
    }
    let project = app
        .platform()
        .state::<Project>(about.project)
        .map_err(read_failed)?
        .ok_or_else(Failure::not_found)?;
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let links = links(&lot);
    let may_void =
        inside && app.platform().ready(&own, "tender.void_lot", &thing.stream).is_ok() && !asked(&todos);
    let body = html! {
        (project::steps(&project, std::iter::once(&lot)).render(lang))
        (work::next_steps(&app, &visit, &todos))
        div class="grid g2" {
            div class="grid top" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-tender-lot")) }
                    (summary(&app, &visit, about, &lot))
                    @if lot.awarded().is_ok() {
                        p class="mt" { a class="btn quiet" href=(paper_page(&thing.stream)) { (say(lang, "paper-award-title")) } }
                    }
                    @if inside { div class="row mt" {
                        @for link in &links { a class="btn quiet" href=(names::page(link)) { (names::kind(link.kind()).said(lang)) } }
                        @if may_void { (Action::quiet(key("tender-void_lot"), app.form_of("tender.void_lot", Some(&thing.stream))).render(lang)) }
                    } }
                }
                @if let LotStage::Recommended { candidates, .. } = &lot.stage {
                    section class="card" { (candidate_table(&app, &visit, candidates)) }
                }
            }
            aside class="grid top" {
                section class="card" aria-labelledby="history" {
                    h2 id="history" { (say(lang, "ui-history")) }
                    (thing.timeline(&app, &visit).render(lang))
                }
            }
        }
    };
    Ok(Page::new(&visit, data(about.title()))
        .crumb(key("subsystem-tender"), "/tender")
        .crumb(data(about.project_name.as_str()), names::page(&about.project.stream()))
        .beside_heading(lot_tag(lot.stage.id()).render(lang))
        .body(body))
}

fn inside(own: &Actor, about: &LotAbout) -> bool {
    let party = own.organisation == about.purchaser || own.organisation == about.agency;
    let authority = [Role::FaRegulator, Role::FaRegulatorHead, Role::FaBudget, Role::FaTreasury];
    party || own.is(&[Role::Auditor]) || (own.is(&authority) && own.region.covers(&about.region))
}
fn asked(todos: &[platform::Todo]) -> bool {
    todos.iter().any(|todo| todo.command == "tender.void_lot")
}

/// Opening, draw, evaluation and contract of the lot, as far as there are any.
fn links(lot: &Lot) -> Vec<StreamName> {
    let mut links = Vec::new();
    if let LotStage::Opening { opening, .. } = &lot.stage {
        links.push(opening.stream());
    }
    links.extend(lot.draw.map(StreamId::stream));
    links.extend(lot.evaluation.map(StreamId::stream));
    links.extend(lot.stage.contract().map(StreamId::stream));
    links
}

fn summary(app: &App, visit: &Visit, about: &LotAbout, lot: &Lot) -> Markup {
    let lang = visit.lang;
    let mut summary = Summary::default()
        .row(
            key("page-tender-name"),
            html! { a href=(names::page(&about.project.stream())) { (about.project_name) } },
        )
        .data(key("page-tender-number"), &about.project_no)
        .data(key("notice-label-lot_no"), about.number.to_string())
        .row(key("page-tender-lot-budget"), Amount { money: about.budget, words: true }.render(lang))
        .row(key("page-tender-lot-ceiling"), Amount { money: about.ceiling, words: false }.render(lang));
    if let Ok(terms) = lot.terms() {
        summary = summary.data(key("page-tender-deadline"), texts::deadline(lang, terms.deadline));
    }
    if let LotStage::Opening { bids, .. } | LotStage::Evaluating { bids } = &lot.stage {
        summary = summary.data(key("page-tender-bids"), bids.to_string());
    }
    if let LotStage::Confirmed { award, .. } = &lot.stage {
        summary = summary
            .row(
                key("page-tender-winner"),
                html! { (names::organisation(app, award.candidate.supplier).said(lang)) },
            )
            .row(key("page-tender-price"), Amount { money: award.candidate.price, words: true }.render(lang));
    }
    if let Ok(awarded) = lot.awarded() {
        let winner = &awarded.award.candidate;
        summary = summary
            .row(key("page-tender-winner"), html! { (names::organisation(app, winner.supplier).said(lang)) })
            .row(key("page-tender-price"), Amount { money: winner.price, words: true }.render(lang))
            .row(
                key("notice-type-N-06"),
                html! { a href=(names::page(&awarded.notice.stream())) { (say(lang, "page-tender-notice-open")) } },
            )
            .data(key("page-tender-objection_by"), texts::deadline(lang, awarded.objection_by))
            .data(key("page-tender-sign_by"), texts::deadline(lang, awarded.sign_by));
    }
    if let LotStage::Failed { reason } | LotStage::Void { reason, .. } = &lot.stage {
        summary = summary.row(
            key("notice-label-void_reason"),
            html! { (say(lang, &format!("tender-reason-{}", reason.id()))) },
        );
    }
    summary.render(lang)
}

/// The report's candidates in their order.
pub(super) fn candidate_table(app: &App, visit: &Visit, candidates: &[Candidate]) -> Markup {
    let lang = visit.lang;
    Table {
        caption: Some(key("page-tender-candidates")),
        columns: vec![
            Column::number(key("notice-label-rank")),
            Column::words(key("notice-label-supplier")),
            Column::number(key("notice-label-offer")),
            Column::number(key("notice-label-score")),
        ],
        rows: candidates
            .iter()
            .map(|candidate| {
                vec![
                    html! { (candidate.rank) },
                    html! { (names::organisation(app, candidate.supplier).said(lang)) },
                    html! { (candidate.price) },
                    html! { (candidate.score.normalize()) },
                ]
            })
            .collect(),
        ..Table::default()
    }
    .render(lang)
}
