//! 暂停.

use crate::engine::prelude::*;
use procurement::registry::Organisation;

/// Suspends an organisation: it may finish what was begun, and begin nothing; two people of the finance department.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SuspendOrganisation {
    /// The organisation.
    pub organisation: OrganisationId,
    /// 原因
    pub reason: String,
}

impl Command for SuspendOrganisation {
    const NAME: &'static str = "registry.suspend_organisation";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.organisation", "organisation"));
    const FIELDS: &'static [Field] =
        &[Field::id("organisation", "registry.organisation"), Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Region(desk.load::<Organisation>(self.organisation)?.registration.region))
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<OrganisationId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        desk.load::<Organisation>(id)?.suspend(String::new())?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Organisation>(self.organisation)?.suspend(self.reason)?;
        desk.record_all::<Organisation>(self.organisation, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Organisation>(self.organisation)?.registration.name.clone())
    }
}
