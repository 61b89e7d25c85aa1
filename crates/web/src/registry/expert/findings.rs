//! Findings of a compliance review: asked about, explained, settled.

use super::{finding_state, seen::Seen};
use crate::{
    app::App,
    components::{Choice, Form, Page, Summary},
    errors::Failure,
    give,
    posted::Values,
    step::Step,
    visit::Visit,
    words::{data, key, say},
};
use axum::response::Response;
use journal::Accepted;
use kernel::{ExpertId, Refusal};
use maud::{Markup, html};
use platform::texts;
use procurement::registry::{Finding, FindingState};

/// 要求专家说明.
pub struct Ask;
/// 处理合规线索.
pub struct Answer;
/// 说明情况.
pub struct Explain;

impl Step for Ask {
    const COMMAND: &'static str = "registry.ask_finding";
    const PATH: &'static str = "/registry/expert/{id}/ask";
    const SUBJECT: &'static str = "expert";
    type Id = ExpertId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: ExpertId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let seen = Seen::load(app, visit, id)?;
        let f = Form::new(visit, "registry-ask_finding").values(values).errors(give::errors(refusal));
        let open = of(&seen, |finding| !asked(finding));
        page(
            visit,
            &seen,
            "registry-ask_finding",
            &open,
            &f,
            refusal,
            &html! {
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (f.radios("number", choices(visit, &open)))
                    (f.textarea("question", 500))
                    (give::submit(visit, "ui-submit"))
                }))
            },
        )
    }
}

impl Step for Answer {
    const COMMAND: &'static str = "registry.answer_finding";
    const PATH: &'static str = "/registry/expert/{id}/answer";
    const SUBJECT: &'static str = "expert";
    type Id = ExpertId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: ExpertId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let seen = Seen::load(app, visit, id)?;
        let f = Form::new(visit, "registry-answer_finding").values(values).errors(give::errors(refusal));
        let open = of(&seen, |_| true);
        page(
            visit,
            &seen,
            "registry-answer_finding",
            &open,
            &f,
            refusal,
            &html! {
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (f.radios("number", choices(visit, &open)))
                    (f.radios("answer", f.choices("answer", &["kept", "suspended", "dismissed"])))
                    (f.textarea("reason", 500))
                    (give::submit(visit, "ui-submit"))
                }))
                p { a href=(Ask::path(id)) { (say(visit.lang, "registry-ask_finding")) } }
            },
        )
    }
}

impl Step for Explain {
    const COMMAND: &'static str = "registry.explain_finding";
    const PATH: &'static str = "/registry/expert/{id}/explain";
    const SUBJECT: &'static str = "expert";
    type Id = ExpertId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: ExpertId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let seen = Seen::load(app, visit, id)?;
        if !seen.own {
            return Err(Failure::not_found());
        }
        let f = Form::new(visit, "registry-explain_finding").values(values).errors(give::errors(refusal));
        let open = of(&seen, asked);
        page(
            visit,
            &seen,
            "registry-explain_finding",
            &open,
            &f,
            refusal,
            &html! {
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (f.radios("number", choices(visit, &open)))
                    (f.textarea("explanation", 1000))
                    (give::submit(visit, "ui-submit"))
                }))
            },
        )
    }
    fn done(values: &Values, _accepted: &Accepted) -> Response {
        let expert = values.get(Self::SUBJECT).unwrap_or_default();
        give::done_to(&format!("/registry/expert/{expert}"), "done-registry-expert-filled")
    }
}

fn asked(finding: &Finding) -> bool {
    matches!(finding.state, FindingState::Asked { .. })
}
/// The findings that the form is about.
fn of(seen: &Seen, wanted: impl Fn(&Finding) -> bool) -> Vec<&Finding> {
    seen.expert.findings.iter().filter(|finding| wanted(finding)).collect()
}
fn choices(visit: &Visit, open: &[&Finding]) -> Vec<Choice> {
    let words = |finding: &Finding| {
        let kind = say(visit.lang, &format!("registry-finding-{}", finding.kind.id()));
        data(format!("{} {kind} {}", finding.number, finding.fact))
    };
    open.iter().map(|finding| Choice::new(finding.number.to_string(), words(finding))).collect()
}

fn page(
    visit: &Visit,
    seen: &Seen,
    title: &'static str,
    open: &[&Finding],
    f: &Form<'_>,
    refusal: Option<&Refusal>,
    form: &Markup,
) -> Result<Page, Failure> {
    Ok(Page::new(visit, key(title))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*seen.office.code), seen.path())
        .status(give::status(refusal))
        .body(html! {
            (give::refused(f, refusal))
            @for finding in open { (card(visit, finding)) }
            @if open.is_empty() {
                p class="empty" { (say(visit.lang, "page-registry-expert-findings-none")) }
            } @else {
                (form)
            }
        }))
}

/// What was found, on what it rests, and what was said about it.
fn card(visit: &Visit, finding: &Finding) -> Markup {
    let lang = visit.lang;
    let mut list = Summary::default()
        .row(key("page-registry-compliance-kind"), html! {
            (say(lang, &format!("registry-finding-{}", finding.kind.id()))) " " (finding_state(finding.state.id()).render(lang))
        })
        .data(key("page-registry-compliance-fact"), &finding.fact)
        .data(key("page-registry-compliance-basis"), finding.kind.basis())
        .row(key("page-registry-compliance-at"), html! { (texts::instant(lang, finding.at)) });
    match &finding.state {
        FindingState::Asked { question } => list = list.data(key("registry-question"), question),
        FindingState::Explained { explanation } => list = list.data(key("registry-explanation"), explanation),
        FindingState::Open => {}
    }
    html! { section class="card mb" { (list.render(lang)) } }
}
