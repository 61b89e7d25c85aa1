//! 法律法规库（掌上百科）: the list with its search, a statute, an article; publishing and repealing for regulators.

mod api;
mod article;
mod law;
mod list;
mod parts;
mod publish;
#[cfg(test)]
mod tests;

use crate::{
    app::{App, read_failed},
    errors::Failure,
    routes::{Audience, Routes},
    visit::Visit,
};
use axum::{
    extract::{Path, State},
    response::Redirect,
};
use kernel::{Instant, Role, StatuteId};
use platform::statute::Laws;
use procurement::statute::{Document, Statute, Version, When};
use std::sync::Arc;

const REGULATOR: Audience = Audience::Roles(&[Role::FaRegulator]);

/// The public pages of the library, and the regulators' own.
pub fn routes() -> Routes {
    Routes::new()
        .get("/laws", Audience::Public, list::show)
        .get("/laws/{id}", Audience::Public, law::show)
        .get("/laws/{id}/{article}", Audience::Public, article::show)
        .get("/api/v1/laws", Audience::Public, api::list)
        .get("/api/v1/laws/{id}/articles/{article}", Audience::Public, api::article)
        .get("/statute/statute/{id}", Audience::SignedIn, by_stream)
        .get("/statute/publish", REGULATOR, publish::form)
        .post("/statute/publish", REGULATOR, publish::send)
        .command("statute.publish", "/statute/publish")
        .nav(20, "/laws", "nav-laws", Audience::Public)
}

/// `GET /statute/statute/{id}`: to the page that everybody reads.
async fn by_stream(State(app): State<App>, Path(id): Path<String>) -> Result<Redirect, Failure> {
    let id: StatuteId = id.parse().map_err(|_| Failure::not_found())?;
    let laws = laws(&app)?;
    let document = laws.library.documents().find(|document| Statute::id_of(&document.id) == id);
    Ok(Redirect::to(&format!("/laws/{}", document.ok_or_else(Failure::not_found)?.id)))
}

fn laws(app: &App) -> Result<Arc<Laws>, Failure> {
    app.platform().laws().map_err(read_failed)
}

/// The day that a reader asks for.
#[derive(Clone, Copy)]
struct Asked {
    when: When,
    /// Named in the address; today otherwise.
    named: bool,
}
impl Asked {
    /// `?on=2025-05-31`, and for what was known here when: `&known=2025-06-01T00:00`. What does not parse is left out.
    fn of(app: &App, visit: &Visit) -> Self {
        let day = visit.query.filled("on").and_then(|text| text.parse().ok());
        let known = visit.query.filled("known").and_then(|text| text.parse::<Instant>().ok());
        let mut when = When::from(day.unwrap_or_else(|| app.platform().now().date()));
        when.known = known.unwrap_or(when.known);
        Self { when, named: day.is_some() }
    }
    /// What links to other statutes carry, so that they are read as of the same day.
    fn query(self) -> String {
        if self.named { format!("?on={}", self.when.valid) } else { String::new() }
    }
}

fn find<'l>(laws: &'l Laws, id: &str, asked: Asked) -> Result<(&'l Document, &'l Version), Failure> {
    let document = laws.library.document(id).ok_or_else(Failure::not_found)?;
    let version = document.shown(asked.when).ok_or_else(Failure::not_found)?;
    Ok((document, version))
}
