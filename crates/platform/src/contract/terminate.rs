//! 终止合同.

use crate::{
    engine::prelude::*,
    payment::money,
    tender::{finish_lot, release_reserve},
};
use procurement::{contract::Contract, tender::Lot};

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
        let id = contract.terms()?.origin.lot;
        desk.record_all::<Contract>(self.contract, events)?;
        let lot = desk.load::<Lot>(id)?;
        let dropped = lot.drop_contract(self.contract);
        let mut after = (*lot).clone();
        dropped.iter().for_each(|event| after.apply(desk.now(), event));
        desk.record_all::<Lot>(id, dropped)?;
        money::record(desk, movements)?;
        if after.finished() {
            finish_lot(desk, &after)?;
        }
        // Filing gave back what the contract did not need; before it the plan still keeps all.
        if after.finished() && contract.holds().is_empty() {
            let reserved = release_reserve(desk, after.about()?, &law)?;
            money::record(desk, reserved)?;
        }
        Ok(())
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
