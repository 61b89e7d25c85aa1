//! 专家聘期、年龄到期.

use super::{EXPERT, SUBJECT, open};
use crate::engine::prelude::*;
use procurement::registry::Expert;

/// A timer: seventy years at 0:00 of the birthday, the end of the term and the reminder before it, the end of a leave, the archive.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WatchExpert {
    /// The record.
    pub expert: ExpertId,
}

impl Command for WatchExpert {
    const NAME: &'static str = "registry.watch_expert";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (expert, law) = open(desk, self.expert)?;
        let events = expert.tick(desk.now(), &law)?;
        desk.record_all::<Expert>(self.expert, events)
    }
}
