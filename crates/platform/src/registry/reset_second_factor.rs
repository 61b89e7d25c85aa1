//! 重置双因子认证: for who lost both the device and the recovery codes.

use crate::engine::prelude::*;
use procurement::registry::Person;

/// Switches a person's second factor off, after the operator made sure who asks. The password stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResetSecondFactor {
    /// The person.
    pub person: PersonId,
    /// 核实身份的方式和原因
    pub reason: String,
}

impl Command for ResetSecondFactor {
    const NAME: &'static str = "registry.reset_second_factor";
    const AUDIENCE: &'static [Role] = &[Role::Operator];
    const APPROVAL: Approval = Approval::Second(Role::Operator);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.person", "person"));
    const FIELDS: &'static [Field] =
        &[Field::id("person", "registry.person"), Field::paragraph("reason", 500)];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<PersonId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        desk.load::<Person>(id)?.factor()?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let person = desk.load::<Person>(self.person)?;
        desk.record_all::<Person>(self.person, person.disable_second_factor(Some(self.reason))?)
    }
}
