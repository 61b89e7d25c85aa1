//! The application: what pages share, and the router made of all subsystems' routes.

use crate::{
    assets, errors,
    errors::Failure,
    gallery,
    routes::{Audience, Entry, NavEntry, Routes},
    session::{MemorySessions, SessionStore},
    visit::{self, Banner},
};
use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    middleware,
};
use std::sync::Arc;
use tower_http::{catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer};

/// How the site is run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Reached by https: cookies say `Secure`.
    pub https: bool,
}

struct Inner {
    settings: Settings,
    sessions: Box<dyn SessionStore>,
    nav: Arc<[NavEntry]>,
}

/// What pages share.
#[derive(Clone)]
pub struct App(Arc<Inner>);

impl App {
    /// An application with these settings.
    pub fn new(settings: Settings) -> Self {
        let mut nav = routes().nav;
        nav.sort_by_key(|entry| entry.order);
        Self(Arc::new(Inner { settings, sessions: Box::<MemorySessions>::default(), nav: nav.into() }))
    }
    /// How the site is run.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }
    /// Who is signed in.
    pub fn sessions(&self) -> &dyn SessionStore {
        &*self.0.sessions
    }
    /// The main navigation.
    pub fn nav(&self) -> Arc<[NavEntry]> {
        Arc::clone(&self.0.nav)
    }
    /// The demonstration's banner, if this is one.
    pub fn banner(&self) -> Option<Banner> {
        None
    }
    /// The whole site.
    pub fn router(&self) -> Router {
        let header = |name: &'static str, value: &'static str| {
            SetResponseHeaderLayer::overriding(HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        routes()
            .router
            .fallback(|| async { Failure::not_found() })
            .layer(CatchPanicLayer::custom(errors::panicked))
            .layer(middleware::from_fn_with_state(self.clone(), visit::layer))
            .layer(SetResponseHeaderLayer::overriding(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(POLICY),
            ))
            .layer(header("x-content-type-options", "nosniff"))
            .layer(header("referrer-policy", "same-origin"))
            .layer(header("cross-origin-opener-policy", "same-origin"))
            .layer(header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"))
            .layer(header("x-frame-options", "DENY"))
            .with_state(self.clone())
    }
}

/// Nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Every route there is, with its audience.
pub fn table() -> Vec<Entry> {
    routes().table
}

fn routes() -> Routes {
    let base = Routes::new().get("/assets/{name}", Audience::Public, assets::serve).get(
        "/gallery",
        Audience::Public,
        gallery::show,
    );
    crate::subsystems().into_iter().fold(base, Routes::and)
}

#[cfg(test)]
#[path = "app_tests.rs"]
mod tests;
