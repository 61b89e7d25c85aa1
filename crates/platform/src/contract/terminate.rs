//! 终止合同.

use crate::{engine::prelude::*, payment::money};
use procurement::contract::Contract;

/// Ends a contract early, with the reason (政府采购法第50条); what is still bound of the budget is given back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Terminate {
    /// 合同
    pub contract: ContractId,
    /// 终止原因
    pub reason: String,
}

impl Command for Terminate {
    const NAME: &'static str = "contract.terminate";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("contract.contract", "contract"));
    const FIELDS: &'static [Field] =
        &[Field::id("contract", "contract.contract"), Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Contract>(self.contract)?.terms()?.purchaser.organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let contract = desk.load::<Contract>(self.contract)?;
        let law = desk.law(contract.terms()?.origin.region);
        let holds = money::holds(desk, contract.holds())?;
        let (events, movements) = contract.terminate(self.reason, &holds, &law)?;
        let lot = contract.terms()?.origin.lot;
        desk.record_all::<Contract>(self.contract, events)?;
        let dropped = desk.load::<procurement::tender::Lot>(lot)?.drop_contract(self.contract);
        desk.record_all::<procurement::tender::Lot>(lot, dropped)?;
        money::record(desk, movements)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<ContractId>().ok_or_else(|| Refusal::new("E_STATE"))?;
        let contract = desk.load::<Contract>(id)?;
        let own = contract.terms()?.purchaser.organisation == desk.actor().organisation;
        let live =
            matches!(contract.status(), "drafted" | "supplier_signed" | "effective" | "filed" | "accepted");
        if own && live { Ok(()) } else { Err(Refusal::new("E_STATE").into()) }
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Contract>(self.contract)?.terms()?.name.clone())
    }
}
