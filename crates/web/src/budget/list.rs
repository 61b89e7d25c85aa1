//! 预算指标: what there is, what is held, what is left.

use super::account;
use crate::{
    app::App,
    components::{Action, Column, Page},
    errors::Failure,
    give,
    listing::Listing,
    names,
    visit::Visit,
    words::key,
};
use axum::extract::State;
use kernel::Role;
use maud::html;
use platform::budget::indicators;

/// `GET /budget?from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (actor, lang) = (give::actor(&visit), visit.lang);
    let unit = actor.is(&[
        Role::PurchaserClerk,
        Role::PurchaserHead,
        Role::PurchaserFinance,
        Role::PurchaserSupervisor,
    ]);
    let organisation = unit.then_some(actor.organisation);
    let list = Listing::read(&app, &visit, "/budget", |tx, limit, from| {
        indicators(tx, organisation, actor.region, limit, from)
    })?;
    let third = if unit { "budget-year" } else { "budget-organisation" };
    let columns = vec![
        Column::words(key("budget-number")),
        Column::words(key("budget-project")),
        Column::words(key(third)),
        Column::number(key("budget-amount")),
        Column::number(key("page-budget-reserved")),
        Column::number(key("page-budget-committed")),
        Column::number(key("page-budget-executed")),
        Column::number(key("page-budget-available")),
    ];
    let table = list.render(lang, columns, key("page-budget-none"), |row| {
        let account = account(&app, row.id)?;
        Ok(vec![
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
        ])
    })?;
    Ok(Page::new(&visit, key("subsystem-budget"))
        .crumb(key("nav-work"), "/work")
        .lede(key("page-budget-lede"))
        .body(html! {
            @if actor.is(&[Role::FaBudget]) {
                p class="mb" { (Action::main(key("budget-import_indicator"), "/budget/import").render(lang)) }
            }
            (table)
        }))
}
