//! What a decision may do.

use crate::{Row, StoreError, Value};
use kernel::{Digest, Instant, PersonId, Sealed, Stream, StreamName};
use serde::{Serialize, de::DeserializeOwned};
use std::{marker::PhantomData, sync::Arc};
use uuid::Uuid;

/// One decision's desk. All it does is kept in memory until the decision succeeds; a refused command leaves nothing.
pub struct Unit<'a>(PhantomData<&'a ()>);

/// A point a trial decision can be taken back to.
#[derive(Debug)]
pub struct Mark(());

fn absent<T>() -> Result<T, StoreError> {
    Err(StoreError::Unavailable("not opened".to_owned()))
}

impl Unit<'_> {
    /// Journal time: the later of the last event's and the clock's.
    pub fn now(&self) -> Instant {
        Instant::default()
    }
    /// The stamp taken when the command's last byte was durable, before it queued: deadlines are judged by it.
    pub fn received(&self) -> Instant {
        Instant::default()
    }
    /// A stream's state, including what this decision has recorded; the default at version 0.
    pub fn load<S: Stream>(&mut self, id: S::Id) -> Result<Arc<S>, StoreError> {
        let _ = id;
        absent()
    }
    /// How many events the stream has, 0 if it does not exist.
    pub fn version<S: Stream>(&mut self, id: S::Id) -> Result<u64, StoreError> {
        let _ = id;
        absent()
    }
    /// Adds an event to a stream.
    pub fn record<S: Stream>(&mut self, id: S::Id, event: S::Event) -> Result<(), StoreError> {
        let _ = (id, event);
        absent()
    }
    /// Asks the views; they include earlier commands of the batch, not this one's events.
    pub fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        let _ = (sql, params);
        absent()
    }
    /// Puts a private value into the vault under the subject's key.
    pub fn seal<T: Serialize>(&mut self, subject: Uuid, value: &T) -> Result<Sealed<T>, StoreError> {
        let _ = (subject, value);
        absent()
    }
    /// Takes a private value out of the vault; `None` if its subject was erased.
    pub fn unseal<T: DeserializeOwned>(&mut self, sealed: &Sealed<T>) -> Result<Option<T>, StoreError> {
        let _ = sealed;
        absent()
    }
    /// Destroys the subject's key, and with it every value and salt sealed under it.
    pub fn erase(&mut self, subject: Uuid) {
        let _ = subject;
    }
    /// Stores a body of at most 16 KB in the database, in the same commit. A larger one fails the command.
    pub fn put_body(&mut self, bytes: Vec<u8>) -> Digest {
        Digest::of(&bytes)
    }
    /// A stored body, including one put by this decision or an earlier one of the batch.
    pub fn body(&mut self, digest: &Digest) -> Result<Option<Vec<u8>>, StoreError> {
        let _ = digest;
        absent()
    }
    /// How many events the named stream has, 0 if it does not exist.
    pub fn version_of(&mut self, stream: &StreamName) -> Result<u64, StoreError> {
        let _ = stream;
        absent()
    }
    /// The Merkle root of the last commit, hexadecimal: what a draw's seed is bound to.
    pub fn root(&self) -> String {
        String::new()
    }
    /// Records the command as given by its actor for `person` (the second of two persons decides the first one's).
    pub fn on_behalf_of(&mut self, person: PersonId) {
        let _ = person;
    }
    /// Remembers the present point.
    pub fn mark(&self) -> Mark {
        Mark(())
    }
    /// Takes back everything since `mark`.
    pub fn rewind(&mut self, mark: Mark) {
        let _ = mark;
    }
}
