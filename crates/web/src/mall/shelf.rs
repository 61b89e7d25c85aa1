//! The shelf: goods on sale, searched by words and catalogue.

use crate::{
    app::{App, read_failed},
    components::{Action, Column, Form, Page, Pagination, Table},
    errors::Failure,
    give,
    posted::encode,
    visit::Visit,
    words::{key, say},
};
use axum::extract::State;
use kernel::Role;
use maud::html;
use platform::mall::{ListingFilter, listings};

const PAGE: u32 = 30;

/// `GET /mall?words=…&code=…&from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let asked = |name: &str| visit.query.filled(name).unwrap_or_default().to_owned();
    let filter = ListingFilter { words: asked("words"), catalogue: asked("code"), supplier: None };
    let from: u32 = visit.query.get("from").and_then(|text| text.parse().ok()).unwrap_or(0);
    let mut rows =
        app.platform().journal().read(|tx| listings(tx, &filter, from, PAGE + 1)).map_err(read_failed)?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let here = format!("/mall?words={}&code={}", encode(&filter.words), encode(&filter.catalogue));
    let pages = Pagination {
        first: (from > 0).then(|| here.clone()),
        next: more.then(|| format!("{here}&from={}", from + PAGE)),
        note: None,
    };
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
