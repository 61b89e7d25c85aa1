//! 试验CA: what everybody may have of it: the root certificate, the revocation list, and what became of a certificate.

use crate::{
    app::{App, read_failed},
    components::{Form, Page, Summary, TextInput},
    errors::Failure,
    visit::Visit,
    words::{Text, key, say},
};
use axum::{
    extract::{Path, State},
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use documents::RevocationList;
use kernel::{Instant, Refusal, Span};
use maud::{Markup, html};
use platform::{registry::certificates, texts};
use procurement::registry::Certificate;
use std::sync::{Arc, Mutex, PoisonError};

/// The newest list, kept between requests.
#[derive(Default)]
pub struct Revocations(Mutex<Option<Made>>);

struct Made {
    /// How far the revocations were.
    far: (i64, i64),
    list: Arc<RevocationList>,
}

/// A list is made anew after so long, although nothing was revoked.
const KEPT: Span = Span::hours(1);

impl Revocations {
    /// The list as of now: the same one until something is revoked or it grows old.
    ///
    /// # Errors
    /// If the store or the CA's key cannot be read.
    pub fn newest(&self, app: &App) -> Result<Arc<RevocationList>, Failure> {
        let far = app.platform().journal().read(certificates::revocations).map_err(read_failed)?;
        let now = app.platform().now();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = &*kept
            && made.far == far
            && now.since(made.list.this_update()) < KEPT
        {
            return Ok(Arc::clone(&made.list));
        }
        let list = Arc::new(certificates::revocation_list(app.platform())?);
        *kept = Some(Made { far, list: Arc::clone(&list) });
        Ok(list)
    }
}

/// `GET /registry/ca/{file}`: `root.pem`, `root.cer`, `list.crl`, `list.pem`.
pub async fn file(State(app): State<App>, Path(file): Path<String>) -> Result<Response, Failure> {
    let root = app.platform().outside().authority()?.root();
    let broken = |problem: documents::DocumentError| Failure::internal(problem.to_string());
    let (kind, bytes) = match file.as_str() {
        "root.pem" => ("application/x-pem-file", root.to_pem().map_err(broken)?.into_bytes()),
        "root.cer" => ("application/pkix-cert", root.der().to_vec()),
        "list.crl" => ("application/pkix-crl", app.revocations().newest(&app)?.der().to_vec()),
        "list.pem" => {
            let list = app.revocations().newest(&app)?;
            ("application/x-pem-file", list.to_pem().map_err(broken)?.into_bytes())
        }
        _ => return Err(Failure::not_found()),
    };
    // Who checks a signature wants what is true now.
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], bytes).into_response())
}

/// `GET /registry/ca?serial=`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let root = app.platform().outside().authority()?.root();
    let list = app.revocations().newest(&app)?;
    let moment = |at: Instant| texts::instant(lang, at);
    let files = |names: [&str; 2]| {
        html! {
            @for (at, name) in names.iter().enumerate() {
                @if at > 0 { " · " }
                a href={ "/registry/ca/" (name) } download { (name) }
            }
        }
    };
    let about = Summary::default()
        .data(key("page-registry-ca-name"), root.holder().common_name)
        .row(key("page-registry-certificates-fingerprint"), html! { code { (root.fingerprint()) } })
        .data(key("page-registry-certificates-until"), moment(root.validity().1))
        .row(key("page-registry-ca-root"), files(["root.cer", "root.pem"]))
        .row(key("page-registry-ca-list"), files(["list.crl", "list.pem"]))
        .data(key("page-registry-ca-made"), moment(list.this_update()))
        .data(key("page-registry-ca-next"), list.next_update().map(moment).unwrap_or_default())
        .data(key("page-registry-ca-count"), list.len().to_string());
    let f = Form::new(&visit, "page-registry-ca").values(&visit.query);
    let serial = TextInput { max: 64, ..TextInput::default() };
    Ok(Page::new(&visit, key("page-registry-ca")).lede(key("page-registry-ca-lede")).body(html! {
        p class="note" { (say(lang, "page-registry-ca-trial")) }
        section class="card" aria-labelledby="about" {
            h2 id="about" { (root.holder().organisation) }
            (about.render(lang))
        }
        section class="card mt" aria-labelledby="look" {
            h2 id="look" { (say(lang, "page-registry-ca-look")) }
            form method="get" action="/registry/ca" {
                (f.field("serial", serial).label(key("page-registry-ca-serial")).hint(key("page-registry-ca-serial.hint")))
                p { button class="btn" type="submit" { (say(lang, "page-registry-ca-search")) } }
            }
            (found(&app, &visit)?)
        }
    }))
}

/// What became of the certificate whose serial number was asked for.
fn found(app: &App, visit: &Visit) -> Result<Markup, Failure> {
    let Some(serial) = visit.query.filled("serial") else { return Ok(html! {}) };
    let serial: String = serial.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
    let platform = app.platform();
    let id = platform
        .journal()
        .read(|tx| certificates::certificate_of_serial(tx, &serial))
        .map_err(read_failed)?;
    let state = match id {
        Some(id) => platform.state::<Certificate>(id).map_err(read_failed)?,
        None => None,
    };
    let words = match &state {
        Some(state) => said(state, platform.now())?,
        None => key("page-registry-ca-unknown"),
    };
    Ok(html! { div class="told" role="status" { p class="last" { (words.said(visit.lang)) } } })
}
fn said(state: &Certificate, now: Instant) -> Result<Text, Refusal> {
    let issued = state.said()?;
    let words = match (&state.revoked, now > issued.until) {
        (Some(revocation), _) => key("page-registry-ca-revoked").with("at", revocation.at),
        (None, true) => key("page-registry-ca-expired").with("until", issued.until),
        (None, false) => key("page-registry-ca-good").with("until", issued.until),
    };
    Ok(words.with("subject", issued.subject.clone()))
}
