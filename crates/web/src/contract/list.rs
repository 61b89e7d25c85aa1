//! The contracts of the reader's organisation.

use super::tag;
use crate::{
    app::App,
    components::{Column, Page},
    errors::Failure,
    give,
    listing::Listing,
    visit::Visit,
    words::key,
};
use axum::extract::State;
use maud::html;
use platform::{contract::contracts_by, texts};

/// `GET /contract?from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let own = give::actor(&visit).organisation;
    let list =
        Listing::read(&app, &visit, "/contract", |tx, limit, from| contracts_by(tx, own, from, limit))?;
    let columns = vec![
        Column::words(key("contract-number")),
        Column::words(key("contract-name")),
        Column::words(key("page-contract-purchaser")),
        Column::words(key("page-contract-supplier")),
        Column::number(key("page-contract-amount")),
        Column::words(key("page-contract-drafted_at")),
        Column::words(key("page-contract-state")),
    ];
    let body = list.render(lang, columns, key("page-contract-none"), |row| {
        Ok(vec![
            html! { a href={ "/contract/contract/" (row.id) } { (row.number) } },
            html! { (row.name) },
            html! { (row.purchaser_name) },
            html! { (row.supplier_name) },
            html! { (row.amount) },
            html! { (texts::date(lang, row.drafted_at.date())) },
            tag(&row.status).render(lang),
        ])
    })?;
    Ok(Page::new(&visit, key("subsystem-contract")).body(body))
}
