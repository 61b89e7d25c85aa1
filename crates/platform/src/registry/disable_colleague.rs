//! 停用本单位人员.

use super::people::{KEEPERS, PERSON, SUBJECT, colleague, end_access, keepable, require_other_head};
use crate::engine::prelude::*;
use procurement::registry::Person;

/// Ends a colleague's access; what that person did stays on record. Whose work somebody else takes over is handed over
/// instead (`registry.offer_handover`).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DisableColleague {
    /// The person.
    pub person: PersonId,
    /// 原因
    pub reason: String,
}

impl Command for DisableColleague {
    const NAME: &'static str = "registry.disable_colleague";
    const AUDIENCE: &'static [Role] = KEEPERS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[PERSON, Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        keepable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (person, _) = colleague(desk, self.person)?;
        let events = person.disable(self.reason)?;
        require_other_head(desk, self.person)?;
        desk.record_all::<Person>(self.person, events)?;
        end_access(desk, self.person)
    }
}
