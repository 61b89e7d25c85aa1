//! A list of what belongs to the reader, the newest first, page by page.

use crate::{
    app::{App, read_failed},
    components::{Column, Pagination, Row, Table},
    errors::Failure,
    visit::Visit,
    words::Text,
};
use journal::{StoreError, Tx};
use maud::{Markup, html};
use platform::texts::Lang;

/// So many rows stand on a page.
const ROWS: u32 = 50;
/// Nobody turns further than this many rows.
const FURTHEST: u32 = 500_000;

/// One page of a list.
pub struct Listing<R> {
    path: &'static str,
    from: u32,
    rows: Vec<R>,
    more: bool,
}

impl<R> Listing<R> {
    /// Reads the page that `?from=` asks for. `read` is told how many rows, and how many to leave out before them.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn read(
        app: &App,
        visit: &Visit,
        path: &'static str,
        read: impl Fn(&mut dyn Tx, u32, u32) -> Result<Vec<R>, StoreError>,
    ) -> Result<Self, Failure> {
        let from = visit.query.get("from").and_then(|text| text.parse().ok()).unwrap_or(0).min(FURTHEST);
        // One row more than is shown tells whether there is another page.
        let mut rows = app.platform().journal().read(|tx| read(tx, ROWS + 1, from)).map_err(read_failed)?;
        let more = rows.len() > ROWS as usize;
        rows.truncate(ROWS as usize);
        Ok(Self { path, from, rows, more })
    }
    /// Draws the rows and the links to the other pages; `empty` is said where there is nothing.
    ///
    /// # Errors
    /// Those of `cells`.
    pub fn render(
        &self,
        lang: Lang,
        columns: Vec<Column>,
        empty: Text,
        cells: impl Fn(&R) -> Result<Row, Failure>,
    ) -> Result<Markup, Failure> {
        let rows = self.rows.iter().map(cells).collect::<Result<_, _>>()?;
        let pages = Pagination {
            first: (self.from > 0).then(|| self.path.to_owned()),
            next: self.more.then(|| format!("{}?from={}", self.path, self.from + ROWS)),
            note: None,
        };
        let table = Table { columns, rows, empty: Some(empty), ..Table::default() };
        Ok(html! { div class="card" { (table.render(lang)) } (pages.render(lang)) })
    }
}
