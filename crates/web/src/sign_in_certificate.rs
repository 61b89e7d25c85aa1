//! Signing in with a certificate: a one-time challenge, bound to the browser that asked for it, is signed by the client on
//! the person's own computer; the same browser brings the signature back. So a challenge that somebody else asked for and
//! lured a person into signing opens nothing: the signature never reaches the other's browser.

use crate::{
    app::{App, read_failed},
    components::{Action, Form, Page, Summary},
    errors::Failure,
    give, names,
    posted::Posted,
    session,
    sign_in::{count, needs_code, open, see},
    sign_in_code,
    visit::{self, Visit, set_cookie},
    words::{key, say},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, header::HOST},
    response::Response,
};
use documents::{Certificate as Parsed, USER};
use kernel::{Digest, Instant, PersonId, Refusal, Span, StreamId};
use maud::html;
use platform::{
    Account,
    handover::{CLIENT_PORT, HandOver, Task},
    registry::certificates::{certificate_by, require_good},
    system_now,
    texts::Lang,
};
use procurement::{bidding::Signature, registry::Certificate};
use std::time::Duration;

/// A challenge is good for so long.
pub const PATIENCE: Duration = Duration::from_secs(2 * 60);
/// The cookie of the browser that asked.
const BROWSER: &str = "yc_challenge";

/// A challenge that waits for its signature.
#[derive(Clone, Debug)]
pub struct Challenge {
    /// Digest of the browser's cookie.
    browser: Digest,
    /// The platform as the browser reaches it.
    origin: String,
    /// By the real clock.
    until: Instant,
    /// Where to go then.
    back: String,
}
impl Challenge {
    /// Is it this browser's, and still good?
    fn check(&self, browser: &str, at: Instant) -> Result<(), Refusal> {
        let good = session::digest(browser) == self.browser && at < self.until;
        if good { Ok(()) } else { Err(Refusal::new("E_CHALLENGE_GONE")) }
    }
}

/// `GET /sign-in/certificate`.
pub async fn ask(visit: Visit) -> Page {
    let form = Form::new(&visit, "sign-in");
    let inner = html! {
        input type="hidden" name="back" value=(Visit::safe_path(visit.query.get("back")));
        (give::submit(&visit, "page-sign-in-certificate-begin"))
    };
    page(&visit).body(html! {
        section class="card" {
            p { (say(visit.lang, "page-sign-in-certificate-why")) }
            p { (say(visit.lang, "page-bidding-client-start")) " " code { "yangcai client" } }
            (form.post("/sign-in/certificate", None, &inner))
        }
    })
}

/// `POST /sign-in/certificate`: makes a challenge for this browser.
pub async fn make(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    app.throttle().unsigned_command(visit.address)?;
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if app.options().https { "https" } else { "http" };
    let browser = session::new_token();
    let challenge = Challenge {
        browser: session::digest(&browser),
        origin: format!("{scheme}://{host}"),
        until: system_now().plus(Span::millis(PATIENCE.as_millis() as i64)),
        back: Visit::safe_path(values.get("back")).to_owned(),
    };
    let id = app.challenges().add(challenge).ok_or_else(|| Refusal::new("E_BUSY"))?;
    let mut response = see(&format!("/sign-in/certificate/{id}"));
    set_cookie(response.headers_mut(), &app, BROWSER, &browser, Some(PATIENCE.as_secs() as u32));
    Ok(response)
}

/// What the client fetches; `None` if there is no such challenge.
pub fn request(app: &App, id: &str) -> Option<HandOver> {
    let challenge = app.challenges().find(id)?;
    Some(HandOver {
        id: id.to_owned(),
        now: app.platform().now(),
        person: PersonId::from_uuid(Default::default()),
        organisation: String::new(),
        task: Task::SignIn { origin: challenge.origin, until: challenge.until },
    })
}

