//! Computes everything again and compares.

use crate::{
    Database, Dialect, MasterKey, Row, StoreError, Streams, Table, Tx, Value, View,
    compare::{Apart, compare},
    connection::{Access, Connection},
    event::{COLUMNS, Raw},
    fill::shape,
    merkle::Frontier,
    replay::{Fault, Replay},
    schema,
    sql::Column,
    sqlite::Sqlite,
    vault::DataKey,
};
use kernel::Digest;
use std::{
    sync::{Arc, mpsc},
    thread,
};
use uuid::Uuid;

/// Events handed from the thread that hashes to the thread that folds in one piece.
const CHUNK: usize = 512;

/// What was found equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Events hashed and folded.
    pub events: u64,
    /// Streams whose state was compared.
    pub streams: u64,
    /// View rows compared.
    pub rows: u64,
    /// Private values whose commitment was checked.
    pub sealed: u64,
    /// Private values whose key is destroyed.
    pub erased: u64,
    /// Private values not opened because no master key was given.
    pub unopened: u64,
    /// Root of the log, hexadecimal.
    pub root: String,
}

/// The first difference.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{what}{}{}",
    seq.map_or(String::new(), |seq| format!(", event {seq}")),
    stream.as_ref().map_or(String::new(), |stream| format!(", stream {stream}"))
)]
pub struct Difference {
    /// The event, if one is at fault.
    pub seq: Option<u64>,
    /// The stream, if one is at fault.
    pub stream: Option<String>,
    /// What differs.
    pub what: String,
}
impl Difference {
    fn of(what: impl Into<String>) -> Self {
        Self { seq: None, stream: None, what: what.into() }
    }
    fn at(seq: u64, stream: &str, what: impl Into<String>) -> Self {
        Self { seq: Some(seq), stream: Some(stream.to_owned()), what: what.into() }
    }
    fn earlier(self, other: Self) -> Self {
        if other.seq.is_some_and(|seq| self.seq.is_none_or(|own| seq < own)) { other } else { self }
    }
}
impl From<Fault> for Difference {
    fn from(fault: Fault) -> Self {
        Self { seq: fault.seq, stream: fault.stream, what: fault.what }
    }
}
impl From<StoreError> for Difference {
    fn from(error: StoreError) -> Self {
        Self::of(error.to_string())
    }
}

/// Commitments named by events, until the vault is found to hold them.
const NAMED: Table = Table {
    name: "named",
    columns: &[Column::text("commitment"), Column::int("seq")],
    primary: &["commitment"],
    indexes: &[],
};

