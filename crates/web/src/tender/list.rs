//! Projects: in which the reader's organisation is purchaser or agency, or of the region that an authority oversees.

use super::project_tag;
use crate::{
    app::{App, read_failed},
    components::{Column, Page, Table},
    errors::Failure,
    reach,
    visit::Visit,
    words::{key, say},
};
use axum::{extract::State, response::Response};
use maud::{Markup, html};
use platform::{
    tender::lists::{ProjectRow, projects},
    texts,
};
use procurement::tender::Project;

/// `GET /tender?words=…&state=…&from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let mut rows = load(&app, &visit, reach::offset(&visit), reach::PAGE + 1)?;
    let pages = reach::pages(&visit, "/tender", &mut rows);
    let table = Table {
        columns: vec![
            Column::words(key("page-tender-name")),
            Column::words(key("page-tender-number")),
            Column::words(key("page-tender-purchaser")),
            Column::number(key("page-tender-budget")),
            Column::words(key("page-tender-opened")),
            Column::words(key("page-tender-stage")),
        ],
        rows: rows.iter().map(|row| line(&visit, row)).collect(),
        csv: Some(reach::csv_link(&visit, "/tender")),
        empty: Some(key("page-tender-none")),
        ..Table::default()
    };
    Ok(Page::new(&visit, key("subsystem-tender")).body(html! {
        (reach::bar(&visit, "/tender", "tender", Vec::new()))
        (table.render(lang))
        (pages.render(lang))
    }))
}

/// `GET /tender.csv`: the same list, more rows.
pub async fn csv(State(app): State<App>, visit: Visit) -> Result<Response, Failure> {
    let lang = visit.lang;
    let head: Vec<String> = [
        "page-tender-name",
        "page-tender-number",
        "page-tender-purchaser",
        "page-tender-budget",
        "page-tender-opened",
        "page-tender-stage",
    ]
    .iter()
    .map(|name| say(lang, name))
    .collect();
    let rows = load(&app, &visit, 0, reach::EXPORT)?;
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let (row, project) = row;
            vec![
                row.name.clone(),
                row.number.clone(),
                project.about.as_ref().map(|about| about.purchaser_name.clone()).unwrap_or_default(),
                project.about.as_ref().map(|about| reach::plain(about.budget())).unwrap_or_default(),
                row.at.date().to_string(),
                say(lang, &format!("project-stage-{}", project.stage.id())),
            ]
        })
        .collect();
    Ok(reach::csv("tender", &head, &rows))
}

/// Each line with its project: stage, purchaser and budget stand there.
fn load(app: &App, visit: &Visit, from: u32, limit: u32) -> Result<Vec<(ProjectRow, Project)>, Failure> {
    let (within, words) = (reach::within(visit), reach::asked(visit, "words"));
    let rows =
        app.platform().journal().read(|tx| projects(tx, within, words, from, limit)).map_err(read_failed)?;
    let state = |row: ProjectRow| {
        let project = app.platform().state::<Project>(row.id).map_err(read_failed)?.unwrap_or_default();
        Ok((row, project))
    };
    rows.into_iter().map(state).collect()
}

fn line(visit: &Visit, (row, project): &(ProjectRow, Project)) -> Vec<Markup> {
    let lang = visit.lang;
    vec![
        html! { a href={ "/tender/project/" (row.id) } { (row.name) } },
        html! { (row.number) },
        html! { @if let Some(about) = &project.about { (about.purchaser_name) } },
        html! { @if let Some(about) = &project.about { (about.budget()) } },
        html! { span class="nw" { (texts::date(lang, row.at.date())) } },
        project_tag(project.stage.id()).render(lang),
    ]
}
