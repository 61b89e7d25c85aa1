//! Who is signed in: server-side sessions; the browser holds a random token, the store its digest.

use kernel::{Actor, Digest, secret};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// A person who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who, for which organisation, in which roles.
    pub actor: Actor,
    /// The password that the person signed in with; the session ends when it is changed.
    pub credential: Digest,
    /// The person's name, for the masthead.
    pub name: String,
    /// The organisation's name.
    pub organisation: String,
}

/// Where sessions are kept.
pub trait SessionStore: Send + Sync {
    /// Keeps a session under the digest of its token.
    fn open(&self, token: Digest, person: SignedIn);
    /// The session, if it is still good; its idle time starts anew.
    fn find(&self, token: &Digest) -> Option<SignedIn>;
    /// Is it still good? Does not prolong it.
    fn holds(&self, token: &Digest) -> bool;
    /// Ends it.
    fn close(&self, token: &Digest);
    /// Binds it to the person's new password.
    fn rebind(&self, token: &Digest, credential: Digest);
}

/// A session ends after so long without a request.
const IDLE: Duration = Duration::from_secs(30 * 60);
/// A session ends after so long in any case.
const LONGEST: Duration = Duration::from_secs(12 * 60 * 60);
/// No more sessions than this at once; the one longest unused goes first.
const MOST: usize = 100_000;

struct Kept {
    person: SignedIn,
    opened: Instant,
    used: Instant,
}

/// Sessions in this process's memory; a restart signs everybody out.
#[derive(Default)]
pub struct MemorySessions(Mutex<HashMap<Digest, Kept>>);

impl SessionStore for MemorySessions {
    fn open(&self, token: Digest, person: SignedIn) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if sessions.len() >= MOST {
            sessions.retain(|_, kept| good(kept, now));
        }
        if sessions.len() >= MOST
            && let Some(oldest) = sessions.iter().min_by_key(|(_, kept)| kept.used).map(|(token, _)| *token)
        {
            sessions.remove(&oldest);
        }
        sessions.insert(token, Kept { person, opened: now, used: now });
    }
    fn find(&self, token: &Digest) -> Option<SignedIn> {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        match sessions.get_mut(token) {
            Some(kept) if good(kept, now) => {
                kept.used = now;
                Some(kept.person.clone())
            }
            Some(_) => {
                sessions.remove(token);
                None
            }
            None => None,
        }
    }
    fn holds(&self, token: &Digest) -> bool {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.get(token).is_some_and(|kept| good(kept, Instant::now()))
    }
    fn close(&self, token: &Digest) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(token);
    }
    fn rebind(&self, token: &Digest, credential: Digest) {
        if let Some(kept) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get_mut(token) {
            kept.person.credential = credential;
        }
    }
}

fn good(kept: &Kept, now: Instant) -> bool {
    now.duration_since(kept.used) < IDLE && now.duration_since(kept.opened) < LONGEST
}

/// A new random token, as the cookie carries it.
pub fn new_token() -> String {
    hex::encode(secret::bytes::<32>())
}

/// What the store keeps instead of the token.
pub fn digest(token: &str) -> Digest {
    Digest::of_parts(&[b"session", token.as_bytes()])
}

/// The token that a form carries, bound to the cookie.
pub fn csrf(cookie: &str) -> String {
    Digest::of_parts(&[b"csrf", cookie.as_bytes()]).to_string()
}