/// Verifies a journal at rest; `progress` is told events done and events in all. Everything is read in one snapshot, so on
/// a busy journal verify a copy. Without the master key private values are not opened, all else is checked.
///
/// What the database's own check finds counts first; then each log entry is computed from its row and compared, so that a
/// changed event is named; then root, commands, states, views, vault and bodies.
pub fn verify(
    database: &Database,
    streams: &Streams,
    views: &[Arc<dyn View>],
    master: Option<&MasterKey>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Report, Difference> {
    let mut connection = database.connect(Access::Snapshot)?;
    match (schema::number(&mut *connection)?, schema::known()) {
        (0, _) => return Err(Difference::of("the database holds no journal")),
        (found, known) if found > known => {
            return Err(Difference::of(format!(
                "the database has schema {found}, this release knows {known}"
            )));
        }
        _ => {}
    }
    connection.begin()?;
    let head = match head(connection.as_tx()) {
        Ok(head) => head,
        Err(difference) => return Err(intact(database).err().unwrap_or(difference)),
    };
    let (intact, rebuilt, orphan) = thread::scope(|scope| {
        let aside = scope.spawn(|| (intact(database), orphan(database, head.seq)));
        let rebuilt = rebuild(&mut *connection, streams, views, &head, progress);
        let panicked = |_| (Err(Difference::of("the database's own check panicked")), Ok(()));
        let (intact, orphan) = aside.join().unwrap_or_else(panicked);
        (intact, rebuilt, orphan)
    });
    intact?;
    let mut rebuilt = rebuilt?;
    orphan?;
    covered(connection.as_tx(), head.seq)?;
    let mut report = Report { events: head.seq, root: hex::encode(&head.root), ..Report::default() };
    report.streams = states(&mut *connection, streams, &mut rebuilt.folded)?;
    for view in views {
        report.rows += view_rows(&mut *connection, &mut rebuilt.views, &**view)?;
    }
    vault(&mut *connection, &mut rebuilt.views, master, &mut report)?;
    bodies(&mut *connection)?;
    connection.rollback()?;
    Ok(report)
}

/// The database's own check, over a connection of its own, so that it can go on beside the folding.
fn intact(database: &Database) -> Result<(), Difference> {
    let complaint = database.connect(Access::Snapshot)?.complaint()?;
    complaint.map_or(Ok(()), |found| Err(Difference::of(format!("the database is damaged: {found}"))))
}

struct Head {
    seq: u64,
    root: Vec<u8>,
    frontier: Vec<u8>,
}
fn head(tx: &mut dyn Tx) -> Result<Head, Difference> {
    let rows = tx.query("SELECT seq, root, frontier FROM head WHERE id = 1", &[])?;
    let row = rows.first().ok_or_else(|| Difference::of("there is no head row"))?;
    Ok(Head { seq: row.uint(0)?, root: row.blob(1)?.to_vec(), frontier: row.blob(2)?.to_vec() })
}

/// What the events give.
struct Rebuilt {
    folded: Sqlite,
    /// The views' tables and [`NAMED`].
    views: Sqlite,
}

/// This thread reads and hashes, another folds and fills the views; the earlier of two differences counts.
fn rebuild(
    connection: &mut dyn Connection,
    streams: &Streams,
    views: &[Arc<dyn View>],
    head: &Head,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Rebuilt, Difference> {
    let (sender, receiver) = mpsc::sync_channel::<Vec<Raw>>(8);
    thread::scope(|scope| {
        let folding = scope.spawn(move || fold(streams, views, &receiver));
        let hashed = hash(connection, head, &sender, progress);
        drop(sender);
        let folded = folding.join().unwrap_or_else(|_| Err(Difference::of("a fold or a view panicked")));
        match (hashed, folded) {
            (Ok(()), folded) => folded,
            (Err(hashed), Ok(_)) => Err(hashed),
            (Err(hashed), Err(folded)) => Err(hashed.earlier(folded)),
        }
    })
}

fn hash(
    connection: &mut dyn Connection,
    head: &Head,
    sender: &mpsc::SyncSender<Vec<Raw>>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(), Difference> {
    let mut frontier = Frontier::default();
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut difference = None;
    let walked = connection.walk(&format!("SELECT {COLUMNS} FROM event ORDER BY seq"), &[], &mut |columns| {
        let raw = Raw::from_row(columns.row()?)?;
        let expected = frontier.size() + 1;
        if raw.seq != expected {
            difference = Some(Difference {
                seq: Some(expected),
                stream: None,
                what: format!("the event is missing, {} follows", raw.seq),
            });
        } else if raw.leaf != raw.entry() {
            let what = "the log entry does not follow from the event's columns";
            difference = Some(Difference::at(raw.seq, &raw.stream, what));
        }
        if difference.is_some() {
            return Err(StoreError::encoding("event", "differs"));
        }
        frontier.append(&raw.leaf);
        chunk.push(raw);
        if chunk.len() == CHUNK {
            progress(frontier.size(), head.seq);
            // A closed channel means that the folding thread has found something: it will say what.
            sender
                .send(std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK)))
                .map_err(|_| StoreError::encoding("event", "does not fold"))?;
        }
        Ok(())
    });
    let rest = sender.send(chunk);
    if let Some(difference) = difference {
        return Err(difference);
    }
    walked?;
    if rest.is_err() {
        return Err(Difference::of("the events do not fold"));
    }
    progress(frontier.size(), head.seq);
    if frontier.size() != head.seq {
        let what = format!("the head says {} events, there are {}", head.seq, frontier.size());
        return Err(Difference { seq: Some(head.seq.min(frontier.size()) + 1), stream: None, what });
    }
    if frontier.root().as_slice() != head.root || frontier.bytes() != head.frontier {
        return Err(Difference::of("the root in the head row is not that of the log entries"));
    }
    Ok(())
}

fn fold(
    streams: &Streams,
    views: &[Arc<dyn View>],
    receiver: &mpsc::Receiver<Vec<Raw>>,
) -> Result<Rebuilt, Difference> {
    let mut scratch = Sqlite::scratch()?;
    for table in views.iter().flat_map(|view| view.tables()).chain([NAMED]) {
        for sql in table.ddl(Dialect::Sqlite) {
            scratch.exec(&sql, &[])?;
        }
    }
    scratch.begin()?;
    let mut replay = Replay::new(streams, views)?;
    while let Ok(chunk) = receiver.recv() {
        for raw in chunk {
            if raw.private != "[]" {
                named(&mut scratch, &raw)?;
            }
            replay.push(raw, &mut scratch)?;
        }
    }
    replay.flush(&mut scratch)?;
    scratch.commit()?;
    Ok(Rebuilt { folded: replay.finish()?, views: scratch })
}
fn named(scratch: &mut Sqlite, raw: &Raw) -> Result<(), Difference> {
    let commitments: Vec<Digest> =
        serde_json::from_str(&raw.private).map_err(|error| Fault::at(raw, format!("private: {error}")))?;
    for commitment in commitments {
        scratch.exec(
            "INSERT INTO named (commitment, seq) VALUES ($1, $2) ON CONFLICT (commitment) DO NOTHING",
            &[commitment.into(), raw.seq.into()],
        )?;
    }
    Ok(())
}

/// The first event that belongs to no accepted command. What was accepted since `events` were counted is left out, so that it
/// can be asked beside the folding, over a connection of its own.
fn orphan(database: &Database, events: u64) -> Result<(), Difference> {
    let orphan = "SELECT e.seq, e.stream FROM event e WHERE e.seq <= $1 AND NOT EXISTS (SELECT 1 FROM command c \
                  WHERE c.id = e.command AND c.first <= e.seq AND c.last >= e.seq) ORDER BY e.seq LIMIT 1";
    match database.connect(Access::Snapshot)?.query(orphan, &[events.into()])?.first() {
        Some(row) => {
            Err(Difference::at(row.uint(0)?, row.text(1)?, "its command is not among the accepted ones"))
        }
        None => Ok(()),
    }
}

/// The commands' ranges cover the journal once.
fn covered(tx: &mut dyn Tx, events: u64) -> Result<(), Difference> {
    let rows = tx.query("SELECT CAST(COALESCE(SUM(last - first + 1), 0) AS BIGINT) FROM command", &[])?;
    let covered = rows.first().map_or(Ok(0), |row| row.int(0))?;
    if i64::try_from(events) != Ok(covered) {
        return Err(Difference::of(format!("the accepted commands cover {covered} of {events} events")));
    }
    Ok(())
}

fn states(
    connection: &mut dyn Connection,
    streams: &Streams,
    folded: &mut Sqlite,
) -> Result<u64, Difference> {
    let stored = "SELECT stream, version, body, fold FROM state ORDER BY stream";
    let again = "SELECT stream, version, body, version FROM folded";
    let same = |stored: &Row, again: &Row| {
        let kind = stored.text(0).unwrap_or("").split_once('/').map_or("", |(kind, _)| kind);
        let current =
            streams.fold(kind).is_ok_and(|fold| stored.uint(3).ok() == Some(u64::from(fold.version())));
        // A state of another fold is folded again when it is loaded: its text counts for nothing.
        let body = !current || same_json(stored.text(2).unwrap_or(""), again.text(2).unwrap_or("!"));
        stored.values()[1] == again.values()[1] && body
    };
    compare(connection, stored, folded, again, &["stream"], &same)?.map_err(|apart| {
        let (row, what) = match &apart {
            Apart::Stored(row) => (row, "a state is stored that no event gives"),
            Apart::Computed(row) => (row, "the state is not stored"),
            Apart::Differs(row, _) => (row, "the stored state is not the fold of the events"),
        };
        Difference { seq: None, stream: row.text(0).ok().map(str::to_owned), what: what.to_owned() }
    })
}
/// Maps may be written in any order.
fn same_json(a: &str, b: &str) -> bool {
    let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
    a == b || parse(a).is_some_and(|value| Some(value) == parse(b))
}

fn view_rows(
    connection: &mut dyn Connection,
    rebuilt: &mut Sqlite,
    view: &dyn View,
) -> Result<u64, Difference> {
    let name = view.name();
    let filled = connection.query("SELECT version, shape FROM view WHERE name = $1", &[name.into()])?;
    let current = filled.first().is_some_and(|row| {
        row.int(0).ok() == Some(i64::from(view.version())) && row.text(1).ok() == Some(shape(view).as_str())
    });
    if !current {
        return Err(Difference::of(format!("view {name} is not filled by version {}", view.version())));
    }
    let mut rows = 0;
    for table in view.tables() {
        // The key first, so that both sides are walked in its order.
        let others = table.columns.iter().map(|column| column.name).filter(|c| !table.primary.contains(c));
        let columns: Vec<&str> = table.primary.iter().copied().chain(others).collect();
        let again = format!("SELECT {} FROM {}", columns.join(", "), table.name);
        let stored = format!("{again} ORDER BY {}", table.primary.join(", "));
        let same = |a: &Row, b: &Row| a == b;
        rows += compare(connection, &stored, rebuilt, &again, table.primary, &same)?.map_err(|apart| {
            let what = match apart {
                Apart::Stored(row) => format!("has a row that no event gives: {}", key(&row, table.primary)),
                Apart::Computed(row) => format!("lacks the row {}", key(&row, table.primary)),
                Apart::Differs(a, b) => {
                    let at = a.0.iter().zip(&b.0).position(|(a, b)| a != b).unwrap_or(0);
                    format!("differs in {} at {}", columns.get(at).unwrap_or(&"?"), key(&a, table.primary))
                }
            };
            Difference::of(format!("view {name}, table {}: {what}", table.name))
        })?;
    }
    Ok(rows)
}
fn key(row: &Row, primary: &[&str]) -> String {
    let values = row.0.iter().zip(primary).map(|(value, name)| match value {
        Value::Int(n) => format!("{name} {n}"),
        Value::Text(text) => format!("{name} {text}"),
        other => format!("{name} {other:?}"),
    });
    values.collect::<Vec<_>>().join(", ")
}

/// Opens what can be opened, and finds every commitment the events name.
fn vault(
    connection: &mut dyn Connection,
    named: &mut Sqlite,
    master: Option<&MasterKey>,
    report: &mut Report,
) -> Result<(), Difference> {
    let sql = "SELECT v.id, v.key, v.commitment, v.sealed, k.wrapped FROM vault v \
               LEFT JOIN vault_key k ON k.id = v.key ORDER BY v.id";
    let mut difference = None;
    let walked = connection.walk(sql, &[], &mut |columns| {
        let row = columns.row()?;
        named.exec("DELETE FROM named WHERE commitment = $1", &[row.values()[2].clone()])?;
        match (&row.values()[4], master) {
            (Value::Null, _) => report.erased += 1,
            (_, None) => report.unopened += 1,
            (_, Some(master)) => {
                let (id, key): (Uuid, Uuid) = (row.parse(0)?, row.parse(1)?);
                let (found, _) = DataKey::unwrap(master, key, row.blob(4)?)?.open(id, row.blob(3)?)?;
                if Ok(found) != row.parse(2).map_err(drop) {
                    difference =
                        Some(Difference::of(format!("vault value {id} is not what was committed to")));
                    return Err(StoreError::Vault(id.to_string()));
                }
                report.sealed += 1;
            }
        }
        Ok(())
    });
    if let Some(difference) = difference {
        return Err(difference);
    }
    walked?;
    let missing = named.query("SELECT seq, commitment FROM named ORDER BY seq LIMIT 1", &[])?;
    match missing.first() {
        None => Ok(()),
        Some(row) => {
            let what = format!("the vault has no value with commitment {}", row.text(1)?);
            Err(Difference { seq: Some(row.uint(0)?), stream: None, what })
        }
    }
}

fn bodies(connection: &mut dyn Connection) -> Result<(), Difference> {
    connection.walk("SELECT digest, bytes FROM body", &[], &mut |columns| {
        let row = columns.row()?;
        let digest = row.text(0)?;
        if Digest::of(row.blob(1)?).to_string() == digest {
            Ok(())
        } else {
            Err(StoreError::encoding(format!("body {digest}"), "its digest is another"))
        }
    })?;
    Ok(())
}
