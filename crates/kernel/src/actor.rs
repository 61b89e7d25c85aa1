//! Who gives a command.

use crate::{OrganisationId, PersonId, Region, Role};
use serde::{Deserialize, Serialize};

/// A role in which somebody else of the organisation lets a person act 委托授权.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lent {
    /// The role.
    pub role: Role,
    /// Who holds it.
    pub by: PersonId,
}

/// A natural person acting for an organisation in some roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The natural person.
    pub person: PersonId,
    /// The organisation acted for.
    pub organisation: OrganisationId,
    /// The roles in which the person may act there, lent ones included.
    pub roles: Vec<Role>,
    /// The organisation's region; a regulator reaches this subtree.
    pub region: Region,
    /// Those of the roles that are somebody else's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lent: Vec<Lent>,
}
impl Actor {
    /// May this actor act in one of `roles`?
    pub fn is(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|role| roles.contains(role))
    }
    /// Does this person hold one of `roles`, not by delegation?
    pub fn holds(&self, roles: &[Role]) -> bool {
        let own = |role: &&Role| !self.lent.iter().any(|lent| lent.role == **role);
        self.roles.iter().filter(own).any(|role| roles.contains(role))
    }
    /// In whose place this person acts when acting in one of `roles`; `None` if they are the person's own.
    pub fn principal(&self, roles: &[Role]) -> Option<PersonId> {
        let lent = || self.lent.iter().find(|lent| roles.contains(&lent.role));
        if self.holds(roles) { None } else { lent().map(|lent| lent.by) }
    }
    /// Is this a finance authority 财政部门, whose reach is a region and what lies under it?
    pub fn is_authority(&self) -> bool {
        self.is(Role::AUTHORITIES)
    }
    /// Is this an authority whose reach covers `region`?
    pub fn reaches(&self, region: &Region) -> bool {
        self.is_authority() && self.region.covers(region)
    }
    /// Is this an authority in charge of procurement 采购监管 whose reach covers `region`?
    pub fn supervises(&self, region: &Region) -> bool {
        self.is(Role::SUPERVISORS) && self.region.covers(region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StreamId;
    use uuid::Uuid;

    #[test]
    fn a_lent_role_is_acted_in_and_not_held() {
        let [own, other] = [1, 2].map(|number| PersonId::from_uuid(Uuid::from_u128(number)));
        let actor = Actor {
            person: own,
            organisation: OrganisationId::from_uuid(Uuid::from_u128(3)),
            roles: vec![Role::FaBudget, Role::FaTreasury],
            region: "230600".parse().expect("a region"),
            lent: vec![Lent { role: Role::FaTreasury, by: other }],
        };
        assert!(actor.is(&[Role::FaTreasury]) && !actor.holds(&[Role::FaTreasury]));
        assert_eq!(actor.principal(&[Role::FaTreasury]), Some(other));
        assert_eq!(actor.principal(&[Role::FaTreasury, Role::FaBudget]), None, "the own role comes first");
        assert!(
            actor.reaches(&"230606".parse().expect("below"))
                && !actor.reaches(&"230100".parse().expect("beside"))
        );
        assert!(
            !actor.supervises(&"230606".parse().expect("below")),
            "budget and treasury supervise nothing"
        );
    }
}
