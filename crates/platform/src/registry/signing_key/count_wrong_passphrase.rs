//! 登记口令错误: given by the web shell when a passphrase does not open the key.

use super::{KEY, OWNERS, SUBJECT, owner, ready};
use crate::engine::prelude::*;
use procurement::registry::SigningKey;

/// Counts a wrong passphrase against one's own key; ten in a row end it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CountWrongPassphrase {
    /// The key.
    pub key: SigningKeyId,
}

impl Command for CountWrongPassphrase {
    const NAME: &'static str = "registry.count_wrong_passphrase";
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
        let events = desk.load::<SigningKey>(self.key)?.refuse()?;
        desk.record_all::<SigningKey>(self.key, events)
    }
}
