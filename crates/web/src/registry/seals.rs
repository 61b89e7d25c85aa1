//! 电子印章: the seals of an organisation or a region, one with its uses, its picture, and what is shown under a document.

use crate::{
    app::{App, read_failed},
    components::{Action, Choice, Column, Page, Summary, Table, Tag, Tone},
    errors::Failure,
    give, names, reach,
    subject::{self, Thing},
    visit::Visit,
    words::{data, key, say},
    work,
};
use ::documents::{Certificate, stamp};
use axum::{
    extract::{Path, State},
    http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use kernel::{Digest, Instant, OrganisationId, SealId, StreamId};
use maud::{Markup, html};
use platform::{
    registry::{SealRow, SealingRow},
    texts,
};
use procurement::registry::{Made, Seal, SealState};

const STATES: [&str; 3] = ["in_service", "suspended", "cancelled"];
/// What can be done with a seal, in the order of the buttons.
const COMMANDS: [&str; 4] =
    ["registry.renew_seal", "registry.suspend_seal", "registry.restore_seal", "registry.cancel_seal"];

/// `GET /registry/seals?words=…&state=…&from=…`.
pub async fn list(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let asked = (reach::asked(&visit, "state"), reach::asked(&visit, "words"));
    let (within, from) = (reach::within(&visit), reach::offset(&visit));
    let mut rows = app
        .platform()
        .journal()
        .read(|tx| platform::registry::seals(tx, within, asked, from, reach::PAGE + 1))
        .map_err(read_failed)?;
    let pages = reach::pages(&visit, "/registry/seals", &mut rows);
    let now = app.platform().now();
    let table = Table {
        columns: vec![
            Column::words(key("page-registry-seal-name")),
            Column::words(key("page-registry-seal-organisation")),
            Column::words(key("page-registry-seal-until")),
            Column::words(key("page-registry-seal-state")),
            Column::number(key("page-registry-seal-uses")),
        ],
        rows: rows.iter().map(|row| line(&visit, row, now)).collect(),
        empty: Some(key("page-registry-seals-none")),
        ..Table::default()
    };
    let states =
        STATES.iter().map(|state| Choice::new(*state, key(format!("registry-seal-state-{state}")))).collect();
    let may_make = give::actor(&visit).is(super::SEAL_KEEPERS);
    Ok(Page::new(&visit, key("page-registry-seals")).lede(key("page-registry-seals-lede")).body(html! {
        @if may_make {
            p class="noprint" { (Action::main(key("registry-make_seal"), "/registry/seals/make").render(lang)) }
        }
        (reach::bar(&visit, "/registry/seals", "registry", states))
        (table.render(lang))
        (pages.render(lang))
    }))
}

fn line(visit: &Visit, row: &SealRow, now: Instant) -> Vec<Markup> {
    let lang = visit.lang;
    vec![
        html! { a href={ "/registry/seal/" (row.id) } { (say(lang, &format!("registry-seal-kind-{}", row.kind))) } },
        html! { (row.name) },
        html! { span class="nw" { (texts::date(lang, row.until.date())) } },
        tag(&row.state, row.until <= now).render(lang),
        html! { (row.uses) },
    ]
}

fn tag(state: &str, expired: bool) -> Tag {
    match (state, expired) {
        ("in_service", true) => Tag::new(key("registry-seal-state-expired"), Tone::Bad),
        ("in_service", false) => Tag::new(key("registry-seal-state-in_service"), Tone::Good),
        ("suspended", _) => Tag::new(key("registry-seal-state-suspended"), Tone::Warn),
        _ => Tag::new(key("registry-seal-state-cancelled"), Tone::Plain),
    }
}

/// `GET /registry/seal/{id}`: what it is, who made it, every use.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<SealId>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let made = find(&app, id)?;
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let from = reach::offset(&visit);
    let mut uses = app
        .platform()
        .journal()
        .read(|tx| platform::registry::uses_of(tx, id, from, reach::PAGE + 1))
        .map_err(read_failed)?;
    let pages = reach::pages(&visit, &format!("/registry/seal/{id}"), &mut uses);
    let table = Table {
        caption: Some(key("page-registry-seal-history")),
        columns: vec![
            Column::words(key("page-registry-seal-when")),
            Column::words(key("page-registry-seal-document")),
            Column::words(key("page-registry-seal-digest")),
        ],
        rows: uses.iter().map(|row| used(&visit, row)).collect(),
        empty: Some(key("page-registry-seal-history-none")),
        ..Table::default()
    };
    let actor = give::actor(&visit);
    let possible: Vec<_> = app
        .platform()
        .available(&actor, &thing.stream, &COMMANDS)
        .into_iter()
        .filter(|(_, answer)| answer.is_ok())
        .map(|(name, _)| name)
        .collect();
    let kind = format!("registry-seal-kind-{}", made.body.kind.id());
    let body = html! {
        (work::next_steps(&app, &visit, &todos))
        div class="grid g2" {
            div class="grid top" {
                section class="card" { (table.render(lang)) (pages.render(lang)) }
                section class="card" aria-labelledby="history" {
                    h2 id="history" { (say(lang, "ui-history")) }
                    (thing.timeline(&app, &visit).render(lang))
                }
            }
            aside class="grid top" {
                section class="card" aria-labelledby="facts" {
                    h2 id="facts" { (say(lang, "page-registry-seal-facts")) }
                    p class="stamps" { (picture(&visit, &made, &format!("/registry/seal/{id}/picture"))) }
                    (facts(&app, &visit, &made).render(lang))
                }
                @if !possible.is_empty() {
                    section class="card noprint" aria-labelledby="actions" {
                        h2 id="actions" { (say(lang, "page-registry-seal-actions")) }
                        ul class="tasks" { @for name in possible {
                            li { a href=(app.form_of(name, Some(&thing.stream))) { (names::command(name).said(lang)) } }
                        } }
                    }
                }
            }
        }
    };
    Ok(Page::new(&visit, key(kind))
        .crumb(key("page-registry-seals"), "/registry/seals")
        .lede(data(&*made.body.name))
        .beside_heading(tag(made.state.id(), made.body.until <= app.platform().now()).render(lang))
        .body(body))
}

