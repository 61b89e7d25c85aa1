//! 填写联系人.

use super::dossier::{CLERKS, DOSSIER, SUBJECT, Wrong, editable, fill, own};
use crate::engine::prelude::*;
use procurement::registry::{Contact, Filling};

/// Fills in whom to call; the values lie in the vault.
#[derive(Clone, Serialize, Deserialize)]
pub struct FillContact {
    /// The dossier.
    pub dossier: DossierId,
    /// The contact.
    #[serde(flatten)]
    pub contact: Contact,
}

impl Command for FillContact {
    const NAME: &'static str = "registry.fill_contact";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] =
        &[DOSSIER, Field::text("name", 50), Field::text("phone", 30), Field::text("email", 254)];
    fn prepare(&mut self, _outside: &Outside) -> Result<(), Refusal> {
        let mut wrong = Wrong::default();
        wrong.unless(is_phone(&self.contact.phone), "phone", "field-not-a-phone");
        wrong.unless(is_email(&self.contact.email), "email", "field-not-an-email");
        wrong.refuse()
    }
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let sealed = desk.seal(self.dossier, &self.contact)?;
        fill(desk, self.dossier, Filling::Contact(sealed))
    }
}
