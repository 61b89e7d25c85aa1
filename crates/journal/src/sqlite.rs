//! SQLite under the portable layer.

use crate::{
    Dialect, Row, StoreError, Tx, Value,
    connection::{Access, Columns, Connection},
    pool::LIMIT,
};
use rusqlite::{
    ErrorCode, OpenFlags, ToSql, params_from_iter,
    types::{ToSqlOutput, ValueRef},
};
use std::{
    borrow::Cow,
    path::Path,
    time::{Duration, Instant},
};

/// Pages of log at which a checkpoint pays: about 8 MB.
const LOG_PAGES: i64 = 2_000;

/// How long a statement waits for another program's lock.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) struct Sqlite {
    db: rusqlite::Connection,
    log: Option<std::path::PathBuf>,
    begin: &'static str,
    /// A pooled reader, which must not take long.
    short: bool,
    since: u32,
    every: u32,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        let flags = match access {
            Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            // A read-only handle cannot make the shared-memory file that WAL needs after a clean close.
            Access::Read | Access::Snapshot => OpenFlags::SQLITE_OPEN_READ_WRITE,
        };
        let unavailable =
            |error: rusqlite::Error| StoreError::Unavailable(format!("{}: {error}", path.display()));
        let db = rusqlite::Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(unavailable)?;
        db.set_prepared_statement_cache_capacity(256);
        db.busy_timeout(PATIENCE).map_err(unavailable)?;
        let pragmas = match access {
            Access::Write => {
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
                 PRAGMA temp_store = MEMORY; PRAGMA secure_delete = FAST; PRAGMA cache_size = -65536;"
            }
            Access::Read | Access::Snapshot => {
                "PRAGMA query_only = 1; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;"
            }
        };
        db.execute_batch(pragmas).map_err(unavailable)?;
        // Opening reads nothing; this does, so that a file that is no database is noticed here.
        db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())).map_err(unavailable)?;
        let begin = if access == Access::Write { "BEGIN IMMEDIATE" } else { "BEGIN" };
        let log = (access == Access::Write).then(|| {
            let mut log = path.as_os_str().to_owned();
            log.push("-wal");
            log.into()
        });
        Ok(Self { db, log, begin, short: access == Access::Read, since: 0, every: 8 })
    }
    /// A database of this process only, spilling to a temporary file when large.
    pub(crate) fn scratch() -> Result<Self, StoreError> {
        let db =
            rusqlite::Connection::open("").map_err(|error| StoreError::Unavailable(error.to_string()))?;
        db.set_prepared_statement_cache_capacity(256);
        db.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; PRAGMA temp_store = FILE",
        )
        .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Self { db, log: None, begin: "BEGIN", short: false, since: 0, every: 8 })
    }
    fn simple(&self, sql: &str) -> Result<(), StoreError> {
        self.db.prepare_cached(sql).and_then(|mut statement| statement.execute([])).map_err(failed(sql))?;
        Ok(())
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(n) => ValueRef::Integer(*n),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// `$1` to `?1`: SQLite takes `$1` for a name and numbers names by first appearance, which is the same where `$1` appears
/// first, then `$2`.
fn numbered(sql: &str) -> Cow<'_, str> {
    if in_order(sql) {
        return Cow::Borrowed(sql);
    }
    let mut out = String::with_capacity(sql.len());
    let mut quotes = 0;
    for (i, part) in sql.split('$').enumerate() {
        if i == 0 {
            out.push_str(part);
            quotes += count_quotes(part);
            continue;
        }
        let parameter = quotes.is_multiple_of(2) && part.starts_with(|c: char| c.is_ascii_digit());
        out.push(if parameter { '?' } else { '$' });
        out.push_str(part);
        quotes += count_quotes(part);
    }
    Cow::Owned(out)
}
/// Whether the parameters appear first in the order of their numbers. Text in quotes that looks like one only makes it slower.
fn in_order(sql: &str) -> bool {
    let mut highest = 0;
    sql.split('$').skip(1).all(|part| {
        let digits = part.bytes().take_while(u8::is_ascii_digit);
        let number = digits
            .fold(0_u32, |number, digit| number.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
        highest = highest.max(number.min(highest + 1));
        (1..=highest).contains(&number)
    })
}
fn count_quotes(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\'').count()
}

fn failed(sql: &str) -> impl FnOnce(rusqlite::Error) -> StoreError {
    move |error| match error.sqlite_error_code() {
        Some(
            ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::OutOfMemory,
        ) => StoreError::Unavailable(error.to_string()),
        _ => StoreError::Statement { sql: sql.to_owned(), message: error.to_string() },
    }
}

