//! The forms by which an organisation keeps its people: enrol, change positions, issue a word, delegate, hand over.

use super::people::MOST;
use crate::{
    app::{App, read_failed},
    components::{Choice, Form, Page},
    errors::Failure,
    give, names,
    posted::{Posted, Values},
    step::Step,
    visit::Visit,
    words::{data, key},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use documents::SharedSecret;
use journal::Accepted;
use kernel::{Actor, PersonId, Refusal, Role};
use maud::{Markup, html};
use platform::engine::input;
use platform::registry::{Wanted, people_of, register_of};
use procurement::registry::{Organisation, Person};

/// Where all of them lead back to.
const PEOPLE: &str = "/registry/people";

/// A one-time word of 75 bits, in groups that can be read out.
fn word() -> String {
    let text = SharedSecret::generate().to_text();
    format!("{}-{}-{}", &text[..5], &text[5..10], &text[10..15])
}
/// Values with a word, a new one unless the form brings one along.
fn with_word(values: &Values) -> Values {
    let mut values = values.clone();
    if values.filled("word").is_none() {
        values.set("word", word());
    }
    values
}
/// What was typed, with the roles that were ticked as the command takes them.
fn input_of(values: &Values) -> serde_json::Value {
    let pairs = values.iter().filter(|(name, _)| !give::own(name) && *name != "roles");
    let mut input = input::from_form(pairs);
    let roles: Vec<_> = values.all("roles").into_iter().filter(|role| !role.is_empty()).collect();
    input["roles"] = roles.iter().map(|role| serde_json::json!({ "role": role })).collect();
    input
}
/// Errors of one line of the list belong to the whole.
fn told(mut refusal: Refusal) -> Refusal {
    for field in refusal.fields.iter_mut().filter(|field| field.path.starts_with("roles[")) {
        field.path = "roles".to_owned();
    }
    refusal
}
fn role_choices(roles: impl IntoIterator<Item = Role>) -> Vec<Choice> {
    roles.into_iter().map(|role| Choice::new(role.id(), names::role(role))).collect()
}
/// The colleagues who may act, by name.
fn colleagues(app: &App, actor: &Actor) -> Result<Vec<Choice>, Failure> {
    let read = app.platform().journal().read(|tx| people_of(tx, actor.organisation, MOST));
    let people = read.map_err(read_failed)?.into_iter();
    let others = people.filter(|row| row.state == "active" && row.id != actor.person);
    Ok(others
        .map(|row| {
            let name = app.platform().name_of(row.id).unwrap_or_default();
            Choice::new(row.id.to_string(), data(format!("{name} ({})", row.login)))
        })
        .collect())
}
fn organisation(app: &App, actor: &Actor) -> Result<Organisation, Failure> {
    let found = app.platform().state::<Organisation>(actor.organisation).map_err(read_failed)?;
    found.ok_or_else(Failure::not_found)
}
fn page(visit: &Visit, command: &str, refusal: Option<&Refusal>, body: Markup) -> Page {
    let scope = names::scope(command);
    Page::new(visit, key(scope.clone()))
        .crumb(key("nav-work"), "/work")
        .crumb(key("page-registry-people"), PEOPLE)
        .lede(key(format!("{scope}.intro")))
        .status(give::status(refusal))
        .body(body)
}

/// `GET /registry/people/enrol`.
pub async fn enrol(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw_enrol(&app, &visit, &with_word(&visit.query), None)
}
/// `POST /registry/people/enrol`.
pub async fn send_enrol(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    const COMMAND: &str = "registry.enrol_colleague";
    match give::json(&app, &visit, COMMAND, &values, input_of(&values)).await? {
        Ok(_) => Ok(give::done_to(PEOPLE, "done-registry-enrol_colleague")),
        Err(refusal) => Ok(draw_enrol(&app, &visit, &values, Some(&told(refusal)))?.into_response()),
    }
}
fn draw_enrol(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let actor = give::actor(visit);
    let kind = organisation(app, &actor)?.registration.kind;
    let f = Form::new(visit, "registry-enrol_colleague").values(values).errors(give::errors(refusal));
    let below = below(app, &actor)?;
    let body = html! {
        (give::refused(&f, refusal))
        (f.post("/registry/people/enrol", Some(&give::id_of(values)), &html! {
            @if !below.is_empty() { (f.select("organisation", below).optional()) }
            (f.text("name", 50))
            (f.text("login", 40))
            (f.checks("roles", role_choices(kind.roles())))
            (f.text("word", 200))
            (give::submit(visit, "registry-enrol_colleague.submit"))
        }))
    };
    Ok(page(visit, "registry.enrol_colleague", refusal, body))
}
/// The finance departments below the reader's.
fn below(app: &App, actor: &Actor) -> Result<Vec<Choice>, Failure> {
    if !actor.holds(&[Role::FaRegulatorHead]) {
        return Ok(Vec::new());
    }
    let wanted =
        Wanted { region: actor.region, kind: Some("regulator"), standing: Some("active"), words: None };
    let rows = app.platform().journal().read(|tx| register_of(tx, &wanted, MOST, 0)).map_err(read_failed)?;
    let lower = rows.into_iter().filter(|row| row.region != actor.region);
    Ok(lower.map(|row| Choice::new(row.id.to_string(), data(row.name))).collect())
}

/// A colleague of the reader, for a form about that person.
fn colleague(app: &App, visit: &Visit, id: PersonId) -> Result<(Person, String), Failure> {
    let person = app.platform().state::<Person>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let own = give::actor(visit).organisation;
    if person.enrolment.as_ref().map(|enrolment| enrolment.organisation) != Some(own) {
        return Err(Failure::not_found());
    }
    Ok((person, app.platform().name_of(id).unwrap_or_default()))
}

/// `GET /registry/person/{id}/roles`.
pub async fn roles(State(app): State<App>, visit: Visit, Path(id): Path<PersonId>) -> Result<Page, Failure> {
    let (person, _) = colleague(&app, &visit, id)?;
    let mut values = Values::default();
    for role in person.enrolment.iter().flat_map(|enrolment| &enrolment.roles) {
        values.push("roles", role.id());
    }
    draw_roles(&app, &visit, id, &values, None)
}
/// `POST /registry/person/{id}/roles`.
pub async fn send_roles(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<PersonId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    values.set("person", id.to_string());
    match give::json(&app, &visit, "registry.change_roles", &values, input_of(&values)).await? {
        Ok(_) => Ok(give::done_to(PEOPLE, "done-registry-change_roles")),
        Err(refusal) => Ok(draw_roles(&app, &visit, id, &values, Some(&told(refusal)))?.into_response()),
    }
}
fn draw_roles(
    app: &App,
    visit: &Visit,
    id: PersonId,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let (_, name) = colleague(app, visit, id)?;
    let kind = organisation(app, &give::actor(visit))?.registration.kind;
    let f = Form::new(visit, "registry-change_roles").values(values).errors(give::errors(refusal));
    let body = html! {
        (give::refused(&f, refusal))
        (f.post(&format!("/registry/person/{id}/roles"), Some(&give::id_of(values)), &html! {
            (f.checks("roles", role_choices(kind.roles())))
            (give::submit(visit, "registry-change_roles"))
        }))
    };
    Ok(page(visit, "registry.change_roles", refusal, body).crumb(data(name), PEOPLE))
}

/// 重发首次登录口令.
pub struct IssueWord;
impl Step for IssueWord {
    const COMMAND: &'static str = "registry.issue_word";
    const PATH: &'static str = "/registry/person/{id}/word";
    const SUBJECT: &'static str = "person";
    type Id = PersonId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: PersonId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let (_, name) = colleague(app, visit, id)?;
        let values = with_word(values);
        let f = Form::new(visit, "registry-issue_word").values(&values).errors(give::errors(refusal));
        let body = html! {
            (give::refused(&f, refusal))
            (f.post(&Self::path(id), Some(&give::id_of(&values)), &html! {
                (f.text("word", 200))
                (give::submit(visit, "registry-issue_word"))
            }))
        };
        Ok(page(visit, Self::COMMAND, refusal, body).crumb(data(name), PEOPLE))
    }
    fn done(_values: &Values, _accepted: &Accepted) -> Response {
        give::done_to(PEOPLE, "done-registry-issue_word")
    }
}

