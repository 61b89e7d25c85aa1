//! The end of the journal: the head row, and who may move it.

use crate::{Database, Head, OpenError, StoreError, Tx, connection::Connection, merkle::Frontier};
use kernel::Instant;
use std::fs::File;

/// The end of the journal as the writer knows it.
#[derive(Clone)]
pub(crate) struct End {
    pub(crate) seq: u64,
    pub(crate) at: Instant,
    pub(crate) frontier: Frontier,
}
impl End {
    pub(crate) fn head(&self) -> Head {
        Head { seq: self.seq, root: self.frontier.root(), at: self.at }
    }
}

/// One process at a time on a SQLite file; the lock goes with the process, however it ends.
pub(crate) fn lock(database: &Database) -> Result<Option<File>, OpenError> {
    let Database::Sqlite(path) = database else { return Ok(None) };
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let unavailable = |error: std::io::Error| {
        OpenError::Store(StoreError::Unavailable(format!("{}: {error}", path.display())))
    };
    let file = File::options().create(true).truncate(false).write(true).open(&name).map_err(unavailable)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => Err(OpenError::Locked(path.clone())),
        Err(std::fs::TryLockError::Error(error)) => Err(unavailable(error)),
    }
}

pub(crate) fn read_end(tx: &mut dyn Tx) -> Result<Option<(End, String, u64)>, StoreError> {
    let rows = tx.query("SELECT seq, epoch, at, log, root, frontier FROM head WHERE id = 1", &[])?;
    let Some(row) = rows.first() else { return Ok(None) };
    let seq = row.uint(0)?;
    let frontier = Frontier::parse(seq, row.blob(5)?)
        .filter(|frontier| Ok(frontier.root().as_slice()) == row.blob(4).map_err(drop))
        .ok_or_else(|| {
            StoreError::encoding("head row", "its frontier, root and length do not belong together")
        })?;
    let end = End { seq, at: row.instant(2)?, frontier };
    Ok(Some((end, row.text(3)?.to_owned(), row.uint(1)?)))
}

/// Makes the head row if there is none, checks it, and takes the lead with a new epoch.
pub(crate) fn lead(connection: &mut dyn Connection) -> Result<(End, String, u64), OpenError> {
    connection.begin()?;
    let damaged = |error: StoreError| match error {
        StoreError::Encoding { .. } | StoreError::Column { .. } => OpenError::Damaged(error.to_string()),
        other => OpenError::Store(other),
    };
    if read_end(connection.as_tx()).map_err(damaged)?.is_none() {
        let empty = Frontier::default();
        let log = uuid::Builder::from_random_bytes(kernel::secret::bytes()).into_uuid();
        connection.exec(
            "INSERT INTO head (id, seq, epoch, at, log, root, frontier) VALUES (1, 0, 0, 0, $1, $2, $3)",
            &[log.into(), empty.root().as_slice().into(), empty.bytes().into()],
        )?;
    }
    connection.exec("UPDATE head SET epoch = epoch + 1 WHERE id = 1", &[])?;
    let (end, log, epoch) = read_end(connection.as_tx())
        .map_err(damaged)?
        .ok_or_else(|| OpenError::Damaged("no head row".to_owned()))?;
    let rows = connection.query("SELECT COALESCE(MAX(seq), 0) FROM event", &[])?;
    let last = rows.first().map_or(Ok(0), |row| row.uint(0))?;
    if last != end.seq {
        return Err(OpenError::Damaged(format!("the head says {} events, the last one is {last}", end.seq)));
    }
    connection.commit()?;
    Ok((end, log, epoch))
}

pub(crate) fn read_entries(
    connection: &mut dyn Connection,
    after: u64,
    each: &mut dyn FnMut(&[u8]),
) -> Result<(), StoreError> {
    connection.begin()?;
    connection.walk(
        "SELECT leaf FROM event WHERE seq > $1 ORDER BY seq",
        &[after.into()],
        &mut |columns| {
            each(columns.row()?.blob(0)?);
            Ok(())
        },
    )?;
    connection.rollback()
}
