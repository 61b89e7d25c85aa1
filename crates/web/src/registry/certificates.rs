//! 数字证书: those of the reader's organisation, with their ends; an expert sees the own ones alone.

use crate::{
    app::{App, read_failed},
    components::{Action, Column, Page, Table, Tag, Tone},
    errors::Failure,
    names,
    visit::Visit,
    words::{key, say},
};
use axum::extract::State;
use kernel::{Instant, Role, StreamId};
use maud::html;
use platform::{
    registry::certificates::{CertificateRow, certificates_of},
    texts,
};
use procurement::registry::Certificate;

/// The list is no longer than this.
const MOST: u32 = 200;

/// `GET /registry/certificates`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (lang, actor) = (visit.lang, &visit.signed_in()?.actor);
    let (platform, now) = (app.platform(), app.platform().now());
    let all =
        platform.journal().read(|tx| certificates_of(tx, actor.organisation, MOST)).map_err(read_failed)?;
    // Experts do not know each other.
    let seen = all.iter().filter(|row| row.holder == actor.person || !actor.is(&[Role::Expert]));
    let rows = seen
        .map(|row| {
            let source = if row.trial { "trial" } else { "outside" };
            vec![
                html! { a href=(names::page(&row.id.stream())) { code { (row.serial) } } },
                html! { (platform.name_of(row.holder).unwrap_or_default()) },
                html! { (say(lang, &format!("page-registry-certificates-{source}"))) },
                html! { (texts::instant(lang, row.until)) },
                state(row, now).render(lang),
            ]
        })
        .collect();
    let table = Table {
        caption: Some(key("page-registry-certificates")),
        columns: vec![
            Column::words(key("page-registry-certificates-serial")),
            Column::words(key("page-registry-certificates-holder")),
            Column::words(key("page-registry-certificates-authority")),
            Column::words(key("page-registry-certificates-until")),
            Column::words(key("page-registry-certificates-state")),
        ],
        rows,
        empty: Some(key("page-registry-certificates-none")),
        ..Table::default()
    };
    let get = Action::main(key("page-registry-certificates-get"), "/bidding/client?purpose=certificate");
    Ok(Page::new(&visit, key("page-registry-certificates"))
        .crumb(key("nav-work"), "/work")
        .crumb(key("page-registry-account"), "/registry/account")
        .lede(key("page-registry-certificates-lede"))
        .body(html! {
            (table.render(lang))
            div class="row mt" {
                (get.render(lang))
                @if platform.outside().outside_ca().is_some() {
                    (Action::quiet(key("registry-bind_certificate"), super::bind::PATH).render(lang))
                }
                a href="/registry/ca" { (say(lang, "page-registry-ca")) }
            }
        }))
}

/// Where it stands, as a tag.
pub fn state(row: &CertificateRow, now: Instant) -> Tag {
    let (tone, word) = match row.revoked {
        Some(_) => (Tone::Bad, "revoked"),
        None if !row.is_good(now) => (Tone::Off, "expired"),
        None if now > row.until.minus(Certificate::REMINDER) => (Tone::Warn, "soon"),
        None => (Tone::Good, "good"),
    };
    Tag::new(key(format!("page-registry-certificates-{word}")), tone)
}
