//! 提交需求标准.

use crate::engine::prelude::*;
use procurement::goods::DemandStandard;

/// Hands the version in preparation in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SubmitDemandStandard {
    /// 需求标准
    pub standard: DemandStandardId,
}

impl Command for SubmitDemandStandard {
    const NAME: &'static str = "goods.submit_demand_standard";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("goods.demand_standard", "standard"));
    const FIELDS: &'static [Field] = &[Field::id("standard", "goods.demand_standard")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        authority(desk, self.standard)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<DemandStandard>(self.standard)?.submit()?;
        desk.record_all::<DemandStandard>(self.standard, events)
    }
}

/// The authority that keeps it.
pub(super) fn authority(desk: &mut Desk<'_, '_>, id: DemandStandardId) -> Result<Matter, Stop> {
    let authority = desk.load::<DemandStandard>(id)?.authority;
    Ok(Matter::Organisation(authority.ok_or_else(|| Refusal::new("E_STATE"))?))
}
/// Its name, for the second person.
pub(super) fn title(desk: &mut Desk<'_, '_>, id: DemandStandardId) -> Result<String, Stop> {
    let state = desk.load::<DemandStandard>(id)?;
    let next = state.next.as_ref().map(|next| &next.standard);
    Ok(next.or(state.published.as_deref()).map(|standard| standard.name.clone()).unwrap_or_default())
}
