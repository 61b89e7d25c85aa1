//! 双因子认证: a code by time beside the password (RFC 6238), and recovery codes for who lost the device.

use super::{Person, PersonEvent};
use kernel::{Digest, Instant, Refusal, Sealed, Span};
use serde::{Deserialize, Serialize};

/// A person's second factor. What is secret lies in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    /// The shared secret, base32.
    pub secret: Sealed<String>,
    /// SM3 of each recovery code 恢复码.
    pub recovery: Sealed<Vec<Digest>>,
    /// Places of the recovery codes that were used.
    #[serde(default)]
    pub spent: Vec<u8>,
    /// The time step of the newest code that was accepted.
    pub last: u64,
}

impl SecondFactor {
    /// So many recovery codes are given out.
    pub const RECOVERY: usize = 10;
    /// For so long a code shows that whoever sits in a session is the person.
    pub const RECENT: Span = Span::minutes(10);
    /// One time step.
    const STEP: i64 = 30_000;
    /// Was a code accepted lately?
    pub fn is_recent(&self, now: Instant) -> bool {
        let used = i64::try_from(self.last).unwrap_or(0).saturating_mul(Self::STEP);
        now < Instant::from_millis(used).plus(Self::RECENT)
    }
    /// How many recovery codes are left.
    pub fn left(&self) -> usize {
        Self::RECOVERY.saturating_sub(self.spent.len())
    }
}

/// What is kept of a recovery code; blanks, hyphens and case do not matter.
pub fn recovery_digest(code: &str) -> Digest {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    Digest::of_parts(&[b"recovery code", plain.to_ascii_uppercase().as_bytes()])
}

