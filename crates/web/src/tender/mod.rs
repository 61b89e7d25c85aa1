//! 项目采购: projects and lots, the tender document, its confirmation, the notice, the award.

use crate::{
    components::{Tag, Tone},
    routes::{Audience, Routes},
    words::{Text, key, say},
};
use kernel::Role;
use maud::{Markup, html};
use platform::texts::Lang;

mod award;
mod close;
mod correct;
pub mod document;
mod draft;
mod list;
mod lot;
mod project;
mod publish;
mod result;
#[cfg(test)]
mod tests;
mod verdict;
mod void;

/// Parties see their own; a finance authority and an auditor those of their region and below.
const READERS: Audience = Audience::Roles(&[
    Role::AgencyPm,
    Role::AgencyReviewer,
    Role::PurchaserClerk,
    Role::PurchaserHead,
    Role::PurchaserSupervisor,
    Role::FaTreasury,
    Role::FaBudget,
    Role::FaRegulator,
    Role::FaRegulatorHead,
    Role::Auditor,
]);

/// The subsystem's pages.
pub fn routes() -> Routes {
    let manager = Audience::Roles(&[Role::AgencyPm]);
    let reviewer = Audience::Roles(&[Role::AgencyReviewer]);
    let clerk = Audience::Roles(&[Role::PurchaserClerk]);
    Routes::new()
        .get("/tender", READERS, list::show)
        .get("/tender.csv", READERS, list::csv)
        .get("/tender/project/{id}", Audience::SignedIn, project::show)
        .get("/tender/project/{id}/document", Audience::Public, document::show)
        .get("/tender/lot/{id}", Audience::SignedIn, lot::show)
        .get("/tender/draft", manager, draft::form)
        .post("/tender/draft", manager, draft::send)
        .command("tender.draft_document", "/tender/draft")
        .get("/tender/review", reviewer, verdict::review)
        .post("/tender/review", reviewer, verdict::send_review)
        .command("tender.review_document", "/tender/review")
        .get("/tender/confirm", clerk, verdict::confirm)
        .post("/tender/confirm", clerk, verdict::send_confirm)
        .command("tender.confirm_document", "/tender/confirm")
        .get("/tender/publish", manager, publish::form)
        .post("/tender/publish", manager, publish::send)
        .command("tender.publish_notice", "/tender/publish")
        .get("/tender/award", clerk, award::form)
        .post("/tender/award", clerk, award::send)
        .command("tender.confirm_award", "/tender/award")
        .step::<correct::CorrectNotice>(manager)
        .step::<result::PublishResult>(manager)
        .step::<void::VoidLot>(manager)
        .step::<close::CloseProject>(clerk)
        .nav(50, "/tender", "subsystem-tender", READERS)
}

/// A project's stage.
fn project_tag(id: &str) -> Tag {
    let tone = match id {
        "closed" => Tone::Good,
        "announced" => Tone::Plain,
        _ => Tone::Warn,
    };
    Tag::new(key(format!("project-stage-{id}")), tone)
}

/// What the law makes of a step, said before it is taken.
fn consequences(lang: Lang, told: &[Text]) -> Markup {
    html! {
        section class="card mb" aria-labelledby="consequences" {
            h2 id="consequences" { (say(lang, "page-tender-consequences")) }
            ul { @for text in told { li { (text.said(lang)) } } }
        }
    }
}

/// A lot's stage.
fn lot_tag(id: &str) -> Tag {
    let tone = match id {
        "paid" | "closed" => Tone::Good,
        "failed" | "void" | "terminated" => Tone::Bad,
        "recommended" | "confirmed" => Tone::Warn,
        _ => Tone::Plain,
    };
    Tag::new(key(format!("lot-stage-{id}")), tone)
}
