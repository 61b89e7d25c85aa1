//! 停用账户.

use super::people::{end_access, require_other_head};
use crate::engine::prelude::*;
use procurement::registry::Person;

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
        desk.load::<Person>(id)?.require_active()?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Person>(self.person)?.disable(self.reason)?;
        require_other_head(desk, self.person)?;
        desk.record_all::<Person>(self.person, events)?;
        end_access(desk, self.person)
    }
}
