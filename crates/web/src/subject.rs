//! `/<subsystem>/<entity>/<id>`: the page that everything has that is decided about. A subsystem's own page takes its place.

use crate::{
    app::{App, read_failed},
    components::{Happening, Page, Timeline},
    errors::Failure,
    give, names, summarise,
    visit::Visit,
    words::{Text, data, key, say},
    work,
};
use axum::extract::{Path, State};
use journal::Stored;
use kernel::{Actor, Role, StreamId, StreamName};
use maud::{Markup, html};
use serde_json::Value;

/// No page shows more of a stream's events than this, the newest first.
const MOST: usize = 100;

/// `GET /{subsystem}/{entity}/{id}`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path((subsystem, entity, id)): Path<(String, String, String)>,
) -> Result<Page, Failure> {
    let stream = StreamName::parse(&format!("{subsystem}.{entity}/{id}")).ok_or_else(Failure::not_found)?;
    let thing = Thing::load(&app, &visit, stream)?;
    let lang = visit.lang;
    let title = app.title_of(&thing.stream).map_or_else(|| names::kind(thing.stream.kind()), Text::Data);
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let body = html! {
        @if let Some(steps) = names::journey(thing.stream.kind()) { (steps.render(lang)) }
        (work::next_steps(&app, &visit, &todos))
        div class="grid g2" {
            section class="card" aria-labelledby="content" {
                h2 id="content" { (names::kind(thing.stream.kind()).said(lang)) }
                (summarise::state(&app, lang, thing.stream.subsystem(), &thing.state))
                (other_actions(&app, &visit, &thing.stream, &todos))
            }
            aside class="card" aria-labelledby="history" {
                h2 id="history" { (say(lang, "ui-history")) }
                (thing.timeline(&app, &visit).render(lang))
            }
        }
    };
    Ok(Page::new(&visit, title).crumb(key("nav-work"), "/work").body(body))
}

/// A stream that this reader may see.
pub struct Thing {
    /// Its name.
    pub stream: StreamName,
    /// Its newest state, as it is stored.
    pub state: Value,
    /// Its newest events.
    pub events: Vec<Stored>,
}

impl Thing {
    /// Loads it.
    ///
    /// # Errors
    /// `E_NOT_FOUND` if it is not there or not for this reader.
    pub fn load(app: &App, visit: &Visit, stream: StreamName) -> Result<Self, Failure> {
        let journal = app.platform().journal();
        let rows = journal
            .read(|tx| tx.query("SELECT body FROM state WHERE stream = $1", &[stream.as_str().into()]))
            .map_err(read_failed)?;
        let body = rows.first().ok_or_else(Failure::not_found)?.text(0).map_err(read_failed)?.to_owned();
        let mut events = journal.events(&stream).map_err(read_failed)?;
        if !may_see(&give::actor(visit), &stream, &body, &events) {
            return Err(Failure::not_found());
        }
        events.reverse();
        events.truncate(MOST);
        Ok(Self { stream, state: serde_json::from_str(&body).unwrap_or_default(), events })
    }
    /// What has happened to it. Experts stay nameless; people of other organisations are shown as their organisation.
    pub fn timeline(&self, app: &App, visit: &Visit) -> Timeline {
        let own = give::actor(visit);
        let happenings = self.events.iter().map(|event| Happening {
            at: event.at,
            what: names::event(&event.kind),
            who: Some(who(app, visit, &own, event)),
            link: None,
        });
        Timeline { happenings: happenings.collect() }
    }
}

/// Who did it. A step of two persons names both: the second gave the approval on behalf of the first.
fn who(app: &App, visit: &Visit, own: &Actor, event: &Stored) -> Text {
    let actor = &event.actor;
    if actor.is(&[Role::System, Role::Public]) {
        return names::role(if actor.is(&[Role::System]) { Role::System } else { Role::Public });
    }
    if actor.is(&[Role::Expert]) && actor.person != own.person {
        return names::role(Role::Expert);
    }
    let organisation = names::organisation(app, actor.organisation).said(visit.lang);
    if actor.organisation == own.organisation {
        let name = |person| app.platform().name_of(person).unwrap_or_default();
        return match event.on_behalf_of.filter(|first| *first != actor.person) {
            Some(first) => key("ui-two-names")
                .with("organisation", organisation)
                .with("first", name(first))
                .with("second", name(actor.person)),
            None => data(format!("{organisation} · {}", name(actor.person))),
        };
    }
    data(organisation)
}

/// Kinds about which nobody but the parties may learn anything here: who bids and who evaluates (四不知).
const CONFIDENTIAL: &[&str] = &["bidding.", "draw.", "evaluation.", "supervision.alert"];
/// Kinds that are their author's alone.
const PERSONAL: &[&str] = &["bidding.bid", "bidding.obtainment", "evaluation.sheet", "supervision.alert"];

/// The parties: whose organisation (for an expert: who in person) acted on it or is named in it; authorities whose reach
/// covers an actor's region, and auditors, except for what is confidential.
fn may_see(actor: &Actor, stream: &StreamName, body: &str, events: &[Stored]) -> bool {
    if actor.is(&[Role::Public]) {
        return false;
    }
    let expert = actor.is(&[Role::Expert]);
    let acted = events.iter().any(|event| {
        event.actor.person == actor.person || (!expert && event.actor.organisation == actor.organisation)
    });
    let oneself = [actor.person.uuid(), actor.organisation.uuid()].contains(&stream.uuid());
    let named = oneself
        || body.contains(&actor.person.to_string())
        || (!expert && body.contains(&actor.organisation.to_string()));
    if acted || (named && !PERSONAL.contains(&stream.kind())) {
        return true;
    }
    if CONFIDENTIAL.iter().any(|kind| stream.kind().starts_with(kind)) {
        return false;
    }
    let authority = [Role::FaRegulator, Role::FaRegulatorHead, Role::FaBudget, Role::FaTreasury];
    let reach = events.iter().any(|event| actor.region.covers(&event.actor.region));
    (actor.is(&authority) && reach) || actor.is(&[Role::Auditor])
}

/// Commands on this kind of stream that nobody is asked to give now: what is possible, and why the rest is not.
fn other_actions(app: &App, visit: &Visit, stream: &StreamName, todos: &[platform::Todo]) -> Markup {
    let lang = visit.lang;
    let actor = give::actor(visit);
    let names_: Vec<&str> = app
        .platform()
        .commands()
        .iter()
        .filter(|def| def.subject.is_some_and(|(kind, _)| kind == stream.kind()))
        .filter(|def| actor.is(def.audience) && !todos.iter().any(|todo| todo.command == def.name))
        .map(|def| def.name)
        .collect();
    if names_.is_empty() {
        return html! {};
    }
    let answers = app.platform().available(&actor, stream, &names_);
    html! {
        @let possible: Vec<_> = answers.iter().filter(|(_, answer)| answer.is_ok()).collect();
        @let not_now: Vec<_> = answers.iter().filter_map(|(name, answer)| Some((name, answer.as_ref().err()?))).collect();
        @if !possible.is_empty() {
            div class="row mt" { @for (name, _) in possible {
                a class="btn quiet" href=(app.form_of(name, Some(stream))) { (names::command(name).said(lang)) }
            } }
        }
        @if !not_now.is_empty() {
            details class="mt" {
                summary { (say(lang, "ui-not-now")) }
                dl class="sum" { @for (name, refusal) in not_now {
                    dt { (names::command(name).said(lang)) }
                    dd { (platform::texts::refusal(lang, refusal).message) }
                } }
            }
        }
    }
}
