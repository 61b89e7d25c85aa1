//! 专家抽取: the draw as its parties may see it, the request, the answer of an expert.

use crate::routes::{Audience, Routes};
use kernel::Role;

mod request;
mod respond;
mod show;

/// The subsystem's pages.
pub fn routes() -> Routes {
    const AGENCY: Audience = Audience::Roles(&[Role::AgencyPm]);
    const EXPERT: Audience = Audience::Roles(&[Role::Expert]);
    Routes::new()
        .get("/draw/draw/{id}", Audience::SignedIn, show::show)
        .get("/draw/request", AGENCY, request::form)
        .post("/draw/request", AGENCY, request::send)
        .step::<respond::Respond>(EXPERT)
        .command("draw.request", "/draw/request")
}
