//! 电子印章: made by two people, bound to a certificate, applied with a signature, every use journalled.

mod cancel_seal;
mod lists;
mod make_seal;
mod paper;
mod renew_seal;
mod restore_seal;
mod seal_paper;
mod signed;
mod suspend_seal;
#[cfg(test)]
mod tests;

pub(super) use lists::Seals;
pub use lists::{SealRow, SealingRow, sealing, sealings_of, seals, uses_of};
pub use paper::{Paper, Signatory, paper};
pub(crate) use signed::{Signed, signed};

use super::{
    certificates::{by_serial, certificate_of},
    dossier::of_organisation,
};
use crate::engine::{CommandSet, prelude::*};
use crate::training::Moves;
use documents::stamp;
use procurement::registry::{Cause, Dossier, Order, Organisation, Picture, Seal, SealKind};
use serde_json::json;

/// Who asks for a seal and who agrees.
pub(crate) const PAIRS: &[(Role, Role)] = &[
    (Role::PurchaserClerk, Role::PurchaserHead),
    (Role::SupplierClerk, Role::AuthorizedRep),
    (Role::AgencyPm, Role::AgencyReviewer),
];
/// Those who ask.
const KEEPERS: &[Role] = &[Role::PurchaserClerk, Role::SupplierClerk, Role::AgencyPm];
/// The subject of the commands about a seal.
const SUBJECT: Option<(&str, &str)> = Some(("registry.seal", "seal"));
/// Its field.
const SEAL: Field = Field::id("seal", "registry.seal");

pub(super) fn commands(set: &mut CommandSet) {
    set.add::<cancel_seal::CancelSeal>();
    set.add::<make_seal::MakeSeal>();
    set.add::<renew_seal::RenewSeal>();
    set.add::<restore_seal::RestoreSeal>();
    set.add::<seal_paper::SealPaper>();
    set.add::<suspend_seal::SuspendSeal>();
}

pub(super) fn moves(moves: &mut Moves) {
    moves.teach("registry.renew_seal", |scene| {
        let seal = scene.subject::<Seal>()?.made?;
        let (journal, now) = (scene.platform.journal(), scene.platform.now());
        let held = journal.read(|tx| certificate_of(tx, seal.body.holder, now)).ok()??;
        Some(json!({ "seal": scene.id::<SealId>()?, "certificate": held.serial }))
    });
}

/// Refuses a picture that is none, before anything is queued.
fn require_picture(outside: &Outside, picture: Option<&Digest>) -> Result<(), Refusal> {
    let Some(digest) = picture else { return Ok(()) };
    match stamp::handed_in(&outside.get(digest)?) {
        Ok(_) => Ok(()),
        Err(_) => Err(Refusal::new("E_SCHEMA").field("picture", "field-not-a-seal-picture")),
    }
}

/// What a seal is made of.
struct Wanted {
    organisation: OrganisationId,
    kind: SealKind,
    certificate: String,
    picture: Option<Digest>,
}

/// Has the maker make and sign a seal; answers its id.
fn make(desk: &mut Desk<'_, '_>, wanted: Wanted, instead_of: Option<SealId>) -> Result<SealId, Stop> {
    let organisation = desk.load::<Organisation>(wanted.organisation)?;
    let (certificate, holder) = by_serial(desk, wanted.organisation, &wanted.certificate)?;
    let taken = desk.query(
        "SELECT id FROM registry_seal WHERE organisation = $1 AND kind = $2 AND holder = $3 AND state <> 'cancelled'",
        &[wanted.organisation.to_string().into(), wanted.kind.id().into(), holder.to_string().into()],
    )?;
    for row in &taken {
        if Some(row.parse::<SealId>(0)?) != instead_of {
            return Err(Refusal::new("E_SEAL_EXISTS").into());
        }
    }
    let picture = match &wanted.picture {
        Some(digest) => stamp::handed_in(&desk.outside().get(digest)?).map_err(fault)?,
        None => drawn(desk, wanted.organisation, &organisation, wanted.kind)?,
    };
    let order = Order {
        organisation: wanted.organisation,
        kind: wanted.kind,
        picture: desk.seal(of_organisation(wanted.organisation), &picture)?,
    };
    let body = Seal::order(order, &organisation, &certificate, desk.now())?;
    let maker = desk.outside().seal_maker()?;
    let signature = stamp::sign_seal(&body, &maker.key, &maker.certificate).map_err(fault)?;
    let pem = maker.certificate.to_pem().map_err(fault)?;
    let roles = &desk.actor().roles;
    let keeper = KEEPERS.iter().find(|role| roles.contains(role)).copied();
    let keeper = keeper.ok_or_else(|| Refusal::new("E_FORBIDDEN"))?;
    let events = Seal::default().make(body, signature, pem, keeper)?;
    let id = desk.new_id::<SealId>();
    desk.record_all::<Seal>(id, events)?;
    Ok(id)
}

/// The picture that the platform draws: from the registered name, or from the representative's as the dossier in service
/// has it.
fn drawn(
    desk: &mut Desk<'_, '_>,
    id: OrganisationId,
    organisation: &Organisation,
    kind: SealKind,
) -> Result<Picture, Stop> {
    let registration = &organisation.registration;
    if kind == SealKind::Unit {
        return Ok(stamp::unit(&registration.name, &registration.uscc));
    }
    let nobody = || Stop::from(Refusal::new("E_NO_REPRESENTATIVE").field("picture", "field-required"));
    let dossier = match desk.load::<Dossier>(of_organisation(id)) {
        Err(Stop::Refused(refusal)) if refusal.code == "E_NOT_FOUND" => return Err(nobody()),
        other => other?,
    };
    let sealed = dossier.served.representative.ok_or_else(nobody)?;
    let representative = desk.unseal(&sealed)?.ok_or_else(nobody)?;
    Ok(stamp::representative(&representative.name))
}

/// Cancels every seal of an organisation that has another name or leaves the register.
pub(super) fn cancel_all(
    desk: &mut Desk<'_, '_>,
    organisation: OrganisationId,
    cause: Cause,
) -> Result<(), Stop> {
    let rows = desk.query(
        "SELECT id FROM registry_seal WHERE organisation = $1 AND state <> 'cancelled' ORDER BY id",
        &[organisation.to_string().into()],
    )?;
    for row in &rows {
        let id = row.parse::<SealId>(0)?;
        let events = desk.load::<Seal>(id)?.cancel(cause, None)?;
        desk.record_all::<Seal>(id, events)?;
    }
    Ok(())
}

/// Its own people.
fn own(desk: &mut Desk<'_, '_>, seal: SealId) -> Result<Matter, Stop> {
    Ok(Matter::Organisation(desk.load::<Seal>(seal)?.made()?.body.organisation))
}
/// Its name, for the second person.
fn title(desk: &mut Desk<'_, '_>, seal: SealId) -> Result<String, Stop> {
    Ok(desk.load::<Seal>(seal)?.made()?.body.name.clone())
}
/// The seal of a form that is about to be shown.
fn subject(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<std::sync::Arc<Seal>, Stop> {
    let id = subject.id::<SealId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
    let seal = desk.load::<Seal>(id)?;
    if seal.made()?.body.organisation == desk.actor().organisation {
        Ok(seal)
    } else {
        Err(Refusal::new("E_FORBIDDEN_SCOPE").into())
    }
}

fn fault(problem: documents::DocumentError) -> Refusal {
    tracing::error!(%problem, "a seal could not be made");
    Refusal::new("E_INTERNAL")
}
