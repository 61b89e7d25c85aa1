//! Lists that a party and the authority above it share: whose matters, narrowed, page by page, and the same as CSV.

use crate::{
    components::{Choice, Form, Pagination},
    give,
    posted::Values,
    routes::FINANCE,
    visit::Visit,
    words::{key, say},
};
use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use kernel::Role;
use maud::{Markup, html};
use platform::registry::Within;

/// Rows of a page.
pub const PAGE: u32 = 30;
/// Rows of an export.
pub const EXPORT: u32 = 5000;

/// The reader's own matters; for an authority and an auditor those of their region and below.
pub fn within(visit: &Visit) -> Within {
    let reader = give::actor(visit);
    if reader.is(FINANCE) || reader.is(&[Role::Auditor]) {
        Within::Region(reader.region)
    } else {
        Within::Organisation(reader.organisation)
    }
}
/// What was typed under a name, `""` if nothing was.
pub fn asked<'v>(visit: &'v Visit, name: &str) -> &'v str {
    visit.query.filled(name).unwrap_or_default()
}
/// Where the page begins.
pub fn offset(visit: &Visit) -> u32 {
    visit.query.get("from").and_then(|text| text.parse().ok()).unwrap_or(0).min(1_000_000)
}
/// Cuts the row that only tells whether there is a next page, and links the pages.
pub fn pages<T>(visit: &Visit, path: &str, rows: &mut Vec<T>) -> Pagination {
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    links(visit, path, more)
}
/// Links to the first page and to the next, narrowed as this one is.
pub fn links(visit: &Visit, path: &str, more: bool) -> Pagination {
    let from = offset(visit);
    let link = |from: u32| {
        let mut query = narrowed(visit);
        if from > 0 {
            query.set("from", from.to_string());
        }
        format!("{path}?{}", query.encode())
    };
    Pagination { first: (from > 0).then(|| link(0)), next: more.then(|| link(from + PAGE)), note: None }
}
/// The address of the same list as CSV.
pub fn csv_link(visit: &Visit, path: &str) -> String {
    format!("{path}.csv?{}", narrowed(visit).encode())
}
fn narrowed(visit: &Visit) -> Values {
    visit.query.iter().filter(|(name, text)| *name != "from" && !text.is_empty()).collect()
}

/// The bar above a list: words, and a state if the list has states.
pub fn bar(visit: &Visit, path: &str, scope: &str, states: Vec<Choice>) -> Markup {
    let form = Form::new(visit, scope).values(&visit.query);
    html! {
        form class="card mb" method="get" action=(path) role="search" {
            div class="filters" {
                (form.text("words", 60).label(key("list-words")))
                @if !states.is_empty() {
                    (form.select("state", states).label(key("list-state")).optional_if(true))
                }
                div { button class="btn" type="submit" { (say(visit.lang, "list-find")) } }
            }
        }
    }
}

/// A list as a CSV file.
pub fn csv(name: &str, head: &[String], rows: &[Vec<String>]) -> Response {
    // The mark tells spreadsheet programs that this is UTF-8.
    let mut out = String::from("\u{feff}");
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        out.push_str(&format!("{}\r\n", cells.join(",")));
    }
    let name = format!("attachment; filename=\"{name}.csv\"");
    ([(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)], out).into_response()
}
/// An amount as spreadsheets read it: yuan, without separators.
pub fn plain(money: kernel::Money) -> String {
    money.to_string().replace(',', "")
}
/// Quoted; what a spreadsheet would take for a formula is disarmed.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_cell_cannot_become_a_formula() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("a\"b"), "\"a\"\"b\"");
    }
}
