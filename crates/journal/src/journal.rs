//! The handle: open, submit, read, follow, close.

use crate::{
    Commits, Database, Lane, MasterKey, OpenError, Request, StoreError, Stored, Streams, Ticket, Tx, Value,
    View, Work,
    event::{COLUMNS, Raw},
    pool::Pool,
    queue::{Job, Shared, Task},
    shelf,
    ticket::ticket,
    unit, vault,
    writer::Writer,
};
use kernel::{Digest, Instant, Sealed, Stream, StreamId as _, StreamName};
use serde::de::DeserializeOwned;
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
};

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

/// An open journal: one writer thread and any number of readers. Share it in an [`Arc`]; dropping it closes it.
pub struct Journal {
    shared: Arc<Shared>,
    pool: Pool,
    streams: Streams,
    clock: Arc<dyn Clock>,
    master: MasterKey,
    writer: Mutex<Option<JoinHandle<()>>>,
}

/// Tells everyone that waits when the writer's thread ends, however it ends.
struct Stopping(Arc<Shared>);
impl Drop for Stopping {
    fn drop(&mut self) {
        self.0.stopped();
    }
}

impl Journal {
    /// Opens, making tables and filling new views first.
    pub fn open(settings: Settings) -> Result<Self, OpenError> {
        let shared = Arc::new(Shared::new());
        let journal = |writer| Self {
            shared: Arc::clone(&shared),
            pool: Pool::new(settings.database.clone()),
            streams: settings.streams.clone(),
            clock: Arc::clone(&settings.clock),
            master: settings.master.clone(),
            writer: Mutex::new(writer),
        };
        let journal = journal(None);
        let (ready, opened) = std::sync::mpsc::channel();
        // All of the writer's work happens on its own thread, so that a caller inside an async runtime is safe.
        let thread = std::thread::Builder::new().name("journal-writer".to_owned()).spawn(move || {
            let stopping = Stopping(Arc::clone(&shared));
            match Writer::open(settings, shared) {
                Ok(writer) => {
                    if ready.send(Ok(())).is_ok() {
                        writer.run();
                    }
                }
                Err(error) => drop(ready.send(Err(error))),
            }
            drop(stopping);
        });
        let thread = thread.map_err(|error| StoreError::Unavailable(format!("no writer thread: {error}")))?;
        match opened.recv() {
            Ok(Ok(())) => {
                *lock(&journal.writer) = Some(thread);
                Ok(journal)
            }
            Ok(Err(error)) => {
                // So that the file's lock is free again when the caller learns of the error.
                let _ = thread.join();
                Err(error)
            }
            Err(_) => Err(StoreError::Unavailable("the writer panicked while it opened".to_owned()).into()),
        }
    }
    /// Queues a command. The ticket is answered when it is durable or refused.
    pub fn submit(&self, request: Request, work: Work) -> Ticket {
        let (ticket, answer) = ticket();
        let received = request.received.unwrap_or_else(|| self.clock.now());
        let lane = request.lane;
        let task = Task::Command { request: Box::new(request), received, work };
        self.shared.push(lane, Job { task, answer });
        ticket
    }
    /// Reads in one read-only transaction (at most 2 s).
    pub fn read<T>(&self, f: impl FnOnce(&mut dyn Tx) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.pool.read(f)
    }
    /// A stream's version and state; `None` if it does not exist.
    pub fn state<S: Stream>(&self, id: S::Id) -> Result<Option<(u64, S)>, StoreError> {
        let fold = self.streams.fold(S::Id::KIND)?;
        let stored = self.read(|tx| shelf::stored(tx, &**fold, id.stream().as_str()))?;
        let Some((held, _)) = stored else { return Ok(None) };
        let state: Arc<S> =
            held.state.downcast().map_err(|_| StoreError::UnknownKind(S::Id::KIND.to_owned()))?;
        Ok(Some((held.version, Arc::unwrap_or_clone(state))))
    }
    /// All events of a stream.
    pub fn events(&self, stream: &StreamName) -> Result<Vec<Stored>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM event WHERE stream = $1 ORDER BY version");
        self.stored(&sql, &[stream.into()])
    }
    /// At most `limit` events after position `after`, in order.
    pub fn feed(&self, after: u64, limit: u32) -> Result<Vec<Stored>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM event WHERE seq > $1 AND seq <= $2 ORDER BY seq");
        self.stored(&sql, &[after.into(), after.saturating_add(limit.into()).into()])
    }
    fn stored(&self, sql: &str, params: &[Value]) -> Result<Vec<Stored>, StoreError> {
        let rows = self.read(|tx| tx.query(sql, params))?;
        rows.into_iter().map(|row| Stored::from_raw(&Raw::from_row(row)?)).collect()
    }
    /// How far the follower `name` has come; 0 at first.
    pub fn position(&self, name: &str) -> Result<u64, StoreError> {
        let rows = self.read(|tx| tx.query("SELECT seq FROM follower WHERE name = $1", &[name.into()]))?;
        rows.first().map_or(Ok(0), |row| row.uint(0))
    }
    /// Stores durably how far the follower `name` has come.
    pub fn advance(&self, name: &str, seq: u64) -> Result<(), StoreError> {
        let (ticket, answer) = ticket();
        let task = Task::Advance { follower: name.to_owned(), seq };
        self.shared.push(Lane::Normal, Job { task, answer });
        ticket.wait().map(drop).map_err(|rejected| StoreError::Unavailable(rejected.to_string()))
    }
    /// Takes a private value out of the vault; `None` if its subject was erased.
    pub fn unseal<T: DeserializeOwned>(&self, sealed: &Sealed<T>) -> Result<Option<T>, StoreError> {
        self.read(|tx| vault::open(tx, &self.master, sealed.vault, &sealed.commitment))
    }
    /// A body stored with [`crate::Unit::put_body`].
    pub fn body(&self, digest: &Digest) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|tx| unit::body(tx, digest))
    }
    /// The last committed position.
    pub fn head(&self) -> Head {
        self.shared.head()
    }
    /// A waiter for new commits.
    pub fn subscribe(&self) -> Commits {
        Commits(Arc::clone(&self.shared))
    }
    /// Commands that wait.
    pub fn queue_depth(&self) -> usize {
        self.shared.depth()
    }
    /// Decides what is queued, signs a last checkpoint and joins the writer. Later commands are answered unavailable.
    pub fn close(&self) {
        self.shared.close();
        if let Some(thread) = lock(&self.writer).take() {
            // A writer that panicked has said so; its waiters were answered.
            let _ = thread.join();
        }
    }
}
impl Drop for Journal {
    fn drop(&mut self) {
        self.close();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
