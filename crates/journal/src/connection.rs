//! One connection to either database.

use crate::{Database, Dialect, StoreError, Tx, Value, postgres::Postgres, sqlite::Sqlite};

/// What the connection may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// The journal's writer.
    Write,
    /// A pooled reader: read-only, short transactions.
    Read,
    /// One long read-only snapshot, for `verify`.
    Snapshot,
}

/// A connection, with at most one transaction at a time.
pub(crate) trait Connection: Tx + Send {
    fn dialect(&self) -> Dialect;
    fn begin(&mut self) -> Result<(), StoreError>;
    /// After an error the outcome may be unknown.
    fn commit(&mut self) -> Result<(), StoreError>;
    /// Ends the transaction; an error means the connection is of no more use.
    fn rollback(&mut self) -> Result<(), StoreError>;
    /// Work between batches: moves the write-ahead log into the database. `thorough` also empties the log.
    /// Answers the bytes still in it.
    fn tidy(&mut self, thorough: bool) -> Result<u64, StoreError>;
    /// Whether the database finds itself intact; the first complaint otherwise.
    fn complaint(&mut self) -> Result<Option<String>, StoreError>;
    /// Walks an answer row by row without holding it; the callback's error ends the walk.
    fn walk(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(&mut dyn Columns) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;
    fn as_tx(&mut self) -> &mut dyn Tx;
}

/// A row that is being walked over.
pub(crate) trait Columns {
    fn row(&mut self) -> Result<crate::Row, StoreError>;
}

impl Database {
    /// A connection for use by one thread that is not inside an async runtime when `access` is `Write`.
    pub(crate) fn connect(&self, access: Access) -> Result<Box<dyn Connection>, StoreError> {
        Ok(match self {
            Self::Sqlite(path) => Box::new(Sqlite::open(path, access)?),
            Self::Postgres(url) => Box::new(Postgres::connect(url, access)?),
        })
    }
}

/// Whether the table exists in the journal's schema.
pub(crate) fn has_table(connection: &mut dyn Connection, name: &str) -> Result<bool, StoreError> {
    let sql = match connection.dialect() {
        Dialect::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name = $1",
        Dialect::Postgres => {
            "SELECT tablename::text FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename::text = $1"
        }
    };
    Ok(!connection.query(sql, &[name.into()])?.is_empty())
}
