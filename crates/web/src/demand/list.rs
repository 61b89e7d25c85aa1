//! A unit's intentions and demands.

use super::show::stage;
use crate::{
    app::{App, read_failed},
    components::{Action, Column, Page, Table},
    errors::Failure,
    give, reach,
    visit::Visit,
    words::key,
};
use axum::extract::State;
use kernel::Role;
use maud::html;
use procurement::demand::{Demand, Intention};

/// `GET /demand`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (actor, lang) = (give::actor(&visit), visit.lang);
    let (limit, from) = (reach::PAGE + 1, reach::offset(&visit));
    let (mut intentions, mut demands) = app
        .platform()
        .journal()
        .read(|tx| {
            Ok((
                platform::demand::intentions(tx, actor.organisation, limit, from)?,
                platform::demand::demands(tx, actor.organisation, limit, from)?,
            ))
        })
        .map_err(read_failed)?;
    let more = intentions.len().max(demands.len()) > reach::PAGE as usize;
    intentions.truncate(reach::PAGE as usize);
    demands.truncate(reach::PAGE as usize);
    let mut published = Vec::new();
    for row in &intentions {
        let state = app.platform().state::<Intention>(row.id).map_err(read_failed)?.unwrap_or_default();
        let outline = &state.published()?.outline;
        published.push(vec![
            html! { a href={ "/demand/intention/" (row.id) } { (row.name) } },
            html! { (outline.budget) },
            html! { (outline.expected.year()) "-" (format!("{:02}", outline.expected.month())) },
            html! { (platform::texts::date(lang, row.at.date())) },
        ]);
    }
    let mut compiled = Vec::new();
    for row in &demands {
        let state = app.platform().state::<Demand>(row.id).map_err(read_failed)?.unwrap_or_default();
        let file = state.file()?;
        compiled.push(vec![
            html! { a href={ "/demand/demand/" (row.id) } { (row.name) } },
            html! { (file.need.budget) },
            stage(&file.stage).render(lang),
            html! { (platform::texts::date(lang, row.at.date())) },
        ]);
    }
    let intentions = Table {
        caption: Some(key("page-demand-intentions")),
        columns: vec![
            Column::words(key("demand-name")),
            Column::number(key("demand-budget")),
            Column::words(key("demand-expected")),
            Column::words(key("page-demand-published")),
        ],
        rows: published,
        ..Table::default()
    };
    let demands = Table {
        caption: Some(key("page-demand-demands")),
        columns: vec![
            Column::words(key("demand-name")),
            Column::number(key("demand-budget")),
            Column::words(key("page-demand-stage")),
            Column::words(key("page-demand-compiled")),
        ],
        rows: compiled,
        ..Table::default()
    };
    let pages = reach::links(&visit, "/demand", more);
    Ok(Page::new(&visit, key("subsystem-demand")).crumb(key("nav-work"), "/work").body(html! {
        @if actor.is(&[Role::PurchaserClerk]) {
            div class="row mb" {
                (Action::main(key("demand-publish_intention"), "/demand/publish").render(lang))
                (Action::quiet(key("demand-compile_demand"), "/demand/compile").render(lang))
            }
        }
        section class="card mb" { (intentions.render(lang)) }
        section class="card" { (demands.render(lang)) }
        (pages.render(lang))
    }))
}