struct Current<'a, 'b>(&'a rusqlite::Row<'b>, usize);
impl Columns for Current<'_, '_> {
    fn row(&mut self) -> Result<Row, StoreError> {
        values(self.0, self.1).map_err(failed("reading a row"))
    }
}
fn values(row: &rusqlite::Row<'_>, columns: usize) -> rusqlite::Result<Row> {
    let mut values = Vec::with_capacity(columns);
    for i in 0..columns {
        values.push(match row.get_ref(i)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(n) => Value::Int(n),
            ValueRef::Text(text) => Value::Text(str::from_utf8(text)?.to_owned()),
            ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
            ValueRef::Real(_) => {
                return Err(rusqlite::Error::InvalidColumnType(
                    i,
                    "real".to_owned(),
                    rusqlite::types::Type::Real,
                ));
            }
        });
    }
    Ok(Row(values))
}

impl Tx for Sqlite {
    fn exec(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        let mut statement = self.db.prepare_cached(&numbered(sql)).map_err(failed(sql))?;
        let rows = statement.execute(params_from_iter(params)).map_err(failed(sql))?;
        Ok(u64::try_from(rows).unwrap_or(u64::MAX))
    }
    fn later(&mut self, sql: &str, params: &[Value]) -> Result<(), StoreError> {
        self.exec(sql, params).map(drop)
    }
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        self.walk(sql, params, &mut |columns| {
            rows.push(columns.row()?);
            Ok(())
        })?;
        Ok(rows)
    }
}

impl Connection for Sqlite {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }
    fn begin(&mut self) -> Result<(), StoreError> {
        self.simple(self.begin)
    }
    fn commit(&mut self) -> Result<(), StoreError> {
        self.simple("COMMIT")
    }
    fn rollback(&mut self) -> Result<(), StoreError> {
        if self.db.is_autocommit() { Ok(()) } else { self.simple("ROLLBACK") }
    }
    fn tidy(&mut self, thorough: bool) -> Result<u64, StoreError> {
        let Some(log) = &self.log else { return Ok(0) };
        self.since += 1;
        let size = std::fs::metadata(log).map_or(0, |meta| meta.len());
        if !thorough && self.since < self.every {
            return Ok(size);
        }
        self.since = 0;
        let sql = if thorough { "PRAGMA wal_checkpoint(TRUNCATE)" } else { "PRAGMA wal_checkpoint(PASSIVE)" };
        // Emptying the log waits for readers; it must not hold up the writer for long.
        self.db.busy_timeout(Duration::from_millis(200)).map_err(failed(sql))?;
        let moved = self.db.query_row(sql, [], |row| Ok((row.get(1)?, row.get(2)?)));
        self.db.busy_timeout(PATIENCE).map_err(failed(sql))?;
        let (pages, moved): (i64, i64) = moved.map_err(failed(sql))?;
        if pages < LOG_PAGES / 2 {
            self.every = (self.every * 2).min(256);
        } else if pages > LOG_PAGES * 2 {
            self.every = (self.every / 2).max(1);
        }
        // A log that is wholly moved is overwritten from its start, whatever its size on disk.
        Ok(if pages == moved { 0 } else { size })
    }
    fn complaint(&mut self) -> Result<Option<String>, StoreError> {
        let rows = self.query("PRAGMA integrity_check(1)", &[])?;
        let found = rows.first().and_then(|row| row.text(0).ok()).unwrap_or("no answer").to_owned();
        Ok((found != "ok").then_some(found))
    }
    fn walk(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(&mut dyn Columns) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.db.prepare_cached(&numbered(sql)).map_err(failed(sql))?;
        let columns = statement.column_count();
        let mut rows = statement.query(params_from_iter(params)).map_err(failed(sql))?;
        let (started, mut n) = (Instant::now(), 0_u32);
        while let Some(row) = rows.next().map_err(failed(sql))? {
            n += 1;
            if self.short && n.is_multiple_of(256) && started.elapsed() > LIMIT {
                return Err(StoreError::Unavailable("a read transaction lasts at most 2 s".to_owned()));
            }
            each(&mut Current(row, columns))?;
        }
        Ok(())
    }
    fn as_tx(&mut self) -> &mut dyn Tx {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_numbered_but_quoted_dollars_stay() {
        assert_eq!(numbered("a = $2 AND b = $10 AND c = '$1'"), "a = ?2 AND b = ?10 AND c = '$1'");
        assert_eq!(numbered("a = '$1' AND b = $1"), "a = '$1' AND b = $1");
    }
    #[test]
    fn a_parameter_is_what_its_number_says_however_often_and_wherever_it_appears() {
        let mut db = Sqlite::scratch().unwrap();
        for (sql, expected) in [
            ("SELECT $1, $2, $3", [1, 2, 3]),
            ("SELECT $3, $2, $1", [3, 2, 1]),
            ("SELECT $1, $3, $2", [1, 3, 2]),
            ("SELECT $1 + $2, $1, $3", [3, 1, 3]),
        ] {
            let rows = db.query(sql, &[1.into(), 2.into(), 3.into()]).unwrap();
            assert_eq!(rows[0].values(), expected.map(Value::from), "{sql}");
        }
    }
}
