//! 吊销数字证书.

use crate::engine::prelude::*;
use procurement::registry::{Certificate, Reason};

/// Revokes a certificate: one's own, or as head of the organisation that of one's people (电子签名法第十五条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RevokeCertificate {
    /// 证书
    pub certificate: CertificateId,
    /// 原因
    pub reason: Reason,
}

/// Who answers for an organisation's people 负责人.
const HEADS: &[Role] =
    &[Role::PurchaserHead, Role::AgencyReviewer, Role::AuthorizedRep, Role::FaRegulatorHead];

impl Command for RevokeCertificate {
    const NAME: &'static str = "registry.revoke_certificate";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.certificate", "certificate"));
    const FIELDS: &'static [Field] =
        &[Field::id("certificate", "registry.certificate"), Field::choice("reason", Reason::IDS)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        matter(desk, self.certificate)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<CertificateId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        if !matter(desk, id)?.includes(desk.actor()) {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE").into());
        }
        desk.load::<Certificate>(id)?.revoke(Reason::Unspecified, desk.now())?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Certificate>(self.certificate)?.revoke(self.reason, desk.now())?;
        desk.record_all::<Certificate>(self.certificate, events)
    }
}

fn matter(desk: &mut Desk<'_, '_>, id: CertificateId) -> Result<Matter, Stop> {
    let certificate = desk.load::<Certificate>(id)?;
    let issued = certificate.said()?;
    Ok(match desk.actor().is(HEADS) {
        true => Matter::Organisation(issued.organisation),
        false => Matter::Person(issued.holder),
    })
}
