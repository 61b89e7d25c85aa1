//! Published notices: the list with its filters, a notice with its proof, its files and receipt.

mod list;
mod show;
#[cfg(test)]
mod tests;
pub(crate) mod texts;

pub use list::table;

use crate::{
    app::App,
    routes::{Audience, Routes},
};
use kernel::ProjectId;
use maud::{Markup, html};
use platform::{portal, texts::Lang};

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

/// Links to the notices of a project, for pages of people who are not party to it.
pub fn links(app: &App, lang: Lang, project: ProjectId) -> Markup {
    let notices =
        app.platform().journal().read(|tx| portal::notices_of_project(tx, project)).unwrap_or_default();
    html! {
        ul { @for line in &notices {
            li { a href={ "/notices/" (line.id) } { (texts::kind(&line.code).said(lang)) } " " span class="small quiet-text" { (line.at.date()) } }
        } }
    }
}
