//! 预算指标: what there is, what is held, what is left.

use super::account;
use crate::{
    app::{App, read_failed},
    components::{Action, Column, Page, Pagination, Table},
    errors::Failure,
    give, names,
    visit::Visit,
    words::key,
};
use axum::extract::State;
use kernel::Role;
use maud::html;

const ROWS: u32 = 50;

/// `GET /budget`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (actor, lang) = (give::actor(&visit), visit.lang);
    let unit = actor.is(&[
        Role::PurchaserClerk,
        Role::PurchaserHead,
        Role::PurchaserFinance,
        Role::PurchaserSupervisor,
    ]);
    let organisation = unit.then_some(actor.organisation);
    let page: u32 = visit.query.get("page").and_then(|page| page.parse().ok()).unwrap_or(0).min(10_000);
    let mut found = app
        .platform()
        .journal()
        .read(|tx| platform::budget::indicators(tx, organisation, actor.region, ROWS + 1, page * ROWS))
        .map_err(read_failed)?;
    let more = found.len() > ROWS as usize;
    found.truncate(ROWS as usize);
    let mut rows = Vec::new();
    for row in &found {
        let account = account(&app, row.id)?;
        rows.push(vec![
            html! { a href={ "/budget/indicator/" (row.id) } { (row.number) } },
            html! { (row.project) },
            if unit {
                html! { (row.year) }
            } else {
                html! { (names::organisation(&app, row.organisation).said(lang)) }
            },
            html! { (account.amount) },
            html! { (account.reserved) },
            html! { (account.committed) },
            html! { (account.executed) },
            html! { b { (account.available()) } },
        ]);
    }
    let third = if unit { "budget-year" } else { "budget-organisation" };
    let table = Table {
        columns: vec![
            Column::words(key("budget-number")),
            Column::words(key("budget-project")),
            Column::words(key(third)),
            Column::number(key("budget-amount")),
            Column::number(key("page-budget-reserved")),
            Column::number(key("page-budget-committed")),
            Column::number(key("page-budget-executed")),
            Column::number(key("page-budget-available")),
        ],
        rows,
        empty: Some(key("page-budget-none")),
        ..Table::default()
    };
    let pages = Pagination {
        first: (page > 0).then(|| "/budget".to_owned()),
        next: more.then(|| format!("/budget?page={}", page + 1)),
        note: None,
    };
    Ok(Page::new(&visit, key("subsystem-budget"))
        .crumb(key("nav-work"), "/work")
        .lede(key("page-budget-lede"))
        .body(html! {
            @if actor.is(&[Role::FaBudget]) {
                p class="mb" { (Action::main(key("budget-import_indicator"), "/budget/import").render(lang)) }
            }
            (table.render(lang))
            (pages.render(lang))
        }))
}
