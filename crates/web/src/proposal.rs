//! A proposal that waits for the second person: what was typed, approve or give back with a reason.

use crate::{
    app::{App, read_failed},
    components::{Form, Page, RefusalBox, Summary},
    errors::Failure,
    give, names, summarise,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{ProposalId, Refusal};
use maud::{Markup, html};
use procurement::supervision::{Proposal, Proposed};

/// `GET /supervision/proposal/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    draw(&app, &visit, &id, None)
}

/// `POST /supervision/proposal/{id}`.
pub async fn decide(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    crate::posted::Posted(mut values): crate::posted::Posted,
) -> Result<Response, Failure> {
    let reject = values.get("_verdict") == Some("reject");
    let name = if reject { "supervision.reject_proposal" } else { "supervision.approve_proposal" };
    if !reject {
        values = values.iter().filter(|(name, _)| *name != "reason").collect();
    }
    values.set("proposal", id.clone());
    match give::command(&app, &visit, name, &values).await? {
        Ok(accepted) if reject => Ok(give::done(name, &accepted)),
        Ok(accepted) => {
            let subject = accepted.streams.iter().find(|stream| stream.kind() != "supervision.proposal");
            let page = subject.map_or_else(|| "/work".to_owned(), names::page);
            Ok(give::done_to(&page, "done-supervision-approve_proposal"))
        }
        Err(refusal) => Ok(draw(&app, &visit, &id, Some(&refusal))?.into_response()),
    }
}

fn draw(app: &App, visit: &Visit, id: &str, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let actor = give::actor(visit);
    let proposal: ProposalId = id.parse().map_err(|_| Failure::not_found())?;
    let state =
        app.platform().state::<Proposal>(proposal).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let (proposed, standing, returned) = match &state {
        Proposal::Unknown => return Err(Failure::not_found()),
        Proposal::Pending(proposed) => (proposed, "pending", None),
        Proposal::Approved { proposed, .. } => (proposed, "approved", None),
        Proposal::Rejected { proposed, reason, .. } => (proposed, "rejected", Some(reason)),
    };
    let acted_for = app.platform().acted_for(&actor).map_err(read_failed)?;
    if !acted_for.contains(&proposed.organisation) {
        return Err(Failure::not_found());
    }
    let body = html! {
        @if let Some(refusal) = refusal { (RefusalBox { refusal }.render(lang)) }
        @if let Some(reason) = returned {
            div class="note" { p { (say(lang, "work-returned")) (say(lang, "ui-colon")) (reason) } }
        }
        section class="card" aria-labelledby="typed" {
            h2 id="typed" { (say(lang, "ui-check-typed")) }
            (typed(app, visit, proposed))
            @if !proposed.reasons.is_empty() {
                h2 class="mt" { (say(lang, "work-reasons")) }
                (proposed.reasons.iter().fold(Summary::default(), |list, (rule, text)| list.data(data(rule), text)).render(lang))
            }
        }
        (decision(visit, id, state.decidable_by(&actor, &acted_for)))
        @if returned.is_some() && actor.person == proposed.proposer { (again(app, visit, proposed)) }
    };
    Ok(Page::new(visit, names::command(&proposed.command))
        .beside_heading(work::proposal_state(standing).render(lang))
        .crumb(key("nav-work"), "/work")
        .lede(
            key("work-proposal-lede").with("role", kernel::Arg::Key(format!("role-{}", proposed.role.id()))),
        )
        .status(give::status(refusal))
        .body(body))
}

fn typed(app: &App, visit: &Visit, proposed: &Proposed) -> Markup {
    let Some(def) = app.platform().commands().get(&proposed.command) else { return html! {} };
    let lang = visit.lang;
    let proposer = app.platform().name_of(proposed.proposer).unwrap_or_default();
    html! {
        @let about = (!proposed.title.is_empty()).then_some(proposed.title.as_str());
        (about.map_or_else(Summary::default, |title| Summary::default().data(key("work-about"), title))
            .data(key("work-proposer"), proposer).render(lang))
        @match app.platform().unseal(&proposed.input) {
            Some(input) => (summarise::input(app, lang, &names::scope(def.name), def.fields, &input)),
            None => p { (say(lang, "ui-nothing")) },
        }
    }
}

/// The two buttons, for who may decide; for the first person, why not.
fn decision(visit: &Visit, id: &str, answer: Result<&Proposed, Refusal>) -> Markup {
    let lang = visit.lang;
    match answer {
        Ok(_) => {
            let form = Form::new(visit, "supervision-reject_proposal");
            let inner = html! {
                (form.textarea("reason", 500).optional())
                div class="row" {
                    button class="btn" type="submit" name="_verdict" value="approve" { (say(lang, "work-approve")) }
                    button class="btn stop" type="submit" name="_verdict" value="reject" { (say(lang, "work-reject")) }
                }
            };
            html! { div class="card mt" { (form.post(&format!("/supervision/proposal/{id}"), Some(&give::new_id()), &inner)) } }
        }
        Err(refusal) if refusal.code == "E_SAME_PERSON" => {
            html! { div class="note mt" { p { (platform::texts::refusal(lang, &refusal).message) } } }
        }
        Err(_) => html! {},
    }
}

/// What was given back can be mended: the form opens with everything that was typed.
fn again(app: &App, visit: &Visit, proposed: &Proposed) -> Markup {
    let Some(input) = app.platform().unseal(&proposed.input) else { return html! {} };
    let Some(def) = app.platform().commands().get(&proposed.command) else { return html! {} };
    let form = Form::new(visit, "work");
    let inner = html! {
        @for (name, value) in crate::refill::pairs(def.fields, &input) { input type="hidden" name=(name) value=(value); }
        button class="btn" type="submit" name="_step" value="change" { (say(visit.lang, "work-again")) }
    };
    html! { div class="mt" { (form.post(&format!("/do/{}", proposed.command), Some(&give::new_id()), &inner)) } }
}
