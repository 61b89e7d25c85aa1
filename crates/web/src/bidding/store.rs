//! Requests to clients that wait for an answer, in this process's memory: after a restart the person asks again.

use kernel::{Actor, Refusal, secret};
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

/// A request that was made.
#[derive(Clone)]
pub struct Waiting {
    /// What the client is told.
    pub request: HandOver,
    /// Who asked: in whose name the answer is given.
    pub actor: Actor,
    /// The id of the command that the answer becomes, so that a repeated answer is answered as the first.
    pub command: Uuid,
    /// What came of it.
    pub outcome: Option<Outcome>,
    made: Instant,
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
    pub fn add(&self, request: HandOver, actor: Actor, command: Uuid) -> Result<(), Refusal> {
        let mut all = self.all();
        if all.len() >= MOST {
            all.retain(|_, waiting| waiting.made.elapsed() < GOOD);
        }
        if all.len() >= MOST {
            return Err(Refusal::new("E_BUSY"));
        }
        let id = request.id.clone();
        all.insert(id, Waiting { request, actor, command, outcome: None, made: Instant::now() });
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
    /// Notes what came of it.
    pub fn finish(&self, id: &str, outcome: Outcome) {
        if let Some(waiting) = self.all().get_mut(id) {
            waiting.outcome = Some(outcome);
        }
    }
}
