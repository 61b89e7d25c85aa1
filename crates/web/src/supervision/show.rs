//! One alert: what was seen, on what ground, what was said about it, what can be done.

use super::{rule_name, state_tag};
use crate::{
    app::{App, read_failed},
    components::{Action, Alert as Box_, Happening, Level as Tone, Page, Summary, Timeline, basis},
    errors::Failure,
    give, names,
    visit::Visit,
    words::{Text, data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{Actor, AlertId, Role, StreamId, StreamName};
use maud::{Markup, html};
use procurement::{
    law::Level,
    supervision::{Alert, AlertStage, Raised, Reason},
};

/// Commands that an alert's page offers.
const COMMANDS: &[&str] = &["supervision.ask_alert", "supervision.explain_alert", "supervision.close_alert"];

fn authority(actor: &Actor, raised: &Raised) -> bool {
    (actor.is(&[Role::FaRegulator, Role::FaRegulatorHead]) && actor.region.covers(&raised.region))
        || actor.is(&[Role::Auditor])
}

/// `GET /supervision/alert/{id}`. Those concerned see a recorded alert only once they were asked, and never who else it
/// is about.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    let id: AlertId = id.parse().map_err(|_| Failure::not_found())?;
    let alert = app.platform().state::<Alert>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let raised = alert.raised.as_ref().ok_or_else(Failure::not_found)?;
    let actor = give::actor(&visit);
    let authority = authority(&actor, raised);
    if !authority && !alert.shown_to(actor.organisation) {
        return Err(Failure::not_found());
    }
    let lang = visit.lang;
    let stream = id.stream();
    let todos = app.platform().todo_of(&stream).map_err(read_failed)?;
    let actions = app
        .platform()
        .available(&actor, &stream, COMMANDS)
        .into_iter()
        .filter(|(_, answer)| answer.is_ok())
        .map(|(name, _)| Action::quiet(names::command(name), app.form_of(name, Some(&stream))))
        .collect();
    let book = &app.platform().outside().rules;
    let basis = book.rule(&raised.rule).map(|rule| {
        html! {
            (say(lang, "ui-basis")) (say(lang, "ui-colon")) (basis(&rule.basis)) " · "
            (say(lang, "page-supervision-lead"))
        }
    });
    let box_ = Box_ {
        title: data(rule_name(book, &raised.rule, lang)),
        level: match raised.level {
            Level::Red => Tone::Red,
            Level::Orange => Tone::Orange,
            Level::Yellow => Tone::Yellow,
        },
        seen: html! {
            p { (Text::Key(format!("risk-{}", raised.rule).into(), raised.args.clone()).said(lang)) }
            @if authority && !raised.evidence.is_empty() { (evidence(&app, &visit, &raised.evidence)) }
        },
        basis,
        actions,
    };
    let summary = Summary::default()
        .row(key("page-supervision-state"), state_tag(alert.state()).render(lang))
        .row(key("page-supervision-matter"), link(&app, &visit, &raised.subject, &raised.title))
        .data(key("supervision-organisation"), names::organisation(&app, raised.organisation).said(lang))
        .data(key("page-supervision-region"), names::region(raised.region).said(lang));
    Ok(Page::new(&visit, data(raised.title.clone()))
        .crumb(key("nav-work"), "/work")
        .crumb(key("page-supervision-alerts"), if authority { "/supervision" } else { "/work" })
        .body(html! {
            (work::next_steps(&app, &visit, &todos))
            div class="grid g2" {
                div { (box_.render(lang)) (said(&alert, &visit)) }
                aside class="card" aria-labelledby="about" {
                    h2 id="about" { (say(lang, "stream-supervision-alert")) }
                    (summary.render(lang))
                    h2 class="mt" { (say(lang, "ui-history")) }
                    (timeline(&app, &stream)?.render(lang))
                }
            }
        }))
}

fn link(app: &App, visit: &Visit, stream: &StreamName, fallback: &str) -> Markup {
    let title = app.title_of(stream).map_or_else(|| data(fallback), Text::Data);
    html! { a href=(names::page(stream)) { (title.said(visit.lang)) } }
}
fn evidence(app: &App, visit: &Visit, streams: &[StreamName]) -> Markup {
    html! {
        p class="small quiet-text" { (say(visit.lang, "page-supervision-evidence")) }
        ul class="small" { @for stream in streams {
            li { (names::kind(stream.kind()).said(visit.lang)) " " (link(app, visit, stream, stream.as_str())) }
        } }
    }
}
/// Question, explanation and decision, as far as they have come.
fn said(alert: &Alert, visit: &Visit) -> Markup {
    let lang = visit.lang;
    let reason = |heading: &str, reason: &Reason| {
        html! {
            section class="card mt" {
                h2 { (say(lang, heading)) }
                p { (reason.text) }
                p class="small quiet-text" { (platform::texts::instant(lang, reason.at)) }
            }
        }
    };
    match &alert.stage {
        AlertStage::Open => html! {},
        AlertStage::Asked { question, due } => html! {
            section class="card mt" {
                h2 { (say(lang, "event-alert-asked")) }
                p { (question) }
                p class="small quiet-text" { (key("page-supervision-due").with("due", *due).said(lang)) }
            }
        },
        AlertStage::Explained(explanation) => reason("event-alert-explained", explanation),
        AlertStage::Closed { explanation, outcome, opinion } => html! {
            @if let Some(explanation) = explanation { (reason("event-alert-explained", explanation)) }
            (reason(&format!("alert-state-{}", outcome.id()), opinion))
        },
    }
}
fn timeline(app: &App, stream: &StreamName) -> Result<Timeline, Failure> {
    let mut events = app.platform().journal().events(stream).map_err(read_failed)?;
    events.reverse();
    let happenings = events.iter().map(|event| {
        let who = match event.actor.is(&[Role::System]) {
            true => names::role(Role::System),
            false => names::organisation(app, event.actor.organisation),
        };
        Happening { at: event.at, what: names::event(&event.kind), who: Some(who), link: None }
    });
    Ok(Timeline { happenings: happenings.collect() })
}
