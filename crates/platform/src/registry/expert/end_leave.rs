//! 销假.

use super::{EXPERT, SUBJECT, id_of, own};
use crate::engine::prelude::*;
use procurement::registry::Expert;

/// Comes back before the leave ends.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EndLeave {
    /// The record.
    pub expert: ExpertId,
}

impl Command for EndLeave {
    const NAME: &'static str = "registry.end_leave";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let today = desk.today();
        let expert = desk.load::<Expert>(id_of(subject)?)?;
        expert.end_leave(today)?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let today = desk.today();
        let events = desk.load::<Expert>(self.expert)?.end_leave(today)?;
        desk.record_all::<Expert>(self.expert, events)
    }
}
