//! 废止法规.

use super::{held, published, reach};
use crate::engine::prelude::*;
use procurement::statute::Statute;

/// Records that a statute is no longer in force; its texts stay.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Repeal {
    /// The statute.
    pub code: String,
    /// The first day on which it is no longer in force.
    pub from: Date,
    /// The document that says so.
    pub by: String,
}

impl Command for Repeal {
    const NAME: &'static str = "statute.repeal";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const FIELDS: &'static [Field] = &[Field::text("code", 40), Field::date("from"), Field::text("by", 200)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let statute = published(desk, &self.code)?;
        let region = statute.editions.last().map(|(_, edition)| edition.imprint.region);
        Ok(reach(desk, region))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let statute = published(desk, &self.code)?;
        let events = statute.repeal(held(&self.code), self.from, self.by)?;
        desk.record_all::<Statute>(Statute::id_of(&self.code), events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        let statute = published(desk, &self.code)?;
        let imprint = statute.editions.last().map(|(_, edition)| edition.imprint.title.clone());
        Ok(imprint.or_else(|| held(&self.code).map(|held| held.title.clone())).unwrap_or_default())
    }
}
