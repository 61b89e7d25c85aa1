//! `/catalogue`: finds a code of 政府采购品目分类目录 by words of its name.

use crate::{
    components::{Column, Form, Page, Table},
    visit::Visit,
    words::{key, say},
};
use kernel::Catalogue;
use maud::html;

/// Codes on one page.
const MOST: usize = 50;

/// `GET /catalogue?q=台式`.
pub async fn show(visit: Visit) -> Page {
    let lang = visit.lang;
    let words = visit.query.filled("q").unwrap_or_default().to_owned();
    let found = if words.is_empty() { Vec::new() } else { Catalogue::builtin().search(&words, MOST) };
    let rows = found
        .iter()
        .map(|code| vec![html! { code { (code) } }, html! { (Catalogue::builtin().name(code)) }])
        .collect();
    let columns = vec![Column::words(key("catalogue-code")), Column::words(key("catalogue-name"))];
    let form = Form::plain(lang, "catalogue").values(&visit.query);
    let body = html! {
        form class="card" method="get" action="/catalogue" role="search" {
            (form.text("q", 50))
            p class="last" { button class="btn" type="submit" { (say(lang, "notices-search")) } }
        }
        @if !words.is_empty() { section class="card mt" aria-label=(say(lang, "page-catalogue")) {
            (Table { columns, rows, ..Table::default() }.render(lang))
        } }
    };
    Page::new(&visit, key("page-catalogue")).lede(key("page-catalogue-lede")).body(body)
}
