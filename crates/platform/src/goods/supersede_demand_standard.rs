//! 废止需求标准.

use super::submit_demand_standard::{authority, title};
use crate::engine::prelude::*;
use procurement::goods::DemandStandard;

/// Takes a region's standard out of force, by two persons of the finance department; the one of the level above holds again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SupersedeDemandStandard {
    /// 需求标准
    pub standard: DemandStandardId,
    /// 理由
    pub reason: String,
}

impl Command for SupersedeDemandStandard {
    const NAME: &'static str = "goods.supersede_demand_standard";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("goods.demand_standard", "standard"));
    const FIELDS: &'static [Field] =
        &[Field::id("standard", "goods.demand_standard"), Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        authority(desk, self.standard)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<DemandStandard>(self.standard)?.supersede(self.reason)?;
        desk.record_all::<DemandStandard>(self.standard, events)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<DemandStandardId>().ok_or_else(|| Refusal::new("E_STATE"))?;
        let state = desk.load::<DemandStandard>(id)?;
        if state.published.is_some() { Ok(()) } else { Err(Refusal::new("E_STATE").into()) }
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        title(desk, self.standard)
    }
}
