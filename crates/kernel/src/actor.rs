//! Who gives a command.

use crate::{OrganisationId, PersonId, Region, Role};
use serde::{Deserialize, Serialize};

/// A natural person acting for an organisation in some roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The natural person.
    pub person: PersonId,
    /// The organisation acted for.
    pub organisation: OrganisationId,
    /// The person's roles there.
    pub roles: Vec<Role>,
    /// The organisation's region; a regulator reaches this subtree.
    pub region: Region,
}
impl Actor {
    /// Does this actor hold one of `roles`?
    pub fn is(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|role| roles.contains(role))
    }
}
