//! 关闭双因子认证.

use crate::engine::prelude::*;
use procurement::registry::Person;

/// Switches one's own second factor off, with a code or a recovery code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DisableSecondFactor {
    /// 动态验证码或恢复码
    pub code: String,
}

impl Command for DisableSecondFactor {
    const NAME: &'static str = "registry.disable_second_factor";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const FIELDS: &'static [Field] = &[Field::text("code", 20)];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Own)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let id = desk.actor().person;
        let events = desk.load::<Person>(id)?.disable_second_factor(None)?;
        desk.verify_code_or_recovery(&self.code)?;
        desk.record_all::<Person>(id, events)
    }
    fn ready(desk: &mut Desk<'_, '_>, _: &StreamName) -> Result<(), Stop> {
        desk.load::<Person>(desk.actor().person)?.factor()?;
        Ok(())
    }
}
