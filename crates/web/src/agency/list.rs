//! Entrustments that the reader's organisation is party to.

use super::entrustment::stage;
use crate::{
    app::{App, read_failed},
    components::{Column, Page},
    errors::Failure,
    give,
    listing::Listing,
    names,
    visit::Visit,
    words::key,
};
use axum::extract::State;
use maud::html;
use platform::{agency::entrustments, texts};
use procurement::agency::Entrustment;

/// `GET /agency?from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let own = give::actor(&visit).organisation;
    let list = Listing::read(&app, &visit, "/agency", |tx, limit, from| entrustments(tx, own, limit, from))?;
    let columns = vec![
        Column::words(key("plan-name")),
        Column::words(key("page-agency-other")),
        Column::words(key("page-demand-stage")),
        Column::words(key("page-agency-when")),
    ];
    let body = list.render(lang, columns, key("page-agency-none"), |row| {
        let state = app.platform().state::<Entrustment>(row.id).map_err(read_failed)?.unwrap_or_default();
        let other = if row.agency == own { row.purchaser } else { row.agency };
        Ok(vec![
            html! { a href={ "/agency/entrustment/" (row.id) } { (row.title) } },
            html! { (names::organisation(&app, other).said(lang)) },
            stage(&state).render(lang),
            html! { (texts::date(lang, row.at.date())) },
        ])
    })?;
    Ok(Page::new(&visit, key("subsystem-agency")).crumb(key("nav-work"), "/work").body(body))
}
