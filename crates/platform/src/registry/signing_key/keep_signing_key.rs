//! 托管签名密钥.

use super::{OWNERS, destroy_all};
use crate::engine::prelude::*;
use crate::registry::issue_certificate::certify;
use procurement::registry::SigningKey;

/// Has a key that was made and locked outside certified and kept; confirmed with the second factor. An earlier one is
/// destroyed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeepSigningKey {
    /// The public key, PEM.
    pub public_key: String,
    /// A signature by the key over [`documents::request_text`].
    pub proof: String,
    /// The private key under its owner's passphrase: an age file, hexadecimal.
    pub locked: String,
    /// 动态验证码
    pub code: String,
}

impl Command for KeepSigningKey {
    const NAME: &'static str = "registry.keep_signing_key";
    const AUDIENCE: &'static [Role] = OWNERS;
    const FIELDS: &'static [Field] = &[
        Field::new("public_key", Kind::Blob { max: 1000 }),
        Field::new("proof", Kind::Blob { max: 200 }),
        Field::new("locked", Kind::Blob { max: 4000 }),
        Field::text("code", 20),
    ];
    fn prepare(&mut self, _outside: &Outside) -> Result<(), Refusal> {
        // What is not under a passphrase is not taken.
        if documents::is_locked(&hex::decode(&self.locked).unwrap_or_default()) {
            Ok(())
        } else {
            Err(Refusal::new("E_SCHEMA").field("locked", "field-invalid"))
        }
    }
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (person, organisation) = (desk.actor().person, desk.actor().organisation);
        let id = desk.new_id::<SigningKeyId>();
        let certificate = certify(desk, &self.public_key, self.proof)?;
        let locked = desk.seal(id, &self.locked)?;
        let events = SigningKey::default().keep(person, organisation, certificate, locked)?;
        desk.record_all::<SigningKey>(id, events)?;
        destroy_all(desk, person)?;
        desk.verify_second_factor(&self.code)
    }
    fn ready(_: &mut Desk<'_, '_>, _: &StreamName) -> Result<(), Stop> {
        Ok(())
    }
}
