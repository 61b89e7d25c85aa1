//! Signing in and out, and the language.

use crate::{
    app::App,
    components::{Form, Page, TextInput},
    errors::Failure,
    give, names,
    posted::{Posted, Values},
    session::{self, SignedIn},
    sign_in_code,
    visit::{LANGUAGE, SESSION, Visit, set_cookie},
    words::{key, say},
};
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use kernel::Refusal;
use maud::{Markup, html};
use platform::{Account, Envelope, texts::Lang};
use procurement::registry::Person;
use std::net::IpAddr;

/// `GET /sign-in`.
pub async fn form(State(app): State<App>, visit: Visit) -> Page {
    draw(&app, &visit, &visit.query, None)
}

/// `POST /sign-in`: signed in, or asked for the second factor.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    let login = values.filled("login").unwrap_or_default().to_owned();
    let password = values.get("password").unwrap_or_default().to_owned();
    let answer = match check(&app, visit.address, login, password).await {
        Ok(account) if needs_code(&app, &account)? => sign_in_code::ask(&app, values.get("back"), account),
        Ok(account) => Ok(open(&app, &visit, account, values.get("back"))),
        Err(refusal) => Err(refusal),
    };
    match answer {
        Ok(response) => Ok(response),
        Err(refusal) if crate::errors::status(&refusal.code).is_server_error() => Err(refusal.into()),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal)).into_response()),
    }
}

/// Opens the session of somebody who has shown everything that was asked for.
pub fn open(app: &App, visit: &Visit, account: Account, back: Option<&str>) -> Response {
    // A new token at every sign-in: one that was planted before is worth nothing.
    app.sessions().close(&session::digest(visit.session_token()));
    let token = session::new_token();
    let person = app.platform().state::<Person>(account.actor.person).ok().flatten();
    let newcomer = person.is_some_and(|person| person.word.is_some());
    app.sessions().open(session::digest(&token), signed_in(app, account));
    let mut response = see(match Visit::safe_path(back) {
        _ if newcomer => "/do/registry.change_password?told=done-sign-in-word",
        "/" => "/work",
        other => other,
    });
    set_cookie(response.headers_mut(), app, SESSION, &token, None);
    response
}

/// Longest sign-in name; the registry takes 40 characters.
const LONGEST_LOGIN: usize = 64;
/// Password checks that run at once.
static CHECKS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(4);
/// How long a sign-in waits for its turn.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(8);

/// Checks name and password; used by the page and by the API. What came of it is counted, and a failure is logged without
/// name, password or whole address.
///
/// # Errors
/// `E_THROTTLED`, `E_SIGN_IN_FAILED`, `E_ACCOUNT_DISABLED`, `E_BUSY`.
pub async fn check(app: &App, from: IpAddr, login: String, password: String) -> Result<Account, Refusal> {
    let login = platform::registry::sign_in_name(&login).unwrap_or(login);
    let account = app.throttle().name_tag(&login);
    let answer = attempt(app, from, login, password).await;
    count(from, &account, answer.as_ref().err());
    answer
}

/// Checks the code of the second factor, and spends it.
///
/// # Errors
/// `E_SECOND_FACTOR` if there is none; `E_CODE_WRONG`, `E_CODE_USED`, `E_THROTTLED`; `E_BUSY`.
pub async fn check_code(
    app: &App,
    from: IpAddr,
    account: &Account,
    code: Option<&str>,
) -> Result<(), Refusal> {
    let code = code.ok_or_else(|| Refusal::new("E_SECOND_FACTOR").field("code", "field-required"))?;
    let id = uuid::Uuid::from_bytes(kernel::secret::bytes());
    let input = serde_json::json!({ "code": code });
    let envelope = Envelope::new(id, "registry.confirm_second_factor", input);
    let answer = app.platform().submit_async(account.actor.clone(), envelope).await;
    count(from, &app.throttle().name_tag(&account.actor.person.to_string()), answer.as_ref().err());
    answer.map(|_| ())
}

/// Is the second factor on?
///
/// # Errors
/// `E_BUSY`.
pub fn needs_code(app: &App, account: &Account) -> Result<bool, Refusal> {
    let person = app.platform().state::<Person>(account.actor.person).map_err(|_| Refusal::new("E_BUSY"))?;
    Ok(person.is_some_and(|person| person.second_factor.is_some()))
}

