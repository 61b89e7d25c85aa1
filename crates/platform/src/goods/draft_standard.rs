//! 登记标准商品.

use super::{
    entry::{GoodsEntry, goods_fields},
    library::{There, keeper, known, settled},
};
use crate::engine::prelude::*;
use procurement::{goods::StandardGood, registry::Organisation};

/// Enters a good by hand, by a supplier who sells it or by the operator.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftStandard {
    /// The good.
    #[serde(flatten)]
    pub goods: GoodsEntry,
}

impl Command for DraftStandard {
    const NAME: &'static str = "goods.draft_standard";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk, Role::Operator];
    const FIELDS: &'static [Field] = goods_fields!();
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let author = desk.actor().organisation;
        desk.load::<Organisation>(author)?.require_active()?;
        let role = if desk.actor().is(&[Role::Operator]) { Role::Operator } else { Role::SupplierClerk };
        let settled = settled(desk, self.goods.good())?;
        let known = known(desk, &settled, There::Reviewing, None)?;
        let keeper = keeper(desk)?;
        let id = desk.new_id::<StandardId>();
        let events = StandardGood::default().draft(settled, known, (author, role), keeper)?;
        desk.record_all::<StandardGood>(id, events)
    }
    fn ready(_desk: &mut Desk<'_, '_>, _subject: &StreamName) -> Result<(), Stop> {
        Ok(())
    }
}
