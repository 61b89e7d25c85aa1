//! 填写银行账户.

use super::dossier::{CLERKS, DOSSIER, SUBJECT, Wrong, editable, fill, organisation_of, own};
use crate::engine::prelude::*;
use procurement::registry::{BankAccount, Dossier, Filling, Organisation};

/// Fills in the account that payments go to; it is held in the organisation's own name, and lies in the vault.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FillAccount {
    /// The dossier.
    pub dossier: DossierId,
    /// 开户行
    pub bank: String,
    /// 账号
    pub account: String,
}

impl Command for FillAccount {
    const NAME: &'static str = "registry.fill_account";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[DOSSIER, Field::text("bank", 100), Field::text("account", 40)];
    fn prepare(&mut self, _outside: &Outside) -> Result<(), Refusal> {
        let mut wrong = Wrong::default();
        wrong.unless(is_account(&self.account), "account", "field-not-an-account");
        wrong.refuse()
    }
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let registered = desk.load::<Organisation>(organisation_of(self.dossier))?.registration.name.clone();
        let declared = desk.load::<Dossier>(self.dossier)?.draft.identity.as_ref().map(|is| is.name.clone());
        let account =
            BankAccount { holder: declared.unwrap_or(registered), bank: self.bank, number: self.account };
        let sealed = desk.seal(self.dossier, &account)?;
        fill(desk, self.dossier, Filling::Account(sealed))
    }
}
