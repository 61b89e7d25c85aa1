//! Routes with their audience: a page without a declared audience cannot be written.

use crate::{app::App, errors::Failure, session::SignedIn, visit::Visit};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    handler::Handler,
    http::Method,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use kernel::{Refusal, Role};

/// The positions of a finance authority, which sees the matters of its region and of those below it.
pub const FINANCE: &[Role] = &[Role::FaRegulator, Role::FaRegulatorHead, Role::FaBudget, Role::FaTreasury];

/// Who may open a page or send its form. What the person may see of a matter is the page's and the engine's to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Public,
    /// Everybody who is signed in.
    SignedIn,
    /// People who hold one of these roles.
    Roles(&'static [Role]),
}
impl Audience {
    /// May this person?
    pub fn admits(self, person: Option<&SignedIn>) -> Result<(), Refusal> {
        match (self, person) {
            (Self::Public, _) | (Self::SignedIn, Some(_)) => Ok(()),
            (_, None) => Err(Refusal::new("E_SIGN_IN")),
            (Self::Roles(roles), Some(person)) if person.actor.is(roles) => Ok(()),
            (Self::Roles(_), Some(_)) => Err(Refusal::new("E_FORBIDDEN")),
        }
    }
}

/// An entry of the main navigation.
#[derive(Clone, Debug)]
pub struct NavEntry {
    /// Where it leads.
    pub path: &'static str,
    /// Its words.
    pub key: &'static str,
    /// Smaller stands further left.
    pub order: u8,
    /// To whom it is shown.
    pub audience: Audience,
    /// Only to those who are not signed in.
    pub visitors_only: bool,
}
impl NavEntry {
    /// Is it shown to this person?
    pub fn shown_to(&self, person: Option<&SignedIn>) -> bool {
        self.audience.admits(person).is_ok() && !(self.visitors_only && person.is_some())
    }
}

/// One route as the tests walk it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `GET` or `POST`.
    pub method: Method,
    /// `/tender/project/{id}`.
    pub path: &'static str,
    /// Who may.
    pub audience: Audience,
}

/// A subsystem's routes.
#[derive(Default)]
pub struct Routes {
    pub(crate) router: Router<App>,
    pub(crate) table: Vec<Entry>,
    pub(crate) nav: Vec<NavEntry>,
    pub(crate) commands: Vec<(&'static str, &'static str)>,
}

impl Routes {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }
    /// A page.
    #[must_use]
    pub fn get<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        audience: Audience,
        handler: H,
    ) -> Self {
        self.add(Method::GET, path, audience, get(handler))
    }
    /// What a form is sent to.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        audience: Audience,
        handler: H,
    ) -> Self {
        self.add(Method::POST, path, audience, post(handler))
    }
    /// What a form with files is sent to: up to `max_mb` megabytes.
    #[must_use]
    pub fn upload<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        audience: Audience,
        max_mb: usize,
        handler: H,
    ) -> Self {
        let limit = DefaultBodyLimit::max(max_mb * 1024 * 1024);
        self.add(Method::POST, path, audience, post(handler).layer(limit))
    }
    /// An entry of the main navigation.
    #[must_use]
    pub fn nav(mut self, order: u8, path: &'static str, key: &'static str, audience: Audience) -> Self {
        self.nav.push(NavEntry { path, key, order, audience, visitors_only: false });
        self
    }
    /// An entry of the main navigation that is gone once one is signed in.
    #[must_use]
    pub fn visitors_nav(mut self, order: u8, path: &'static str, key: &'static str) -> Self {
        self.nav.push(NavEntry { path, key, order, audience: Audience::Public, visitors_only: true });
        self
    }
    /// To-dos and buttons lead to `path` for this command: with `?<subject field>=<id>`, or with `{id}` replaced.
    #[must_use]
    pub fn command(mut self, command: &'static str, path: &'static str) -> Self {
        self.commands.push((command, path));
        self
    }
    fn add(
        mut self,
        method: Method,
        path: &'static str,
        audience: Audience,
        route: MethodRouter<App>,
    ) -> Self {
        let guarded = route.layer(middleware::from_fn(move |request, next| guard(audience, request, next)));
        self.router = self.router.route(path, guarded);
        self.table.push(Entry { method, path, audience });
        self
    }
    /// With another subsystem's.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self.nav.extend(other.nav);
        self.commands.extend(other.commands);
        self
    }
}

async fn guard(audience: Audience, request: Request, next: Next) -> Response {
    let Some(visit) = request.extensions().get::<Visit>() else {
        return Failure::internal("a route outside the visit layer").into_response();
    };
    match audience.admits(visit.person.as_ref()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => Failure::from(refusal).into_response(),
    }
}
