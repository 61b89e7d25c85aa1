//! 用印: what a signature over a document brings with it.

use crate::engine::prelude::*;
use procurement::{
    bidding::Signature,
    registry::{Seal, Sealing},
};

/// A verified signature over a document by a certificate of the actor's organisation.
pub(crate) struct Signed<'a> {
    /// Serial number of the certificate.
    pub certificate: &'a str,
    /// The signature.
    pub signature: &'a Signature,
    /// The document.
    pub document: Digest,
    /// What it belongs to.
    pub about: StreamName,
    /// The document in words.
    pub title: &'a str,
}

/// Applies the seals that are bound to the certificate: the one that was chosen, which must be good; otherwise every one that
/// is in service, and none if there is none. Answers how many. A signature by a key that is kept here is confirmed by `code`
/// of the second factor.
pub(crate) fn signed(
    desk: &mut Desk<'_, '_>,
    signed: &Signed<'_>,
    (chosen, code): (Option<SealId>, Option<&str>),
) -> Result<usize, Stop> {
    let (person, organisation, now) = (desk.actor().person, desk.actor().organisation, desk.now());
    let seals = match chosen {
        Some(seal) => vec![seal],
        None => bound(desk, organisation, signed.certificate)?,
    };
    let applied = seals.len();
    for id in seals {
        let sealing = Sealing {
            document: signed.document,
            about: signed.about.clone(),
            title: signed.title.to_owned(),
            person,
            certificate: signed.certificate.to_owned(),
            signature: signed.signature.clone(),
        };
        let events = desk.load::<Seal>(id)?.apply(organisation, sealing, now)?;
        desk.record_all::<Seal>(id, events)?;
    }
    crate::registry::signing_key::used(desk, signed, code)?;
    Ok(applied)
}

/// The organisation's seals in service that are bound to this certificate.
fn bound(
    desk: &mut Desk<'_, '_>,
    organisation: OrganisationId,
    certificate: &str,
) -> Result<Vec<SealId>, Stop> {
    let rows = desk.query(
        "SELECT id FROM registry_seal WHERE organisation = $1 AND certificate = $2 AND state = 'in_service' \
         AND until > $3 ORDER BY kind, id",
        &[organisation.to_string().into(), certificate.into(), desk.now().millis().into()],
    )?;
    Ok(rows.iter().map(|row| row.parse(0)).collect::<Result<_, _>>()?)
}
