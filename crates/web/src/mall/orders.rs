//! The orders of the reader's organisation.

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
use platform::{mall::orders, texts};

/// `GET /mall/orders?from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let own = give::actor(&visit).organisation;
    let list = Listing::read(&app, &visit, "/mall/orders", |tx, limit, from| orders(tx, own, from, limit))?;
    let columns = vec![
        Column::words(key("mall-order_number")),
        Column::words(key("mall-name")),
        Column::words(key("mall-purchaser")),
        Column::words(key("mall-supplier")),
        Column::number(key("mall-amount")),
        Column::words(key("mall-placed_at")),
        Column::words(key("mall-state")),
    ];
    let body = list.render(lang, columns, key("page-mall-no-orders"), |row| {
        Ok(vec![
            html! { a href={ "/mall/order/" (row.id) } { (row.number) } },
            html! { (row.goods) },
            html! { (row.purchaser_name) },
            html! { (row.supplier_name) },
            html! { (row.amount) },
            html! { (texts::date(lang, row.placed_at.date())) },
            super::order::tag(&row.status).render(lang),
        ])
    })?;
    Ok(Page::new(&visit, key("page-mall-orders")).crumb(key("subsystem-mall"), "/mall").body(body))
}
