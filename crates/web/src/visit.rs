//! One request by one reader: language, session, token. Made before any handler, checked before any form is read.

use crate::{
    address,
    app::App,
    errors::{self, Failure},
    posted::{Values, encode},
    routes::NavEntry,
    session::{self, SignedIn},
};
use axum::{
    body::{Body, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{
        HeaderMap, HeaderValue, Method,
        header::{
            ACCEPT_LANGUAGE, AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE,
        },
        request::Parts,
    },
    middleware::Next,
    response::Response,
};
use kernel::{Instant, Refusal, Role};
use platform::texts::Lang;
use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// The cookie of a session.
pub const SESSION: &str = "yc_session";
/// The cookie that binds a form of somebody who is not signed in.
const VISITOR: &str = "yc_visitor";
/// The cookie of the chosen language.
pub const LANGUAGE: &str = "yc_lang";
/// A form without files is at most this long.
const MOST_FORM: usize = 1024 * 1024;

/// What the demonstration's banner shows.
#[derive(Clone, Debug)]
pub struct Banner {
    /// The business clock.
    pub now: Instant,
    /// Can it be moved?
    pub adjustable: bool,
    /// The next time limit it would jump to.
    pub next: Option<Instant>,
}

/// One request by one reader. A handler takes it as an argument.
#[derive(Clone)]
pub struct Visit {
    /// The reader's language.
    pub lang: Lang,
    /// Who is signed in.
    pub person: Option<SignedIn>,
    /// Path and query of the request.
    pub path: String,
    /// The query.
    pub query: Arc<Values>,
    /// The demonstration's banner.
    pub banner: Option<Banner>,
    /// Where the request comes from.
    pub address: IpAddr,
    cookie: Arc<str>,
    token: Arc<str>,
    token_used: Arc<AtomicBool>,
    nav: Arc<[NavEntry]>,
}

impl Visit {
    /// The token that every form carries.
    pub fn csrf(&self) -> &str {
        self.token_used.store(true, Ordering::Relaxed);
        &self.token
    }
    /// Checks a form's token.
    ///
    /// # Errors
    /// `E_CSRF`.
    pub fn check_token(&self, given: Option<&str>) -> Result<(), Refusal> {
        if given == Some(&*self.token) { Ok(()) } else { Err(Refusal::new("E_CSRF")) }
    }
    /// The person, who must be signed in.
    ///
    /// # Errors
    /// `E_SIGN_IN`.
    pub fn signed_in(&self) -> Result<&SignedIn, Refusal> {
        self.person.as_ref().ok_or_else(|| Refusal::new("E_SIGN_IN"))
    }
    /// Does the reader hold one of `roles`?
    pub fn is(&self, roles: &[Role]) -> bool {
        self.person.as_ref().is_some_and(|person| person.actor.is(roles))
    }
    /// The navigation this reader may use.
    pub fn navigation(&self) -> impl Iterator<Item = &NavEntry> {
        self.nav.iter().filter(|entry| entry.shown_to(self.person.as_ref()))
    }
    /// Is this page at or under `path`?
    pub fn is_under(&self, path: &str) -> bool {
        let here = self.path.split('?').next().unwrap_or_default();
        here == path || here.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
    }
    /// The link that shows this page in the other language.
    pub fn language_link(&self) -> String {
        format!("/lang?to={}&back={}", self.lang.other().tag(), encode(&self.path))
    }
    /// A path of this site out of a form or query; `/` if it would lead elsewhere.
    pub fn safe_path(path: Option<&str>) -> &str {
        path.filter(|path| {
            path.starts_with('/')
                && !path.starts_with("//")
                && !path.contains('\\')
                && path.bytes().all(|byte| byte.is_ascii_graphic())
        })
        .unwrap_or("/")
    }
    /// Does the session still hold that this request came with? Asked by answers that outlive their request.
    pub fn holds(&self, app: &App) -> bool {
        self.person.as_ref().is_none_or(|person| {
            app.sessions().holds(&session::digest(&self.cookie))
                && app
                    .platform()
                    .account(person.actor.person)
                    .is_ok_and(|account| account.credential == person.credential)
        })
    }
    /// The session's cookie value (digest of it is the key in the store).
    pub fn session_token(&self) -> &str {
        &self.cookie
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Failure::internal("no visit"))
    }
}

/// A cookie of this request.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| {
            value.len() <= 128 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
}

