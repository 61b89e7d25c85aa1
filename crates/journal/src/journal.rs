//! The handle: open, submit, read, follow, close.

use crate::{
    Database, MasterKey, OpenError, Request, StoreError, Stored, Streams, Ticket, Tx, View, Work,
    ticket::ticket,
};
use kernel::{Digest, Instant, Sealed, Stream, StreamName};
use serde::de::DeserializeOwned;
use std::{path::PathBuf, sync::Arc, time::Duration};

/// The business clock.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Instant;
}

/// What a journal is opened with.
pub struct Settings {
    /// Where it lies.
    pub database: Database,
    /// Every kind of stream.
    pub streams: Streams,
    /// Every decision view.
    pub views: Vec<Arc<dyn View>>,
    /// The business clock.
    pub clock: Arc<dyn Clock>,
    /// Wraps the vault's keys.
    pub master: MasterKey,
    /// Folder of signed checkpoints, outside the database; `None`: none are made or checked.
    pub checkpoints: Option<PathBuf>,
}

/// The end of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Position of the last event, 0 if there is none.
    pub seq: u64,
    /// Root of the RFC 6962 tree over the first `seq` entries.
    pub root: [u8; 32],
    /// Journal time of the last event.
    pub at: Instant,
}

/// Wakes when something was committed.
pub struct Commits(());
impl Commits {
    /// Blocks until the journal is longer than `after`, or `timeout` has passed, or it is closed; the present length.
    pub fn wait(&mut self, after: u64, timeout: Duration) -> u64 {
        std::thread::sleep(timeout);
        after
    }
    /// Completes when the journal is longer than `after` or closed; the present length.
    pub async fn beyond(&mut self, after: u64) -> u64 {
        after
    }
}

/// An open journal: one writer thread and any number of readers. Share it in an [`Arc`]; dropping it closes it.
pub struct Journal(());

fn absent<T>() -> Result<T, StoreError> {
    Err(StoreError::Unavailable("not opened".to_owned()))
}

impl Journal {
    /// Opens, making tables and filling new views first.
    pub fn open(settings: Settings) -> Result<Self, OpenError> {
        let _ = settings;
        absent().map_err(OpenError::from)
    }
    /// Queues a command. The ticket is answered when it is durable or refused.
    pub fn submit(&self, request: Request, work: Work) -> Ticket {
        let _ = (request, work);
        ticket().0
    }
    /// Reads in one read-only transaction (at most 2 s).
    pub fn read<T>(&self, f: impl FnOnce(&mut dyn Tx) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let _ = f;
        absent()
    }
    /// A stream's version and state; `None` if it does not exist.
    pub fn state<S: Stream>(&self, id: S::Id) -> Result<Option<(u64, S)>, StoreError> {
        let _ = id;
        absent()
    }
    /// All events of a stream.
    pub fn events(&self, stream: &StreamName) -> Result<Vec<Stored>, StoreError> {
        let _ = stream;
        absent()
    }
    /// At most `limit` events after position `after`, in order.
    pub fn feed(&self, after: u64, limit: u32) -> Result<Vec<Stored>, StoreError> {
        let _ = (after, limit);
        absent()
    }
    /// How far the follower `name` has come; 0 at first.
    pub fn position(&self, name: &str) -> Result<u64, StoreError> {
        let _ = name;
        absent()
    }
    /// Stores durably how far the follower `name` has come.
    pub fn advance(&self, name: &str, seq: u64) -> Result<(), StoreError> {
        let _ = (name, seq);
        absent()
    }
    /// Takes a private value out of the vault; `None` if its subject was erased.
    pub fn unseal<T: DeserializeOwned>(&self, sealed: &Sealed<T>) -> Result<Option<T>, StoreError> {
        let _ = sealed;
        absent()
    }
    /// A body stored with [`crate::Unit::put_body`].
    pub fn body(&self, digest: &Digest) -> Result<Option<Vec<u8>>, StoreError> {
        let _ = digest;
        absent()
    }
    /// The last committed position.
    pub fn head(&self) -> Head {
        Head { seq: 0, root: [0; 32], at: Instant::default() }
    }
    /// A waiter for new commits.
    pub fn subscribe(&self) -> Commits {
        Commits(())
    }
    /// Commands that wait.
    pub fn queue_depth(&self) -> usize {
        0
    }
    /// Decides what is queued, signs a last checkpoint and joins the writer. Later commands are answered unavailable.
    pub fn close(&self) {}
}
