//! 岗位: which roles go together, and who keeps an organisation's accounts.

use super::{EXCLUSIVE, Kind};
use kernel::{Refusal, Role};

impl Kind {
    /// The position that keeps the organisation's own accounts 单位管理员: whoever answers for the others' work. Accounts of
    /// the expert library and of the operator are kept by the operator.
    pub fn head(self) -> Option<Role> {
        match self {
            Self::Purchaser => Some(Role::PurchaserHead),
            Self::Agency => Some(Role::AgencyReviewer),
            Self::Supplier => Some(Role::AuthorizedRep),
            Self::ServiceProvider => Some(Role::ServiceProvider),
            Self::Bank | Self::Insurer => Some(Role::FinanceInstitution),
            Self::Regulator => Some(Role::FaRegulatorHead),
            Self::Experts | Self::Operator => None,
        }
    }
    /// Every role that people of such an organisation may have.
    pub fn roles(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |role| self.allows(*role))
    }
}

/// Roles that one person of an organisation of this `kind` may have.
///
/// # Errors
/// `E_SCHEMA` for none or the same twice; `E_ROLE_UNFIT`; `E_ROLES_EXCLUSIVE`.
pub fn fit(kind: Kind, roles: &[Role]) -> Result<(), Refusal> {
    if roles.is_empty() {
        return Err(Refusal::new("E_SCHEMA").field("roles", "field-required"));
    }
    if let Some(place) = roles.iter().position(|role| !kind.allows(*role)) {
        return Err(Refusal::new("E_ROLE_UNFIT").field(format!("roles[{place}].role"), "field-invalid"));
    }
    if roles.iter().enumerate().any(|(place, role)| roles[..place].contains(role)) {
        return Err(Refusal::new("E_SCHEMA").field("roles", "field-invalid"));
    }
    compatible(roles, &[])
}

/// Nobody is first and second person at once, whether a role is held or lent.
///
/// # Errors
/// `E_ROLES_EXCLUSIVE`.
pub fn compatible(roles: &[Role], lent: &[Role]) -> Result<(), Refusal> {
    let has = |role: &Role| roles.contains(role) || lent.contains(role);
    match EXCLUSIVE.iter().any(|(one, other)| has(one) && has(other)) {
        true => Err(Refusal::new("E_ROLES_EXCLUSIVE").field("roles", "field-invalid")),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_fits_its_organisation_and_not_its_own_second_person() {
        use Role::{AgencyPm, PurchaserClerk, PurchaserFinance, PurchaserHead};
        let code = |roles: &[Role]| fit(Kind::Purchaser, roles).map_err(|refusal| refusal.code.into_owned());
        assert_eq!(code(&[PurchaserClerk, PurchaserFinance]), Ok(()));
        assert_eq!(code(&[PurchaserClerk, PurchaserHead]), Err("E_ROLES_EXCLUSIVE".to_owned()));
        assert_eq!(code(&[AgencyPm]), Err("E_ROLE_UNFIT".to_owned()));
        assert_eq!(code(&[]), Err("E_SCHEMA".to_owned()));
        assert_eq!(code(&[PurchaserClerk, PurchaserClerk]), Err("E_SCHEMA".to_owned()));
        assert!(compatible(&[PurchaserHead], &[PurchaserClerk]).is_err(), "a lent role counts");
    }
    #[test]
    fn whoever_keeps_the_accounts_holds_a_role_of_the_organisation() {
        let kinds = [
            Kind::Purchaser,
            Kind::Agency,
            Kind::Supplier,
            Kind::ServiceProvider,
            Kind::Bank,
            Kind::Regulator,
        ];
        assert!(kinds.iter().all(|kind| kind.head().is_some_and(|head| kind.allows(head))));
    }
}
