//! Readers' connections.

use crate::{
    Database, Row, StoreError, Tx, Value,
    connection::{Access, Connection},
};
use std::{
    sync::{Condvar, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Connections kept open when idle.
const IDLE: usize = 8;
/// How long a reader waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a read transaction may last.
pub(crate) const LIMIT: Duration = Duration::from_secs(2);

#[derive(Default)]
struct Free {
    idle: Vec<Box<dyn Connection>>,
    used: usize,
}
pub(crate) struct Pool {
    database: Database,
    limit: usize,
    free: Mutex<Free>,
    returned: Condvar,
}
impl Pool {
    pub(crate) fn new(database: Database) -> Self {
        let limit = if matches!(database, Database::Sqlite(_)) { 64 } else { 24 };
        Self { database, limit, free: Mutex::default(), returned: Condvar::new() }
    }
    pub(crate) fn read<T>(
        &self,
        f: impl FnOnce(&mut dyn Tx) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut lease = self.lease()?;
        let connection = match lease.connection.take() {
            Some(connection) => connection,
            None => self.database.connect(Access::Read)?,
        };
        let connection = lease.connection.insert(connection);
        let mut result = connection.begin();
        if result.is_err() {
            // It idled while the server restarted; another one may do.
            *connection = self.database.connect(Access::Read)?;
            result = connection.begin();
        }
        let answer = result.and_then(|()| f(&mut Limited { tx: connection.as_tx(), since: Instant::now() }));
        if connection.rollback().is_err() {
            lease.connection = None;
        }
        answer
    }
    fn lease(&self) -> Result<Lease<'_>, StoreError> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut free, waited) = self
            .returned
            .wait_timeout_while(free, PATIENCE, |free| free.used >= self.limit)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return Err(StoreError::Unavailable("too many readers".to_owned()));
        }
        free.used += 1;
        Ok(Lease { pool: self, connection: free.idle.pop() })
    }
}

/// A read transaction that asks nothing more once its time is over: it would hold up the log.
struct Limited<'a> {
    tx: &'a mut dyn Tx,
    since: Instant,
}
impl Limited<'_> {
    fn refuse(sql: &str) -> StoreError {
        StoreError::Statement { sql: sql.to_owned(), message: "a reader asks and never writes".to_owned() }
    }
}
impl Tx for Limited<'_> {
    fn exec(&mut self, sql: &str, _: &[Value]) -> Result<u64, StoreError> {
        Err(Self::refuse(sql))
    }
    fn later(&mut self, sql: &str, _: &[Value]) -> Result<(), StoreError> {
        Err(Self::refuse(sql))
    }
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        if self.since.elapsed() > LIMIT {
            return Err(StoreError::Unavailable("a read transaction lasts at most 2 s".to_owned()));
        }
        self.tx.query(sql, params)
    }
}

/// Gives the connection back, also when the reader panics.
struct Lease<'a> {
    pool: &'a Pool,
    connection: Option<Box<dyn Connection>>,
}
impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let mut free = self.pool.free.lock().unwrap_or_else(PoisonError::into_inner);
        free.used -= 1;
        let connection = self.connection.take().filter(|_| !std::thread::panicking());
        if free.idle.len() < IDLE {
            free.idle.extend(connection);
        }
        drop(free);
        self.pool.returned.notify_one();
    }
}
