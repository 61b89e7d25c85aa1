//! 请假.

use super::{EXPERT, SUBJECT, id_of, own};
use crate::engine::prelude::*;
use procurement::registry::Expert;

/// Takes leave: until that day, inclusive, the expert is not drawn.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LeaveExpert {
    /// The record.
    pub expert: ExpertId,
    /// 请假至
    pub until: Date,
    /// 原因
    pub reason: String,
}

impl Command for LeaveExpert {
    const NAME: &'static str = "registry.leave_expert";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT, Field::date("until"), Field::text("reason", 200)];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let today = desk.today();
        let expert = desk.load::<Expert>(id_of(subject)?)?;
        expert.leave(today, String::new(), today)?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let today = desk.today();
        let events = desk.load::<Expert>(self.expert)?.leave(self.until, self.reason, today)?;
        desk.record_all::<Expert>(self.expert, events)
    }
}
