//! A page with one form that gives one command about the thing in its address.

use crate::{
    app::App,
    components::Page,
    errors::Failure,
    give,
    posted::{Posted, Values},
    routes::{Audience, Routes},
    visit::Visit,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use journal::Accepted;
use kernel::{Refusal, StreamId};
use serde::de::DeserializeOwned;

/// Such a page; [`Routes::step`] adds it.
pub trait Step: 'static {
    /// `evaluation.sign_report`.
    const COMMAND: &'static str;
    /// `/evaluation/evaluation/{id}/sign`: the form is shown and sent here.
    const PATH: &'static str;
    /// The command's field that names the thing in the address.
    const SUBJECT: &'static str;
    /// What the thing is.
    type Id: StreamId + DeserializeOwned;

    /// Draws the form, with what was typed and why it was refused.
    ///
    /// # Errors
    /// If the thing is not there or not for this reader.
    fn draw(
        app: &App,
        visit: &Visit,
        id: Self::Id,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure>;
    /// The page of one thing.
    fn path(id: Self::Id) -> String {
        Self::PATH.replace("{id}", &id.to_string())
    }
    /// Where it goes after success; otherwise to the page of what was recorded.
    fn done(_values: &Values, accepted: &Accepted) -> Response {
        give::done(Self::COMMAND, accepted)
    }
}

impl Routes {
    /// The page of a step, its form, and the way there from to-dos and buttons.
    #[must_use]
    pub fn step<S: Step>(self, audience: Audience) -> Self {
        self.get(S::PATH, audience, form::<S>).post(S::PATH, audience, send::<S>).command(S::COMMAND, S::PATH)
    }
}

async fn form<S: Step>(State(app): State<App>, visit: Visit, Path(id): Path<S::Id>) -> Result<Page, Failure> {
    S::draw(&app, &visit, id, &visit.query, None)
}
async fn send<S: Step>(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<S::Id>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    if values.rows_changed() {
        return Ok(S::draw(&app, &visit, id, &values, None)?.into_response());
    }
    values.set(S::SUBJECT, id.to_string());
    match give::command(&app, &visit, S::COMMAND, &values).await? {
        Ok(accepted) => Ok(S::done(&values, &accepted)),
        Err(refusal) => Ok(S::draw(&app, &visit, id, &values, Some(&refusal))?.into_response()),
    }
}
