//! 登记验收结果.

use super::{FindingLine, findings, members};
use crate::engine::prelude::*;
use procurement::{
    acceptance::{Acceptance, AcceptanceEvent, Matter as Accepted},
    contract::Contract,
    tender::Lot,
};

/// Records what was found for every criterion of the contract (ACC-02, ACC-03).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// 验收
    pub acceptance: AcceptanceId,
    /// 逐项验收意见
    pub findings: Vec<FindingLine>,
}

impl Command for Record {
    const NAME: &'static str = "acceptance.record";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserSupervisor);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("acceptance.acceptance", "acceptance"));
    const FIELDS: &'static [Field] = &[
        Field::id("acceptance", "acceptance.acceptance"),
        Field::list("findings", FindingLine::FIELDS, 500),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(matter_of(desk, self.acceptance)?.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let acceptance = desk.load::<Acceptance>(self.acceptance)?;
        let id = matter_of(desk, self.acceptance)?.contract;
        let contract = desk.load::<Contract>(id)?;
        let law = desk.law(contract.terms()?.origin.region);
        let criteria = acceptance.matter().map(|matter| matter.criteria.as_slice()).unwrap_or_default();
        let findings = findings(self.findings, criteria)?;
        let events = acceptance.record(members(desk), findings, &law)?;
        let qualified =
            events.iter().any(|event| matches!(event, AcceptanceEvent::Recorded(record) if record.qualified));
        desk.record_all::<Acceptance>(self.acceptance, events)?;
        desk.record_all::<Contract>(id, contract.inspected(self.acceptance, qualified)?)?;
        if qualified {
            let lot = contract.terms()?.origin.lot;
            let accepted = desk.load::<Lot>(lot)?.accept(self.acceptance)?;
            desk.record_all::<Lot>(lot, accepted)?;
        }
        Ok(())
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(matter_of(desk, self.acceptance)?.title)
    }
}

/// What an acceptance is about.
pub(super) fn matter_of(desk: &mut Desk<'_, '_>, id: AcceptanceId) -> Result<Accepted, Stop> {
    let acceptance = desk.load::<Acceptance>(id)?;
    Ok(acceptance.matter().cloned().ok_or_else(|| Refusal::new("E_STATE"))?)
}
