//! 停用电子印章.

use super::{SEAL, SUBJECT, own, subject, title};
use crate::engine::prelude::*;
use procurement::registry::Seal;

/// Takes a seal out of service at once, for instance because the key is lost; one person is enough.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SuspendSeal {
    /// The seal.
    pub seal: SealId,
    /// 原因
    pub reason: String,
}

impl Command for SuspendSeal {
    const NAME: &'static str = "registry.suspend_seal";
    const AUDIENCE: &'static [Role] = &[
        Role::PurchaserClerk,
        Role::PurchaserHead,
        Role::SupplierClerk,
        Role::AuthorizedRep,
        Role::AgencyPm,
        Role::AgencyReviewer,
    ];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[SEAL, Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(desk, self.seal)
    }
    fn ready(desk: &mut Desk<'_, '_>, stream: &StreamName) -> Result<(), Stop> {
        subject(desk, stream)?.suspend(String::new())?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Seal>(self.seal)?.suspend(self.reason)?;
        desk.record_all::<Seal>(self.seal, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        title(desk, self.seal)
    }
}
