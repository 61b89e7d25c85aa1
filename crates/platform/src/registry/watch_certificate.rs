//! 证书到期: a timer.

use crate::engine::prelude::*;
use procurement::registry::Certificate;

/// Calls a certificate to its holder's mind thirty days before its end, and notes the end.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WatchCertificate {
    /// 证书
    pub certificate: CertificateId,
}

impl Command for WatchCertificate {
    const NAME: &'static str = "registry.watch_certificate";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.certificate", "certificate"));
    const FIELDS: &'static [Field] = &[Field::id("certificate", "registry.certificate")];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Certificate>(self.certificate)?.tick(desk.now())?;
        desk.record_all::<Certificate>(self.certificate, events)
    }
}
