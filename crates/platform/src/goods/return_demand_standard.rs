//! 退回需求标准.

use super::submit_demand_standard::authority;
use crate::engine::prelude::*;
use procurement::goods::DemandStandard;

/// Gives a version back to be changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReturnDemandStandard {
    /// 需求标准
    pub standard: DemandStandardId,
    /// 理由
    pub reason: String,
}

impl Command for ReturnDemandStandard {
    const NAME: &'static str = "goods.return_demand_standard";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulatorHead];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("goods.demand_standard", "standard"));
    const FIELDS: &'static [Field] =
        &[Field::id("standard", "goods.demand_standard"), Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        authority(desk, self.standard)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<DemandStandard>(self.standard)?.send_back(self.reason)?;
        desk.record_all::<DemandStandard>(self.standard, events)
    }
}