/// Prepares the visit, checks where a form comes from and its token, and turns failures into pages.
pub async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    let visit = begin(&app, &request);
    let api = request.uri().path().starts_with("/api/");
    let response = match check(&visit, request, api).await {
        Ok(request) => next.run(request).await,
        Err(failure) => axum::response::IntoResponse::into_response(failure),
    };
    let mut response = errors::explain(&visit, api, response);
    if visit.token_used.load(Ordering::Relaxed) {
        if visit.person.is_none() {
            set_cookie(response.headers_mut(), &app, VISITOR, &visit.cookie, None);
        }
        // A page with a token belongs to one reader.
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    let kept = if visit.person.is_some() { "no-store" } else { "no-cache" };
    response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static(kept));
    response
}

fn begin(app: &App, request: &Request) -> Visit {
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let lang = cookie(headers, LANGUAGE)
        .and_then(Lang::from_tag)
        .unwrap_or_else(|| Lang::negotiate(text(ACCEPT_LANGUAGE).unwrap_or_default()));
    let bearer = text(AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    let session = bearer.or_else(|| cookie(headers, SESSION));
    let person = session.and_then(|token| app.sessions().find(&session::digest(token))).and_then(|person| {
        // Since sign-in roles and password may have changed and the account may have been disabled.
        match app.platform().account(person.actor.person) {
            Ok(account) if account.credential == person.credential => {
                Some(SignedIn { actor: account.actor, ..person })
            }
            Err(refusal) if refusal.code == "E_BUSY" => Some(person),
            _ => None,
        }
    });
    let cookie: String = match (&person, session) {
        (Some(_), Some(token)) => token.to_owned(),
        _ => cookie(headers, VISITOR).map_or_else(session::new_token, str::to_owned),
    };
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    Visit {
        lang,
        person,
        path: if *request.method() == Method::GET {
            path.to_owned()
        } else {
            request.uri().path().to_owned()
        },
        query: Arc::new(Values::parse(request.uri().query().unwrap_or_default())),
        banner: app.banner(),
        address: address::of(request, &app.options().trusted_proxies),
        token: session::csrf(&cookie).into(),
        cookie: cookie.into(),
        token_used: Arc::default(),
        nav: app.nav(),
    }
}

/// Only this site's pages may change anything; a form must carry its token.
async fn check(visit: &Visit, mut request: Request, api: bool) -> Result<Request, Failure> {
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        if !same_site(request.headers()) {
            return Err(Refusal::new("E_CSRF").into());
        }
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") && !api {
            // The token is checked by `Uploaded`, which reads the body.
        } else if kind.starts_with("application/json") && api {
            // Another site cannot send this kind without asking first, and nobody answers that.
        } else if !api {
            let (parts, body) = request.into_parts();
            let bytes = to_bytes(body, MOST_FORM).await.map_err(|_| Refusal::new("E_TOO_LARGE"))?;
            let values = Values::parse(&String::from_utf8_lossy(&bytes));
            visit.check_token(values.get("_csrf"))?;
            request = Request::from_parts(parts, Body::empty());
            request.extensions_mut().insert(values);
        } else {
            return Err(Refusal::new("E_SCHEMA").into());
        }
    }
    request.extensions_mut().insert(visit.clone());
    Ok(request)
}

/// `Sec-Fetch-Site` where the browser sends it, `Origin` otherwise; a program that sends neither has no cookies to steal.
fn same_site(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin.split_once("://").map(|(_, host)| host) == text(HOST.as_str()),
        (None, None) => true,
    }
}

/// Sets a cookie that scripts cannot read and other sites do not send.
pub fn set_cookie(headers: &mut HeaderMap, app: &App, name: &str, value: &str, max_age: Option<u32>) {
    let secure = if app.options().https { "; Secure" } else { "" };
    let age = max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    if let Ok(line) = HeaderValue::from_str(&line) {
        headers.append(SET_COOKIE, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_path_never_leads_elsewhere() {
        for bad in ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "/a b", ""] {
            assert_eq!(Visit::safe_path(Some(bad)), "/", "{bad}");
        }
        assert_eq!(Visit::safe_path(Some("/tender/project/1?a=b")), "/tender/project/1?a=b");
    }
    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("x_yc_lang=zh; yc_lang=en; yc_session=abc"));
        assert_eq!((cookie(&headers, LANGUAGE), cookie(&headers, SESSION)), (Some("en"), Some("abc")));
    }
}
