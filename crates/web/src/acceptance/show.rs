//! One acceptance: what is to be accepted, what was found, what is next.

use super::{Promise, criteria_table, findings_table, inspection_tag};
use crate::{
    app::{App, read_failed},
    components::{Page, Summary},
    errors::Failure,
    names,
    registry::paper_page,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{AcceptanceId, StreamId};
use maud::html;
use procurement::{
    acceptance::{Acceptance, AcceptanceStage},
    payment::Inspection,
};

/// `GET /acceptance/acceptance/{id}`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<AcceptanceId>,
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let state = app.platform().state::<Acceptance>(id).map_err(read_failed)?.unwrap_or_default();
    let Acceptance::Open { matter, round, stage } = &state else { return Err(Failure::not_found()) };
    let (inspection, protocol) = match stage {
        AcceptanceStage::Applied { .. } => (Inspection::Pending, None),
        AcceptanceStage::Unqualified(protocol) => (Inspection::Unqualified, Some(protocol)),
        AcceptanceStage::Qualified(protocol) => (Inspection::Qualified, Some(protocol)),
    };
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let mut summary = Summary::default()
        .row(
            key("stream-contract-contract"),
            html! { a href={ "/contract/contract/" (matter.contract) } { (matter.title) } },
        )
        .row(
            key("page-acceptance-purchaser"),
            html! { (names::organisation(&app, matter.purchaser).said(lang)) },
        )
        .row(
            key("page-acceptance-supplier"),
            html! { (names::organisation(&app, matter.supplier).said(lang)) },
        )
        .data(key("page-acceptance-round"), round.to_string());
    for member in protocol.iter().flat_map(|protocol| &protocol.members) {
        let name = app.platform().name_of(member.person).unwrap_or_default();
        summary = summary.data(names::role(member.post), name);
    }
    let body = html! {
        (work::next_steps(&app, &visit, &todos))
        div class="grid g2" {
            div class="grid top" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-acceptance-acceptance")) }
                    (summary.render(lang))
                }
                section class="card" {
                    @match protocol {
                        Some(protocol) => (findings_table(lang, Promise::Contract, &matter.criteria, &protocol.findings)),
                        None => (criteria_table(lang, &matter.criteria)),
                    }
                    @if protocol.is_some() {
                        p class="mt" { a class="btn quiet" href=(paper_page(&thing.stream)) { (say(lang, "paper-report-title")) } }
                    }
                }
            }
            aside class="card" aria-labelledby="history" {
                h2 id="history" { (say(lang, "ui-history")) }
                (thing.timeline(&app, &visit).render(lang))
            }
        }
    };
    Ok(Page::new(&visit, data(&*matter.title))
        .crumb(key("nav-work"), "/work")
        .beside_heading(inspection_tag(inspection).render(lang))
        .body(body))
}
