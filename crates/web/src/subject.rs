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
use kernel::{Actor, PersonId, ProjectId, Role, StreamName};
use maud::{Markup, html};
use procurement::tender::Project;
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
        if !visible(app, visit, &stream)? {
            return Err(Failure::not_found());
        }
        let mut events = journal.events(&stream).map_err(read_failed)?;
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

/// Is this reader party to it?
///
/// # Errors
/// If the store cannot be read.
pub fn visible(app: &App, visit: &Visit, stream: &StreamName) -> Result<bool, Failure> {
    let parties = platform::parties::parties(app.platform(), stream).map_err(read_failed)?;
    Ok(parties.include(&give::actor(visit)))
}

/// May this reader be told what it is called? Its parties; everybody, once it is announced.
pub fn may_name(app: &App, visit: &Visit, stream: &StreamName) -> bool {
    let project = stream.id::<ProjectId>().and_then(|id| app.platform().state::<Project>(id).ok().flatten());
    project.is_some_and(|project| project.schedule().is_ok()) || visible(app, visit, stream).unwrap_or(false)
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
        let lent = |principal: &PersonId| actor.lent.iter().any(|lent| lent.by == *principal);
        if let Some(principal) = event.on_behalf_of.filter(lent) {
            return key("ui-in-place-of")
                .with("organisation", organisation)
                .with("person", name(actor.person))
                .with("principal", name(principal));
        }
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
