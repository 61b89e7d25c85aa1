//! The orders of the reader's organisation.

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
use platform::{mall::orders, texts};

const PAGE: u32 = 30;

/// `GET /mall/orders?from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let from: u32 = visit.query.get("from").and_then(|text| text.parse().ok()).unwrap_or(0);
    let own = give::actor(&visit).organisation;
    let mut rows =
        app.platform().journal().read(|tx| orders(tx, own, from, PAGE + 1)).map_err(read_failed)?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let pages = Pagination {
        first: (from > 0).then(|| "/mall/orders".to_owned()),
        next: more.then(|| format!("/mall/orders?from={}", from + PAGE)),
        note: None,
    };
    let table = Table {
        columns: vec![
            Column::words(key("mall-order_number")),
            Column::words(key("mall-name")),
            Column::words(key("mall-purchaser")),
            Column::words(key("mall-supplier")),
            Column::number(key("mall-amount")),
            Column::words(key("mall-placed_at")),
            Column::words(key("mall-state")),
        ],
        rows: rows
            .iter()
            .map(|row| {
                vec![
                    html! { a href={ "/mall/order/" (row.id) } { (row.number) } },
                    html! { (row.goods) },
                    html! { (row.purchaser_name) },
                    html! { (row.supplier_name) },
                    html! { (row.amount) },
                    html! { (texts::date(lang, row.placed_at.date())) },
                    super::order::tag(&row.status).render(lang),
                ]
            })
            .collect(),
        empty: Some(key("page-mall-no-orders")),
        ..Table::default()
    };
    Ok(Page::new(&visit, key("page-mall-orders"))
        .crumb(key("subsystem-mall"), "/mall")
        .body(html! { (table.render(lang)) (pages.render(lang)) }))
}
