//! A list of what belongs to the reader, the newest first, page by page.

use crate::{
    app::{App, read_failed},
    components::{Column, Pagination, Row, Table},
    errors::Failure,
    reach,
    visit::Visit,
    words::Text,
};
use journal::{StoreError, Tx};
use maud::{Markup, html};
use platform::texts::Lang;

/// One page of a list.
pub struct Listing<R> {
    rows: Vec<R>,
    pages: Pagination,
}

impl<R> Listing<R> {
    /// Reads the page that `?from=` asks for. `read` is told how many rows, and how many to leave out before them.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn read(
        app: &App,
        visit: &Visit,
        path: &str,
        read: impl Fn(&mut dyn Tx, u32, u32) -> Result<Vec<R>, StoreError>,
    ) -> Result<Self, Failure> {
        // One row more than is shown tells whether there is another page.
        let (limit, from) = (reach::PAGE + 1, reach::offset(visit));
        let mut rows = app.platform().journal().read(|tx| read(tx, limit, from)).map_err(read_failed)?;
        let pages = reach::pages(visit, path, &mut rows);
        Ok(Self { rows, pages })
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
        let table = Table { columns, rows, empty: Some(empty), ..Table::default() };
        Ok(html! { div class="card" { (table.render(lang)) } (self.pages.render(lang)) })
    }
}
