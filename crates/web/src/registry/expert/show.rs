//! The record of an expert: for the expert the task list and what can be done, for the department everything.

use super::{finding_state, part, seen::Seen, shown, standing};
use crate::{
    app::{App, read_failed},
    components::{Column, Page, Summary, Table, Tag, Tone},
    errors::Failure,
    give, names,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::ExpertId;
use maud::{Markup, html};
use platform::{evaluation::RatingRow, registry::FindingRow, texts};
use procurement::registry::{ExpertPart, ExpertStanding, Paper};

/// So many ratings are shown.
const RATINGS: u32 = 30;
/// What is offered beside the to-dos.
const COMMANDS: &[&str] = &[
    "registry.withdraw_expert",
    "registry.renew_expert",
    "registry.leave_expert",
    "registry.end_leave",
    "registry.resign_expert",
    "registry.suspend_expert",
    "registry.restore_expert",
    "registry.dismiss_expert",
];

/// `GET /registry/expert/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<ExpertId>) -> Result<Page, Failure> {
    let seen = Seen::load(&app, &visit, id)?;
    let (lang, expert) = (visit.lang, &seen.expert);
    let thing = Thing::load(&app, &visit, seen.stream())?;
    let todos = app.platform().todo_of(&seen.stream()).map_err(read_failed)?;
    let person = seen.office.person;
    let (findings, ratings) = app
        .platform()
        .journal()
        .read(|tx| {
            let findings = platform::registry::findings_of(tx, id)?;
            Ok((findings, platform::evaluation::ratings_of(tx, person, RATINGS)?))
        })
        .map_err(read_failed)?;
    let open = seen.open();
    let body = html! {
        @if let Paper::Returned { reason } = &expert.paper {
            div class="box warn" role="status" { p class="last" { strong { (say(lang, "page-registry-returned")) } " " (reason) } }
        }
        // What is asked of the expert before the end is the task list itself.
        @if !open || expert.draft.missing().is_empty() || expert.paper == Paper::Settled {
            (work::next_steps(&app, &visit, &todos))
        }
        div class="grid g2" {
            div {
                section class="card mb" aria-labelledby="state" {
                    h2 id="state" { (say(lang, "page-registry-expert-state")) }
                    (state(&visit, &seen).render(lang))
                    (actions(&app, &visit, &seen))
                }
                @if open { (tasks(&visit, &seen)) }
                @if !open || expert.version > 0 { (shown::everything(&app, &visit, &seen)) }
                @if expert.version > 0 {
                    (findings_card(&visit, &findings))
                    (ratings_card(&app, &visit, &seen, &ratings))
                }
            }
            aside class="card" aria-labelledby="history" {
                h2 id="history" { (say(lang, "ui-history")) }
                (thing.timeline(&app, &visit).render(lang))
            }
        }
    };
    Ok(Page::new(&visit, data(&*seen.office.code))
        .crumb(key("nav-work"), "/work")
        .lede(key("page-registry-expert-lede"))
        .body(body))
}

/// Where the career stands.
fn state(visit: &Visit, seen: &Seen) -> Summary {
    let (lang, expert) = (visit.lang, &seen.expert);
    let (cause, words, until) = match &expert.standing {
        ExpertStanding::Suspended { cause, reason, until } => (cause.id(), reason.as_str(), *until),
        ExpertStanding::Dismissed { cause, .. } | ExpertStanding::Archived { cause } => {
            (cause.id(), "", None)
        }
        _ => ("", "", None),
    };
    let standing = html! {
        (standing(expert.standing.id()).render(lang))
        @if !cause.is_empty() { " " (say(lang, &format!("page-registry-expert-cause-{cause}"))) }
        @if !words.is_empty() { " · " (words) }
        @if let Some(until) = until { " · " (texts::date(lang, until)) }
    };
    let mut list = Summary::default()
        .row(key("page-registry-expert-standing"), standing)
        .row(key("page-registry-expert-region"), html! { (names::region(seen.office.region).said(lang)) });
    if let Some(term) = &expert.term {
        let term = html! { (texts::date(lang, term.from)) " – " (texts::date(lang, term.until)) };
        list = list.row(key("page-registry-expert-term"), term);
    }
    if let Some(day) = expert.served.retires {
        list = list.row(key("page-registry-expert-retires"), html! { (texts::date(lang, day)) });
    }
    if let Paper::Submitted { purpose, at } = &expert.paper {
        let words = html! {
            (Tag::new(key(format!("page-registry-expert-purpose-{}", purpose.id())), Tone::Warn).render(lang))
            " " (texts::instant(lang, *at))
        };
        list = list.row(key("page-registry-expert-paper"), words);
    }
    list.row(key("page-registry-version"), html! { (expert.version) })
}