fn find(app: &App, id: SealId) -> Result<Made, Failure> {
    let seal = app.platform().state::<Seal>(id).map_err(read_failed)?;
    seal.and_then(|seal| seal.made).ok_or_else(Failure::not_found)
}

fn used(visit: &Visit, row: &SealingRow) -> Vec<Markup> {
    vec![
        html! { span class="nw" { (texts::instant(visit.lang, row.at)) } },
        html! { a href=(super::paper_or_page(&row.about)) { (row.title) } },
        html! { code { (row.document) } },
    ]
}

fn facts(app: &App, visit: &Visit, made: &Made) -> Summary {
    let (lang, body) = (visit.lang, &made.body);
    let mut list = Summary::default()
        .data(key("registry-uscc"), &body.uscc)
        .row(key("page-registry-seal-holder"), holder(app, visit, made))
        .row(key("page-registry-seal-certificate"), html! { code { (body.certificate) } })
        .data(key("page-registry-seal-made"), texts::instant(lang, body.from))
        .data(key("page-registry-seal-until"), texts::instant(lang, body.until));
    let holds = maker_holds(app, made);
    let words = if holds { "page-registry-seal-maker-good" } else { "page-registry-seal-maker-bad" };
    list = list.row(key("page-registry-seal-maker"), html! { (say(lang, words)) });
    if let SealState::Cancelled { cause } = made.state {
        let cause = serde_json::to_value(cause).unwrap_or_default();
        let cause = format!("registry-seal-cause-{}", cause.as_str().unwrap_or("asked"));
        list = list.row(key("page-registry-seal-cause"), html! { (say(lang, &cause)) });
    }
    if let Some(successor) = made.successor {
        list = list.row(
            key("page-registry-seal-successor"),
            html! { a href={ "/registry/seal/" (successor) } { (body.name) } },
        );
    }
    list
}

/// People are named to their own organisation alone.
fn holder(app: &App, visit: &Visit, made: &Made) -> Markup {
    let own = give::actor(visit).organisation == made.body.organisation;
    let name = app.platform().name_of(made.body.holder).filter(|_| own);
    html! { (name.unwrap_or_else(|| made.body.name.clone())) }
}

