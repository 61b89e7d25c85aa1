//! 委托期满: a timer.

use crate::engine::prelude::*;
use procurement::registry::Ending;

/// Ends a delegation whose time is over. The lent roles are gone at that moment already; this takes them off the record.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EndDelegation {
    /// The delegation.
    pub delegation: DelegationId,
}

impl Command for EndDelegation {
    const NAME: &'static str = "registry.end_delegation";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.delegation", "delegation"));
    const FIELDS: &'static [Field] = &[Field::id("delegation", "registry.delegation")];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        super::people::end_delegation(desk, self.delegation, Ending::Expired)
    }
}
