//! A unit's plans.

use super::show::stage;
use crate::{
    app::{App, read_failed},
    components::{Column, Page},
    errors::Failure,
    give,
    listing::Listing,
    visit::Visit,
    words::key,
};
use axum::extract::State;
use kernel::Role;
use maud::html;
use platform::{plan::plans, texts};
use procurement::plan::Plan;

/// `GET /plan?from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (actor, lang) = (give::actor(&visit), visit.lang);
    let own = actor.organisation;
    let list = Listing::read(&app, &visit, "/plan", |tx, limit, from| plans(tx, own, limit, from))?;
    let columns = vec![
        Column::words(key("plan-name")),
        Column::number(key("page-plan-amount")),
        Column::words(key("page-demand-stage")),
        Column::words(key("page-plan-filed")),
    ];
    let table = list.render(lang, columns, key("page-plan-none"), |row| {
        let state = app.platform().state::<Plan>(row.id).map_err(read_failed)?.unwrap_or_default();
        Ok(vec![
            html! { a href={ "/plan/plan/" (row.id) } { (row.name) } },
            html! { (row.amount) },
            html! { @if let Plan::Filed { stage: now, .. } = state { (stage(now).render(lang)) } },
            html! { (texts::date(lang, row.at.date())) },
        ])
    })?;
    Ok(Page::new(&visit, key("subsystem-plan"))
        .crumb(key("nav-work"), "/work")
        .lede(key("page-plan-lede"))
        .body(html! {
            (table)
            @if actor.is(&[Role::PurchaserClerk, Role::PurchaserHead]) {
                p class="mt" { a href="/agency" { (key("subsystem-agency").said(lang)) } }
            }
        }))
}
