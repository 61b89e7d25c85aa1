//! 填写代理机构执业条件 (财库〔2018〕2号第十一条).

use super::dossier::{CLERKS, DOSSIER, SUBJECT, editable, fill, own};
use crate::engine::prelude::*;
use procurement::registry::{Filling, House};

/// 填写代理机构执业条件 (财库〔2018〕2号第十一条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FillHouse {
    /// The dossier.
    pub dossier: DossierId,
    /// What is declared.
    #[serde(flatten)]
    pub house: House,
}

impl Command for FillHouse {
    const NAME: &'static str = "registry.fill_house";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        DOSSIER,
        Field::text("venue", 200),
        Field::new("rooms", Kind::Number { min: 0, max: 1000 }),
        Field::flag("recording"),
        Field::new("staff", Kind::Number { min: 0, max: 100_000 }),
    ];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        fill(desk, self.dossier, Filling::House(self.house))
    }
}
