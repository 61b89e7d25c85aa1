//! 调整岗位.

use super::{
    enrol_person::RoleLine,
    people::{KEEPERS, PERSON, ROLES, SUBJECT, colleague, keepable, require_other_head, settle_delegations},
};
use crate::engine::prelude::*;
use procurement::registry::Person;

/// Gives a colleague other roles; delegations of roles that are gone end with them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangeRoles {
    /// The person.
    pub person: PersonId,
    /// 岗位
    pub roles: Vec<RoleLine>,
}

impl Command for ChangeRoles {
    const NAME: &'static str = "registry.change_roles";
    const AUDIENCE: &'static [Role] = KEEPERS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[PERSON, ROLES];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        keepable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (person, own) = colleague(desk, self.person)?;
        let roles: Vec<Role> = self.roles.iter().map(|line| line.role).collect();
        let kind = own.registration.kind;
        let events = person.assign(kind, roles.clone())?;
        if kind.head().is_some_and(|head| !roles.contains(&head)) {
            require_other_head(desk, self.person)?;
        }
        desk.record_all::<Person>(self.person, events)?;
        settle_delegations(desk, self.person, Some(&roles))
    }
}