impl Person {
    /// Where the second factor is on, a code was accepted lately: a session left open is not enough.
    ///
    /// # Errors
    /// `E_CODE_STALE`.
    pub fn require_recent_code(&self, now: Instant) -> Result<(), Refusal> {
        match &self.second_factor {
            Some(factor) if !factor.is_recent(now) => Err(Refusal::new("E_CODE_STALE")),
            _ => Ok(()),
        }
    }
    /// 开启.
    ///
    /// # Errors
    /// `E_ALREADY` if it is on; `E_ACCOUNT_DISABLED`.
    pub fn enable_second_factor(&self, factor: SecondFactor) -> Result<Vec<PersonEvent>, Refusal> {
        if !self.active {
            return Err(Refusal::new("E_ACCOUNT_DISABLED"));
        }
        if self.second_factor.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        Ok(vec![PersonEvent::SecondFactorEnabled(factor)])
    }
    /// 关闭; whoever does it has shown a code before, or is the operator with a reason.
    ///
    /// # Errors
    /// `E_SECOND_FACTOR_OFF`.
    pub fn disable_second_factor(&self, reason: Option<String>) -> Result<Vec<PersonEvent>, Refusal> {
        self.factor()?;
        Ok(vec![PersonEvent::SecondFactorDisabled { reason }])
    }
    /// The second factor that is on.
    ///
    /// # Errors
    /// `E_SECOND_FACTOR_OFF`.
    pub fn factor(&self) -> Result<&SecondFactor, Refusal> {
        self.second_factor.as_ref().ok_or_else(|| Refusal::new("E_SECOND_FACTOR_OFF"))
    }
    /// The code of `step` was shown.
    ///
    /// # Errors
    /// `E_CODE_USED` for a code that was used before, or is older than one that was (RFC 6238 §5.2).
    pub fn use_code(&self, step: u64) -> Result<Vec<PersonEvent>, Refusal> {
        if step <= self.factor()?.last {
            return Err(Refusal::new("E_CODE_USED").field("code", "field-code-used"));
        }
        Ok(vec![PersonEvent::CodeUsed { step }])
    }
    /// A recovery code was shown; `known` are the digests out of the vault.
    ///
    /// # Errors
    /// `E_CODE_WRONG` if it is none of them; `E_CODE_USED`.
    pub fn use_recovery_code(&self, code: &str, known: &[Digest]) -> Result<Vec<PersonEvent>, Refusal> {
        let digest = recovery_digest(code);
        let place = known.iter().position(|one| *one == digest).and_then(|place| u8::try_from(place).ok());
        match place {
            None => Err(Refusal::new("E_CODE_WRONG").field("code", "field-code-wrong")),
            Some(place) if self.factor()?.spent.contains(&place) => {
                Err(Refusal::new("E_CODE_USED").field("code", "field-code-used"))
            }
            Some(place) => Ok(vec![PersonEvent::RecoveryCodeUsed { place }]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Stream;

    fn sealed<T>() -> Sealed<T> {
        Sealed::new(uuid::Uuid::nil(), Digest::of(b""))
    }
    fn person() -> Person {
        let mut person = Person { active: true, ..Person::default() };
        let factor = SecondFactor { secret: sealed(), recovery: sealed(), spent: Vec::new(), last: 100 };
        run(&mut person, |person| person.enable_second_factor(factor)).expect("on");
        person
    }
    fn run(
        person: &mut Person,
        decide: impl FnOnce(&Person) -> Result<Vec<PersonEvent>, Refusal>,
    ) -> Result<(), Refusal> {
        for event in decide(person)? {
            person.apply(Instant::from_millis(0), &event);
        }
        Ok(())
    }

    #[test]
    fn no_code_is_accepted_twice_and_none_from_before() {
        let mut person = person();
        assert_eq!(person.use_code(100).expect_err("shown when it was switched on").code, "E_CODE_USED");
        run(&mut person, |person| person.use_code(102)).expect("new");
        for old in [101, 102] {
            assert_eq!(person.use_code(old).expect_err("used").code, "E_CODE_USED");
        }
        run(&mut person, |person| person.use_code(103)).expect("the next");
    }
    #[test]
    fn a_recovery_code_works_once_however_it_is_typed() {
        let known = [recovery_digest("ABCDE-FGHIJ"), recovery_digest("KLMNO-PQRST")];
        let mut person = person();
        run(&mut person, |person| person.use_recovery_code(" klmno pqrst", &known)).expect("once");
        assert_eq!(person.use_recovery_code("KLMNO-PQRST", &known).expect_err("twice").code, "E_CODE_USED");
        assert_eq!(person.use_recovery_code("", &known).expect_err("nothing").code, "E_CODE_WRONG");
        assert_eq!(person.factor().expect("on").left(), SecondFactor::RECOVERY - 1);
    }
    #[test]
    fn it_is_switched_on_once_and_off_once() {
        let mut person = person();
        let again = SecondFactor { secret: sealed(), recovery: sealed(), spent: Vec::new(), last: 0 };
        assert_eq!(person.enable_second_factor(again).expect_err("on").code, "E_ALREADY");
        run(&mut person, |person| person.disable_second_factor(None)).expect("off");
        assert_eq!(person.disable_second_factor(None).expect_err("off").code, "E_SECOND_FACTOR_OFF");
        assert_eq!(person.use_code(200).expect_err("off").code, "E_SECOND_FACTOR_OFF");
        assert_eq!(serde_json::to_value(&person).expect("json")["second_factor"], serde_json::Value::Null);
    }
    #[test]
    fn a_code_is_recent_for_ten_minutes_to_the_second() {
        let used = Instant::from_millis(1_772_416_800_000);
        let factor = SecondFactor {
            secret: Sealed::new(uuid::Uuid::nil(), Digest::of(b"kept")),
            recovery: Sealed::new(uuid::Uuid::nil(), Digest::of(b"kept")),
            spent: Vec::new(),
            last: used.millis().unsigned_abs() / 30_000,
        };
        let person = Person { second_factor: Some(factor), ..Person::default() };
        let at = |seconds: i64| person.require_recent_code(used.plus(Span::millis(1000 * seconds)));
        assert_eq!(at(599), Ok(()));
        assert_eq!(at(600).expect_err("stale").code, "E_CODE_STALE");
        assert_eq!(Person::default().require_recent_code(used), Ok(()), "where it is off nothing is asked");
    }
}
