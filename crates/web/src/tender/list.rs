//! The projects in which the reader's organisation is purchaser or agency.

use super::project_tag;
use crate::{
    app::{App, read_failed},
    components::{Column, Page},
    errors::Failure,
    give,
    listing::Listing,
    visit::Visit,
    words::key,
};
use axum::extract::State;
use maud::html;
use platform::{tender::lists, texts};
use procurement::tender::Project;

/// `GET /tender?from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let own = give::actor(&visit).organisation;
    let list =
        Listing::read(&app, &visit, "/tender", |tx, limit, from| lists::projects(tx, own, limit, from))?;
    let columns = vec![
        Column::words(key("page-tender-name")),
        Column::words(key("page-tender-number")),
        Column::words(key("page-tender-purchaser")),
        Column::number(key("page-tender-budget")),
        Column::words(key("page-tender-opened")),
        Column::words(key("page-tender-stage")),
    ];
    let body = list.render(lang, columns, key("page-tender-none"), |row| {
        let project = app.platform().state::<Project>(row.id).map_err(read_failed)?.unwrap_or_default();
        Ok(vec![
            html! { a href={ "/tender/project/" (row.id) } { (row.name) } },
            html! { (row.number) },
            html! { @if let Some(about) = &project.about { (about.purchaser_name) } },
            html! { @if let Some(about) = &project.about { (about.budget()) } },
            html! { (texts::date(lang, row.at.date())) },
            project_tag(project.stage.id()).render(lang),
        ])
    })?;
    Ok(Page::new(&visit, key("subsystem-tender")).body(body))
}
