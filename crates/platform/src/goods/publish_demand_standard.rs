//! 发布需求标准.

use super::submit_demand_standard::{authority, title};
use crate::engine::prelude::*;
use procurement::goods::DemandStandard;

/// Puts the version in preparation in force, by two persons of the finance department; the one before is superseded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PublishDemandStandard {
    /// 需求标准
    pub standard: DemandStandardId,
}

impl Command for PublishDemandStandard {
    const NAME: &'static str = "goods.publish_demand_standard";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("goods.demand_standard", "standard"));
    const FIELDS: &'static [Field] = &[Field::id("standard", "goods.demand_standard")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        authority(desk, self.standard)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<DemandStandard>(self.standard)?.publish(desk.today())?;
        desk.record_all::<DemandStandard>(self.standard, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        title(desk, self.standard)
    }
}
