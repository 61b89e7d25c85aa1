//! Tables: sorted by links, exported, stacked on a phone.

use super::Example;
use crate::words::{Text, data, key, say};
use maud::{Markup, html};
use platform::texts::Lang;

/// A column.
pub struct Column {
    /// What it holds.
    pub label: Text,
    /// Numbers stand right.
    pub number: bool,
    /// The name under which the list can be sorted by it.
    pub sort: Option<&'static str>,
}
impl Column {
    /// Words.
    pub const fn words(label: Text) -> Self {
        Self { label, number: false, sort: None }
    }
    /// Numbers.
    pub const fn number(label: Text) -> Self {
        Self { label, number: true, sort: None }
    }
    /// Can be sorted by.
    #[must_use]
    pub const fn sorted(mut self, name: &'static str) -> Self {
        self.sort = Some(name);
        self
    }
}

/// One row: as many cells as there are columns.
pub type Row = Vec<Markup>;

/// How the list is sorted now, and the address that sorts it otherwise.
pub struct Sort {
    /// The column's sort name.
    pub by: String,
    /// Largest first.
    pub descending: bool,
    /// The address up to the sort: `/notices?region=2306&`; `sort=-date` follows.
    pub base: String,
}

/// A table.
#[derive(Default)]
pub struct Table {
    /// What it shows; read before the table.
    pub caption: Option<Text>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// The present sort, if it can be sorted.
    pub sort: Option<Sort>,
    /// The same list as CSV.
    pub csv: Option<String>,
    /// What to say if there are no rows; `ui-nothing` otherwise.
    pub empty: Option<Text>,
}
impl Table {
    /// Draws it.
    pub fn render(&self, lang: Lang) -> Markup {
        let labels: Vec<String> = self.columns.iter().map(|column| column.label.said(lang)).collect();
        html! {
            @if self.rows.is_empty() {
                @if let Some(caption) = &self.caption { h2 { (caption.said(lang)) } }
                p class="empty" { (self.empty.clone().unwrap_or_else(|| key("ui-nothing")).said(lang)) }
            } @else {
                div class="scroll" { table class="stack" {
                    @if let Some(caption) = &self.caption { caption { (caption.said(lang)) } }
                    thead { tr { @for (column, label) in self.columns.iter().zip(&labels) { (self.head(column, label)) } } }
                    tbody { @for row in &self.rows { tr {
                        @for ((cell, column), label) in row.iter().zip(&self.columns).zip(&labels) {
                            td class=[column.number.then_some("num")] data-label=(label) { div { (cell) } }
                        }
                    } } }
                } }
                @if let Some(csv) = &self.csv { p class="small noprint" { a href=(csv) download { (say(lang, "ui-csv")) } } }
            }
        }
    }
    fn head(&self, column: &Column, label: &str) -> Markup {
        let class = column.number.then_some("num");
        let (Some(sort), Some(name)) = (&self.sort, column.sort) else {
            return html! { th scope="col" class=[class] { (label) } };
        };
        let current = sort.by == name;
        let aria = current.then_some(if sort.descending { "descending" } else { "ascending" });
        let turn = if current && !sort.descending { "-" } else { "" };
        html! {
            th scope="col" class=[class] aria-sort=[aria] {
                a href={ (sort.base) "sort=" (turn) (name) } {
                    (label)
                    @if current { span aria-hidden="true" { @if sort.descending { " ▾" } @else { " ▴" } } }
                }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    fn columns() -> Vec<Column> {
        vec![
            Column::words(key("gallery-title")).sorted("title"),
            Column::number(key("gallery-amount")).sorted("amount"),
        ]
    }
    vec![
        Example {
            name: "table-sorted-with-export",
            draw: |lang| {
                let rows = vec![
                    vec![html! { a href="/gallery" { "多媒体教室设备" } }, html! { "3,860,000.00" }],
                    vec![html! { "医用冷藏箱" }, html! { "1,240,000.00" }],
                ];
                let sort = Sort { by: "amount".to_owned(), descending: true, base: "/gallery?".to_owned() };
                let csv = Some("/gallery.csv".to_owned());
                let caption = Some(data("项目"));
                Table { caption, columns: columns(), rows, sort: Some(sort), csv, empty: None }.render(lang)
            },
        },
        Example {
            name: "table-empty",
            draw: |lang| Table { columns: columns(), ..Table::default() }.render(lang),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn the_sorted_column_says_so_and_its_link_turns_the_order() {
        let sort = Sort { by: "amount".to_owned(), descending: false, base: "/x?".to_owned() };
        let columns = vec![Column::number(data("金额")).sorted("amount")];
        let table = Table { columns, rows: vec![vec![html! { "1" }]], sort: Some(sort), ..Table::default() };
        let html = table.render(Lang::Zh).into_string();
        assert!(html.contains("aria-sort=\"ascending\"") && html.contains("/x?sort=-amount"), "{html}");
    }
}
