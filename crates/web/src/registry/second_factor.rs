//! 双因子认证: scan, keep the recovery codes, confirm with a code; or switch off.

use crate::{
    app::{App, read_failed},
    components::{Form, Page, TextInput},
    errors::Failure,
    give,
    posted::{Posted, Values, encode},
    visit::Visit,
    words::{key, say},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use documents::SharedSecret;
use kernel::Refusal;
use maud::{Markup, html};
use procurement::registry::{Person, SecondFactor};
use qrcode::{Color, QrCode};

/// Where people find it.
const PATH: &str = "/registry/account/second-factor";

/// `GET /registry/account/second-factor`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let person = load(&app, &visit)?;
    match &person.second_factor {
        Some(factor) => Ok(draw_off(&visit, factor, &visit.query, None)),
        None => {
            let mut values = Values::default();
            values.set("secret", SharedSecret::generate().to_text());
            values.set("recovery", recovery_codes());
            draw_on(&visit, &person, &values, None)
        }
    }
}

/// `POST /registry/account/second-factor/on`.
pub async fn enable(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    match give::command(&app, &visit, "registry.enable_second_factor", &values).await? {
        Ok(_) => Ok(give::done_to("/registry/account", "done-registry-enable_second_factor")),
        Err(refusal) => Ok(draw_on(&visit, &load(&app, &visit)?, &values, Some(&refusal))?.into_response()),
    }
}

/// `POST /registry/account/second-factor/off`.
pub async fn disable(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    let person = load(&app, &visit)?;
    match (
        give::command(&app, &visit, "registry.disable_second_factor", &values).await?,
        &person.second_factor,
    ) {
        (Ok(_), _) => Ok(give::done_to("/registry/account", "done-registry-disable_second_factor")),
        (Err(refusal), Some(factor)) => Ok(draw_off(&visit, factor, &values, Some(&refusal)).into_response()),
        (Err(refusal), None) => Err(refusal.into()),
    }
}

fn load(app: &App, visit: &Visit) -> Result<Person, Failure> {
    let person = visit.signed_in()?.actor.person;
    app.platform().state::<Person>(person).map_err(read_failed)?.ok_or_else(Failure::not_found)
}

/// Ten codes of 50 bits, as they are shown and kept.
fn recovery_codes() -> String {
    let code = |_| {
        let text = SharedSecret::generate().to_text();
        format!("{}-{}", &text[..5], &text[5..10])
    };
    (0..SecondFactor::RECOVERY).map(code).collect::<Vec<_>>().join(" ")
}

/// The code of the second factor, or a recovery code.
fn code_input(max: usize) -> TextInput {
    TextInput { max, autocomplete: Some("one-time-code"), narrow: true, ..TextInput::default() }
}

fn draw_on(
    visit: &Visit,
    person: &Person,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let secret = values.get("secret").unwrap_or_default();
    let shared = SharedSecret::from_text(secret).map_err(|_| Failure::not_found())?;
    let login = person.enrolment.as_ref().map(|enrolment| enrolment.login.as_str()).unwrap_or_default();
    let address = uri(&say(lang, "site-name"), login, &shared);
    let f = Form::new(visit, "registry-enable_second_factor").values(values).errors(give::errors(refusal));
    let password =
        TextInput { max: 200, secret: true, autocomplete: Some("current-password"), ..TextInput::default() };
    let grouped: Vec<String> =
        secret.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    let inner = html! {
        input type="hidden" name="secret" value=(secret);
        input type="hidden" name="recovery" value=(values.get("recovery").unwrap_or_default());
        h2 { (say(lang, "page-registry-second-factor-scan")) }
        p { (say(lang, "page-registry-second-factor-scan-text")) }
        (picture(&address, &say(lang, "page-registry-second-factor-picture"))?)
        p { (say(lang, "page-registry-second-factor-type")) " " code { (grouped.join(" ")) } }
        h2 { (say(lang, "page-registry-second-factor-recovery")) }
        p { (say(lang, "page-registry-second-factor-recovery-text")) }
        ul { @for code in values.get("recovery").unwrap_or_default().split_whitespace() { li { code { (code) } } } }
        h2 { (say(lang, "page-registry-second-factor-confirm")) }
        (f.field("code", code_input(12)).value(""))
        (f.field("password", password))
        (give::submit(visit, "registry-enable_second_factor"))
    };
    Ok(page(visit, refusal).body(html! {
        (give::refused(&f, refusal))
        (f.post(&format!("{PATH}/on"), Some(&give::id_of(values)), &inner))
    }))
}

fn draw_off(visit: &Visit, factor: &SecondFactor, values: &Values, refusal: Option<&Refusal>) -> Page {
    let f = Form::new(visit, "registry-disable_second_factor").values(values).errors(give::errors(refusal));
    let left = key("page-registry-second-factor-left").with("count", factor.left());
    page(visit, refusal).body(html! {
        (give::refused(&f, refusal))
        p { (left.said(visit.lang)) }
        (f.post(&format!("{PATH}/off"), Some(&give::id_of(values)), &html! {
            (f.field("code", code_input(20)).value(""))
            (give::submit(visit, "registry-disable_second_factor"))
        }))
    })
}

fn page(visit: &Visit, refusal: Option<&Refusal>) -> Page {
    Page::new(visit, key("page-registry-second-factor"))
        .crumb(key("nav-work"), "/work")
        .crumb(key("page-registry-account"), "/registry/account")
        .lede(key("page-registry-second-factor-lede"))
        .status(give::status(refusal))
}

/// What an authenticator reads off the picture (Key Uri Format).
fn uri(issuer: &str, login: &str, shared: &SharedSecret) -> String {
    // A slash would end the label.
    let part = |text: &str| encode(text).replace('/', "%2F");
    let (issuer, login) = (part(issuer), part(login));
    format!("otpauth://totp/{issuer}:{login}?secret={}&issuer={issuer}", shared.to_text())
}

/// A QR code as an SVG of one path.
fn picture(text: &str, words: &str) -> Result<Markup, Failure> {
    let code = QrCode::new(text).map_err(|_| Failure::internal("no QR code"))?;
    let width = code.width();
    let dark: String = code
        .to_colors()
        .iter()
        .enumerate()
        .filter(|(_, color)| **color == Color::Dark)
        .map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + 4, at / width + 4))
        .collect();
    let side = width + 8;
    Ok(html! {
        svg class="qr" role="img" aria-label=(words) viewBox=(format!("0 0 {side} {side}"))
            width="232" height="232" shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(dark) fill="#000" {}
        }
    })
}
