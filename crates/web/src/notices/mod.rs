//! Published notices: the list with its filters, a notice with its proof, its files and receipt.

mod list;
mod show;
#[cfg(test)]
mod tests;
pub(crate) mod texts;

pub use list::table;

use crate::routes::{Audience, Routes};

/// The public pages of notices.
pub fn routes() -> Routes {
    Routes::new()
        .get("/notices", Audience::Public, list::show)
        .get("/notices.csv", Audience::Public, list::csv)
        .get("/notices/{id}", Audience::Public, show::page)
        .get("/notices/{id}/receipt.json", Audience::Public, show::receipt)
        .get("/notices/{id}/files/{digest}", Audience::Public, show::file)
        .nav(10, "/notices", "nav-notices", Audience::Public)
}
