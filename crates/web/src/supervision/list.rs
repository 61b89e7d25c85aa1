//! 风险预警: what was found within an authority's reach, newest first.

use super::{level_tag, rule_name, state_tag, title};
use crate::{
    app::{App, read_failed},
    components::{Column, Page, Table},
    errors::Failure,
    give, live, names, reach,
    visit::Visit,
    words::{key, say},
};
use axum::{extract::State, response::Response};
use journal::StoreError;
use maud::{Markup, html};
use platform::supervision::{AlertFilter, alerts_in, count_alerts};
use procurement::law::Level;

/// What the list can be narrowed to: state and its words.
const STATES: &[&str] = &["open", "asked", "explained", "confirmed", "dismissed"];
const LEVELS: &[(&str, Level, &str)] = &[
    ("red", Level::Red, "page-supervision-red"),
    ("orange", Level::Orange, "page-supervision-orange"),
    ("yellow", Level::Yellow, "page-supervision-yellow"),
];

/// `GET /supervision?level=red&state=open&from=30`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let content = draw(&app, &visit).map_err(read_failed)?;
    let live = (reach::offset(&visit) == 0).then(|| format!("/supervision/live?{}", narrowed(&visit)));
    Ok(Page::new(&visit, key("page-supervision-alerts"))
        .crumb(key("nav-work"), "/work")
        .lede(key("page-supervision-lede"))
        .body(html! {
            nav class="row mb" aria-label=(say(lang, "page-supervision-narrow")) {
                a href="/supervision" { (say(lang, "page-supervision-pending")) }
                @for state in STATES {
                    a href={ "/supervision?state=" (state) } { (say(lang, &format!("alert-state-{state}"))) }
                }
            }
            div data-live=[live] { (content) }
        }))
}
/// `GET /supervision/live`.
pub async fn live(State(app): State<App>, visit: Visit) -> Response {
    live::updates(&app, &visit, |app, visit| draw(app, visit).ok())
}

fn filter(visit: &Visit) -> AlertFilter {
    let level = visit.query.get("level");
    let state = visit.query.get("state");
    AlertFilter {
        level: LEVELS.iter().find(|(id, ..)| level == Some(*id)).map(|(_, level, _)| *level),
        state: STATES.iter().find(|id| state == Some(**id)).map(|id| (*id).to_owned()),
        ..AlertFilter::default()
    }
}
/// The filter as it stands in an address; only known values.
fn narrowed(visit: &Visit) -> String {
    let filter = filter(visit);
    let level = LEVELS.iter().find(|(_, level, _)| Some(*level) == filter.level);
    let level = level.map(|(id, ..)| format!("level={id}"));
    let state = filter.state.map(|state| format!("state={state}"));
    level.into_iter().chain(state).collect::<Vec<_>>().join("&")
}

fn draw(app: &App, visit: &Visit) -> Result<Markup, StoreError> {
    let (lang, region, filter) = (visit.lang, give::actor(visit).region, filter(visit));
    let all = AlertFilter { level: None, ..filter.clone() };
    let (counts, mut found) = app.platform().journal().read(|tx| {
        let counts = count_alerts(tx, region, &all)?;
        Ok((counts, alerts_in(tx, region, &filter, reach::offset(visit), reach::PAGE + 1)?))
    })?;
    let pages = reach::pages(visit, "/supervision", &mut found);
    let book = &app.platform().outside().rules;
    let rows = found.iter().map(|row| {
        vec![
            level_tag(row.level).render(lang),
            html! { a href={ "/supervision/alert/" (row.id) } { (rule_name(book, &row.rule, lang)) } },
            html! { (title(row).said(lang)) },
            html! { (names::organisation(app, row.organisation).said(lang)) },
            state_tag(&row.state).render(lang),
            html! { (platform::texts::instant(lang, row.at)) },
        ]
    });
    let table = Table {
        columns: vec![
            Column::words(key("page-supervision-level")),
            Column::words(key("page-supervision-rule")),
            Column::words(key("page-supervision-matter")),
            Column::words(key("supervision-organisation")),
            Column::words(key("page-supervision-state")),
            Column::words(key("page-supervision-since")),
        ],
        rows: rows.collect(),
        empty: Some(key("page-supervision-none")),
        ..Table::default()
    };
    let state = filter.state.as_ref().map(|state| format!("&state={state}")).unwrap_or_default();
    Ok(html! {
        div class="grid g4 mb" { @for (id, level, words) in LEVELS {
            a class="card stat" href={ "/supervision?level=" (id) (state) } {
                b { (counts.iter().find(|(found, _)| found == level).map_or(0, |(_, count)| *count)) }
                span { (say(lang, words)) }
            }
        } }
        (table.render(lang))
        (pages.render(lang))
    })
}
