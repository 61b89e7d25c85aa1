//! 删除个人信息: the vault's key is destroyed; the journal still verifies.

use crate::engine::prelude::*;
use procurement::registry::{Person, PersonEvent};

/// Erases a person's name, password and other private values. Only an account that is disabled may be erased
/// (个人信息保护法第四十七条); what the law says to keep (档案15年, 政府采购法第四十二条) names people by id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ErasePerson {
    /// The person.
    pub person: PersonId,
}

impl Command for ErasePerson {
    const NAME: &'static str = "registry.erase_person";
    const AUDIENCE: &'static [Role] = &[Role::Operator, Role::System];
    const APPROVAL: Approval = Approval::Second(Role::Operator);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.person", "person"));
    const FIELDS: &'static [Field] = &[Field::id("person", "registry.person")];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<PersonId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        erasable(desk, id)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        erasable(desk, self.person)?;
        desk.record::<Person>(self.person, PersonEvent::Erased)?;
        desk.erase(self.person);
        Ok(())
    }
}

fn erasable(desk: &mut Desk<'_, '_>, person: PersonId) -> Result<(), Stop> {
    if desk.load::<Person>(person)?.active {
        return Err(Refusal::new("E_STILL_ACTIVE").basis("个人信息保护法第四十七条").into());
    }
    Ok(())
}
