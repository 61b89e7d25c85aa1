//! 开启双因子认证.

use crate::engine::prelude::*;
use documents::SharedSecret;
use procurement::registry::{Person, SecondFactor, recovery_digest};

/// Switches one's own second factor on. Secret and recovery codes were shown to the person before; a code proves that the
/// device has the secret, the password that it is the person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EnableSecondFactor {
    /// 密码
    pub password: String,
    /// The shared secret, base32.
    pub secret: String,
    /// Recovery codes, with blanks between.
    pub recovery: String,
    /// 动态验证码
    pub code: String,
}

impl Command for EnableSecondFactor {
    const NAME: &'static str = "registry.enable_second_factor";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const FIELDS: &'static [Field] = &[
        Field::new("password", Kind::Secret { max: 200 }),
        Field::new("secret", Kind::Secret { max: 64 }),
        Field::new("recovery", Kind::Secret { max: 200 }),
        Field::text("code", 12),
    ];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Own)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let wrong = |field, key| Stop::from(Refusal::new("E_SCHEMA").field(field, key));
        let id = desk.actor().person;
        let person = desk.load::<Person>(id)?;
        let known = match &person.enrolment {
            Some(enrolment) => desk.unseal(&enrolment.password)?,
            None => None,
        };
        if !known.is_some_and(|phc| crate::passwords::verify(&self.password, &phc)) {
            return Err(wrong("password", "field-password-wrong"));
        }
        let shared = SharedSecret::from_text(&self.secret).map_err(|_| wrong("secret", "field-invalid"))?;
        let codes: Vec<Digest> = self.recovery.split_whitespace().map(recovery_digest).collect();
        let short = self.recovery.split_whitespace().any(|code| code.len() < 10);
        if short || codes.len() != SecondFactor::RECOVERY {
            return Err(wrong("recovery", "field-invalid"));
        }
        let step = shared
            .step_of(&self.code, crate::system_now())
            .ok_or_else(|| Refusal::new("E_CODE_WRONG").field("code", "field-code-wrong"))?;
        let secret = desk.seal(id, &shared.to_text())?;
        let recovery = desk.seal(id, &codes)?;
        let factor = SecondFactor { secret, recovery, spent: Vec::new(), last: step };
        desk.record_all::<Person>(id, person.enable_second_factor(factor)?)
    }
    fn ready(desk: &mut Desk<'_, '_>, _: &StreamName) -> Result<(), Stop> {
        match desk.load::<Person>(desk.actor().person)?.second_factor {
            Some(_) => Err(Refusal::new("E_ALREADY").into()),
            None => Ok(()),
        }
    }
}
