//! 恢复使用电子印章.

use super::{KEEPERS, PAIRS, SEAL, SUBJECT, own, subject, title};
use crate::engine::prelude::*;
use procurement::registry::Seal;

/// Puts a suspended seal back into service; two people.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RestoreSeal {
    /// The seal.
    pub seal: SealId,
    /// 原因
    pub reason: String,
}

impl Command for RestoreSeal {
    const NAME: &'static str = "registry.restore_seal";
    const AUDIENCE: &'static [Role] = KEEPERS;
    const APPROVAL: Approval = Approval::SecondOf(PAIRS);
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[SEAL, Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(desk, self.seal)
    }
    fn ready(desk: &mut Desk<'_, '_>, stream: &StreamName) -> Result<(), Stop> {
        subject(desk, stream)?.restore(String::new())?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Seal>(self.seal)?.restore(self.reason)?;
        desk.record_all::<Seal>(self.seal, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        title(desk, self.seal)
    }
}
