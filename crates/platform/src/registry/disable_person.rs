//! 停用账户.

use super::certificates::revoke_of_person;
use crate::engine::prelude::*;
use procurement::registry::{Person, PersonEvent, Reason};

/// Ends a person's access, and revokes the certificates held; the record stays.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DisablePerson {
    /// The person.
    pub person: PersonId,
    /// 原因
    pub reason: String,
}

impl Command for DisablePerson {
    const NAME: &'static str = "registry.disable_person";
    const AUDIENCE: &'static [Role] = &[Role::Operator, Role::System];
    const APPROVAL: Approval = Approval::Second(Role::Operator);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.person", "person"));
    const FIELDS: &'static [Field] =
        &[Field::id("person", "registry.person"), Field::paragraph("reason", 500)];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<PersonId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        desk.load::<Person>(id)?.acting(id)?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        desk.load::<Person>(self.person)?.acting(self.person)?;
        desk.record::<Person>(self.person, PersonEvent::Disabled { reason: self.reason })?;
        super::signing_key::destroy_all(desk, self.person)?;
        revoke_of_person(desk, self.person, Reason::AffiliationChanged)
    }
}
