//! Permission: the actor as the journal knows the person now, and the relation to the matter.

use super::{audience::Matter, command::Given, desk::Desk};
use journal::{Stop, Unit};
use kernel::{Actor, PersonId, Refusal, Role, StreamId};
use procurement::registry::{Organisation, Person, Standing};

/// Whoever stands in the relation that the command wants; after a merger or a split, the successor's people in the name
/// of the organisation whose matters they carry on.
pub(super) fn permitted(given: &dyn Given, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
    let matter = given.matter(desk)?;
    if desk.actor().is(&[Role::System, Role::Public]) {
        let open = desk.actor().is(&[Role::System]) || matter.includes(desk.actor());
        return if open { Ok(()) } else { Err(Refusal::new("E_FORBIDDEN_SCOPE").into()) };
    }
    if matter == Matter::Own {
        return Ok(());
    }
    let own = desk.load::<Organisation>(desk.actor().organisation)?;
    if !decided_by_successor(desk)? {
        own.require_registered()?;
    }
    // Before its dossier is accepted an organisation has its own registration to do and nothing else.
    let own_affair = match &matter {
        Matter::Organisation(organisation) => *organisation == desk.actor().organisation,
        Matter::Person(_) => true,
        _ => false,
    };
    if own.standing == Standing::Draft && !own_affair {
        return Err(Refusal::new("E_ORGANISATION_INACTIVE").into());
    }
    if matter.includes(desk.actor()) || taken_over(&matter, desk)? {
        return Ok(());
    }
    let carried_on = own
        .absorbed
        .iter()
        .find(|predecessor| matter.includes(&Actor { organisation: **predecessor, ..desk.actor().clone() }));
    match carried_on {
        Some(predecessor) => {
            desk.actor.organisation = *predecessor;
            Ok(())
        }
        None => Err(Refusal::new("E_FORBIDDEN_SCOPE").into()),
    }
}

/// Was this proposed by somebody whose organisation has left since, and is it decided by the one that carries on?
fn decided_by_successor(desk: &mut Desk<'_, '_>) -> Result<bool, Stop> {
    let Some(second) = desk.approver() else { return Ok(false) };
    let person = desk.load::<Person>(second)?;
    let successor = person.require_active()?.organisation;
    Ok(desk.load::<Organisation>(successor)?.absorbed.contains(&desk.actor().organisation))
}

/// Is it the personal matter of somebody whose work this person has taken over?
fn taken_over(matter: &Matter, desk: &mut Desk<'_, '_>) -> Result<bool, Stop> {
    let Matter::Person(person) = matter else { return Ok(false) };
    Ok(desk.load::<Person>(desk.actor().person)?.took_over.contains(person))
}

/// The actor as the journal knows the person now: roles may have changed since sign-in, lent ones have ended.
pub(super) fn fresh(unit: &mut Unit<'_>, actor: &Actor, command: &str) -> Result<Actor, Stop> {
    if actor.person.uuid().is_nil() && actor.is(&[Role::System, Role::Public]) {
        return Ok(actor.clone());
    }
    let person = unit.load::<Person>(actor.person)?;
    let acting = person.acting(actor.person, unit.now())?;
    person.require_password(command, unit.now())?;
    Ok(acting)
}
/// The same for somebody who gave the command earlier.
pub(super) fn fresh_person(unit: &mut Unit<'_>, person: PersonId) -> Result<Actor, Stop> {
    let now = unit.now();
    Ok(unit.load::<Person>(person)?.acting(person, now)?)
}
