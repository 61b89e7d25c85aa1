//! 填写预算单位信息.

use super::dossier::{CLERKS, DOSSIER, SUBJECT, editable, fill, own};
use crate::engine::prelude::*;
use procurement::registry::{Filling, Unit};

/// 填写预算单位信息.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FillUnit {
    /// The dossier.
    pub dossier: DossierId,
    /// What is declared.
    #[serde(flatten)]
    pub unit: Unit,
}

impl Command for FillUnit {
    const NAME: &'static str = "registry.fill_unit";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] =
        &[DOSSIER, Field::text("budget_code", 15), Field::text("supervisor", 100), Field::flag("canteen")];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        fill(desk, self.dossier, Filling::Unit(self.unit))
    }
}
