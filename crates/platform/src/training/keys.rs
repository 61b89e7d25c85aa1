//! The keys of simulated people: what lies on a party's own computer in earnest.

use crate::{Envelope, Platform};
use documents::{Certificate, Key, OpeningKey, USER, request_text};
use kernel::{Actor, BidId, PersonId};
use procurement::{bidding::Signature, registry::Organisation};
use serde_json::json;
use std::collections::{BTreeMap, btree_map::Entry};

/// Signing keys by person, opening keys by bid.
#[derive(Default)]
pub struct Keys {
    signing: BTreeMap<PersonId, (Key, Certificate)>,
    opening: BTreeMap<BidId, OpeningKey>,
}
impl Keys {
    /// A person's key with its certificate; made and certified when it is first needed and when the
    /// certificate has ended.
    pub fn of(&mut self, platform: &Platform, actor: &Actor) -> Option<&(Key, Certificate)> {
        let now = platform.now();
        if self.signing.get(&actor.person).is_some_and(|(_, held)| held.validity().1 <= now) {
            self.signing.remove(&actor.person);
        }
        match self.signing.entry(actor.person) {
            Entry::Occupied(known) => Some(known.into_mut()),
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
    let text = request_text(&key.public(), &actor.person.to_string()).ok()?;
    let proof = key.sign(USER, &text, kernel::Digest::of(b"")).ok()?;
    let input = json!({ "public_key": key.public().to_pem().ok()?, "proof": proof.value });
    platform
        .submit(
            actor,
            Envelope::new(
                uuid::Uuid::from_bytes(kernel::secret::bytes()),
                "registry.issue_certificate",
                input,
            ),
        )
        .ok()?;
    let organisation = platform.state::<Organisation>(actor.organisation).ok()??;
    let held = organisation.certificates.iter().rev().find(|held| held.holder == actor.person)?;
    Some((key, Certificate::from_pem(&held.pem).ok()?))
}
