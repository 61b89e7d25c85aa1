//! The application: what pages share, and the router made of all subsystems' routes.

use crate::{
    api, assets, catalogue, clock, errors,
    errors::Failure,
    gallery, generated, health,
    pending::Pending,
    portal, proposal,
    reader::{Reader, Readings},
    routes::{Audience, Entry, NavEntry, Routes},
    session::{MemorySessions, SessionStore},
    sign_in, sign_in_certificate, sign_in_code, subject,
    throttle::Throttle,
    visit::{self, Banner},
    work,
};
use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    middleware,
};
use kernel::{Role, StreamName};
use platform::{
    Account, Platform,
    portal::{self as lists, Figures},
};
use std::{
    collections::BTreeMap,
    net::IpAddr,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tower_http::{catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer};

/// The largest file a generated form takes, in megabytes.
pub const UPLOAD_MB: u32 = 64;

/// How the site is run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the site may keep files of its own.
    pub folder: PathBuf,
    /// Demonstration or training: the banner, the clock's buttons, the list of accounts.
    pub training: bool,
    /// Reached by https: cookies say `Secure`, browsers are told to come by https only.
    pub https: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// What reads uploaded licences; without it forms are filled in by hand alone.
    pub reader: Option<Reader>,
    /// With it as bearer token `/metrics` is served to anyone; without, to this machine alone.
    pub metrics_token: Option<String>,
}

struct Inner {
    platform: Platform,
    options: Options,
    sessions: Box<dyn SessionStore>,
    throttle: Throttle,
    half_signed_in: Pending<Account>,
    challenges: Pending<sign_in_certificate::Challenge>,
    nav: Arc<[NavEntry]>,
    figures: Mutex<Option<(Instant, Figures)>>,
    forms: BTreeMap<&'static str, &'static str>,
    handovers: crate::bidding::HandOvers,
    readings: Readings,
    revocations: crate::registry::Revocations,
}

/// What pages share. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// A failed read, as the reader is told: busy, try again.
pub fn read_failed(problem: journal::StoreError) -> Failure {
    tracing::error!(%problem, "a page could not read");
    kernel::Refusal::new("E_BUSY").into()
}

