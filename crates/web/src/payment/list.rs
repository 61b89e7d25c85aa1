//! The payments of the reader's organisation, made or received.

use super::tag;
use crate::{
    app::App,
    components::{Column, Page},
    errors::Failure,
    give,
    listing::Listing,
    names,
    visit::Visit,
    words::key,
};
use axum::extract::State;
use maud::html;
use platform::{payment::payments_by, texts};

/// `GET /payment?from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let own = give::actor(&visit).organisation;
    let list = Listing::read(&app, &visit, "/payment", |tx, limit, from| payments_by(tx, own, from, limit))?;
    let columns = vec![
        Column::words(key("page-payment-title")),
        Column::number(key("payment-amount")),
        Column::words(key("page-payment-applied_at")),
        Column::words(key("page-payment-pay_by")),
        Column::words(key("page-payment-state")),
    ];
    let body = list.render(lang, columns, key("page-payment-none"), |row| {
        Ok(vec![
            html! { a href=(names::page(&kernel::StreamId::stream(row.id))) { (row.title) } },
            html! { (row.amount) },
            html! { (texts::date(lang, row.applied_at.date())) },
            html! { (texts::deadline(lang, row.pay_by)) },
            tag(row.paid_at.is_some()).render(lang),
        ])
    })?;
    Ok(Page::new(&visit, key("subsystem-payment")).body(body))
}
