//! 入库资料: the task list for those who fill it in, everything at one glance for those who review it.

use super::shown;
use crate::{
    app::{App, read_failed},
    components::{Page, Tag, Tone},
    errors::Failure,
    give, names,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::{
    extract::{Path, State},
    response::Redirect,
};
use kernel::{DossierId, OrganisationId, Refusal, StreamId};
use maud::{Markup, html};
use procurement::registry::{Dossier, Kind, Organisation, Part, Stage};

/// A dossier that the reader may see.
pub struct Seen {
    /// Its id.
    pub id: DossierId,
    /// The dossier.
    pub dossier: Dossier,
    /// Whose it is.
    pub organisation: Organisation,
    /// Does the reader belong to that organisation?
    pub own: bool,
}
impl Seen {
    /// Loads it for its own people, and for finance departments and auditors whose region covers it.
    ///
    /// # Errors
    /// `E_NOT_FOUND` for anybody else.
    pub fn load(app: &App, visit: &Visit, id: &str) -> Result<Self, Failure> {
        let id: DossierId = id.parse().map_err(|_| Failure::not_found())?;
        let owner = OrganisationId::from_uuid(id.uuid());
        let dossier = app.platform().state::<Dossier>(id).map_err(read_failed)?;
        let organisation = app.platform().state::<Organisation>(owner).map_err(read_failed)?;
        let (Some(dossier), Some(organisation)) = (dossier, organisation) else {
            return Err(Failure::not_found());
        };
        let actor = give::actor(visit);
        let own = actor.organisation == owner;
        let authority =
            actor.is(&[kernel::Role::FaRegulator, kernel::Role::FaRegulatorHead, kernel::Role::Auditor])
                && actor.region.covers(&organisation.registration.region);
        if own || authority { Ok(Self { id, dossier, organisation, own }) } else { Err(Failure::not_found()) }
    }
    /// Is the reader one of those who fill it in, and may that be done now?
    pub fn editable(&self, visit: &Visit) -> bool {
        let clerk = self.dossier.filler().is_some_and(|role| give::actor(visit).is(&[role]));
        self.own && clerk && !matches!(self.dossier.stage, Stage::Submitted { .. } | Stage::Closed)
    }
    /// Its address.
    pub fn path(&self) -> String {
        format!("/registry/dossier/{}", self.id)
    }
}

/// `GET /registry/mine`: to an expert's own record; else to the reader's own organisation: its dossier, if it has one.
pub async fn mine(State(app): State<App>, visit: Visit) -> Result<Redirect, Failure> {
    let actor = give::actor(&visit);
    if actor.is(&[kernel::Role::Expert]) {
        return Ok(Redirect::to(&format!("/registry/expert/{}", actor.person)));
    }
    let organisation = actor.organisation;
    let dossier =
        app.platform().state::<Dossier>(DossierId::from_uuid(organisation.uuid())).map_err(read_failed)?;
    let entity = if dossier.is_some() { "dossier" } else { "organisation" };
    Ok(Redirect::to(&format!("/registry/{entity}/{organisation}")))
}

/// `GET /registry/dossier/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    draw(&app, &visit, &Seen::load(&app, &visit, &id)?)
}

fn draw(app: &App, visit: &Visit, seen: &Seen) -> Result<Page, Failure> {
    let (lang, dossier) = (visit.lang, &seen.dossier);
    let thing = Thing::load(app, visit, seen.id.stream())?;
    let todos = app.platform().todo_of(&seen.id.stream()).map_err(read_failed)?;
    let body = html! {
        @if let Stage::Returned { reason } = &dossier.stage {
            div class="box warn" role="status" { p class="last" { strong { (say(lang, "page-registry-returned")) } " " (reason) } }
        }
        // What is asked of the clerk before the end is the task list itself.
        @if !seen.editable(visit) || dossier.missing().is_empty() { (work::next_steps(app, visit, &todos)) }
        div class="grid g2" {
            div {
                @if seen.editable(visit) { (tasks(visit, seen)) }
                // What is in service is there to read as well; before that the task list shows what was filled in.
                @if !seen.editable(visit) || dossier.stage == Stage::Settled { (shown::everything(app, visit, seen)) }
            }
            aside class="card" aria-labelledby="history" {
                h2 id="history" { (say(lang, "ui-history")) }
                (thing.timeline(app, visit).render(lang))
            }
        }
    };
    Ok(Page::new(visit, data(&*seen.organisation.registration.name))
        .crumb(key("nav-work"), "/work")
        .lede(
            key("page-registry-dossier-lede")
                .with("kind", kernel::Arg::Key(format!("registry-kind-{}", dossier.kind.id()))),
        )
        .body(body))
}

/// The task list: each part with what stands in it and whether it is done; last, to hand it in.
fn tasks(visit: &Visit, seen: &Seen) -> Markup {
    let (lang, dossier) = (visit.lang, &seen.dossier);
    let open = dossier.missing();
    html! {
        section class="card" aria-labelledby="tasks" {
            h2 id="tasks" { (say(lang, "page-registry-tasks")) }
            ol class="tasks" {
                @for part in Part::of(dossier.kind) {
                    li {
                        div {
                            a href=(address(seen, *part)) { (say(lang, &format!("page-registry-part-{}", part.id()))) }
                            p { (note(visit, dossier, *part)) }
                        }
                        @if open.contains(part) {
                            (Tag::new(key("page-registry-open"), Tone::Warn).render(lang))
                        } @else {
                            (Tag::new(key("page-registry-done"), Tone::Good).render(lang))
                        }
                    }
                }
            }
            @if dossier.stage == Stage::Settled {
                p class="last mt" { (say(lang, "page-registry-settled")) }
            } @else if open.is_empty() {
                p class="mt" { (say(lang, "page-registry-ready")) }
            } @else {
                p class="last mt quiet-text" { (key("page-registry-left").with("count", open.len()).said(lang)) }
            }
        }
    }
}
fn address(seen: &Seen, part: Part) -> String {
    match part {
        Part::Documents => format!("{}/documents", seen.path()),
        _ => format!("{}/part/{}", seen.path(), part.id()),
    }
}
fn note(visit: &Visit, dossier: &Dossier, part: Part) -> Markup {
    let lang = visit.lang;
    let lacking = dossier.draft.lacking(dossier.kind);
    html! {
        @match part {
            Part::Documents if !lacking.is_empty() => {
                (say(lang, "page-registry-lacking"))
                @for (at, kind) in lacking.iter().enumerate() {
                    @if at > 0 { (say(lang, "ui-comma")) }
                    (say(lang, &format!("registry-document-{}", kind.id())))
                }
            }
            _ => (say(lang, &format!("page-registry-part-{}.note", part.id()))),
        }
    }
}

/// Whose name stands on the register as what.
pub fn kind_name(kind: Kind) -> crate::words::Text {
    key(format!("registry-kind-{}", kind.id()))
}
/// A standing as a tag.
pub fn standing(id: &str) -> Tag {
    let tone = match id {
        "active" => Tone::Good,
        "draft" => Tone::Warn,
        _ => Tone::Bad,
    };
    Tag::new(key(format!("page-registry-standing-{id}")), tone)
}
/// The region's name.
pub fn region(organisation: &Organisation) -> crate::words::Text {
    names::region(organisation.registration.region)
}
/// Not for this reader, or not now.
pub fn closed() -> Failure {
    Failure::from(Refusal::new("E_UNDER_REVIEW"))
}
