//! 入库审核.

use super::{
    dossier::{DOSSIER, SUBJECT, first_roles, organisation_of},
    lists::require_no_finance,
    seal::cancel_all,
};
use crate::engine::prelude::*;
use procurement::registry::{
    Cause, Dossier, Identity, Kind as OrganisationKind, Organisation, Person, Registration, Size,
};

/// The finance department of the organisation's region passes or returns a dossier; two people.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewDossier {
    /// The dossier.
    pub dossier: DossierId,
    /// 结论
    pub verdict: Verdict,
    /// 退回原因
    #[serde(default)]
    pub reason: Option<String>,
}
/// 结论
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 通过
    Passed,
    /// 退回
    Returned,
}

impl Command for ReviewDossier {
    const NAME: &'static str = "registry.review_dossier";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator, Role::System];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        DOSSIER,
        Field::choice("verdict", &["passed", "returned"]),
        Field::paragraph("reason", 500).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let reviewer = desk.load::<Dossier>(self.dossier)?.reviewer;
        reviewer.map(Matter::Organisation).ok_or_else(|| Refusal::new("E_NOT_FOUND").into())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let dossier = desk.load::<Dossier>(self.dossier)?;
        let passed = self.verdict == Verdict::Passed;
        desk.record_all::<Dossier>(self.dossier, dossier.review(passed, self.reason, desk.today())?)?;
        if !passed {
            return Ok(());
        }
        let id = organisation_of(self.dossier);
        let organisation = desk.load::<Organisation>(id)?;
        if dossier.is_first() {
            if dossier.kind == OrganisationKind::Regulator {
                // Another may have been faster.
                require_no_finance(desk, organisation.registration.region)?;
            }
            admit(desk, id, dossier.kind)?;
        }
        let Some(Identity { name, region, .. }) = dossier.draft.identity.clone() else { return Ok(()) };
        let size = dossier.draft.enterprise.as_ref().map_or(Size::None, |enterprise| enterprise.size());
        let account = dossier.draft.account;
        let renamed = name != organisation.registration.name;
        let registration = Registration { name, region, size, account, ..organisation.registration.clone() };
        desk.record_all::<Organisation>(id, organisation.register(registration)?)?;
        // What bears the old name seals nothing more.
        if renamed { cancel_all(desk, id, Cause::Renamed) } else { Ok(()) }
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Organisation>(organisation_of(self.dossier))?.registration.name.clone())
    }
}

/// Whoever registered the organisation acts for it from now on.
fn admit(desk: &mut Desk<'_, '_>, organisation: OrganisationId, kind: OrganisationKind) -> Result<(), Stop> {
    let applicants = desk.query(
        "SELECT id FROM registry_person WHERE organisation = $1 AND roles = 'applicant' AND state = 'active'",
        &[organisation.to_string().into()],
    )?;
    for row in &applicants {
        let id = row.parse::<PersonId>(0)?;
        let events = desk.load::<Person>(id)?.change_roles(first_roles(kind))?;
        desk.record_all::<Person>(id, events)?;
    }
    Ok(())
}
