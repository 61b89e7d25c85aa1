//! Pages of the subsystem `agency`.

mod entrustment;
mod invite;
mod list;

use crate::routes::{Audience, Routes};
use kernel::Role;

const CLERK: Audience = Audience::Roles(&[Role::PurchaserClerk]);
const PARTIES: Audience =
    Audience::Roles(&[Role::PurchaserClerk, Role::PurchaserHead, Role::AgencyPm, Role::AgencyReviewer]);
const AGENCY: Audience = Audience::Roles(&[Role::AgencyPm, Role::AgencyReviewer]);
const MANAGER: Audience = Audience::Roles(&[Role::AgencyPm]);

/// The subsystem's pages.
pub fn routes() -> Routes {
    Routes::new()
        .get("/agency", PARTIES, list::show)
        .nav(26, "/agency", "subsystem-agency", AGENCY)
        .get("/agency/entrustment/{id}", Audience::SignedIn, entrustment::show)
        .get("/agency/invite", CLERK, invite::form)
        .post("/agency/invite", CLERK, invite::send)
        .command("agency.invite", "/agency/invite")
        .get("/agency/accept", MANAGER, entrustment::accept)
        .post("/agency/accept", MANAGER, entrustment::send_accept)
        .command("agency.accept", "/agency/accept")
}
