//! Whose matter a command is about: the second half of permission, after the role.

use kernel::{Actor, OrganisationId, PersonId, Region};

/// The relation that the actor must have to the matter. Every command states it; there is no default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Anybody who holds one of the command's roles.
    Open,
    /// The people of this organisation.
    Organisation(OrganisationId),
    /// The people of any of these organisations.
    Organisations(Vec<OrganisationId>),
    /// This person alone.
    Person(PersonId),
    /// The actor's own account, whatever became of the organisation.
    Own,
    /// Authorities whose reach covers this region.
    Region(Region),
}
impl Matter {
    /// Does `actor` stand in this relation?
    pub fn includes(&self, actor: &Actor) -> bool {
        match self {
            Self::Open | Self::Own => true,
            Self::Organisation(organisation) => actor.organisation == *organisation,
            Self::Organisations(all) => all.contains(&actor.organisation),
            Self::Person(person) => actor.person == *person,
            Self::Region(region) => actor.region.covers(region),
        }
    }
}
