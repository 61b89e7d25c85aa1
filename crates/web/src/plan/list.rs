//! A unit's plans.

use super::show::stage;
use crate::{
    app::{App, read_failed},
    components::{Column, Page, Pagination, Table},
    errors::Failure,
    give,
    visit::Visit,
    words::key,
};
use axum::extract::State;
use kernel::Role;
use maud::html;
use procurement::plan::Plan;

const ROWS: u32 = 50;

/// `GET /plan`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (actor, lang) = (give::actor(&visit), visit.lang);
    let page: u32 = visit.query.get("page").and_then(|page| page.parse().ok()).unwrap_or(0).min(10_000);
    let mut plans = app
        .platform()
        .journal()
        .read(|tx| platform::plan::plans(tx, actor.organisation, ROWS + 1, page * ROWS))
        .map_err(read_failed)?;
    let more = plans.len() > ROWS as usize;
    plans.truncate(ROWS as usize);
    let mut rows = Vec::new();
    for row in &plans {
        let state = app.platform().state::<Plan>(row.id).map_err(read_failed)?.unwrap_or_default();
        let Plan::Filed { stage: now, .. } = state else { continue };
        rows.push(vec![
            html! { a href={ "/plan/plan/" (row.id) } { (row.name) } },
            html! { (row.amount) },
            stage(now).render(lang),
            html! { (platform::texts::date(lang, row.at.date())) },
        ]);
    }
    let table = Table {
        columns: vec![
            Column::words(key("plan-name")),
            Column::number(key("page-plan-amount")),
            Column::words(key("page-demand-stage")),
            Column::words(key("page-plan-filed")),
        ],
        rows,
        empty: Some(key("page-plan-none")),
        ..Table::default()
    };
    let pages = Pagination {
        first: (page > 0).then(|| "/plan".to_owned()),
        next: more.then(|| format!("/plan?page={}", page + 1)),
        note: None,
    };
    Ok(Page::new(&visit, key("subsystem-plan"))
        .crumb(key("nav-work"), "/work")
        .lede(key("page-plan-lede"))
        .body(html! {
            (table.render(lang))
            (pages.render(lang))
            @if actor.is(&[Role::PurchaserClerk, Role::PurchaserHead]) {
                p class="mt" { a href="/agency" { (key("subsystem-agency").said(lang)) } }
            }
        }))
}
