//! 主体库: the register of a region and what lies under it.

use super::dossier::standing;
use crate::{
    app::{App, read_failed},
    components::{Column, Form, Page, Table},
    errors::Failure,
    give, names, reach,
    visit::Visit,
    words::{key, say},
};
use axum::extract::State;
use maud::html;
use platform::registry::Wanted;
use procurement::registry::Kind;

const STANDINGS: &[&str] = &["draft", "active", "suspended", "deregistered"];

/// `GET /registry`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (actor, lang) = (give::actor(&visit), visit.lang);
    let query = &visit.query;
    let from = reach::offset(&visit);
    let wanted = Wanted {
        region: actor.region,
        kind: query.filled("kind"),
        standing: query.filled("standing"),
        words: query.filled("q"),
    };
    let mut found = app
        .platform()
        .journal()
        .read(|tx| platform::registry::register_of(tx, &wanted, reach::PAGE + 1, from))
        .map_err(read_failed)?;
    let pages = reach::pages(&visit, "/registry", &mut found);
    let rows = found
        .iter()
        .map(|row| {
            vec![
                html! { a href={ "/registry/organisation/" (row.id) } { (row.name) } },
                html! { (say(lang, &format!("registry-kind-{}", row.kind))) },
                html! { span class="num" { (row.uscc) } },
                html! { (names::region(row.region).said(lang)) },
                standing(&row.state).render(lang),
            ]
        })
        .collect();
    let table = Table {
        columns: vec![
            Column::words(key("registry-name")),
            Column::words(key("registry-kind")),
            Column::words(key("registry-uscc")),
            Column::words(key("registry-region")),
            Column::words(key("page-registry-standing")),
        ],
        rows,
        empty: Some(key("page-registry-none")),
        ..Table::default()
    };
    let f = Form::new(&visit, "registry").values(query);
    Ok(Page::new(&visit, key("page-registry-register"))
        .crumb(key("nav-work"), "/work")
        .lede(
            key("page-registry-register-lede")
                .with("region", kernel::Arg::Text(names::region(actor.region).said(lang))),
        )
        .body(html! {
            form class="card mb" method="get" action="/registry" role="search" {
                div class="filters" {
                    (f.text("q", 100))
                    (f.filter("kind", f.choices("kind", Kind::IDS)))
                    (f.filter("standing", f.choices("standing", STANDINGS)))
                    div { button class="btn" type="submit" { (say(lang, "notices-search")) } }
                }
            }
            (table.render(lang))
            (pages.render(lang))
        }))
}
