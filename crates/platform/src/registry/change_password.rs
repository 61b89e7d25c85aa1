//! 修改密码.

use crate::engine::prelude::*;
use procurement::registry::{Person, PersonEvent};

/// Changes one's own password.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangePassword {
    /// 原密码
    pub old: String,
    /// 新密码; its hash after `prepare`.
    pub password: String,
}

impl Command for ChangePassword {
    const NAME: &'static str = "registry.change_password";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const FIELDS: &'static [Field] =
        &[Field::new("old", Kind::Secret { max: 200 }), Field::new("password", Kind::Secret { max: 200 })];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        self.password = crate::passwords::hash(&self.password, outside.password_cost)?;
        Ok(())
    }
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Own)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let id = desk.actor().person;
        let person = desk.load::<Person>(id)?;
        let known = match &person.enrolment {
            Some(enrolment) => desk.unseal(&enrolment.password)?,
            None => None,
        };
        if !known.is_some_and(|phc| crate::passwords::verify(&self.old, &phc)) {
            return Err(Refusal::new("E_SCHEMA").field("old", "field-password-wrong").into());
        }
        let password = desk.seal(id, &self.password)?;
        desk.record::<Person>(id, PersonEvent::PasswordChanged { password })
    }
}
