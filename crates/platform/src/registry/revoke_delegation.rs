//! 撤销委托.

use super::people::{end_delegation, require_keeper};
use crate::engine::prelude::*;
use procurement::registry::{Delegation, Ending};

/// Ends a delegation before its time: by either side, or by whoever keeps the organisation's accounts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RevokeDelegation {
    /// The delegation.
    pub delegation: DelegationId,
}

impl Command for RevokeDelegation {
    const NAME: &'static str = "registry.revoke_delegation";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.delegation", "delegation"));
    const FIELDS: &'static [Field] = &[Field::id("delegation", "registry.delegation")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let delegation = desk.load::<Delegation>(self.delegation)?;
        let grant = delegation.grant.as_ref().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        Ok(Matter::Organisation(grant.organisation))
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<DelegationId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        require_concerned(desk, id)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        require_concerned(desk, self.delegation)?;
        end_delegation(desk, self.delegation, Ending::Revoked)
    }
}

fn require_concerned(desk: &mut Desk<'_, '_>, id: DelegationId) -> Result<(), Stop> {
    let delegation = desk.load::<Delegation>(id)?;
    let grant = delegation.running()?;
    let actor = desk.actor();
    if actor.organisation != grant.organisation {
        return Err(Refusal::new("E_FORBIDDEN_SCOPE").into());
    }
    if [grant.by, grant.to].contains(&actor.person) {
        return Ok(());
    }
    require_keeper(desk).map(|_| ())
}
