//! 合同备案.

use crate::{engine::prelude::*, payment::money};
use procurement::{contract::Contract, plan::Plan, tender::Lot};

/// Files the contract with the finance authority and binds its price on the lot's budget; the saving is given back
/// (政府采购法第47条；D-CTR-03；HR-1).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct File {
    /// 合同
    pub contract: ContractId,
}

impl Command for File {
    const NAME: &'static str = "contract.file";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("contract.contract", "contract"));
    const FIELDS: &'static [Field] = &[Field::id("contract", "contract.contract")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Contract>(self.contract)?.terms()?.purchaser.organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let contract = desk.load::<Contract>(self.contract)?;
        let origin = &contract.terms()?.origin;
        let law = desk.law(origin.region);
        let lot = desk.load::<Lot>(origin.lot)?;
        let about = lot.about()?;
        let plan = desk.load::<Plan>(about.plan)?;
        let (file, _) = plan.filed(&law)?;
        let planned = usize::from(about.number).checked_sub(1).and_then(|place| file.lots.get(place));
        let funding = &planned.ok_or_else(|| Refusal::new("E_NO_BUDGET").rule("BUD-01"))?.funding;
        let ids: Vec<HoldId> = funding.iter().map(|part| part.hold).collect();
        let holds = money::holds(desk, &ids)?;
        let (events, movements) = contract.file(&holds, &law)?;
        desk.record_all::<Contract>(self.contract, events)?;
        money::record(desk, movements)
    }
}
