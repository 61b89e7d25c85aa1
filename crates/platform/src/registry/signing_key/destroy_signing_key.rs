//! 销毁托管的签名密钥.

use super::{KEY, OWNERS, SUBJECT, destroy, owner, ready};
use crate::engine::prelude::*;

/// Destroys one's own kept key: vault key and salt go, nobody can bring it back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DestroySigningKey {
    /// The key.
    pub key: SigningKeyId,
}

impl Command for DestroySigningKey {
    const NAME: &'static str = "registry.destroy_signing_key";
    const AUDIENCE: &'static [Role] = OWNERS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[KEY];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        owner(desk, self.key)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        ready(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        destroy(desk, self.key)
    }
}
