//! Requests to clients that wait for an answer, in this process's memory: after a restart the person asks again.

use crate::session::SignedIn;
use kernel::{Actor, Digest, Refusal, secret};
use platform::handover::{HandOver, Outcome};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use uuid::Uuid;

/// A request is good for so long.
const GOOD: Duration = Duration::from_secs(30 * 60);
/// No more than this many wait at once.
const MOST: usize = 20_000;
/// One person's requests; a newer one replaces the oldest, so that nobody can crowd out the others.
const MOST_OF_ONE: usize = 20;
/// A client answers once; a few more tries are honest mistakes.
const TRIES: u32 = 10;

/// A request that was made.
#[derive(Clone)]
pub struct Waiting {
    /// What the client is told.
    pub request: HandOver,
    /// Who asked: in whose name the answer is given.
    pub actor: Actor,
    /// The session that it was asked from, and the person's password at that time: the request ends with either.
    pub session: Digest,
    /// See `session`.
    pub credential: Digest,
    /// The id of the command that the answer becomes, so that a repeated answer is answered as the first.
    pub command: Uuid,
    /// What came of it.
    pub outcome: Option<Outcome>,
    made: Instant,
    tries: u32,
}
impl Waiting {
    /// A request that a person makes now.
    pub fn new(request: HandOver, person: &SignedIn, session: Digest, command: Uuid) -> Self {
        let (actor, credential) = (person.actor.clone(), person.credential);
        Self { request, actor, session, credential, command, outcome: None, made: Instant::now(), tries: 0 }
    }
}

/// All of them.
#[derive(Default)]
pub struct HandOvers(Mutex<HashMap<String, Waiting>>);

impl HandOvers {
    fn all(&self) -> MutexGuard<'_, HashMap<String, Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// A new capability.
    pub fn new_id() -> String {
        hex::encode(secret::bytes::<24>())
    }
    /// Keeps a request.
    ///
    /// # Errors
    /// `E_BUSY` if too many wait.
    pub fn add(&self, new: Waiting) -> Result<(), Refusal> {
        let mut all = self.all();
        if all.len() >= MOST {
            all.retain(|_, waiting| waiting.made.elapsed() < GOOD);
        }
        if all.len() >= MOST {
            return Err(Refusal::new("E_BUSY"));
        }
        let own = all.iter().filter(|(_, waiting)| waiting.actor.person == new.actor.person);
        let mut own: Vec<_> = own.map(|(id, waiting)| (waiting.made, id.clone())).collect();
        own.sort();
        for (_, oldest) in own.iter().take((own.len() + 1).saturating_sub(MOST_OF_ONE)) {
            all.remove(oldest);
        }
        all.insert(new.request.id.clone(), new);
        Ok(())
    }
    /// The request, if it is still good.
    ///
    /// # Errors
    /// `E_HANDOVER_GONE`.
    pub fn find(&self, id: &str) -> Result<Waiting, Refusal> {
        let mut all = self.all();
        match all.get(id) {
            Some(waiting) if waiting.made.elapsed() < GOOD => Ok(waiting.clone()),
            Some(_) => {
                all.remove(id);
                Err(Refusal::new("E_HANDOVER_GONE"))
            }
            None => Err(Refusal::new("E_HANDOVER_GONE")),
        }
    }
    /// The request, for an answer to it; not more often than an honest client needs.
    ///
    /// # Errors
    /// `E_HANDOVER_GONE`.
    pub fn answered(&self, id: &str) -> Result<Waiting, Refusal> {
        if let Some(waiting) = self.all().get_mut(id) {
            waiting.tries += 1;
            if waiting.tries > TRIES && waiting.outcome.is_none() {
                return Err(Refusal::new("E_HANDOVER_GONE"));
            }
        }
        self.find(id)
    }
    /// Notes what came of it.
    pub fn finish(&self, id: &str, outcome: Outcome) {
        if let Some(waiting) = self.all().get_mut(id) {
            waiting.outcome = Some(outcome);
        }
    }
}
