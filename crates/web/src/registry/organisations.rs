//! 主体库: the register of a region and what lies under it.

use super::dossier::standing;
use crate::{
    app::{App, read_failed},
    components::{Column, Form, Page, Pagination, Table},
    errors::Failure,
    give, names,
    visit::Visit,
    words::{key, say},
};
use axum::extract::State;
use maud::html;
use platform::registry::Wanted;
use procurement::registry::Kind;

const ROWS: u32 = 50;
const STANDINGS: &[&str] = &["draft", "active", "suspended", "deregistered"];

/// `GET /registry`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (actor, lang) = (give::actor(&visit), visit.lang);
    let query = &visit.query;
    let page: u32 = query.get("page").and_then(|page| page.parse().ok()).unwrap_or(0).min(10_000);
    let wanted = Wanted {
        region: actor.region,
        kind: query.filled("kind"),
        standing: query.filled("standing"),
        words: query.filled("q"),
    };
    let mut found = app
        .platform()
        .journal()
        .read(|tx| platform::registry::register_of(tx, &wanted, ROWS + 1, page * ROWS))
        .map_err(read_failed)?;
    let more = found.len() > ROWS as usize;
    found.truncate(ROWS as usize);
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
    let kept: String = ["kind", "standing", "q"]
        .iter()
        .filter_map(|name| Some(format!("&{name}={}", crate::posted::encode(query.filled(name)?))))
        .collect();
    let pages = Pagination {
        first: (page > 0).then(|| format!("/registry?page=0{kept}")),
        next: more.then(|| format!("/registry?page={}{kept}", page + 1)),
        note: None,
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
