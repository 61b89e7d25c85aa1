//! The second step of signing in: the code of an authenticator, or a recovery code.

use crate::{
    app::App,
    components::{Form, Page, TextInput},
    errors::Failure,
    give,
    posted::{Posted, Values},
    sign_in::{check_code, open, see},
    visit::{self, Visit, set_cookie},
    words::key,
};
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use kernel::Refusal;
use maud::html;
use platform::Account;
use std::time::Duration;

/// After the right password or certificate there is so much time for the code.
pub const PATIENCE: Duration = Duration::from_secs(5 * 60);
/// The cookie of somebody whose password was right.
const HALF: &str = "yc_half";

/// To the page that asks for the code, and then to `back`.
///
/// # Errors
/// `E_BUSY` if too many are being asked.
pub fn ask(app: &App, back: Option<&str>, account: Account) -> Result<Response, Refusal> {
    let token = app.half_signed_in().add(account).ok_or_else(|| Refusal::new("E_BUSY"))?;
    let back = crate::posted::encode(Visit::safe_path(back));
    let mut response = see(&format!("/sign-in/code?back={back}"));
    set_cookie(response.headers_mut(), app, HALF, &token, Some(PATIENCE.as_secs() as u32));
    Ok(response)
}

/// `GET /sign-in/code`.
pub async fn form(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Response {
    match visit::cookie(&headers, HALF).and_then(|token| app.half_signed_in().find(token)) {
        Some(_) => draw(&visit, &visit.query, None).into_response(),
        None => see("/sign-in"),
    }
}

/// `POST /sign-in/code`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    let token = visit::cookie(&headers, HALF).unwrap_or_default();
    let Some(account) = app.half_signed_in().find(token) else {
        return Ok(see("/sign-in"));
    };
    // The password may have been changed, or the account disabled, since it was right.
    if app.platform().account(account.actor.person).ok().as_ref() != Some(&account) {
        app.half_signed_in().take(token);
        return Ok(see("/sign-in"));
    }
    match check_code(&app, visit.address, &account, values.filled("code")).await {
        Ok(()) => {
            app.half_signed_in().take(token);
            let mut response = open(&app, &visit, account, values.get("back"));
            set_cookie(response.headers_mut(), &app, HALF, "", Some(0));
            Ok(response)
        }
        Err(refusal) if crate::errors::status(&refusal.code).is_server_error() => Err(refusal.into()),
        Err(refusal) => Ok(draw(&visit, &values, Some(&refusal)).into_response()),
    }
}

fn draw(visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Page {
    let f = Form::new(visit, "sign-in").values(values).errors(give::errors(refusal));
    let code =
        TextInput { max: 20, autocomplete: Some("one-time-code"), narrow: true, ..TextInput::default() };
    let inner = html! {
        input type="hidden" name="back" value=(Visit::safe_path(values.get("back")));
        (f.field("code", code).label(key("sign-in-code")).hint(key("sign-in-code-hint")).value(""))
        (give::submit(visit, "nav-sign-in"))
    };
    Page::new(visit, key("page-sign-in-code"))
        .crumb(key("nav-sign-in"), "/sign-in")
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post("/sign-in/code", None, &inner))
        })
}
