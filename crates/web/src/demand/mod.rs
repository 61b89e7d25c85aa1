//! Pages of the subsystem `demand`.

mod compile;
mod intention;
mod list;
mod publish;
mod review;
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
    let (supervisor, finance) =
        (Audience::Roles(&[Role::PurchaserSupervisor]), Audience::Roles(&[Role::PurchaserFinance]));
    Routes::new()
        .get("/demand", UNIT, list::show)
        .nav(22, "/demand", "nav-demand", UNIT)
        .get("/demand/intention/{id}", Audience::SignedIn, intention::show)
        .get("/demand/demand/{id}", Audience::SignedIn, show::page)
        .get("/demand/publish", CLERK, publish::form)
        .post("/demand/publish", CLERK, publish::send)
        .command("demand.publish_intention", "/demand/publish")
        .get("/demand/compile", CLERK, compile::form)
        .post("/demand/compile", CLERK, compile::send)
        .command("demand.compile_demand", "/demand/compile")
        .get("/demand/revise", CLERK, compile::revise)
        .post("/demand/revise", CLERK, compile::send_revised)
        .command("demand.revise_demand", "/demand/revise")
        .get("/demand/review", supervisor, review::general)
        .post("/demand/review", supervisor, review::send_general)
        .command("demand.review_general", "/demand/review")
        .get("/demand/key-review", finance, review::key_review)
        .post("/demand/key-review", finance, review::send_key_review)
        .command("demand.review_key", "/demand/key-review")
}
