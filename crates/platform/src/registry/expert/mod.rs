//! 评审专家: the career of an expert, the periodic compliance review.

mod add_expert_speciality;
mod answer_finding;
mod apply_expert;
mod ask_finding;
mod check_experts;
mod dismiss_expert;
mod end_leave;
mod examine_expert;
mod explain_finding;
mod facts;
mod fill_expert_identity;
mod fill_expert_reach;
mod fill_expert_title;
mod fill_expert_work;
mod leave_expert;
mod lists;
mod remove_expert_speciality;
mod renew_expert;
mod resign_expert;
mod restore_expert;
mod reveal_expert;
mod review_expert;
mod sign_expert_commitment;
mod submit_expert;
mod suspend_expert;
#[cfg(test)]
mod tests;
mod watch_expert;
mod withdraw_expert;

pub(super) use lists::Experts;
pub use lists::{
    ExpertRow, ExpertsWanted, FindingRow, compliance_of, expert_of, experts_of, findings_of, findings_of_run,
};

use super::lists::finance_of;
use crate::{
    engine::{CommandSet, prelude::*},
    training::Moves,
};
use procurement::registry::{
    Claim, Compliance, Employment, Expert, ExpertFilling, ExpertParticulars, ExpertProfile, Office,
    Organisation,
};
use serde_json::json;

/// The subject of the commands about a record.
const SUBJECT: Option<(&str, &str)> = Some(("registry.expert", "expert"));
/// Its field.
const EXPERT: Field = Field::id("expert", "registry.expert");
/// The number of a finding.
const NUMBER: Field = Field::new("number", Kind::Number { min: 1, max: 1_000_000 });

pub(super) fn commands(set: &mut CommandSet) {
    set.add::<add_expert_speciality::AddExpertSpeciality>();
    set.add::<answer_finding::AnswerFinding>();
    set.add::<apply_expert::ApplyExpert>();
    set.add::<ask_finding::AskFinding>();
    set.add::<check_experts::CheckExperts>();
    set.add::<dismiss_expert::DismissExpert>();
    set.add::<end_leave::EndLeave>();
    set.add::<examine_expert::ExamineExpert>();
    set.add::<explain_finding::ExplainFinding>();
    set.add::<fill_expert_identity::FillExpertIdentity>();
    set.add::<fill_expert_reach::FillExpertReach>();
    set.add::<fill_expert_title::FillExpertTitle>();
    set.add::<fill_expert_work::FillExpertWork>();
    set.add::<leave_expert::LeaveExpert>();
    set.add::<remove_expert_speciality::RemoveExpertSpeciality>();
    set.add::<renew_expert::RenewExpert>();
    set.add::<resign_expert::ResignExpert>();
    set.add::<restore_expert::RestoreExpert>();
    set.add::<reveal_expert::RevealExpert>();
    set.add::<review_expert::ReviewExpert>();
    set.add::<sign_expert_commitment::SignExpertCommitment>();
    set.add::<submit_expert::SubmitExpert>();
    set.add::<suspend_expert::SuspendExpert>();
    set.add::<watch_expert::WatchExpert>();
    set.add::<withdraw_expert::WithdrawExpert>();
}

pub(super) fn moves(moves: &mut Moves) {
    moves.teach("registry.submit_expert", |scene| {
        let expert = scene.subject::<Expert>()?;
        // Whoever lacks something fills it in by hand.
        expert.draft.missing().is_empty().then(|| json!({ "expert": scene.todo.stream.uuid() }))
    });
    moves.teach("registry.review_expert", |scene| {
        Some(json!({ "expert": scene.id::<ExpertId>()?, "verdict": "passed" }))
    });
    moves.teach("registry.examine_expert", |scene| {
        Some(json!({ "expert": scene.id::<ExpertId>()?, "score": scene.dice.between(60, 100) }))
    });
    moves.teach("registry.renew_expert", |scene| {
        let expert = scene.subject::<Expert>()?;
        expert.draft.missing().is_empty().then(|| json!({ "expert": scene.todo.stream.uuid() }))
    });
    moves.teach("registry.explain_finding", |scene| {
        let expert = scene.subject::<Expert>()?;
        let asked = expert.findings.iter().find(|finding| finding.state.id() == "asked")?;
        Some(json!({
            "expert": scene.id::<ExpertId>()?, "number": asked.number,
            "explanation": "情况属实，已按要求补充材料，今后严格执行回避规定。",
        }))
    });
    moves.teach("registry.answer_finding", |scene| {
        let expert = scene.subject::<Expert>()?;
        let open = expert.findings.iter().find(|finding| finding.state.id() != "asked")?;
        let age = open.kind == procurement::registry::FindingKind::Age;
        Some(json!({
            "expert": scene.id::<ExpertId>()?, "number": open.number,
            "answer": if age { "dismissed" } else { "kept" },
            "reason": "经核对登记信息和抽取记录，不影响继续履职，已提醒本人更新资料。",
        }))
    });
}

