//! 申请验收.

use crate::engine::prelude::*;
use procurement::{acceptance::Acceptance, contract::Contract};

/// The supplier has performed and asks for acceptance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Apply {
    /// 合同
    pub contract: ContractId,
}

impl Command for Apply {
    const NAME: &'static str = "acceptance.apply";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("contract.contract", "contract"));
    const FIELDS: &'static [Field] = &[Field::id("contract", "contract.contract")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Contract>(self.contract)?.terms()?.supplier.organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let contract = desk.load::<Contract>(self.contract)?;
        let law = desk.law(contract.terms()?.origin.region);
        let id = desk.new_id::<AcceptanceId>();
        let (contract_events, matter) = contract.apply_acceptance(self.contract, id)?;
        let events = Acceptance::default().apply_for(matter, desk.now(), &law)?;
        desk.record_all::<Acceptance>(id, events)?;
        desk.record_all::<Contract>(self.contract, contract_events)
    }
}
