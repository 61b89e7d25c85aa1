//! Pages of the subsystem `plan`.

mod file;
mod list;
mod show;

use crate::routes::{Audience, Routes};
use kernel::Role;

const CLERK: Audience = Audience::Roles(&[Role::PurchaserClerk]);
const UNIT: Audience = Audience::Roles(&[
    Role::PurchaserClerk,
    Role::PurchaserHead,
    Role::PurchaserFinance,
    Role::PurchaserSupervisor,
]);

/// The subsystem's pages.
pub fn routes() -> Routes {
    Routes::new()
        .get("/plan", UNIT, list::show)
        .nav(24, "/plan", "nav-plan", UNIT)
        .get("/plan/plan/{id}", Audience::SignedIn, show::page)
        .get("/plan/file", CLERK, file::form)
        .post("/plan/file", CLERK, file::send)
        .command("plan.file_plan", "/plan/file")
}
