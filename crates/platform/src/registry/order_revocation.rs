//! 责令吊销: the operator of the CA revokes a certificate whose holder does not.

use crate::engine::prelude::*;
use procurement::registry::{Certificate, Reason};

/// Revokes anybody's certificate, by two people of the operator.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrderRevocation {
    /// 证书
    pub certificate: CertificateId,
    /// 原因
    pub reason: Reason,
}

impl Command for OrderRevocation {
    const NAME: &'static str = "registry.order_revocation";
    const AUDIENCE: &'static [Role] = &[Role::Operator];
    const APPROVAL: Approval = Approval::Second(Role::Operator);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.certificate", "certificate"));
    const FIELDS: &'static [Field] =
        &[Field::id("certificate", "registry.certificate"), Field::choice("reason", Reason::IDS)];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<CertificateId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        desk.load::<Certificate>(id)?.revoke(Reason::Unspecified, desk.now())?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Certificate>(self.certificate)?.revoke(self.reason, desk.now())?;
        desk.record_all::<Certificate>(self.certificate, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Certificate>(self.certificate)?.said()?.subject.clone())
    }
}
