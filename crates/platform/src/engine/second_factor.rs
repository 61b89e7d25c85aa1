//! 双因子认证: the code that a person shows beside the password, or to confirm a command.

use super::{clock::system_now, desk::Desk};
use documents::SharedSecret;
use journal::Stop;
use kernel::{Instant, PersonId, Refusal, Span};
use procurement::registry::Person;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// So many wrong codes in a row are honest slips.
const FREE: u32 = 5;
/// After them nobody tries for so long: 480 guesses a day among a million codes, three of which are good at a time.
const WAIT: Span = Span::minutes(15);
/// So many people's failures are remembered at once; the ones whose wait is over are forgotten first.
const MOST: usize = 10_000;

/// Wrong codes by person, wherever they came from: who guesses a code knows the password already, or sits in a session.
#[derive(Debug, Default)]
pub(crate) struct Attempts(Mutex<HashMap<PersonId, Failures>>);

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last: Instant,
}

impl Attempts {
    fn admit(&self, person: PersonId, now: Instant) -> Result<(), Refusal> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(failures) = all.get(&person).copied() else { return Ok(()) };
        let left = failures.last.plus(WAIT).since(now).as_millis();
        if left <= 0 {
            all.remove(&person);
        } else if failures.count >= FREE {
            return Err(Refusal::new("E_THROTTLED").arg("seconds", left / 1000 + 1));
        }
        Ok(())
    }
    fn failed(&self, person: PersonId, now: Instant) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, failures| now.since(failures.last) < WAIT);
        }
        let failures = all.entry(person).or_insert(Failures { count: 0, last: now });
        *failures = Failures { count: failures.count.saturating_add(1), last: now };
    }
    fn succeeded(&self, person: PersonId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&person);
    }
}

impl Desk<'_, '_> {
    /// The actor confirms the command with a code of the second factor: right now, and never used before. To be called
    /// after the command's own first event, because it records on the person. Not for a command under the two-person rule,
    /// which is decided a second time when the code is long past.
    ///
    /// # Errors
    /// `E_SECOND_FACTOR_OFF` if the actor has none; `E_CODE_WRONG`, `E_CODE_USED`; `E_THROTTLED` after five wrong ones.
    pub fn verify_second_factor(&mut self, code: &str) -> Result<(), Stop> {
        self.verify_code(code, false)
    }
    /// The same, where a recovery code will do: to sign in, to switch it off.
    ///
    /// # Errors
    /// As [`Desk::verify_second_factor`].
    pub(crate) fn verify_code_or_recovery(&mut self, code: &str) -> Result<(), Stop> {
        self.verify_code(code, true)
    }
    /// The actor, who may have a second factor, showed a code of it in the last minutes.
    ///
    /// # Errors
    /// `E_CODE_STALE`.
    pub fn require_recent_code(&mut self) -> Result<(), Stop> {
        let id = self.actor().person;
        Ok(self.load::<Person>(id)?.require_recent_code(system_now())?)
    }
    fn verify_code(&mut self, code: &str, recovery: bool) -> Result<(), Stop> {
        // The device's clock is a real one, whatever the business clock says.
        let (id, now) = (self.actor().person, system_now());
        let person = self.load::<Person>(id)?;
        let factor = person.factor()?;
        self.outside().attempts.admit(id, now)?;
        let erased = || Refusal::new("E_SECOND_FACTOR_OFF");
        let secret = self.unseal(&factor.secret)?.ok_or_else(erased)?;
        let shared = SharedSecret::from_text(&secret).map_err(|_| erased())?;
        let answer = match shared.step_of(code, now) {
            Some(step) => person.use_code(step),
            None if recovery => {
                let known = self.unseal(&factor.recovery)?.unwrap_or_default();
                person.use_recovery_code(code, &known)
            }
            None => Err(Refusal::new("E_CODE_WRONG").field("code", "field-code-wrong")),
        };
        match answer {
            Ok(events) => {
                self.outside().attempts.succeeded(id);
                self.record_all::<Person>(id, events)
            }
            Err(refusal) => {
                self.outside().attempts.failed(id, now);
                Err(refusal.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::StreamId;

    #[test]
    fn five_slips_are_free_and_the_wait_ends_to_the_second() {
        let (attempts, now) = (Attempts::default(), Instant::from_millis(1_000_000));
        let [person, other] = [1, 2].map(|number| PersonId::from_uuid(uuid::Uuid::from_u128(number)));
        for _ in 0..FREE {
            attempts.admit(person, now).expect("a slip");
            attempts.failed(person, now);
        }
        assert_eq!(attempts.admit(person, now).expect_err("throttled").code, "E_THROTTLED");
        assert!(attempts.admit(other, now).is_ok(), "another person is not concerned");
        assert!(attempts.admit(person, now.plus(Span::minutes(15)).minus(Span::millis(1_000))).is_err());
        assert!(attempts.admit(person, now.plus(Span::minutes(15))).is_ok());
        attempts.failed(person, now);
        attempts.succeeded(person);
        for _ in 0..FREE {
            attempts.failed(person, now);
        }
        assert!(attempts.admit(person, now).is_err());
    }
}
