//! Slows down who guesses passwords, by sign-in name.

use kernel::{PersonId, Refusal};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// So many failures are free.
const FREE: u32 = 5;
/// Then one waits so long.
const WAIT: Duration = Duration::from_secs(5 * 60);
/// No more names are remembered at once.
const MOST: usize = 50_000;

/// Failures by sign-in name.
#[derive(Default)]
pub struct Throttle(Mutex<HashMap<String, (u32, Instant)>>);

impl Throttle {
    /// May this name be tried now?
    ///
    /// # Errors
    /// `E_THROTTLED`.
    pub fn admit(&self, login: &str) -> Result<(), Refusal> {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match names.get(login) {
            Some((_, last)) if last.elapsed() > WAIT => {
                names.remove(login);
                Ok(())
            }
            Some((failures, _)) if *failures >= FREE => Err(Refusal::new("E_THROTTLED")),
            _ => Ok(()),
        }
    }
    /// It failed.
    pub fn failed(&self, login: &str) {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= MOST {
            names.retain(|_, (_, last)| last.elapsed() <= WAIT);
        }
        let entry = names.entry(login.to_owned()).or_insert((0, Instant::now()));
        *entry = (entry.0 + 1, Instant::now());
    }
    /// It succeeded.
    pub fn succeeded(&self, login: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(login);
    }
}

/// A second factor beside the password: TOTP or a certificate's challenge.
pub trait SecondFactor: Send + Sync {
    /// Has this person one?
    fn needed(&self, person: PersonId) -> bool;
    /// Is it right?
    fn check(&self, person: PersonId, code: &str) -> bool;
}
/// Nobody has a second factor.
pub struct PasswordOnly;
impl SecondFactor for PasswordOnly {
    fn needed(&self, _: PersonId) -> bool {
        false
    }
    fn check(&self, _: PersonId, _: &str) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn after_five_failures_one_waits() {
        let throttle = Throttle::default();
        for _ in 0..FREE {
            assert!(throttle.admit("a").is_ok());
            throttle.failed("a");
        }
        assert_eq!(throttle.admit("a").map_err(|refusal| refusal.code), Err("E_THROTTLED".into()));
        assert!(throttle.admit("b").is_ok());
        throttle.succeeded("a");
        assert!(throttle.admit("a").is_ok());
    }
}
