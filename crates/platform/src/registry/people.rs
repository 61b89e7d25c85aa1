//! What the commands by which an organisation keeps its own people have in common.

use super::{certificates::revoke_of_person, dossier::clerk_of};
use crate::engine::prelude::*;
use procurement::registry::{Delegation, Ending, Organisation, Person, PersonEvent, Reason};
use std::sync::Arc;

/// Whoever keeps the accounts of an organisation: its head; until it has one, those who registered it.
pub(super) const KEEPERS: &[Role] = &[
    Role::PurchaserHead,
    Role::AgencyReviewer,
    Role::AuthorizedRep,
    Role::ServiceProvider,
    Role::FinanceInstitution,
    Role::FaRegulatorHead,
    Role::PurchaserClerk,
    Role::AgencyPm,
    Role::SupplierClerk,
    Role::FaRegulator,
];
/// The subject of the commands about one person.
pub(super) const SUBJECT: Option<(&str, &str)> = Some(("registry.person", "person"));
/// Its field.
pub(super) const PERSON: Field = Field::id("person", "registry.person");
/// A one-time sign-in word.
pub(super) const WORD: Field = Field::new("word", Kind::Secret { max: 200 });
/// A list of roles.
pub(super) const ROLES: Field =
    Field::list("roles", const { &[Field::choice("role", super::enrol_person::ROLES)] }, 8);

/// The actor's organisation, which is in service, if the actor keeps its accounts; a lent role is not enough.
///
/// # Errors
/// `E_ORGANISATION_INACTIVE`; `E_FORBIDDEN`.
pub(super) fn require_keeper(desk: &mut Desk<'_, '_>) -> Result<Arc<Organisation>, Stop> {
    let actor = desk.actor().clone();
    let own = desk.load::<Organisation>(actor.organisation)?;
    own.require_active()?;
    let kind = own.registration.kind;
    let head = kind.head().ok_or_else(|| Refusal::new("E_FORBIDDEN"))?;
    if actor.holds(&[head]) {
        return Ok(own);
    }
    let registrant = clerk_of(kind).is_some_and(|clerk| actor.holds(&[clerk]));
    if registrant && heads(desk, actor.organisation, head)?.is_empty() {
        return Ok(own);
    }
    Err(Refusal::new("E_FORBIDDEN").into())
}

/// The active people of an organisation who hold `role`.
pub(super) fn heads(
    desk: &mut Desk<'_, '_>,
    organisation: OrganisationId,
    role: Role,
) -> Result<Vec<PersonId>, Stop> {
    let rows = desk.query(
        "SELECT id FROM registry_person WHERE organisation = $1 AND state = 'active' \
         AND ' ' || roles || ' ' LIKE $2",
        &[organisation.to_string().into(), format!("% {} %", role.id()).into()],
    )?;
    Ok(rows.iter().map(|row| row.parse(0)).collect::<Result<_, StoreError>>()?)
}

/// A colleague whose account the actor may keep, and the organisation. Nobody keeps the own account.
///
/// # Errors
/// As [`require_keeper`]; `E_FORBIDDEN_SCOPE`; `E_OWN_ACCOUNT`.
pub(super) fn colleague(
    desk: &mut Desk<'_, '_>,
    person: PersonId,
) -> Result<(Arc<Person>, Arc<Organisation>), Stop> {
    let own = require_keeper(desk)?;
    let found = desk.load::<Person>(person)?;
    if found.enrolment.as_ref().map(|enrolment| enrolment.organisation) != Some(desk.actor().organisation) {
        return Err(Refusal::new("E_FORBIDDEN_SCOPE").into());
    }
    if person == desk.actor().person {
        return Err(Refusal::new("E_OWN_ACCOUNT").into());
    }
    Ok((found, own))
}
/// May something be done about a colleague's account?
pub(super) fn keepable(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
    let id = subject.id::<PersonId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
    colleague(desk, id)?.0.require_active()?;
    Ok(())
}

/// Refuses to take an organisation in service its last head; somebody else has to become it first.
///
/// # Errors
/// `E_LAST_HEAD`.
pub(super) fn require_other_head(desk: &mut Desk<'_, '_>, person: PersonId) -> Result<(), Stop> {
    let state = desk.load::<Person>(person)?;
    let enrolment = state.require_active()?;
    let organisation = desk.load::<Organisation>(enrolment.organisation)?;
    let Some(head) = organisation.registration.kind.head() else { return Ok(()) };
    if organisation.require_active().is_err() || !enrolment.roles.contains(&head) {
        return Ok(());
    }
    match heads(desk, enrolment.organisation, head)?.iter().any(|other| *other != person) {
        true => Ok(()),
        false => Err(Refusal::new("E_LAST_HEAD").into()),
    }
}

/// Until when a one-time word issued now is good.
pub(super) fn word_until(desk: &Desk<'_, '_>) -> Result<Instant, Refusal> {
    let days = desk.law(desk.actor().region).number("sign_in_word_days")?;
    Ok(desk.now().plus(Span::days(days)))
}

/// Ends the delegations that a person gave of roles not among `keeps`, and, if the person leaves, those received.
pub(super) fn settle_delegations(
    desk: &mut Desk<'_, '_>,
    person: PersonId,
    keeps: Option<&[Role]>,
) -> Result<(), Stop> {
    let rows = desk.query(
        "SELECT id FROM registry_delegation WHERE state = 'running' AND (lender = $1 OR borrower = $2)",
        &[person.to_string().into(), person.to_string().into()],
    )?;
    let ids: Vec<DelegationId> = rows.iter().map(|row| row.parse(0)).collect::<Result<_, StoreError>>()?;
    for id in ids {
        let delegation = desk.load::<Delegation>(id)?;
        let Ok(grant) = delegation.running() else { continue };
        let stays = keeps
            .is_some_and(|keeps| grant.to == person || grant.roles.iter().all(|role| keeps.contains(role)));
        if !stays {
            end_delegation(desk, id, Ending::Superseded)?;
        }
    }
    Ok(())
}

/// What ends with a person's access: kept signing keys, certificates, delegations given and received.
pub(super) fn end_access(desk: &mut Desk<'_, '_>, person: PersonId) -> Result<(), Stop> {
    super::signing_key::destroy_all(desk, person)?;
    revoke_of_person(desk, person, Reason::AffiliationChanged)?;
    settle_delegations(desk, person, None)
}

/// Ends a delegation, with both of its sides.
pub(super) fn end_delegation(desk: &mut Desk<'_, '_>, id: DelegationId, why: Ending) -> Result<(), Stop> {
    let delegation = desk.load::<Delegation>(id)?;
    let borrower = delegation.running()?.to;
    let events = delegation.end(why, desk.now())?;
    desk.record_all::<Delegation>(id, events)?;
    desk.record::<Person>(borrower, PersonEvent::LoanEnded { delegation: id })
}
