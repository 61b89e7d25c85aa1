//! 评审专家: application, the expert's own page, the register of experts, compliance reviews.

mod apply;
mod compliance;
mod findings;
mod list;
mod part;
mod reveal;
mod seen;
mod show;
mod shown;
mod specialities;
#[cfg(test)]
mod tests;
mod title;

use crate::{
    components::{Tag, Tone},
    routes::{Audience, Routes},
    words::key,
};
use kernel::Role;

/// Largest scan, megabytes.
const SCAN_MB: usize = 20;
/// Who reads of experts in a region.
const AUTHORITIES: Audience = Audience::Roles(&[Role::FaRegulator, Role::FaRegulatorHead, Role::Auditor]);

/// Adds the pages.
pub(super) fn routes(routes: Routes) -> Routes {
    const EXPERT: Audience = Audience::Roles(&[Role::Expert]);
    const REGULATOR: Audience = Audience::Roles(&[Role::FaRegulator]);
    const READERS: Audience =
        Audience::Roles(&[Role::Expert, Role::FaRegulator, Role::FaRegulatorHead, Role::Auditor]);
    const REVEALERS: Audience = Audience::Roles(&[Role::Expert, Role::FaRegulator, Role::FaRegulatorHead]);
    routes
        .get("/registry/expert/apply", Audience::Public, apply::form)
        .post("/registry/expert/apply", Audience::Public, apply::send)
        .command("registry.apply_expert", "/registry/expert/apply")
        .get("/registry/experts", AUTHORITIES, list::show)
        .nav(83, "/registry/experts", "page-registry-expert-title", AUTHORITIES)
        .get("/registry/expert/{id}", READERS, show::show)
        .get("/registry/expert/{id}/part/{part}", EXPERT, part::form)
        .post("/registry/expert/{id}/part/{part}", EXPERT, part::send)
        .command("registry.fill_expert_identity", "/registry/expert/{id}/part/identity")
        .command("registry.fill_expert_work", "/registry/expert/{id}/part/work")
        .command("registry.fill_expert_reach", "/registry/expert/{id}/part/reach")
        .command("registry.sign_expert_commitment", "/registry/expert/{id}/part/commitment")
        .get("/registry/expert/{id}/title", EXPERT, title::form)
        .upload("/registry/expert/{id}/title", EXPERT, SCAN_MB, title::send)
        .command("registry.fill_expert_title", "/registry/expert/{id}/title")
        .get("/registry/expert/{id}/specialities", EXPERT, specialities::form)
        .upload("/registry/expert/{id}/specialities", EXPERT, SCAN_MB, specialities::send)
        .post("/registry/expert/{id}/specialities/remove", EXPERT, specialities::remove)
        .command("registry.add_expert_speciality", "/registry/expert/{id}/specialities")
        .get("/registry/expert/{id}/file/{digest}", READERS, specialities::file)
        .get("/registry/expert/{id}/reveal", REVEALERS, reveal::form)
        .post("/registry/expert/{id}/reveal", REVEALERS, reveal::send)
        .command("registry.reveal_expert", "/registry/expert/{id}/reveal")
        .step::<findings::Ask>(REGULATOR)
        .step::<findings::Answer>(REGULATOR)
        .step::<findings::Explain>(EXPERT)
        .get("/registry/compliance", AUTHORITIES, compliance::mine)
        .get("/registry/expert_compliance/{id}", AUTHORITIES, compliance::show)
        .post("/registry/expert_compliance/{id}", REGULATOR, compliance::run)
        .command("registry.check_experts", "/registry/expert_compliance/{id}")
}

/// A standing as a tag.
fn standing(id: &str) -> Tag {
    let tone = match id {
        "active" => Tone::Good,
        "applicant" | "training" => Tone::Warn,
        "suspended" => Tone::Bad,
        _ => Tone::Off,
    };
    Tag::new(key(format!("page-registry-expert-standing-{id}")), tone)
}
/// The state of a finding as a tag.
fn finding_state(id: &str) -> Tag {
    let tone = match id {
        "open" | "explained" => Tone::Bad,
        "asked" => Tone::Warn,
        _ => Tone::Off,
    };
    Tag::new(key(format!("registry-finding-state-{id}")), tone)
}