/// What this reader can do now.
fn actions(app: &App, visit: &Visit, seen: &Seen) -> Markup {
    let (lang, actor, stream) = (visit.lang, give::actor(visit), seen.stream());
    let answers = app.platform().available(&actor, &stream, COMMANDS);
    let possible: Vec<_> = answers.iter().filter(|(_, answer)| answer.is_ok()).collect();
    html! {
        @if !possible.is_empty() {
            h3 class="mt" { (say(lang, "page-registry-expert-actions")) }
            div class="row" { @for (name, _) in possible {
                a class="btn quiet" href=(app.form_of(name, Some(&stream))) { (names::command(name).said(lang)) }
            } }
        }
    }
}

/// The task list: each part with whether it is done.
fn tasks(visit: &Visit, seen: &Seen) -> Markup {
    let (lang, expert) = (visit.lang, &seen.expert);
    let open = expert.draft.missing();
    html! {
        section class="card mb" aria-labelledby="tasks" {
            h2 id="tasks" { (say(lang, part::heading(seen))) }
            ol class="tasks" {
                @for part in ExpertPart::ALL {
                    li {
                        div {
                            a href=(address(seen, part)) { (say(lang, &format!("page-registry-expert-part-{}", part.id()))) }
                            p { (say(lang, &format!("page-registry-expert-part-{}.note", part.id()))) }
                        }
                        @if open.contains(&part) {
                            (Tag::new(key("page-registry-open"), Tone::Warn).render(lang))
                        } @else {
                            (Tag::new(key("page-registry-done"), Tone::Good).render(lang))
                        }
                    }
                }
            }
            @if !open.is_empty() {
                p class="last mt quiet-text" { (key("page-registry-left").with("count", open.len()).said(lang)) }
            } @else if expert.paper == Paper::Settled {
                p class="last mt" { (say(lang, "page-registry-expert-settled")) }
            } @else {
                p class="last mt" { (say(lang, "page-registry-expert-ready")) }
            }
        }
    }
}
fn address(seen: &Seen, part: ExpertPart) -> String {
    match part {
        ExpertPart::Title | ExpertPart::Specialities => format!("{}/{}", seen.path(), part.id()),
        _ => format!("{}/part/{}", seen.path(), part.id()),
    }
}

fn findings_card(visit: &Visit, findings: &[FindingRow]) -> Markup {
    let lang = visit.lang;
    html! {
        section class="card mb" aria-labelledby="findings" {
            h2 id="findings" { (say(lang, "page-registry-expert-findings")) }
            @if findings.is_empty() { p class="last quiet-text" { (say(lang, "page-registry-expert-findings-none")) } }
            ul class="tasks" {
                @for row in findings {
                    li {
                        div {
                            (say(lang, &format!("registry-finding-{}", row.kind))) " " span class="num" { (row.fact) }
                            p { (texts::instant(lang, row.at)) }
                        }
                        (finding_state(&row.state).render(lang))
                    }
                }
            }
        }
    }
}

fn ratings_card(app: &App, visit: &Visit, seen: &Seen, ratings: &[RatingRow]) -> Markup {
    let lang = visit.lang;
    let count = u32::try_from(ratings.len()).unwrap_or(u32::MAX);
    let sum: u32 = ratings.iter().map(|row| row.percent).sum();
    let explain = |row: &RatingRow| {
        let stream = kernel::StreamId::stream(row.rating);
        let ready = app.platform().ready(&give::actor(visit), "evaluation.explain_rating", &stream);
        (seen.own && ready.is_ok()).then(|| app.form_of("evaluation.explain_rating", Some(&stream)))
    };
    let rows = ratings
        .iter()
        .map(|row| {
            vec![
                html! {
                    @if seen.own { a href={ "/evaluation/rating/" (row.rating) } { (row.title) } }
                    @else { (row.title) }
                },
                html! { (say(lang, &format!("evaluation-party-{}", row.party))) },
                html! { span class="num" { (row.marks[0]) " / " (row.marks[1]) " / " (row.marks[2]) } },
                html! {
                    (row.comment)
                    @if !row.explanation.is_empty() {
                        p class="small" { (say(lang, "page-registry-expert-explained")) (row.explanation) }
                    } @else if let Some(href) = explain(row) {
                        p class="small" { a href=(href) { (say(lang, "page-registry-expert-explain")) } }
                    }
                },
                html! { span class="nw" { (texts::instant(lang, row.at)) } },
            ]
        })
        .collect();
    let marks = ["discipline", "competence", "integrity"]
        .map(|mark| say(lang, &format!("page-evaluation-rating-{mark}")));
    let table = Table {
        columns: vec![
            Column::words(key("work-matter")),
            Column::words(key("page-evaluation-rating-who")),
            Column::words(data(marks.join(" / "))),
            Column::words(key("evaluation-comment")),
            Column::words(key("work-when")),
        ],
        rows,
        ..Table::default()
    };
    html! {
        section class="card mb" aria-labelledby="ratings" {
            h2 id="ratings" { (say(lang, "page-registry-expert-ratings")) }
            @if ratings.is_empty() {
                p class="last quiet-text" { (say(lang, "page-registry-expert-ratings-none")) }
            } @else {
                p { (key("page-registry-expert-ratings-mean").with("count", ratings.len()).with("percent", i64::from(sum / count.max(1))).said(lang)) }
                (table.render(lang))
            }
        }
    }
}
