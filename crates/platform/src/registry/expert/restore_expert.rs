//! 恢复专家资格.

use super::{EXPERT, SUBJECT, id_of, supervised};
use crate::engine::prelude::*;
use procurement::registry::Expert;

/// Gives an expert back to the draw whom a finance department had suspended; two people.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RestoreExpert {
    /// The record.
    pub expert: ExpertId,
    /// 原因
    pub reason: String,
}

impl Command for RestoreExpert {
    const NAME: &'static str = "registry.restore_expert";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT, Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        supervised(desk, self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let today = desk.today();
        let expert = desk.load::<Expert>(id_of(subject)?)?;
        expert.restore(String::new(), today)?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let today = desk.today();
        let events = desk.load::<Expert>(self.expert)?.restore(self.reason, today)?;
        desk.record_all::<Expert>(self.expert, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Expert>(self.expert)?.office()?.code.clone())
    }
}