/// Does the maker's signature hold, by the trial CA's root?
fn maker_holds(app: &App, made: &Made) -> bool {
    let Ok(authority) = app.platform().outside().authority() else { return false };
    Certificate::from_pem(&made.maker).is_ok_and(|maker| {
        stamp::verify_seal(&made.body, &made.signature, &maker, (authority.root(), made.body.from)).is_ok()
    })
}

fn picture(visit: &Visit, made: &Made, source: &str) -> Markup {
    let words = key("page-registry-seal-picture-of").with("name", &*made.body.name).said(visit.lang);
    html! { img class=(made.body.kind.id()) src=(source) alt=(words); }
}

/// `GET /registry/seal/{id}/picture`.
pub async fn image(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<SealId>,
) -> Result<Response, Failure> {
    if !subject::visible(&app, &visit, &id.stream())? {
        return Err(Failure::not_found());
    }
    served(&app, &find(&app, id)?)
}

/// `GET /registry/sealing/{seq}/picture`: to whoever may see what was sealed.
pub async fn sealing_image(
    State(app): State<App>,
    visit: Visit,
    Path(seq): Path<i64>,
) -> Result<Response, Failure> {
    let row =
        app.platform().journal().read(|tx| platform::registry::sealing(tx, seq)).map_err(read_failed)?;
    let row = row.ok_or_else(Failure::not_found)?;
    if !subject::visible(&app, &visit, &row.about)? {
        return Err(Failure::not_found());
    }
    served(&app, &find(&app, row.seal)?)
}

/// The picture, as a picture and nothing else.
fn served(app: &App, made: &Made) -> Result<Response, Failure> {
    let picture = app.platform().unseal(&made.body.picture).ok_or_else(Failure::not_found)?;
    let (media, bytes) = stamp::served(picture).map_err(|_| Failure::not_found())?;
    Ok(([(CONTENT_TYPE, media), (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox")], bytes)
        .into_response())
}

/// A signature place under a document.
pub struct Place<'p> {
    /// `purchaser`, `agency`, `supplier`.
    pub role: &'p str,
    /// Whose.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: &'p str,
    /// Has it signed, with a seal or without one?
    pub signed: bool,
}

/// The signature places under a document: each party's seals, and the facts by which each can be checked.
///
/// # Errors
/// If the store cannot be read.
pub fn places(app: &App, visit: &Visit, document: &Digest, places: &[Place<'_>]) -> Result<Markup, Failure> {
    let lang = visit.lang;
    let rows = app
        .platform()
        .journal()
        .read(|tx| platform::registry::sealings_of(tx, document))
        .map_err(read_failed)?;
    let rows: Vec<(SealingRow, Made)> =
        rows.into_iter().map(|row| find(app, row.seal).map(|made| (row, made))).collect::<Result<_, _>>()?;
    Ok(html! {
        div class="places" { @for place in places {
            @let own: Vec<_> = rows.iter().filter(|(_, made)| made.body.organisation == place.organisation).collect();
            div {
                p { (say(lang, &format!("page-registry-place-{}", place.role))) br; b { (place.name) } }
                @if own.is_empty() {
                    p class="quiet-text small" {
                        (say(lang, if place.signed { "page-registry-place-signed" } else { "page-registry-place-open" }))
                    }
                } @else {
                    p class="stamps" { @for (row, made) in &own {
                        (picture(visit, made, &format!("/registry/sealing/{}/picture", row.seq)))
                    } }
                }
                @for (row, made) in &own { (sealed(app, visit, row, made)) }
            }
        } }
    })
}

fn sealed(app: &App, visit: &Visit, row: &SealingRow, made: &Made) -> Markup {
    let lang = visit.lang;
    html! {
        dl class="sum small" {
            dt { (say(lang, "page-registry-seal-sealed")) }
            dd { (say(lang, &format!("registry-seal-kind-{}", made.body.kind.id()))) }
            dt { (say(lang, "page-registry-seal-when")) } dd { (texts::instant(lang, row.at)) }
            dt { (say(lang, "page-registry-seal-holder")) } dd { (holder(app, visit, made)) }
            dt { (say(lang, "page-registry-seal-certificate")) } dd { code { (made.body.certificate) } }
        }
    }
}
