//! The workbench: what I have to do, what waits for my approval, what I proposed, what I can start.

use crate::{
    app::{App, read_failed},
    components::{Action, Column, Page, Table, Tag, Tone},
    errors::Failure,
    give, names,
    visit::Visit,
    words::{Text, data, key, say},
};
use axum::extract::State;
use kernel::{Instant, Span};
use maud::{Markup, html};
use platform::Todo;

/// No list of to-dos is longer; the most urgent stand first.
const MOST: u32 = 100;

/// What stands on the page of one's account and not among the work.
const ACCOUNT: &[&str] = &[
    "registry.change_password",
    "registry.enable_second_factor",
    "registry.confirm_second_factor",
    "registry.disable_second_factor",
    "registry.issue_certificate",
    "registry.bind_certificate",
    "registry.keep_signing_key",
];

/// `GET /work`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let person = visit.signed_in()?.clone();
    let todos = app.platform().todo(&person.actor, MOST).map_err(read_failed)?;
    let proposals = app
        .platform()
        .journal()
        .read(|tx| platform::supervision::proposals_of(tx, person.actor.person, 10))
        .map_err(read_failed)?;
    let now = app.platform().now();
    let lang = visit.lang;
    let roles = person.actor.roles.iter().map(|role| names::role(*role).said(lang)).collect::<Vec<_>>();
    let started: Vec<&str> = app
        .platform()
        .commands()
        .iter()
        .filter(|def| def.subject.is_none() && person.actor.is(def.audience))
        .map(|def| def.name)
        .filter(|name| !ACCOUNT.contains(name))
        .collect();
    let body = html! {
        div class="grid g2" {
            div class="grid top" {
            section class="card" aria-labelledby="todo" {
                h2 id="todo" { (key("work-todo").with("count", todos.len()).said(lang)) }
                @if todos.is_empty() { p class="empty" { (say(lang, "work-nothing")) } }
                ul class="tasks" { @for todo in &todos { (task(&app, &visit, todo, now)) } }
            }
        @if !proposals.is_empty() {
            section class="card" {
                (Table {
                    caption: Some(key("work-proposed")),
                    columns: vec![
                        Column::words(key("work-matter")),
                        Column::words(key("work-state")),
                        Column::words(key("work-when")),
                    ],
                    rows: proposals.iter().map(|row| vec![
                        html! {
                            a href={ "/supervision/proposal/" (row.id) } { (names::command(&row.command).said(lang)) }
                            @if let Some(title) = title_of(&app, row.id) { br; span class="small quiet-text" { (title) } }
                        },
                        proposal_state(&row.state).render(lang),
                        html! { span class="nw" { (platform::texts::instant(lang, row.at)) } },
                    ]).collect(),
                    ..Table::default()
                }.render(lang))
            }
        }
            }
            aside class="grid top" {
                @if !started.is_empty() {
                    section class="card" aria-labelledby="start" {
                        h2 id="start" { (say(lang, "work-start")) }
                        ul class="tasks" { @for name in started {
                            li { a href=(app.form_of(name, None)) { (names::command(name).said(lang)) } }
                        } }
                    }
                }
            }
        }
    };
    let lede = Text::Data(format!("{} · {}", person.organisation, roles.join(" · ")));
    Ok(Page::new(&visit, key("nav-work")).lede(lede).body(body))
}

/// What a proposal is about.
fn title_of(app: &App, id: kernel::ProposalId) -> Option<String> {
    use procurement::supervision::Proposal;
    let proposed = match app.platform().state::<Proposal>(id).ok()?? {
        Proposal::Unknown => return None,
        Proposal::Pending(proposed)
        | Proposal::Approved { proposed, .. }
        | Proposal::Rejected { proposed, .. } => proposed,
    };
    (!proposed.title.is_empty()).then_some(proposed.title)
}

/// Where a proposal stands, as a tag.
pub fn proposal_state(state: &str) -> Tag {
    let tone = match state {
        "approved" => Tone::Good,
        "rejected" => Tone::Bad,
        _ => Tone::Warn,
    };
    Tag::new(key(format!("work-proposal-{state}")), tone)
}

fn task(app: &App, visit: &Visit, todo: &Todo, now: Instant) -> Markup {
    let lang = visit.lang;
    let title = if todo.title.is_empty() { names::kind(todo.stream.kind()) } else { data(&*todo.title) };
    let href = app.form_of(&todo.command, Some(&todo.stream));
    html! {
        li {
            div {
                a href=(names::page(&todo.stream)) { (title.said(lang)) }
                p {
                    (names::command(&todo.command).said(lang))
                    @if let Some(due) = todo.due { " · " (due_tag(due, now).render(lang)) }
                }
            }
            (Action { label: names::command(&todo.command), href, quiet: false }.render(lang))
        }
    }
}

/// A time limit; the nearer, the louder.
pub fn due_tag(due: Instant, now: Instant) -> Tag {
    if due < now {
        Tag::new(key("work-overdue").with("due", due), Tone::Bad)
    } else if due.since(now) < Span::days(2) {
        Tag::new(key("work-due").with("due", due), Tone::Warn)
    } else {
        Tag::new(key("work-due").with("due", due), Tone::Plain)
    }
}

/// The steps that are to be done about a stream, with the reader's own as buttons.
pub fn next_steps(app: &App, visit: &Visit, todos: &[Todo]) -> Markup {
    let lang = visit.lang;
    let actor = give::actor(visit);
    html! {
        @for todo in todos {
            // The platform's own timers are no one's task.
            @if todo.role != kernel::Role::System {
                @let mine = actor.is(&[todo.role]) && todo.person.is_none_or(|person| person == actor.person);
                (crate::components::NextStep {
                    what: names::command(&todo.command),
                    why: (!mine).then(|| key("work-waits-for").with("role", kernel::Arg::Key(format!("role-{}", todo.role.id())))),
                    due: todo.due,
                    actions: if mine { vec![Action::main(names::command(&todo.command), app.form_of(&todo.command, Some(&todo.stream)))] } else { Vec::new() },
                }.render(lang))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_stands_on_the_account_s_page_exists() {
        let commands = platform::commands();
        for name in super::ACCOUNT {
            assert!(commands.get(name).is_some(), "{name}");
        }
    }
}
