//! 我的账户: who one is here, and how one's account is kept safe.

use crate::{
    app::{App, read_failed},
    components::{Page, Summary, Tag, Tone},
    errors::Failure,
    names,
    visit::Visit,
    words::{key, say},
};
use axum::extract::State;
use kernel::Role;
use maud::html;
use platform::registry::certificates::certificate_of;
use procurement::registry::Person;

/// A code checked beforehand, for what asks for a recent one.
const CONFIRM: &str = "registry.confirm_second_factor";

/// `GET /registry/account`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (lang, signed_in) = (visit.lang, visit.signed_in()?);
    let person = app.platform().state::<Person>(signed_in.actor.person).map_err(read_failed)?;
    let person = person.ok_or_else(Failure::not_found)?;
    let login = person.enrolment.as_ref().map(|enrolment| enrolment.login.clone()).unwrap_or_default();
    let (tone, state) = match person.second_factor {
        Some(_) => (Tone::Good, "page-registry-second-factor-on"),
        None => (Tone::Warn, "page-registry-second-factor-off"),
    };
    let kept = if super::signing_key::own(&app, &visit)?.is_some() { "is-kept" } else { "is-not-kept" };
    let (platform, now) = (app.platform(), app.platform().now());
    let held =
        platform.journal().read(|tx| certificate_of(tx, signed_in.actor.person, now)).map_err(read_failed)?;
    let certificate = match held {
        Some(held) => super::certificates::state(&held, now).render(lang),
        None => Tag::new(key("page-registry-certificates-none"), Tone::Plain).render(lang),
    };
    let who = Summary::default()
        .data(key("registry-person"), &signed_in.name)
        .row(key("registry-login"), html! { code { (login) } })
        .data(key("registry-organisation"), &signed_in.organisation)
        .data(key("registry-roles"), names::roles(lang, &signed_in.actor.roles))
        .row(key("page-registry-people"), html! {
            @if !signed_in.actor.is(&[Role::Expert]) { a href="/registry/people" { (say(lang, "page-registry-people")) } } @else { "—" }
        });
    let safety = Summary::default()
        .changeable(key("registry-password"), html! { "••••••" }, "/do/registry.change_password")
        .changeable(
            key("page-registry-second-factor"),
            Tag::new(key(state), tone).render(lang),
            "/registry/account/second-factor",
        )
        .changeable(
            key("page-registry-signing-key"),
            Tag::new(key(format!("page-registry-signing-key-{kept}")), Tone::Plain).render(lang),
            super::signing_key::PATH,
        )
        .changeable(key("page-registry-certificates"), certificate, "/registry/certificates");
    Ok(Page::new(&visit, key("page-registry-account")).crumb(key("nav-work"), "/work").body(html! {
        section class="card" aria-labelledby="who" {
            h2 id="who" { (say(lang, "page-registry-account-who")) }
            (who.render(lang))
        }
        section class="card mt" aria-labelledby="safety" {
            h2 id="safety" { (say(lang, "page-registry-account-safety")) }
            (safety.render(lang))
            @if person.second_factor.is_some() {
                p class="last mt" {
                    a href=(app.form_of(CONFIRM, None)) { (names::command(CONFIRM).said(lang)) }
                    " " (say(lang, "page-registry-account-confirm"))
                }
            }
        }
    }))
}
