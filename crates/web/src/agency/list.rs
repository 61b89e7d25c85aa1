//! Entrustments that the reader's organisation is party to.

use super::entrustment::stage;
use crate::{
    app::{App, read_failed},
    components::{Column, Page, Pagination, Table},
    errors::Failure,
    give, names,
    visit::Visit,
    words::key,
};
use axum::extract::State;
use maud::html;
use procurement::agency::Entrustment;

const ROWS: u32 = 50;

/// `GET /agency`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (actor, lang) = (give::actor(&visit), visit.lang);
    let page: u32 = visit.query.get("page").and_then(|page| page.parse().ok()).unwrap_or(0).min(10_000);
    let mut found = app
        .platform()
        .journal()
        .read(|tx| platform::agency::entrustments(tx, actor.organisation, ROWS + 1, page * ROWS))
        .map_err(read_failed)?;
    let more = found.len() > ROWS as usize;
    found.truncate(ROWS as usize);
    let mut rows = Vec::new();
    for row in &found {
        let state = app.platform().state::<Entrustment>(row.id).map_err(read_failed)?.unwrap_or_default();
        let other = if row.agency == actor.organisation { row.purchaser } else { row.agency };
        rows.push(vec![
            html! { a href={ "/agency/entrustment/" (row.id) } { (row.title) } },
            html! { (names::organisation(&app, other).said(lang)) },
            stage(&state).render(lang),
            html! { (platform::texts::date(lang, row.at.date())) },
        ]);
    }
    let table = Table {
        columns: vec![
            Column::words(key("plan-name")),
            Column::words(key("page-agency-other")),
            Column::words(key("page-demand-stage")),
            Column::words(key("page-agency-when")),
        ],
        rows,
        empty: Some(key("page-agency-none")),
        ..Table::default()
    };
    let pages = Pagination {
        first: (page > 0).then(|| "/agency".to_owned()),
        next: more.then(|| format!("/agency?page={}", page + 1)),
        note: None,
    };
    Ok(Page::new(&visit, key("subsystem-agency"))
        .crumb(key("nav-work"), "/work")
        .body(html! { (table.render(lang)) (pages.render(lang)) }))
}
