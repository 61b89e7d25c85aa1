//! 提交入库审核.

use super::dossier::{CLERKS, DOSSIER, SUBJECT, organisation_of, own};
use crate::engine::prelude::*;
use procurement::registry::{Dossier, Identity, Organisation};

/// Hands the dossier in; name and account are compared by machine, the rest is for the finance department.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SubmitDossier {
    /// The dossier.
    pub dossier: DossierId,
}

impl Command for SubmitDossier {
    const NAME: &'static str = "registry.submit_dossier";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[DOSSIER];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let dossier = desk.load::<Dossier>(self.dossier)?;
        let events = dossier.submit(desk.today())?;
        require_own_account(desk, &dossier)?;
        desk.record_all::<Dossier>(self.dossier, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Organisation>(organisation_of(self.dossier))?.registration.name.clone())
    }
}

/// Payments go to an account in the organisation's own name; a change of name brings the account along.
fn require_own_account(desk: &mut Desk<'_, '_>, dossier: &Dossier) -> Result<(), Stop> {
    let (Some(Identity { name, .. }), Some(account)) = (&dossier.draft.identity, &dossier.draft.account)
    else {
        return Ok(());
    };
    match desk.unseal(account)? {
        Some(account) if account.holder != *name => Err(Refusal::new("E_ACCOUNT_HOLDER")
            .arg("name", name.as_str())
            .field("account", "field-account-holder")
            .into()),
        _ => Ok(()),
    }
}