impl App {
    /// An application over a platform.
    pub fn new(platform: Platform, options: Options) -> Self {
        let Routes { mut nav, commands, .. } = routes();
        nav.sort_by_key(|entry| entry.order);
        let readings = Readings::new(options.reader.clone());
        Self(Arc::new(Inner {
            platform,
            options,
            sessions: Box::<MemorySessions>::default(),
            throttle: Throttle::default(),
            half_signed_in: Pending::lasting(sign_in_code::PATIENCE),
            challenges: Pending::lasting(sign_in_certificate::PATIENCE),
            nav: nav.into(),
            figures: Mutex::default(),
            forms: commands.into_iter().collect(),
            handovers: Default::default(),
            readings,
            revocations: Default::default(),
        }))
    }
    /// The platform.
    pub fn platform(&self) -> &Platform {
        &self.0.platform
    }
    /// How the site is run.
    pub fn options(&self) -> &Options {
        &self.0.options
    }
    /// Who is signed in.
    pub fn sessions(&self) -> &dyn SessionStore {
        &*self.0.sessions
    }
    /// Requests to clients that wait for an answer.
    pub fn handovers(&self) -> &crate::bidding::HandOvers {
        &self.0.handovers
    }
    /// The trial CA's revocation list, kept between requests.
    pub(crate) fn revocations(&self) -> &crate::registry::Revocations {
        &self.0.revocations
    }
    /// Licences that are being read.
    pub fn readings(&self) -> &Readings {
        &self.0.readings
    }
    /// Who guesses passwords.
    pub fn throttle(&self) -> &Throttle {
        &self.0.throttle
    }
    /// Challenges that wait for a certificate's signature.
    pub(crate) fn challenges(&self) -> &Pending<sign_in_certificate::Challenge> {
        &self.0.challenges
    }
    /// Whose password was right and whose code is still asked for.
    pub fn half_signed_in(&self) -> &Pending<Account> {
        &self.0.half_signed_in
    }
    /// The main navigation.
    pub fn nav(&self) -> Arc<[NavEntry]> {
        Arc::clone(&self.0.nav)
    }
    /// The demonstration's banner, if this is one.
    pub fn banner(&self) -> Option<Banner> {
        if !self.0.options.training {
            return None;
        }
        let platform = self.platform();
        let adjustable = platform.clock().adjustable();
        let next = if adjustable { platform.next_deadline().ok().flatten() } else { None };
        Some(Banner { now: platform.now(), adjustable, next })
    }
    /// The page on which a command is given, about `subject`.
    pub fn form_of(&self, command: &str, subject: Option<&StreamName>) -> String {
        let own = self.0.forms.get(command);
        let mut path = own.map_or_else(|| format!("/do/{command}"), |path| (*path).to_owned());
        let Some(subject) = subject else { return path };
        if path.contains("{id}") {
            return path.replace("{id}", &subject.uuid().to_string());
        }
        let def = self.platform().commands().get(command);
        let field = def.and_then(|def| def.subject).filter(|(kind, _)| *kind == subject.kind());
        if let Some((_, field)) = field {
            path.push_str(&format!("?{field}={}", subject.uuid()));
        }
        path
    }
    /// What a stream is called in its users' words: the name or title in its state.
    pub fn title_of(&self, stream: &StreamName) -> Option<String> {
        let sql = "SELECT body FROM state WHERE stream = $1";
        let rows = self.platform().journal().read(|tx| tx.query(sql, &[stream.as_str().into()])).ok()?;
        let body: serde_json::Value = serde_json::from_str(rows.first()?.text(0).ok()?).ok()?;
        // An expert is called by number where no name may stand.
        if stream.kind() == "registry.expert" {
            return Some(body.pointer("/office/code")?.as_str()?.to_owned());
        }
        title_in(&body, &["title", "name", "project_name"], 0)
            .or_else(|| title_in(&body, &["goods", "project", "number"], 0))
    }
    /// The first page's figures. Once a minute they are counted anew beside the page, which shows the ones before; only the
    /// first page after a start waits. To be called within the runtime.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn figures(&self) -> Result<Figures, journal::StoreError> {
        const KEPT: Duration = Duration::from_secs(60);
        let mut kept = self.0.figures.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((at, figures)) = kept.as_mut() else {
            drop(kept);
            return self.count();
        };
        if at.elapsed() >= KEPT {
            *at = Instant::now();
            let app = self.clone();
            tokio::task::spawn_blocking(move || {
                app.count().inspect_err(|problem| tracing::warn!(%problem, "no figures"))
            });
        }
        Ok(*figures)
    }
    fn count(&self) -> Result<Figures, journal::StoreError> {
        let figures = self.platform().journal().read(lists::figures)?;
        *self.0.figures.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), figures));
        Ok(figures)
    }
    /// In a demonstration: the first account of each role.
    pub fn demo_accounts(&self) -> Vec<(Role, String)> {
        let find = |role: Role| {
            let sql = "SELECT login FROM registry_person WHERE state = 'active' AND (roles = $1 OR roles LIKE $2 OR \
                       roles LIKE $3) ORDER BY id LIMIT 1";
            let id = role.id();
            let params = [id.into(), format!("{id} %").into(), format!("% {id}%").into()];
            let rows = self.platform().journal().read(|tx| tx.query(sql, &params)).ok()?;
            Some((role, rows.first()?.text(0).ok()?.to_owned()))
        };
        Role::ALL.iter().filter_map(|role| find(*role)).collect()
    }
    /// The whole site.
    pub fn router(&self) -> Router {
        let header = |name: &'static str, value: &'static str| {
            SetResponseHeaderLayer::overriding(HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        let https = self.options().https.then(|| header("strict-transport-security", "max-age=63072000"));
        routes()
            .router
            .fallback(|| async { Failure::not_found() })
            .layer(CatchPanicLayer::custom(errors::panicked))
            .layer(middleware::from_fn_with_state(self.clone(), visit::layer))
            .layer(middleware::from_fn(health::measure))
            .layer(SetResponseHeaderLayer::overriding(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(POLICY),
            ))
            .layer(header("x-content-type-options", "nosniff"))
            .layer(header("referrer-policy", "same-origin"))
            .layer(header("cross-origin-opener-policy", "same-origin"))
            .layer(header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"))
            .layer(header("x-frame-options", "DENY"))
            .layer(header("cross-origin-resource-policy", "same-origin"))
            .layer(tower::util::option_layer(https))
            .with_state(self.clone())
    }
}

/// The whole site of an application.
pub fn router(app: &App) -> Router {
    app.router()
}

fn title_in(body: &serde_json::Value, keys: &[&str], depth: u8) -> Option<String> {
    let map = body.as_object()?;
    let words = |text: &&str| !text.is_empty() && uuid::Uuid::parse_str(text).is_err();
    if let Some(title) = keys.iter().find_map(|key| map.get(*key)?.as_str().filter(words)) {
        return Some(title.to_owned());
    }
    if depth > 2 { None } else { map.values().find_map(|inner| title_in(inner, keys, depth + 1)) }
}

/// Nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Every route there is, with its audience.
pub fn table() -> Vec<Entry> {
    routes().table
}

fn routes() -> Routes {
    use Audience::{Public, SignedIn};
    let base = Routes::new()
        .get("/", Public, portal::home)
        .get("/assets/{name}", Public, assets::serve)
        .get("/gallery", Public, gallery::show)
        .get("/catalogue", Public, catalogue::show)
        .get("/sign-in", Public, sign_in::form)
        .post("/sign-in", Public, sign_in::send)
        .get("/sign-in/code", Public, sign_in_code::form)
        .post("/sign-in/code", Public, sign_in_code::send)
        .get("/sign-in/certificate", Public, sign_in_certificate::ask)
        .post("/sign-in/certificate", Public, sign_in_certificate::make)
        .get("/sign-in/certificate/{id}", Public, sign_in_certificate::show)
        .post("/sign-in/certificate/{id}", Public, sign_in_certificate::send)
        .post("/sign-out", Public, sign_in::out)
        .get("/lang", Public, sign_in::language)
        .get("/work", SignedIn, work::show)
        .get("/{subsystem}/{entity}/{id}", SignedIn, subject::show)
        .get("/supervision/proposal/{id}", SignedIn, proposal::show)
        .post("/supervision/proposal/{id}", SignedIn, proposal::decide)
        .command("supervision.approve_proposal", "/supervision/proposal/{id}")
        .command("supervision.reject_proposal", "/supervision/proposal/{id}")
        .get("/do/{command}", Public, generated::form)
        .upload("/do/{command}", Public, UPLOAD_MB as usize, generated::send)
        .post("/clock/next", SignedIn, clock::next)
        .get("/api", Public, api::page)
        .get("/api/v1/openapi.json", Public, api::openapi)
        .get("/api/v1/problems/{code}", Public, api::problem)
        .get("/api/v1/todo", SignedIn, api::todo)
        .post("/api/v1/sign-in", Public, api::sign_in)
        .post("/api/v1/commands/{name}", Public, api::command)
        .get("/healthz", Public, health::healthz)
        .get("/metrics", Public, health::metrics)
        .nav(0, "/work", "nav-work", SignedIn)
        .visitors_nav(90, "/api", "nav-api");
    crate::subsystems().into_iter().fold(base, Routes::and)
}

#[cfg(test)]
#[path = "app_tests.rs"]
mod tests;