/// Counts an attempt and logs a failed one.
pub fn count(from: IpAddr, account: &str, refusal: Option<&Refusal>) {
    let outcome = refusal.map_or("ok", |refusal| &*refusal.code).to_owned();
    if refusal.is_some() {
        tracing::warn!(outcome, account, network = crate::address::coarse(from), "a sign-in failed");
    }
    metrics::counter!("yangcai_sign_ins_total", "outcome" => outcome).increment(1);
}

async fn attempt(app: &App, from: IpAddr, login: String, password: String) -> Result<Account, Refusal> {
    if login.chars().count() > LONGEST_LOGIN {
        return Err(Refusal::new("E_SIGN_IN_FAILED"));
    }
    app.throttle().admit(&login, from)?;
    // A password check costs 19 MB and a core for a moment: only so many at once, the others wait or are told to come back.
    let gate = tokio::time::timeout(PATIENCE, CHECKS.acquire()).await;
    let _gate = gate.map_err(|_| Refusal::new("E_BUSY"))?;
    let platform = app.platform().clone();
    let name = login.clone();
    let account = tokio::task::spawn_blocking(move || platform.sign_in(&name, &password))
        .await
        .map_err(|_| Refusal::new("E_BUSY"))??;
    app.throttle().succeeded(&login, from);
    Ok(account)
}

/// What the masthead shows of a person.
pub fn signed_in(app: &App, account: Account) -> SignedIn {
    let Account { actor, credential } = account;
    let name = app.platform().name_of(actor.person).unwrap_or_default();
    let organisation = names::organisation(app, actor.organisation).said(Lang::Zh);
    SignedIn { actor, credential, name, organisation }
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Page {
    let form = Form::new(visit, "sign-in").values(values).errors(give::errors(refusal));
    let name = TextInput { max: 64, autocomplete: Some("username"), ..TextInput::default() };
    let password =
        TextInput { max: 200, secret: true, autocomplete: Some("current-password"), ..TextInput::default() };
    let inner = html! {
        input type="hidden" name="back" value=(Visit::safe_path(values.get("back")));
        (form.field("login", name).label(key("registry-login")))
        (form.field("password", password).label(key("registry-password")).hint(key("sign-in-password-hint")))
        (give::submit(visit, "nav-sign-in"))
    };
    let body = html! {
        (give::refused(&form, refusal))
        div class="grid g2" {
            div class="card" {
                (form.post("/sign-in", None, &inner))
                @let back = crate::posted::encode(Visit::safe_path(values.get("back")));
                p class="last mt" { a href={ "/sign-in/certificate?back=" (back) } { (say(visit.lang, "page-sign-in-certificate")) } }
            }
            aside class="grid top" { (newcomers(visit)) (accounts(app, visit)) }
        }
    };
    Page::new(visit, key("nav-sign-in")).status(give::status(refusal)).body(body)
}

fn newcomers(visit: &Visit) -> Markup {
    let lang = visit.lang;
    html! {
        section class="card" aria-labelledby="new" {
            h2 id="new" { (say(lang, "sign-in-new")) }
            p { (say(lang, "sign-in-new-text")) }
            p { a class="btn quiet" href="/registry/apply" { (say(lang, "registry-apply")) } }
            p class="last" { a href="/registry/expert/apply" { (say(lang, "registry-apply_expert")) } }
        }
    }
}

/// In a demonstration: one account for each role.
fn accounts(app: &App, visit: &Visit) -> Markup {
    let lang = visit.lang;
    if !app.options().training {
        return html! {};
    }
    let found = app.demo_accounts();
    html! {
        @if !found.is_empty() {
            section class="card" aria-labelledby="accounts" {
                h2 id="accounts" { (say(lang, "sign-in-demo")) }
                p class="small" { (say(lang, "sign-in-demo-text")) }
                dl class="sum" { @for (role, login) in found {
                    dt { (names::role(role).said(lang)) }
                    dd { code { (login) } }
                } }
            }
        }
    }
}

/// `POST /sign-out`.
pub async fn out(State(app): State<App>, visit: Visit, Posted(_): Posted) -> Response {
    app.sessions().close(&session::digest(visit.session_token()));
    let mut response = see("/");
    set_cookie(response.headers_mut(), &app, SESSION, "", Some(0));
    response
}

/// `GET /lang?to=en&back=/notices`.
pub async fn language(State(app): State<App>, visit: Visit) -> Response {
    let lang = visit.query.get("to").and_then(Lang::from_tag).unwrap_or(visit.lang);
    let mut response = see(Visit::safe_path(visit.query.get("back")));
    set_cookie(response.headers_mut(), &app, LANGUAGE, lang.tag(), Some(31_536_000));
    response
}

pub fn see(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}
