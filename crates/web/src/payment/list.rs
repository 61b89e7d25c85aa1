//! The payments of the reader's organisation, made or received.

use super::tag;
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
use platform::{payment::payments_by, texts};

const PAGE: u32 = 30;

/// `GET /payment?from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let from: u32 = visit.query.get("from").and_then(|text| text.parse().ok()).unwrap_or(0);
    let own = give::actor(&visit).organisation;
    let mut rows =
        app.platform().journal().read(|tx| payments_by(tx, own, from, PAGE + 1)).map_err(read_failed)?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let pages = Pagination {
        first: (from > 0).then(|| "/payment".to_owned()),
        next: more.then(|| format!("/payment?from={}", from + PAGE)),
        note: None,
    };
    let table = Table {
        columns: vec![
            Column::words(key("page-payment-title")),
            Column::number(key("payment-amount")),
            Column::words(key("page-payment-applied_at")),
            Column::words(key("page-payment-pay_by")),
            Column::words(key("page-payment-state")),
        ],
        rows: rows
            .iter()
            .map(|row| {
                vec![
                    html! { a href=(names::page(&kernel::StreamId::stream(row.id))) { (row.title) } },
                    html! { (row.amount) },
                    html! { (texts::date(lang, row.applied_at.date())) },
                    html! { (texts::date(lang, row.pay_by.minus(kernel::Span::millis(1)).date())) },
                    tag(row.paid_at.is_some()).render(lang),
                ]
            })
            .collect(),
        empty: Some(key("page-payment-none")),
        ..Table::default()
    };
    Ok(Page::new(&visit, key("subsystem-payment")).body(html! { (table.render(lang)) (pages.render(lang)) }))
}
