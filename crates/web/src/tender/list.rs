//! The projects in which the reader's organisation is purchaser or agency.

use super::project_tag;
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
use platform::{tender::lists, texts};
use procurement::tender::Project;

const PAGE: u32 = 30;

/// `GET /tender?from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let from: u32 = visit.query.get("from").and_then(|text| text.parse().ok()).unwrap_or(0);
    let own = give::actor(&visit).organisation;
    let mut rows =
        app.platform().journal().read(|tx| lists::projects(tx, own, PAGE + 1, from)).map_err(read_failed)?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let mut lines = Vec::new();
    for row in &rows {
        let project = app.platform().state::<Project>(row.id).map_err(read_failed)?.unwrap_or_default();
        lines.push(vec![
            html! { a href={ "/tender/project/" (row.id) } { (row.name) } },
            html! { (row.number) },
            html! { @if let Some(about) = &project.about { (about.purchaser_name) } },
            html! { @if let Some(about) = &project.about { (about.budget()) } },
            html! { (texts::date(lang, row.at.date())) },
            project_tag(project.stage.id()).render(lang),
        ]);
    }
    let table = Table {
        columns: vec![
            Column::words(key("page-tender-name")),
            Column::words(key("page-tender-number")),
            Column::words(key("page-tender-purchaser")),
            Column::number(key("page-tender-budget")),
            Column::words(key("page-tender-opened")),
            Column::words(key("page-tender-stage")),
        ],
        rows: lines,
        empty: Some(key("page-tender-none")),
        ..Table::default()
    };
    let pages = Pagination {
        first: (from > 0).then(|| "/tender".to_owned()),
        next: more.then(|| format!("/tender?from={}", from + PAGE)),
        note: None,
    };
    Ok(Page::new(&visit, key("subsystem-tender")).body(html! { (table.render(lang)) (pages.render(lang)) }))
}
