//! 修改采购需求.

use super::wanted::{Wanted, wanted_fields, within_standard};
use crate::engine::prelude::*;
use procurement::demand::Demand;

/// Changes a rejected demand, which is then reviewed again (财库〔2021〕22号第29条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviseDemand {
    /// 采购需求
    pub demand: DemandId,
    /// The changed demand.
    #[serde(flatten)]
    pub wanted: Wanted,
}

impl Command for ReviseDemand {
    const NAME: &'static str = "demand.revise_demand";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("demand.demand", "demand"));
    const FIELDS: &'static [Field] = wanted_fields!(Field::id("demand", "demand.demand"));
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Demand>(self.demand)?.file()?.need.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let demand = desk.load::<Demand>(self.demand)?;
        let before = &demand.file()?.need;
        let law = desk.law(before.region);
        let need = self.wanted.need(before.purchaser, before.region, before.intention)?;
        within_standard(desk, &need, self.demand, &law)?;
        let events = demand.compile(need, desk.actor().person, desk.now(), &law)?;
        desk.record_all::<Demand>(self.demand, events)
    }
    fn title(&self, _desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(self.wanted.name.clone())
    }
}
