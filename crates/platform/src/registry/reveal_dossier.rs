//! 查看敏感信息.

use super::dossier::{DOSSIER, SUBJECT, organisation_of};
use crate::engine::prelude::*;
use procurement::registry::{Dossier, Organisation, Part};

/// Shows one's own organisation's, or as a finance department an organisation's of one's region, sensitive values
/// unmasked for some minutes; every use stands in the journal with its purpose.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RevealDossier {
    /// The dossier.
    pub dossier: DossierId,
    /// 查看内容
    pub part: Part,
    /// 用途
    pub purpose: String,
}

impl Command for RevealDossier {
    const NAME: &'static str = "registry.reveal_dossier";
    const AUDIENCE: &'static [Role] = &[
        Role::PurchaserClerk,
        Role::AgencyPm,
        Role::SupplierClerk,
        Role::ServiceProvider,
        Role::FinanceInstitution,
        Role::FaRegulator,
        Role::FaRegulatorHead,
    ];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        DOSSIER,
        Field::choice("part", &["representative", "contact", "account"]),
        Field::text("purpose", 200),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let organisation = organisation_of(self.dossier);
        if desk.actor().is(&[Role::FaRegulator, Role::FaRegulatorHead]) {
            let region = desk.load::<Organisation>(organisation)?.registration.region;
            return Ok(Matter::Region(region));
        }
        Ok(Matter::Organisation(organisation))
    }
    fn ready(_: &mut Desk<'_, '_>, _: &StreamName) -> Result<(), Stop> {
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Dossier>(self.dossier)?.reveal(self.part, self.purpose)?;
        desk.record_all::<Dossier>(self.dossier, events)
    }
}