/// A person and that person's record have one UUID.
fn of_person(person: PersonId) -> ExpertId {
    ExpertId::from_uuid(person.uuid())
}
/// The person of a record.
fn person_of(expert: ExpertId) -> PersonId {
    PersonId::from_uuid(expert.uuid())
}
/// Whoever acts as expert must be one: an account is everybody's who applies.
pub(super) fn require_in_office(desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
    if desk.actor().is(&[Role::Expert]) {
        let id = of_person(desk.actor().person);
        desk.load::<Expert>(id)?.require_in_office()?;
    }
    Ok(())
}
/// A finance department and its reviews have one UUID.
fn reviews_of(authority: OrganisationId) -> ExpertComplianceId {
    ExpertComplianceId::from_uuid(authority.uuid())
}
/// The expert alone.
fn own(expert: ExpertId) -> Result<Matter, Stop> {
    Ok(Matter::Person(person_of(expert)))
}
/// The finance departments whose reach covers the expert's region.
fn supervised(desk: &mut Desk<'_, '_>, expert: ExpertId) -> Result<Matter, Stop> {
    Ok(Matter::Region(desk.load::<Expert>(expert)?.office()?.region))
}
/// The finance department that keeps the record.
fn reviewed(desk: &mut Desk<'_, '_>, expert: ExpertId) -> Result<Matter, Stop> {
    Ok(Matter::Organisation(desk.load::<Expert>(expert)?.office()?.reviewer))
}
/// The record that a command is about and the law of its region.
fn open(desk: &mut Desk<'_, '_>, id: ExpertId) -> Result<(std::sync::Arc<Expert>, procurement::Law), Stop> {
    let expert = desk.load::<Expert>(id)?;
    let law = desk.law(expert.office()?.region);
    Ok((expert, law))
}
/// The id of a command's subject.
fn id_of(subject: &StreamName) -> Result<ExpertId, Stop> {
    subject.id::<ExpertId>().ok_or_else(|| Refusal::new("E_NOT_FOUND").into())
}
/// May the expert fill something in now?
fn editable(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
    let id = id_of(subject)?;
    if person_of(id) != desk.actor().person {
        return Err(Refusal::new("E_FORBIDDEN_SCOPE").into());
    }
    Ok(desk.load::<Expert>(id)?.require_open()?)
}
/// Records a part that was filled in.
fn fill(desk: &mut Desk<'_, '_>, id: ExpertId, filling: ExpertFilling) -> Result<(), Stop> {
    let (expert, law) = open(desk, id)?;
    let events = expert.fill(filling, desk.today(), &law)?;
    desk.record_all::<Expert>(id, events)
}
/// Refuses a file that is no scan.
fn require_scan(outside: &Outside, file: &Digest) -> Result<(), Refusal> {
    match documents::Scan::of(&outside.get(file)?) {
        Some(_) => Ok(()),
        None => Err(Refusal::new("E_SCHEMA").field("file", "field-not-a-scan")),
    }
}
/// Where a record is kept.
fn office(
    desk: &mut Desk<'_, '_>,
    person: PersonId,
    organisation: OrganisationId,
    region: Region,
) -> Result<Office, Stop> {
    let reviewer = finance_of(desk, region)?;
    let tail = person.uuid().as_u128() & 0xff_ffff;
    Ok(Office { person, organisation, region, reviewer, code: format!("ZJ{}-{tail:06X}", region.code()) })
}
/// The reviews of a finance department begin with its first expert.
fn begin_reviews(desk: &mut Desk<'_, '_>, authority: OrganisationId) -> Result<(), Stop> {
    let id = reviews_of(authority);
    if desk.find::<Compliance>(id)?.is_some() {
        return Ok(());
    }
    let region = desk.load::<Organisation>(authority)?.registration.region;
    let law = desk.law(region);
    let events = Compliance::default().begin(authority, region, desk.today(), &law)?;
    desk.record_all::<Compliance>(id, events)
}

/// Takes over an expert of an older register, with what is known of the person.
pub(super) fn take_over(
    desk: &mut Desk<'_, '_>,
    person: PersonId,
    organisation: OrganisationId,
    profile: ExpertProfile,
) -> Result<(), Stop> {
    let office = office(desk, person, organisation, profile.region)?;
    let law = desk.law(profile.region);
    let today = desk.today();
    let employer = Employment { name: String::new(), uscc: Some(profile.employer), from: today, until: None };
    let claims = profile.specialities.into_iter().map(|code| Claim { code, evidence: None });
    let particulars =
        ExpertParticulars { work: vec![employer], claims: claims.collect(), ..ExpertParticulars::default() };
    let reviewer = office.reviewer;
    let events = Expert::default().take_over(office, particulars, today, &law)?;
    desk.record_all::<Expert>(of_person(person), events)?;
    begin_reviews(desk, reviewer)
}
