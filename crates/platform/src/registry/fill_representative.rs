//! 填写法定代表人（负责人）.

use super::dossier::{CLERKS, DOSSIER, SUBJECT, Wrong, editable, fill, own};
use crate::engine::prelude::*;
use procurement::registry::{Filling, Representative};

/// Fills in the legal representative; the values lie in the vault.
#[derive(Clone, Serialize, Deserialize)]
pub struct FillRepresentative {
    /// The dossier.
    pub dossier: DossierId,
    /// The representative.
    #[serde(flatten)]
    pub representative: Representative,
}

impl Command for FillRepresentative {
    const NAME: &'static str = "registry.fill_representative";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] =
        &[DOSSIER, Field::text("name", 50), Field::text("citizen_id", 30), Field::text("phone", 30)];
    fn prepare(&mut self, _outside: &Outside) -> Result<(), Refusal> {
        let mut wrong = Wrong::default();
        match self.representative.citizen_id.parse::<CitizenId>() {
            Ok(id) => self.representative.citizen_id = id.reveal().to_owned(),
            Err(problem) => wrong.unless(false, "citizen_id", problem.key()),
        }
        wrong.unless(is_phone(&self.representative.phone), "phone", "field-not-a-phone");
        wrong.refuse()
    }
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let sealed = desk.seal(self.dossier, &self.representative)?;
        fill(desk, self.dossier, Filling::Representative(sealed))
    }
}
