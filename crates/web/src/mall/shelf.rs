//! The shelf: goods on sale, searched by words and catalogue.

use crate::{
    app::{App, read_failed},
    components::{Action, Column, Form, Page, Table},
    errors::Failure,
    give, reach,
    visit::Visit,
    words::{key, say},
};
use axum::extract::State;
use kernel::Role;
use maud::html;
use platform::mall::{ListingFilter, listings};

/// `GET /mall?words=…&code=…&from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let asked = |name: &str| visit.query.filled(name).unwrap_or_default().to_owned();
    let filter = ListingFilter { words: asked("words"), catalogue: asked("code"), supplier: None };
    let (limit, from) = (reach::PAGE + 1, reach::offset(&visit));
    let mut rows =
        app.platform().journal().read(|tx| listings(tx, &filter, from, limit)).map_err(read_failed)?;
    let pages = reach::pages(&visit, "/mall", &mut rows);
    let form = Form::new(&visit, "mall-search").values(&visit.query);
    let table = Table {
        caption: Some(key("page-mall-shelf")),
        columns: vec![
            Column::words(key("mall-name")),
            Column::words(key("mall-brand")),
            Column::words(key("mall-model")),
            Column::words(key("mall-supplier")),
            Column::number(key("mall-price")),
        ],
        rows: rows
            .iter()
            .map(|row| {
                vec![
                    html! { a href={ "/mall/listing/" (row.id) } { (row.name) } },
                    html! { (row.brand) },
                    html! { (row.model) },
                    html! { (row.supplier_name) },
                    html! { (row.price) " " (say(lang, "ui-yuan")) "/" (row.unit) },
                ]
            })
            .collect(),
        empty: Some(key("page-mall-empty")),
        ..Table::default()
    };
    let body = html! {
        form class="card mb" method="get" action="/mall" {
            div class="filters" {
                (form.text("words", 60))
                (form.text("code", 12).label(key("page-mall-catalogue")))
                div { button class="btn" type="submit" { (say(lang, "page-mall-search")) } }
            }
        }
        @let reader = give::actor(&visit);
        @if reader.is(super::TRADING) {
            div class="row mb" {
                (Action::quiet(key("page-mall-orders"), "/mall/orders").render(lang))
                @if reader.is(&[Role::SupplierClerk]) { (Action::quiet(key("mall-list_goods"), "/mall/sell").render(lang)) }
            }
        }
        (table.render(lang))
        (pages.render(lang))
    };
    Ok(Page::new(&visit, key("subsystem-mall")).lede(key("page-mall-lede")).body(body))
}
