//! What the commands that fill in a dossier have in common.

use crate::engine::prelude::*;
use procurement::registry::{Dossier, Filling, Kind as OrganisationKind, Stage};

/// Who fills in an organisation's dossier; before its first review the one who registers it.
pub const CLERKS: &[Role] = &[
    Role::Applicant,
    Role::PurchaserClerk,
    Role::AgencyPm,
    Role::SupplierClerk,
    Role::ServiceProvider,
    Role::FinanceInstitution,
    Role::FaRegulator,
];
/// The subject of these commands.
pub(super) const SUBJECT: Option<(&str, &str)> = Some(("registry.dossier", "dossier"));
/// Its field.
pub(super) const DOSSIER: Field = Field::id("dossier", "registry.dossier");

/// The role that fills in the dossier of an organisation of this kind; `None` for those that register nowhere.
pub(super) fn clerk_of(kind: OrganisationKind) -> Option<Role> {
    match kind {
        OrganisationKind::Purchaser => Some(Role::PurchaserClerk),
        OrganisationKind::Agency => Some(Role::AgencyPm),
        OrganisationKind::Supplier => Some(Role::SupplierClerk),
        OrganisationKind::ServiceProvider => Some(Role::ServiceProvider),
        OrganisationKind::Bank | OrganisationKind::Insurer => Some(Role::FinanceInstitution),
        OrganisationKind::Regulator => Some(Role::FaRegulator),
        OrganisationKind::Experts | OrganisationKind::Operator => None,
    }
}
/// What whoever registered an organisation of this kind may act as once it is in the register; its other positions are for
/// other people.
pub(super) fn first_roles(kind: OrganisationKind) -> Vec<Role> {
    let more = (kind == OrganisationKind::Supplier).then_some(Role::AuthorizedRep);
    clerk_of(kind).into_iter().chain(more).collect()
}
/// An organisation and its dossier have one UUID.
pub(super) fn of_organisation(organisation: OrganisationId) -> DossierId {
    DossierId::from_uuid(organisation.uuid())
}
/// The organisation of a dossier.
pub(super) fn organisation_of(dossier: DossierId) -> OrganisationId {
    OrganisationId::from_uuid(dossier.uuid())
}
/// Its own people fill it in.
pub(super) fn own(dossier: DossierId) -> Result<Matter, Stop> {
    Ok(Matter::Organisation(organisation_of(dossier)))
}
/// May something be filled in now?
pub(super) fn editable(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
    let id = subject.id::<DossierId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
    match desk.load::<Dossier>(id)?.stage {
        _ if desk.actor().organisation != organisation_of(id) => {
            Err(Refusal::new("E_FORBIDDEN_SCOPE").into())
        }
        Stage::Submitted { .. } => Err(Refusal::new("E_UNDER_REVIEW").into()),
        _ => Ok(()),
    }
}
/// Records a part that was filled in.
pub(super) fn fill(desk: &mut Desk<'_, '_>, id: DossierId, filling: Filling) -> Result<(), Stop> {
    let events = desk.load::<Dossier>(id)?.fill(filling, desk.today())?;
    desk.record_all::<Dossier>(id, events)
}
/// What a first reviewer has passed must be what the second one sees: while that is being decided nothing is taken back.
pub(super) fn require_no_proposal(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
    let pending = desk.query(
        "SELECT stream FROM supervision_proposal WHERE subject = $1 AND state = 'pending'",
        &[subject.as_str().into()],
    )?;
    if pending.is_empty() { Ok(()) } else { Err(Refusal::new("E_PROPOSAL_PENDING").into()) }
}

/// Collects what is wrong with the fields of one form, so that all of it is told at once.
#[derive(Default)]
pub(super) struct Wrong(Vec<(&'static str, &'static str)>);
impl Wrong {
    /// Notes a field unless it is right.
    pub(super) fn unless(&mut self, right: bool, field: &'static str, key: &'static str) {
        if !right {
            self.0.push((field, key));
        }
    }
    /// Refuses if anything was noted.
    pub(super) fn refuse(self) -> Result<(), Refusal> {
        if self.0.is_empty() {
            return Ok(());
        }
        let refusal = Refusal::new("E_SCHEMA");
        Err(self.0.into_iter().fold(refusal, |refusal, (field, key)| refusal.field(field, key)))
    }
}
