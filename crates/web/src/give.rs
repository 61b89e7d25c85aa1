//! Giving a command from a form: parsed leniently, idempotent by the form's id, refusals beside their fields.

use crate::{
    app::App,
    components::{ErrorSummary, Form, RefusalBox, TextArea},
    errors::{self, Failure},
    names,
    posted::Values,
    session::{self, SignedIn},
    visit::Visit,
    words::{key, say},
};
use axum::{
    http::{HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use journal::Accepted;
use kernel::{Actor, Refusal, Role};
use maud::{Markup, html};
use platform::{Envelope, engine::input, system_actor, system_now};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A new command id: UUIDv7, time-ordered.
pub fn new_id() -> String {
    let ms = u64::try_from(system_now().millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(ms, &kernel::secret::bytes()).into_uuid().to_string()
}
/// The id that the form carries; a new one if it carries none.
pub fn id_of(values: &Values) -> String {
    values.get("_id").filter(|id| Uuid::parse_str(id).is_ok()).map_or_else(new_id, str::to_owned)
}
/// Who gives it: the person who is signed in, or somebody of the public.
pub fn actor(visit: &Visit) -> Actor {
    match &visit.person {
        Some(person) => person.actor.clone(),
        None => Actor { roles: vec![Role::Public], ..system_actor() },
    }
}

/// Gives a command with a form's values (names that begin with `_` are the form's own). The inner result is the
/// platform's answer: a refusal belongs on the form.
///
/// # Errors
/// What is no matter of the form: a fault of ours, a busy platform.
pub async fn command(
    app: &App,
    visit: &Visit,
    name: &str,
    values: &Values,
) -> Result<Result<Accepted, Refusal>, Failure> {
    let pairs = values.iter().filter(|(name, _)| !own(name));
    json(app, visit, name, values, input::from_form(pairs)).await
}
/// The same with an input that the page has made itself; id, version and reasons still come from the form.
///
/// # Errors
/// As [`command`].
pub async fn json(
    app: &App,
    visit: &Visit,
    name: &str,
    values: &Values,
    input: serde_json::Value,
) -> Result<Result<Accepted, Refusal>, Failure> {
    let id = Uuid::parse_str(&id_of(values)).unwrap_or_default();
    let mut envelope = Envelope::new(id, name, input);
    envelope.reasons = reasons_of(values);
    envelope.expected_version = values.get("_version").and_then(|version| version.parse().ok());
    match submit_envelope(app, visit, envelope).await {
        Ok(accepted) => Ok(Ok(accepted)),
        Err(refusal) if errors::status(&refusal.code).is_server_error() => Err(refusal.into()),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Gives a command as this reader, from a form or from the API.
///
/// # Errors
/// The platform's refusal; `E_THROTTLED` for who is not signed in and gives too many.
pub async fn submit_envelope(app: &App, visit: &Visit, envelope: Envelope) -> Result<Accepted, Refusal> {
    if visit.person.is_none() {
        app.throttle().unsigned_command(visit.address)?;
    }
    match &visit.person {
        Some(person) if CREDENTIALS.contains(&&*envelope.command) => {
            with_credential(app, visit, person, envelope).await
        }
        _ => app.platform().submit_async(actor(visit), envelope).await,
    }
}

/// A command that changes what one signs in with, and asks for it: guessed no faster than at the sign-in. The person's
/// other sessions end; the one it was given from goes on.
async fn with_credential(
    app: &App,
    visit: &Visit,
    person: &SignedIn,
    envelope: Envelope,
) -> Result<Accepted, Refusal> {
    let name = format!("password {}", person.actor.person);
    app.throttle().admit(&name, visit.address)?;
    let accepted = app.platform().submit_async(actor(visit), envelope).await?;
    app.throttle().succeeded(&name, visit.address);
    let credential = app.platform().account(person.actor.person)?.credential;
    app.sessions().rebind(&session::digest(visit.session_token()), credential);
    Ok(accepted)
}
const CREDENTIALS: [&str; 3] =
    ["registry.change_password", "registry.enable_second_factor", "registry.disable_second_factor"];

/// Is this name the form's own and not the command's?
pub fn own(name: &str) -> bool {
    name.starts_with('_') || name.ends_with("._row") || name.starts_with("reasons.")
}
fn reasons_of(values: &Values) -> BTreeMap<String, String> {
    values
        .iter()
        .filter_map(|(name, text)| Some((name.strip_prefix("reasons.")?.to_owned(), text.trim().to_owned())))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// After success: to the page of what the command recorded first, with a message.
pub fn done(command: &str, accepted: &Accepted) -> Response {
    let first = accepted.streams.first();
    let told = match first.map(kernel::StreamName::kind) {
        Some("supervision.proposal") if !command.starts_with("supervision.") => "done-proposed".to_owned(),
        _ => format!("done-{}", names::scope(command)),
    };
    let page = first.map_or_else(|| "/work".to_owned(), names::page);
    done_to(&page, &told)
}
/// After success: to a page of one's own choice, with the message of a key that begins with `done-`.
pub fn done_to(page: &str, told: &str) -> Response {
    let mark = if page.contains('?') { '&' } else { '?' };
    let to = format!("{page}{mark}told={}", crate::posted::encode(told));
    let location = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/work"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

/// The status of the page that shows the form again.
pub fn status(refusal: Option<&Refusal>) -> StatusCode {
    refusal.map_or(StatusCode::OK, |refusal| errors::status(&refusal.code))
}
/// The errors that belong beside fields.
pub fn errors(refusal: Option<&Refusal>) -> &[kernel::FieldError] {
    refusal.map(|refusal| refusal.fields.as_slice()).unwrap_or_default()
}
/// What stands above a form that was refused: the summary linked to the fields, and the refusal's law and remedy.
pub fn refused(form: &Form<'_>, refusal: Option<&Refusal>) -> Markup {
    html! {
        @if let Some(refusal) = refusal {
            @if refusal.code != "E_SCHEMA" || refusal.fields.is_empty() { (RefusalBox { refusal }.render(form.lang)) }
            @if refusal.code != "E_REASON_NEEDED" { (ErrorSummary { form }.render()) }
        }
    }
}
/// Fields for the reasons that warnings ask for, and those already written.
pub fn reasons(form: &Form<'_>, refusal: Option<&Refusal>) -> Markup {
    let asked = errors(refusal).iter().filter_map(|error| error.path.strip_prefix("reasons."));
    let written = form.values.iter().filter_map(|(name, _)| name.strip_prefix("reasons."));
    let mut rules: Vec<&str> = asked.chain(written).collect();
    rules.sort_unstable();
    rules.dedup();
    html! {
        @for rule in rules {
            @let control = TextArea { max: 500, rows: 3 };
            (form.field(&format!("reasons.{rule}"), control).label(key("ui-reason").with("rule", rule)))
        }
    }
}
/// The button that sends the form.
pub fn submit(visit: &Visit, words: &str) -> Markup {
    html! { p { button class="btn" type="submit" { (say(visit.lang, words)) } } }
}
