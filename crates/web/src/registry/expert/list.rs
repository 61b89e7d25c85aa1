//! 专家库: the experts of a region and what lies under it.

use super::standing;
use crate::{
    app::{App, read_failed},
    components::{Column, Form, Page, Table, Tag, Tone},
    errors::Failure,
    give, names, reach,
    visit::Visit,
    words::{key, say},
};
use axum::extract::State;
use maud::html;
use platform::registry::ExpertsWanted;
use procurement::registry::ExpertStanding;

/// `GET /registry/experts`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (actor, lang, query) = (give::actor(&visit), visit.lang, &visit.query);
    let wanted = ExpertsWanted {
        region: actor.region,
        standing: query.filled("standing").filter(|id| ExpertStanding::IDS.contains(id)),
        words: query.filled("q"),
    };
    let from = reach::offset(&visit);
    let mut found = app
        .platform()
        .journal()
        .read(|tx| platform::registry::experts_of(tx, &wanted, reach::PAGE + 1, from))
        .map_err(read_failed)?;
    let pages = reach::pages(&visit, "/registry/experts", &mut found);
    let rows = found
        .iter()
        .map(|row| {
            vec![
                html! { a class="num" href={ "/registry/expert/" (row.id) } { (row.code) } },
                html! { (names::region(row.region).said(lang)) },
                standing(&row.standing).render(lang),
                html! { span class="num nw" { (row.term_until) } },
                html! {
                    @if !row.paper.is_empty() {
                        (Tag::new(key(format!("page-registry-expert-purpose-{}", row.paper)), Tone::Warn).render(lang))
                    }
                },
            ]
        })
        .collect();
    let table = Table {
        columns: vec![
            Column::words(key("page-registry-expert-code")),
            Column::words(key("page-registry-expert-region")),
            Column::words(key("page-registry-expert-standing")),
            Column::words(key("page-registry-expert-term")),
            Column::words(key("page-registry-expert-paper")),
        ],
        rows,
        empty: Some(key("page-registry-expert-none")),
        ..Table::default()
    };
    let f = Form::new(&visit, "page-registry-expert").values(query);
    let region = names::region(actor.region).said(lang);
    Ok(Page::new(&visit, key("page-registry-expert-title"))
        .crumb(key("nav-work"), "/work")
        .lede(key("page-registry-expert-list-lede").with("region", kernel::Arg::Text(region)))
        .body(html! {
            form class="card mb" method="get" action="/registry/experts" role="search" {
                div class="filters" {
                    (f.text("q", 40).label(key("page-registry-expert-code")))
                    (f.filter("standing", f.choices("standing", ExpertStanding::IDS)))
                    div { button class="btn" type="submit" { (say(lang, "notices-search")) } }
                }
            }
            p { a href="/registry/compliance" { (say(lang, "page-registry-expert-reviews")) } }
            (table.render(lang))
            (pages.render(lang))
        }))
}
