//! 标准商品库与需求标准库: browse and compare goods, enter and import them, templates, demand standards.

use crate::routes::{Audience, Routes};
use kernel::Role;

mod browse;
mod draft;
mod held;
mod import;
mod show;
mod standard;
mod standards;
mod templates;
#[cfg(test)]
mod tests;

pub use held::held_against;

const OPERATOR: Audience = Audience::Roles(&[Role::Operator]);
const AUTHOR: Audience = Audience::Roles(&[Role::SupplierClerk, Role::Operator]);
/// The largest file of goods, in megabytes.
const FILE_MB: u32 = 64;

/// The subsystem's pages.
pub fn routes() -> Routes {
    Routes::new()
        .get("/goods", Audience::Public, browse::show)
        .nav(58, "/goods", "subsystem-goods", Audience::Public)
        .get("/goods/{id}", Audience::Public, show::page)
        .get("/goods/draft", AUTHOR, draft::form)
        .post("/goods/draft", AUTHOR, draft::send)
        .command("goods.draft_standard", "/goods/draft")
        .get("/goods/revise", AUTHOR, draft::revise)
        .post("/goods/revise", AUTHOR, draft::send_revised)
        .command("goods.revise_standard", "/goods/revise")
        .get("/goods/import", OPERATOR, import::form)
        .upload("/goods/import", OPERATOR, FILE_MB as usize, import::send)
        .command("goods.open_import", "/goods/import")
        .get("/goods/import/{id}", OPERATOR, import::show)
        .get("/goods/import/{id}/live", OPERATOR, import::live)
        .get("/goods/import/{id}/report.csv", OPERATOR, import::report)
        .get("/goods/blank.csv", Audience::Public, import::blank)
        .get("/goods/templates", Audience::Public, templates::list)
        .get("/goods/templates/{code}", Audience::Public, templates::show)
        .get("/goods/standards", Audience::Public, standards::list)
        .get("/goods/standards/{code}", Audience::Public, standards::show)
        .get("/goods/demand_standard/{id}", Audience::SignedIn, standards::kept)
}
