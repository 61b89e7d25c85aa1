//! 签名密钥托管: a key kept under its owner's passphrase. The web shell unlocks it and signs; what comes here is a public key,
//! an encrypted one, a signature – never a passphrase.

mod count_wrong_passphrase;
mod destroy_signing_key;
mod keep_signing_key;
mod lists;
#[cfg(test)]
mod tests;

pub(super) use lists::SigningKeys;
pub use lists::signing_key_of;

use super::Signed;
use crate::engine::{CommandSet, prelude::*};
use procurement::registry::{SigningKey, SigningKeyEvent};

/// Who may have a key kept: those who can have a certificate.
const OWNERS: &[Role] = super::PEOPLE;
/// The subject of the commands about a key.
const SUBJECT: Option<(&str, &str)> = Some(("registry.signing_key", "key"));
/// Its field.
const KEY: Field = Field::id("key", "registry.signing_key");

pub(super) fn commands(set: &mut CommandSet) {
    set.add::<count_wrong_passphrase::CountWrongPassphrase>();
    set.add::<destroy_signing_key::DestroySigningKey>();
    set.add::<keep_signing_key::KeepSigningKey>();
}

/// A signature by a key that is kept here is confirmed with the second factor, and its use is journalled.
pub(super) fn used(desk: &mut Desk<'_, '_>, signed: &Signed<'_>, code: Option<&str>) -> Result<(), Stop> {
    let rows = desk.query(
        "SELECT id FROM registry_signing_key WHERE certificate = $1 AND state = 'kept'",
        &[signed.certificate.into()],
    )?;
    let Some(row) = rows.first() else { return Ok(()) };
    let id: SigningKeyId = row.parse(0)?;
    let code = code.ok_or_else(|| Refusal::new("E_SCHEMA").field("code", "field-required"))?;
    let key = desk.load::<SigningKey>(id)?;
    let events = key.sign(signed.document, signed.about.clone(), signed.title.to_owned())?;
    desk.record_all::<SigningKey>(id, events)?;
    desk.verify_second_factor(code)
}

/// Destroys every key kept for a person.
pub(super) fn destroy_all(desk: &mut Desk<'_, '_>, person: PersonId) -> Result<(), Stop> {
    let rows = desk.query(
        "SELECT id FROM registry_signing_key WHERE person = $1 AND state = 'kept' ORDER BY id",
        &[person.to_string().into()],
    )?;
    for row in &rows {
        destroy(desk, row.parse(0)?)?;
    }
    Ok(())
}
fn destroy(desk: &mut Desk<'_, '_>, id: SigningKeyId) -> Result<(), Stop> {
    let events: Vec<SigningKeyEvent> = desk.load::<SigningKey>(id)?.destroy()?;
    desk.record_all::<SigningKey>(id, events)?;
    desk.erase(id);
    Ok(())
}

/// Its owner alone.
fn owner(desk: &mut Desk<'_, '_>, id: SigningKeyId) -> Result<Matter, Stop> {
    let key = desk.load::<SigningKey>(id)?;
    let kept = key.kept.as_ref().ok_or_else(|| Refusal::new("E_NO_SIGNING_KEY"))?;
    Ok(Matter::Person(kept.person))
}
/// Is it the actor's, and there?
fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
    let id = subject.id::<SigningKeyId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
    if owner(desk, id)?.includes(desk.actor()) {
        Ok(())
    } else {
        Err(Refusal::new("E_FORBIDDEN_SCOPE").into())
    }
}
