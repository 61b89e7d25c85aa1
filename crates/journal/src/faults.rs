//! Tests with a connection that fails where it hurts: the disk fills, a commit's answer is lost.

use crate::{
    Clock, Database, Journal, Lane, MasterKey, Outcome, Rejected, Request, Row, Settings, StoreError,
    Streams, Tx, Value,
    connection::{Columns, Connection},
    queue::{Job, Shared, Task},
    sql::Dialect,
    ticket::{Ticket, ticket},
    verify,
    writer::Writer,
};
use kernel::{Actor, Digest, IndicatorId, Instant, OrganisationId, PersonId, Role, Stream, StreamId};
use serde::{Deserialize, Serialize};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};
use uuid::Uuid;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Counter {
    n: u64,
}
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
enum CounterEvent {
    #[serde(rename = "counter.raised")]
    Raised { to: u64 },
}
impl Stream for Counter {
    type Id = IndicatorId;
    type Event = CounterEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _: Instant, event: &CounterEvent) {
        let CounterEvent::Raised { to } = event;
        self.n = *to;
    }
}

struct Still;
impl Clock for Still {
    fn now(&self) -> Instant {
        Instant::from_millis(1_772_413_200_000)
    }
}

/// What goes wrong, once each.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    /// The database is full at the n-th statement.
    Full(u32),
    /// The commit does not happen and says so.
    NotCommitted,
    /// The commit happens, its answer is lost.
    Unheard,
    /// A reader holds up the write-ahead log, which grows.
    LongLog,
}
struct Faulty {
    inner: Box<dyn Connection>,
    faults: Arc<Mutex<Vec<Fault>>>,
    statements: u32,
}
impl Faulty {
    fn pop(&self, wanted: impl Fn(Fault) -> bool) -> Option<Fault> {
        let mut faults = self.faults.lock().unwrap();
        let wanted = faults.first().is_some_and(|fault| wanted(*fault));
        wanted.then(|| faults.remove(0))
    }
}
fn full() -> StoreError {
    StoreError::Unavailable("database or disk is full".to_owned())
}
impl Tx for Faulty {
    fn exec(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        self.inner.exec(sql, params)
    }
    fn later(&mut self, sql: &str, params: &[Value]) -> Result<(), StoreError> {
        self.statements += 1;
        let n = self.statements;
        if self.pop(|fault| matches!(fault, Fault::Full(at) if n >= at)).is_some() {
            return Err(full());
        }
        self.inner.later(sql, params)
    }
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.inner.query(sql, params)
    }
}
impl Connection for Faulty {
    fn dialect(&self) -> Dialect {
        self.inner.dialect()
    }
    fn begin(&mut self) -> Result<(), StoreError> {
        self.statements = 0;
        self.inner.begin()
    }
    fn commit(&mut self) -> Result<(), StoreError> {
        match self.pop(|fault| matches!(fault, Fault::NotCommitted | Fault::Unheard)) {
            Some(Fault::Unheard) => self.inner.commit().and(Err(full())),
            Some(_) => Err(full()),
            None => self.inner.commit(),
        }
    }
    fn rollback(&mut self) -> Result<(), StoreError> {
        self.inner.rollback()
    }
    fn tidy(&mut self, thorough: bool) -> Result<u64, StoreError> {
        match self.pop(|fault| fault == Fault::LongLog) {
            Some(_) => Ok(2 << 30),
            None => self.inner.tidy(thorough),
        }
    }
    fn complaint(&mut self) -> Result<Option<String>, StoreError> {
        self.inner.complaint()
    }
    fn walk(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(&mut dyn Columns) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.inner.walk(sql, params, each)
    }
    fn as_tx(&mut self) -> &mut dyn Tx {
        self
    }
}

fn counter() -> IndicatorId {
    IndicatorId::from_uuid(Uuid::from_u128(1))
}
fn streams() -> Streams {
    Streams::new().with::<Counter>()
}
fn settings(folder: &std::path::Path) -> Settings {
    Settings {
        database: Database::Sqlite(folder.join("journal.db")),
        streams: streams(),
        views: Vec::new(),
        clock: Arc::new(Still),
        master: MasterKey::from_bytes([1; 32]),
        checkpoints: None,
    }
}
/// A command that adds one, read from the state it is decided on.
fn raise(id: u128) -> (Ticket, Job) {
    let actor = Actor {
        person: PersonId::from_uuid(Uuid::from_u128(1)),
        organisation: OrganisationId::from_uuid(Uuid::from_u128(2)),
        roles: vec![Role::PurchaserClerk],
        region: "230600".parse().unwrap(),
        lent: Vec::new(),
    };
    let request = Request {
        actor,
        on_behalf_of: None,
        name: "counter.raise",
        id: Uuid::from_u128(id),
        input: Digest::of(b""),
        ruleset: "r".to_owned(),
        lane: Lane::Normal,
        received: None,
    };
    let work: crate::Work = Arc::new(|unit| {
        let to = unit.load::<Counter>(counter())?.n + 1;
        Ok(unit.record::<Counter>(counter(), CounterEvent::Raised { to })?)
    });
    let (ticket, answer) = ticket();
    let task = Task::Command { request: Box::new(request), received: Instant::default(), work };
    (ticket, Job { task, answer })
}

