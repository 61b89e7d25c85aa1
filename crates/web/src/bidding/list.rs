//! A supplier's own: certificate, obtained documents, bids.

use super::bid_tag;
use crate::{
    app::{App, read_failed},
    components::{Action, Column, Page, Table},
    errors::Failure,
    names,
    visit::Visit,
    words::{key, say},
};
use axum::extract::State;
use kernel::StreamId;
use maud::html;
use platform::{
    bidding::{bid_of, obtainments_by},
    registry::certificates::certificate_of,
    texts,
};
use procurement::tender::Project;

/// No list here is longer.
const MOST: u32 = 100;

/// `GET /bidding`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let actor = visit.signed_in()?.actor.clone();
    let platform = app.platform();
    let rows =
        platform.journal().read(|tx| obtainments_by(tx, actor.organisation, MOST)).map_err(read_failed)?;
    let mut table = Vec::new();
    for row in &rows {
        let Some(project) = platform.state::<Project>(row.project).map_err(read_failed)? else { continue };
        let Ok(about) = project.about() else { continue };
        let deadline = project.schedule().map(|schedule| texts::deadline(lang, schedule.deadline));
        let mut bids = Vec::new();
        for lot in &about.lots {
            let found = platform.journal().read(|tx| bid_of(tx, lot.id, actor.organisation));
            if let Some(id) = found.map_err(read_failed)?
                && let Some(bid) = platform.state::<procurement::bidding::Bid>(id).map_err(read_failed)?
            {
                bids.push((id, bid.stage.id()));
            }
        }
        table.push(vec![
            html! { a href=(names::page(&row.id.stream())) { (about.name) } br; span class="small quiet-text" { (about.number) } },
            html! { (deadline.unwrap_or_default()) },
            html! {
                @if bids.is_empty() { span class="quiet-text" { (say(lang, "page-bidding-no-bid")) } }
                @for (id, state) in &bids { a href=(names::page(&id.stream())) { (bid_tag(state).render(lang)) } " " }
            },
        ]);
    }
    let now = platform.now();
    let held = platform.journal().read(|tx| certificate_of(tx, actor.person, now)).map_err(read_failed)?;
    let body = html! {
        section class="card mb" aria-labelledby="certificate" {
            h2 id="certificate" { (say(lang, "page-bidding-certificate")) }
            @match &held {
                Some(held) => p {
                    (key("page-bidding-certificate-held").with("until", held.until).said(lang)) " "
                    a href=(names::page(&held.id.stream())) { code { (held.serial) } }
                },
                None => p { (say(lang, "page-bidding-certificate-none")) },
            }
            @let words = if held.is_some() { "page-bidding-certificate-renew" } else { "page-bidding-certificate-get" };
            p { (Action { label: key(words), href: "/bidding/client?purpose=certificate".to_owned(), quiet: held.is_some() }.render(lang)) }
        }
        (Table {
            caption: Some(key("page-bidding-obtained")),
            columns: vec![
                Column::words(key("bidding-project")),
                Column::words(key("page-bidding-deadline")),
                Column::words(key("stream-bidding-bid")),
            ],
            rows: table,
            empty: Some(key("page-bidding-nothing-obtained")),
            ..Table::default()
        }.render(lang))
    };
    Ok(Page::new(&visit, key("nav-bidding")).lede(key("page-bidding-lede")).body(body))
}
