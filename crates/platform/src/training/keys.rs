//! The keys of simulated people: what lies on a party's own computer in earnest.

use crate::{Envelope, Platform};
use documents::{Certificate, Key, OpeningKey, USER, request_text};
use kernel::{Actor, BidId, PersonId};
use procurement::{bidding::Signature, registry};
use serde_json::json;
use std::collections::{BTreeMap, btree_map::Entry};

/// Signing keys by person, opening keys by bid.
#[derive(Default)]
pub struct Keys {
    signing: BTreeMap<PersonId, (Key, Certificate)>,
    opening: BTreeMap<BidId, OpeningKey>,
}
impl Keys {
    /// A person's key with its certificate; made and certified when it is first needed, and again when it has expired.
    pub fn of(&mut self, platform: &Platform, actor: &Actor) -> Option<&(Key, Certificate)> {
        let now = platform.now();
        match self.signing.entry(actor.person) {
            Entry::Occupied(known) if now < known.get().1.validity().1 => Some(known.into_mut()),
            Entry::Occupied(mut expired) => {
                expired.insert(certify(platform, actor)?);
                Some(expired.into_mut())
            }
            Entry::Vacant(new) => Some(new.insert(certify(platform, actor)?)),
        }
    }
    /// A person's signature over `message`.
    pub fn sign(&mut self, platform: &Platform, actor: &Actor, message: &[u8]) -> Option<Signature> {
        let (key, certificate) = self.of(platform, actor)?;
        key.sign(USER, message, certificate.fingerprint()).ok()
    }
    /// Keeps the key of an envelope until the opening.
    pub fn keep(&mut self, bid: BidId, key: OpeningKey) {
        self.opening.insert(bid, key);
    }
    /// The key of an envelope.
    pub fn opening(&self, bid: BidId) -> Option<&OpeningKey> {
        self.opening.get(&bid)
    }
}

fn certify(platform: &Platform, actor: &Actor) -> Option<(Key, Certificate)> {
    let key = Key::generate();
    let input = request_certificate(&key, actor.person)?;
    let id = uuid::Uuid::from_bytes(kernel::secret::bytes());
    let accepted = platform.submit(actor, Envelope::new(id, "registry.issue_certificate", input)).ok()?;
    let held = platform.state::<registry::Certificate>(accepted.streams.first()?.id()?).ok()??;
    Some((key, Certificate::from_pem(&held.issued?.pem).ok()?))
}

/// What a person sends to have a key certified.
pub fn request_certificate(key: &Key, person: PersonId) -> Option<serde_json::Value> {
    let text = request_text(&key.public(), &person.to_string()).ok()?;
    let proof = key.sign(USER, &text, kernel::Digest::of(b"")).ok()?;
    Some(json!({ "public_key": key.public().to_pem().ok()?, "proof": proof.value }))
}
