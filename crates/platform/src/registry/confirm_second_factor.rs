//! 登录时验证动态验证码: a code is spent on a sign-in, so that it opens no second one.

use crate::engine::prelude::*;

/// Spends a code or a recovery code. The sign-in gives it after the password was right.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmSecondFactor {
    /// 动态验证码或恢复码
    pub code: String,
}

impl Command for ConfirmSecondFactor {
    const NAME: &'static str = "registry.confirm_second_factor";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const FIELDS: &'static [Field] = &[Field::text("code", 20)];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Own)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        desk.verify_code_or_recovery(&self.code)
    }
    fn ready(desk: &mut Desk<'_, '_>, _: &StreamName) -> Result<(), Stop> {
        desk.load::<procurement::registry::Person>(desk.actor().person)?.factor()?;
        Ok(())
    }
}
