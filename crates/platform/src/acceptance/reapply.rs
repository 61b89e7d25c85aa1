//! 整改后申请复验.

use crate::engine::prelude::*;
use procurement::{acceptance::Acceptance, contract::Contract};

/// The supplier has put right what was found wanting and asks to be inspected again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reapply {
    /// 验收
    pub acceptance: AcceptanceId,
    /// 整改情况
    pub remedy: String,
}

impl Command for Reapply {
    const NAME: &'static str = "acceptance.reapply";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("acceptance.acceptance", "acceptance"));
    const FIELDS: &'static [Field] =
        &[Field::id("acceptance", "acceptance.acceptance"), Field::paragraph("remedy", 1000)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(super::record::matter_of(desk, self.acceptance)?.supplier))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let acceptance = desk.load::<Acceptance>(self.acceptance)?;
        let id = super::record::matter_of(desk, self.acceptance)?.contract;
        let contract = desk.load::<Contract>(id)?;
        let law = desk.law(contract.terms()?.origin.region);
        let events = acceptance.reapply(self.remedy, desk.now(), &law)?;
        desk.record_all::<Acceptance>(self.acceptance, events)?;
        desk.record_all::<Contract>(id, contract.reapply_acceptance()?)
    }
}
