//! The contracts of the reader's organisation.

use super::tag;
use crate::{
    app::{App, read_failed},
    components::{Column, Page, Pagination, Table},
    errors::Failure,
    give,
    visit::Visit,
    words::key,
};
use axum::extract::State;
use maud::html;
use platform::{contract::contracts_by, texts};

const PAGE: u32 = 30;

/// `GET /contract?from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let from: u32 = visit.query.get("from").and_then(|text| text.parse().ok()).unwrap_or(0);
    let own = give::actor(&visit).organisation;
    let mut rows =
        app.platform().journal().read(|tx| contracts_by(tx, own, from, PAGE + 1)).map_err(read_failed)?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let pages = Pagination {
        first: (from > 0).then(|| "/contract".to_owned()),
        next: more.then(|| format!("/contract?from={}", from + PAGE)),
        note: None,
    };
    let table = Table {
        columns: vec![
            Column::words(key("contract-number")),
            Column::words(key("contract-name")),
            Column::words(key("page-contract-purchaser")),
            Column::words(key("page-contract-supplier")),
            Column::number(key("page-contract-amount")),
            Column::words(key("page-contract-drafted_at")),
            Column::words(key("page-contract-state")),
        ],
        rows: rows
            .iter()
            .map(|row| {
                vec![
                    html! { a href={ "/contract/contract/" (row.id) } { (row.number) } },
                    html! { (row.name) },
                    html! { (row.purchaser_name) },
                    html! { (row.supplier_name) },
                    html! { (row.amount) },
                    html! { (texts::date(lang, row.drafted_at.date())) },
                    tag(&row.status).render(lang),
                ]
            })
            .collect(),
        empty: Some(key("page-contract-none")),
        ..Table::default()
    };
    Ok(Page::new(&visit, key("subsystem-contract")).body(html! { (table.render(lang)) (pages.render(lang)) }))
}
