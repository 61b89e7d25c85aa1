//! 编制采购需求.

use super::wanted::{Wanted, wanted_fields, within_standard};
use crate::engine::prelude::*;
use procurement::{
    demand::{Demand, Intention},
    registry::Organisation,
};

/// Compiles a demand with the choices that carry it out (财库〔2021〕22号第6–13条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CompileDemand {
    /// 采购意向
    #[serde(default)]
    pub intention: Option<IntentionId>,
    /// The demand.
    #[serde(flatten)]
    pub wanted: Wanted,
}

impl Command for CompileDemand {
    const NAME: &'static str = "demand.compile_demand";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("demand.intention", "intention"));
    const FIELDS: &'static [Field] = wanted_fields!(Field::id("intention", "demand.intention").optional());
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(match self.intention {
            Some(intention) => desk.load::<Intention>(intention)?.published()?.outline.purchaser,
            None => desk.actor().organisation,
        }))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (purchaser, author) = (desk.actor().organisation, desk.actor().person);
        let organisation = desk.load::<Organisation>(purchaser)?;
        organisation.require_active()?;
        let region = organisation.registration.region;
        let law = desk.law(region);
        let need = self.wanted.need(purchaser, region, self.intention)?;
        let id = desk.new_id::<DemandId>();
        within_standard(desk, &need, id, &law)?;
        let events = Demand::default().compile(need, author, desk.now(), &law)?;
        desk.record_all::<Demand>(id, events)?;
        if let Some(intention) = self.intention {
            let taken = desk.load::<Intention>(intention)?.take_up(id, purchaser)?;
            desk.record_all::<Intention>(intention, taken)?;
        }
        Ok(())
    }
    fn title(&self, _desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(self.wanted.name.clone())
    }
}