/// Runs the batches on a writer whose connection has the faults; answers the outcomes and the counter.
fn run(faults: &[Fault], batches: &[&[u128]]) -> (Vec<Outcome>, u64) {
    let folder = tempfile::tempdir().unwrap();
    let shared = Arc::new(Shared::new());
    let mut writer = Writer::open(settings(folder.path()), Arc::clone(&shared)).unwrap();
    let faults = Arc::new(Mutex::new(faults.to_vec()));
    let left = Arc::clone(&faults);
    writer.wrap(move |inner| Box::new(Faulty { inner, faults, statements: 0 }));
    let mut outcomes = Vec::new();
    for batch in batches {
        let (tickets, jobs): (Vec<_>, Vec<_>) = batch.iter().map(|id| raise(*id)).unzip();
        writer.batch(&jobs);
        writer.between();
        outcomes.extend(tickets.into_iter().map(Ticket::wait));
    }
    drop(writer);
    assert!(left.lock().unwrap().is_empty(), "every fault happened");
    let journal = Journal::open(settings(folder.path())).unwrap();
    let n = journal.state::<Counter>(counter()).unwrap().map_or(0, |(_, counter)| counter.n);
    drop(journal);
    let database = Database::Sqlite(folder.path().join("journal.db"));
    verify(&database, &streams(), &[], None, &mut |_, _| {}).unwrap();
    (outcomes, n)
}

#[test]
fn a_batch_whose_statement_fails_runs_again_one_by_one() {
    let (outcomes, n) = run(&[Fault::Full(4)], &[&[1, 2, 3], &[4]]);
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(n, 4);
}

#[test]
fn a_full_disk_is_unavailable_and_passes() {
    let faults = [Fault::Full(1), Fault::Full(1), Fault::Full(1)];
    let (outcomes, n) = run(&faults, &[&[1, 2], &[1, 2]]);
    assert!(matches!(&outcomes[0], Err(Rejected::Unavailable(why)) if why.contains("full")));
    assert!(matches!(&outcomes[1], Err(Rejected::Unavailable(_))));
    assert!(outcomes[2..].iter().all(|outcome| outcome.as_ref().is_ok_and(|accepted| !accepted.repeated)));
    assert_eq!(n, 2);
}

#[test]
fn a_commit_that_did_not_happen_is_done_again() {
    let (outcomes, n) = run(&[Fault::NotCommitted, Fault::NotCommitted], &[&[1, 2], &[3]]);
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(n, 3);
}

#[test]
fn a_commit_whose_answer_was_lost_is_not_done_twice() {
    let (outcomes, n) = run(&[Fault::Unheard, Fault::Unheard], &[&[1, 2], &[3], &[1]]);
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(n, 3);
    let lasts: Vec<u64> = outcomes.iter().map(|outcome| outcome.as_ref().unwrap().last).collect();
    assert_eq!(lasts, [1, 2, 3, 1]);
}

#[test]
fn a_log_that_passes_its_limit_sheds_load_until_it_is_moved() {
    let (outcomes, n) = run(&[Fault::LongLog, Fault::LongLog, Fault::LongLog], &[&[1], &[2], &[2]]);
    assert!(outcomes[0].is_ok());
    assert!(matches!(&outcomes[1], Err(Rejected::Unavailable(why)) if why.contains("1 GB")));
    assert!(outcomes[2].is_ok());
    assert_eq!(n, 2);
}

#[test]
fn a_file_that_is_no_database_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("journal.db"), [7; 8192]).unwrap();
    let error = Journal::open(settings(folder.path())).err().unwrap().to_string();
    assert!(error.contains("journal.db") && error.contains("not a database"), "{error}");
    let nowhere =
        Settings { database: Database::Sqlite("/nowhere/journal.db".into()), ..settings(folder.path()) };
    assert!(Journal::open(nowhere).err().unwrap().to_string().contains("/nowhere/journal.db"));
}

#[test]
fn a_database_locked_by_another_program_is_unavailable() {
    let folder = tempfile::tempdir().unwrap();
    drop(Journal::open(settings(folder.path())).unwrap());
    let other = rusqlite::Connection::open(folder.path().join("journal.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = Journal::open(settings(folder.path())).err().unwrap().to_string();
    assert!(error.contains("locked"), "{error}");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let done = &done;
        scope.spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(300));
            done.store(true, Ordering::SeqCst);
            other.execute_batch("COMMIT").unwrap();
        });
        Journal::open(settings(folder.path())).expect("waits a little");
        assert!(done.load(Ordering::SeqCst));
    });
}
