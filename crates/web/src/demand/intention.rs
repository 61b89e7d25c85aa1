//! One intention: what was published, and from when a notice may follow.

use crate::{
    app::{App, read_failed},
    components::{Amount, Page, Summary, Tag, Tone},
    errors::Failure,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{Catalogue, IntentionId, StreamId};
use maud::html;
use procurement::demand::Intention;

/// `GET /demand/intention/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    let id: IntentionId = id.parse().map_err(|_| Failure::not_found())?;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let intention =
        app.platform().state::<Intention>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let published = intention.published()?;
    let outline = &published.outline;
    let (lang, now) = (visit.lang, app.platform().now());
    let law = app.platform().outside().rules.law(outline.region, now.date());
    let earliest = intention.earliest_notice(&law).ok();
    let tag = match earliest {
        Some(earliest) if now >= earliest => Tag::new(key("page-demand-lead-over"), Tone::Good),
        _ => Tag::new(key("page-demand-lead-running"), Tone::Warn),
    };
    let yes_no = |yes: bool| say(lang, if yes { "ui-yes" } else { "ui-no" });
    let mut summary = Summary::default()
        .data(
            key("demand-catalogue"),
            format!("{} {}", outline.catalogue, Catalogue::builtin().name(&outline.catalogue)),
        )
        .data(key("demand-summary"), &outline.summary)
        .row(key("demand-budget"), Amount { money: outline.budget, words: true }.render(lang))
        .data(key("demand-expected"), format!("{}-{:02}", outline.expected.year(), outline.expected.month()))
        .data(key("demand-for_sme"), yes_no(outline.for_sme))
        .data(key("demand-green"), yes_no(outline.green));
    if let Some(remark) = &outline.remark {
        summary = summary.data(key("demand-remark"), remark);
    }
    summary = summary.row(
        key("demand-indicator"),
        html! { @for indicator in &outline.indicators {
            a href={ "/budget/indicator/" (indicator) } { (crate::budget::label(&app, *indicator)) } " "
        } },
    );
    let mut times =
        Summary::default().data(key("page-demand-published"), platform::texts::instant(lang, published.at));
    if let Some(earliest) = earliest {
        times = times.data(key("page-demand-earliest"), platform::texts::instant(lang, earliest));
    }
    times = times.row(
        key("page-demand-notice"),
        html! { a href={ "/notices/" (published.notice) } { (say(lang, "page-demand-see-notice")) } },
    );
    if let Some(demand) = published.demand {
        times = times.row(
            key("stream-demand-demand"),
            html! { a href={ "/demand/demand/" (demand) } { (app.title_of(&demand.stream()).unwrap_or_default()) } },
        );
    }
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    Ok(Page::new(&visit, data(&*outline.name))
        .crumb(key("nav-work"), "/work")
        .crumb(key("subsystem-demand"), "/demand")
        .beside_heading(tag.render(lang))
        .body(html! {
            (work::next_steps(&app, &visit, &todos))
            div class="grid g2" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-demand-intention")) }
                    (summary.render(lang))
                }
                aside class="card" aria-labelledby="history" {
                    h2 id="history" { (say(lang, "ui-history")) }
                    (times.render(lang))
                    (thing.timeline(&app, &visit).render(lang))
                }
            }
        }))
}