/// `GET /registry/delegate`.
pub async fn delegate(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw_delegate(&app, &visit, &visit.query, None)
}
/// `POST /registry/delegate`.
pub async fn send_delegate(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    match give::json(&app, &visit, "registry.delegate", &values, input_of(&values)).await? {
        Ok(_) => Ok(give::done_to(PEOPLE, "done-registry-delegate")),
        Err(refusal) => Ok(draw_delegate(&app, &visit, &values, Some(&told(refusal)))?.into_response()),
    }
}
fn draw_delegate(
    app: &App,
    visit: &Visit,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let actor = give::actor(visit);
    let own: Vec<Role> = actor.roles.iter().copied().filter(|role| actor.holds(&[*role])).collect();
    let f = Form::new(visit, "registry-delegate").values(values).errors(give::errors(refusal));
    let body = html! {
        (give::refused(&f, refusal))
        (f.post("/registry/delegate", Some(&give::id_of(values)), &html! {
            (f.select("to", colleagues(app, &actor)?))
            (f.checks("roles", role_choices(own)))
            (f.date("from"))
            (f.date("until"))
            (f.textarea("reason", 200))
            (give::submit(visit, "registry-delegate"))
        }))
    };
    Ok(page(visit, "registry.delegate", refusal, body))
}

/// `GET /registry/handover`.
pub async fn handover(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw_handover(&app, &visit, &visit.query, None)
}
/// `POST /registry/handover`.
pub async fn send_handover(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    match give::command(&app, &visit, "registry.offer_handover", &values).await? {
        Ok(_) => Ok(give::done_to(PEOPLE, "done-registry-offer_handover")),
        Err(refusal) => Ok(draw_handover(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}
fn draw_handover(
    app: &App,
    visit: &Visit,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let actor = give::actor(visit);
    let keeper = platform::registry::keeps_accounts(app.platform(), &actor).map_err(read_failed)?;
    let others = colleagues(app, &actor)?;
    let own =
        Choice::new(actor.person.to_string(), data(app.platform().name_of(actor.person).unwrap_or_default()));
    let f = Form::new(visit, "registry-offer_handover").values(values).errors(give::errors(refusal));
    let leaving: Vec<_> = [own].into_iter().chain(others.iter().cloned()).collect();
    let taking = if keeper { leaving.clone() } else { others };
    let body = html! {
        (give::refused(&f, refusal))
        (f.post("/registry/handover", Some(&give::id_of(values)), &html! {
            @if keeper { (f.select("from", leaving)) }
            (f.select("to", taking))
            (f.textarea("reason", 200))
            (give::submit(visit, "registry-offer_handover"))
        }))
    };
    Ok(page(visit, "registry.offer_handover", refusal, body))
}
