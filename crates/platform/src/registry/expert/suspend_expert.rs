//! 暂停专家资格.

use super::{EXPERT, SUBJECT, id_of, supervised};
use crate::engine::prelude::*;
use procurement::registry::{Expert, SuspensionCause};

/// Takes an expert out of the draw while the record is looked into; two people of a finance department.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SuspendExpert {
    /// The record.
    pub expert: ExpertId,
    /// 原因
    pub reason: String,
}

impl Command for SuspendExpert {
    const NAME: &'static str = "registry.suspend_expert";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT, Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        supervised(desk, self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let expert = desk.load::<Expert>(id_of(subject)?)?;
        expert.suspend(SuspensionCause::Credit, String::new())?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Expert>(self.expert)?.suspend(SuspensionCause::Credit, self.reason)?;
        desk.record_all::<Expert>(self.expert, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Expert>(self.expert)?.office()?.code.clone())
    }
}