/// `GET /sign-in/certificate/{id}`: the way to the client; with its signature in the query, the way in.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Page, Failure> {
    let challenge = find(&app, &headers, &id)?;
    let lang = visit.lang;
    let signed = visit.query.filled("certificate").zip(visit.query.filled("signature"));
    let Some((certificate, signature)) = signed else {
        let client = format!("http://127.0.0.1:{CLIENT_PORT}/request/{id}");
        return Ok(page(&visit).body(html! {
            section class="card" aria-labelledby="steps" {
                h2 id="steps" { (say(lang, "page-bidding-client-steps")) }
                p { (say(lang, "page-bidding-client-start")) " " code { "yangcai client" } }
                (Action::main(key("page-bidding-client-open"), client).render(lang))
                p class="small quiet-text mt" { (say(lang, "page-sign-in-certificate-limit")) }
            }
        }));
    };
    let (account, organisation) = holder(&app, &challenge, &id, certificate, signature)?;
    let who = Summary::default()
        .data(key("registry-person"), app.platform().name_of(account.actor.person).unwrap_or_default())
        .data(key("registry-organisation"), organisation);
    let form = Form::new(&visit, "sign-in");
    let inner = html! {
        input type="hidden" name="certificate" value=(certificate);
        input type="hidden" name="signature" value=(signature);
        (give::submit(&visit, "nav-sign-in"))
    };
    Ok(page(&visit).body(html! {
        section class="card" {
            (who.render(lang))
            (form.post(&format!("/sign-in/certificate/{id}"), None, &inner))
        }
    }))
}

/// `POST /sign-in/certificate/{id}`: spends the challenge and signs in.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    let challenge = find(&app, &headers, &id)?;
    // Whoever comes first has it, and has it once.
    app.challenges().take(&id).ok_or_else(|| Refusal::new("E_CHALLENGE_GONE"))?;
    let given = |name: &str| values.filled(name).unwrap_or_default();
    let answer = holder(&app, &challenge, &id, given("certificate"), given("signature"));
    let tag = app.throttle().name_tag(given("certificate"));
    count(visit.address, &tag, answer.as_ref().err().map(|failure| &*failure.refusal));
    let (account, _) = answer?;
    // Whoever sits in a session for a minute can have a key certified: it does not stand for the second factor.
    let mut response = match needs_code(&app, &account)? {
        true => sign_in_code::ask(&app, Some(&challenge.back), account)?,
        false => open(&app, &visit, account, Some(&challenge.back)),
    };
    set_cookie(response.headers_mut(), &app, BROWSER, "", Some(0));
    Ok(response)
}

fn find(app: &App, headers: &HeaderMap, id: &str) -> Result<Challenge, Refusal> {
    let gone = || Refusal::new("E_CHALLENGE_GONE");
    let challenge = app.challenges().find(id).ok_or_else(gone)?;
    challenge.check(visit::cookie(headers, BROWSER).unwrap_or_default(), system_now())?;
    Ok(challenge)
}

/// Whose signature over the challenge it is: the certificate is good now, and its holder may act.
fn holder(
    app: &App,
    challenge: &Challenge,
    id: &str,
    certificate: &str,
    signature: &str,
) -> Result<(Account, String), Failure> {
    let unknown = || Refusal::new("E_CERTIFICATE_UNKNOWN");
    let fingerprint: Digest = certificate.parse().map_err(|_| unknown())?;
    let platform = app.platform();
    let found = platform.journal().read(|tx| certificate_by(tx, &fingerprint)).map_err(read_failed)?;
    let state = platform.state::<Certificate>(found.ok_or_else(unknown)?).map_err(read_failed)?;
    let state = state.ok_or_else(unknown)?;
    let issued = require_good(platform.outside(), &state, platform.now())?;
    let parsed = Parsed::from_pem(&issued.pem).map_err(|_| unknown())?;
    let text = documents::sign_in_text(&challenge.origin, id, challenge.until);
    let signature =
        Signature { value: signature.to_owned(), user: USER.to_owned(), certificate: fingerprint };
    parsed.verify_signature(&text, &signature).map_err(|_| Refusal::new("E_CHALLENGE_UNSIGNED"))?;
    let account = platform.account(issued.holder)?;
    let organisation = names::organisation(app, account.actor.organisation).said(Lang::Zh);
    Ok((account, organisation))
}

fn page(visit: &Visit) -> Page {
    Page::new(visit, key("page-sign-in-certificate")).crumb(key("nav-sign-in"), "/sign-in")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_its_browsers_for_two_minutes() {
        let now = Instant::from_millis(1_000_000);
        let challenge = Challenge {
            browser: session::digest("browser"),
            origin: "https://yangcai.example".to_owned(),
            until: now.plus(Span::minutes(2)),
            back: "/".to_owned(),
        };
        let second = Span::millis(1000);
        assert!(challenge.check("browser", challenge.until.minus(second)).is_ok());
        for (browser, at) in [
            ("browser", challenge.until),
            ("browser", challenge.until.plus(second)),
            ("another", now),
            ("", now),
        ] {
            assert_eq!(challenge.check(browser, at).expect_err("refused").code, "E_CHALLENGE_GONE");
        }
    }
}
