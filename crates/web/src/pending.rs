//! What somebody has begun and not finished: kept in this process's memory for a few minutes, under the digest of a
//! random token that the browser alone holds.

use crate::session;
use kernel::Digest;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// No more are kept at once; a new one then waits for an old one to end.
const MOST: usize = 10_000;

/// Unfinished things of one kind, each with its end.
pub struct Pending<T> {
    all: Mutex<HashMap<Digest, (T, Instant)>>,
    lifetime: Duration,
}

impl<T: Clone> Pending<T> {
    /// None yet; each will be kept for `lifetime`.
    pub fn lasting(lifetime: Duration) -> Self {
        Self { all: Mutex::default(), lifetime }
    }
    /// Keeps one; answers its token, or `None` if there are too many.
    pub fn add(&self, value: T) -> Option<String> {
        self.add_at(value, Instant::now())
    }
    fn add_at(&self, value: T, now: Instant) -> Option<String> {
        let token = session::new_token();
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, (_, until)| *until > now);
        }
        if all.len() >= MOST {
            return None;
        }
        all.insert(session::digest(&token), (value, now + self.lifetime));
        Some(token)
    }
    /// Looks at one.
    pub fn find(&self, token: &str) -> Option<T> {
        self.find_at(token, Instant::now())
    }
    fn find_at(&self, token: &str, now: Instant) -> Option<T> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&session::digest(token)).filter(|(_, until)| *until > now).map(|(value, _)| value.clone())
    }
    /// Ends one; only the first who does so gets it.
    pub fn take(&self, token: &str) -> Option<T> {
        let now = Instant::now();
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&session::digest(token)).filter(|(_, until)| *until > now).map(|(value, _)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_found_until_its_end_and_taken_once() {
        let (pending, now) = (Pending::lasting(Duration::from_secs(120)), Instant::now());
        let token = pending.add_at("begun", now).expect("kept");
        assert_eq!(pending.find_at(&token, now + Duration::from_secs(119)), Some("begun"));
        assert_eq!(pending.find_at(&token, now + Duration::from_secs(120)), None);
        assert_eq!(pending.find("another"), None);
        assert_eq!((pending.take(&token), pending.take(&token)), (Some("begun"), None));
    }
    #[test]
    fn there_is_an_end_to_how_many_are_kept() {
        let (pending, now) = (Pending::lasting(Duration::from_secs(1)), Instant::now());
        let kept = (0..MOST + 5).filter(|number| pending.add_at(*number, now).is_some()).count();
        assert_eq!(kept, MOST);
        assert!(pending.add_at(0, now + Duration::from_secs(2)).is_some(), "the old ones ended");
    }
}
