//! 登记数字证书: the certificate with which a person of an organisation signs.

use crate::engine::prelude::*;
use procurement::registry::{Certificate, Organisation, OrganisationEvent};

/// Records a certificate that the trial CA issued for the actor's own key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IssueCertificate {
    /// Serial number, hexadecimal.
    pub serial: String,
    /// The certificate, PEM.
    pub pem: String,
    /// End of validity.
    pub until: Instant,
}

impl Command for IssueCertificate {
    const NAME: &'static str = "registry.issue_certificate";
    const AUDIENCE: &'static [Role] = &[
        Role::SupplierClerk,
        Role::AuthorizedRep,
        Role::PurchaserClerk,
        Role::PurchaserHead,
        Role::AgencyPm,
        Role::Expert,
    ];
    const FIELDS: &'static [Field] =
        &[Field::text("serial", 64), Field::new("pem", Kind::Blob { max: 4000 }), Field::instant("until")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let id = desk.actor().organisation;
        desk.load::<Organisation>(id)?.require_active()?;
        if self.until <= desk.now() {
            return Err(Refusal::new("E_SCHEMA").field("until", "field-past").into());
        }
        let holder = desk.actor().person;
        let certificate = Certificate { serial: self.serial, pem: self.pem, holder, until: self.until };
        desk.record::<Organisation>(id, OrganisationEvent::Certified { certificate })
    }
}
