//! What the engine costs beside the bare statements it makes, on SQLite with a synced write-ahead log.
//!
//! `engine` and `bare` write the same rows with the same bytes in transactions of the same size, alternately in one run; the
//! ratio is printed first. `one alone` is a single unbatched command, `two fsyncs` two synced appends to a file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a bench")]

#[path = "../tests/common/mod.rs"]
mod common;
use common::*;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use journal::*;
use rusqlite::types::Value as Cell;
use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    fs::File,
    io::Write,
    time::{Duration, Instant},
};

const BATCH: usize = 256;
const ACCOUNTS: u128 = 200;

/// An order of a usual size: some 400 bytes of text.
fn text(n: u128) -> String {
    format!("{n}：办公用纸 A4 80g，500 张每包，8 包每箱；送货到采购人指定地点，三日内。").repeat(4)
}

/// Opens a journal and fills it, answering how long `commands` took from the first submission to the last answer.
fn engine(place: &Place, commands: usize) -> Duration {
    let journal = place.open();
    let tickets: Vec<Ticket> =
        (0..ACCOUNTS).map(|n| journal.submit(request(n + 1, ""), import(account(n), 1_000_000))).collect();
    tickets.into_iter().for_each(|ticket| drop(ticket.wait().unwrap()));
    let works: Vec<(Request, Work)> = (0..commands as u128)
        .map(|n| {
            // Ids are time-ordered, as UUIDv7 are.
            (request(1_000_000 + n, &n.to_string()), spend(account(n % ACCOUNTS), order(n), 1, &text(n)))
        })
        .collect();
    let started = Instant::now();
    let mut tickets = VecDeque::new();
    for (request, work) in works {
        // As many callers as four batches hold.
        if tickets.len() == BATCH * 4 {
            let ticket: Ticket = tickets.pop_front().unwrap();
            ticket.wait().unwrap();
        }
        tickets.push_back(journal.submit(request, work));
    }
    tickets.into_iter().for_each(|ticket| drop(ticket.wait().unwrap()));
    started.elapsed()
}

type Cells = Vec<Cell>;
/// A statement and its parameters, ready to run.
type Prepared = (&'static str, Cells);

fn rows(db: &rusqlite::Connection, sql: &str) -> Vec<Cells> {
    let mut statement = db.prepare(sql).unwrap();
    let n = statement.column_count();
    let rows = statement.query_map([], |row| (0..n).map(|i| row.get(i)).collect()).unwrap();
    rows.map(Result::unwrap).collect()
}
fn text_of(cell: &Cell) -> String {
    if let Cell::Text(text) = cell { text.clone() } else { panic!("text") }
}
fn number_of(cell: &Cell) -> usize {
    if let Cell::Integer(n) = cell { usize::try_from(*n).unwrap() } else { panic!("a number") }
}

/// The statements that the engine made, batch by batch, taken from the database it filled.
fn statements(place: &Place) -> Vec<Vec<Prepared>> {
    let Database::Sqlite(path) = &place.database else { panic!("SQLite") };
    let db = rusqlite::Connection::open(path).unwrap();
    let by_stream = |sql: &str, skip: usize| -> HashMap<String, Cells> {
        rows(&db, sql).into_iter().map(|row| (text_of(&row[0]), row[skip..].to_vec())).collect()
    };
    let states = by_stream("SELECT stream, version, fold, body FROM state", 0);
    let orders = by_stream("SELECT 'mall.order/' || id, id, account, amount, note FROM orders", 1);
    let accounts = by_stream("SELECT 'budget.indicator/' || id, id, rest, todo, seq FROM accounts", 1);
    let events = rows(&db, "SELECT * FROM event ORDER BY seq");
    let head = rows(&db, "SELECT seq, at, root, frontier FROM head").remove(0);
    let batch = |commands: &[Cells]| {
        let mut out: Vec<Prepared> = Vec::new();
        let mut touched = BTreeSet::new();
        for command in commands {
            for event in &events[number_of(&command[4]) - 1..number_of(&command[5])] {
                let stream = text_of(&event[1]);
                out.push(("INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", event.clone()));
                if let Some(order) = orders.get(&stream) {
                    out.push(("INSERT INTO orders VALUES (?,?,?,?)", order.clone()));
                    let total =
                        "INSERT INTO totals VALUES ('spent', ?1) ON CONFLICT (what) DO UPDATE SET n = n + ?1";
                    out.push((total, vec![order[2].clone()]));
                }
                if let Some(account) = accounts.get(&stream) {
                    let upsert = "INSERT INTO accounts VALUES (?1,?2,?3,?4) \
                                  ON CONFLICT (id) DO UPDATE SET rest = ?2, todo = ?3, seq = ?4";
                    out.push((upsert, account.clone()));
                }
                touched.insert(stream);
            }
            out.push(("INSERT INTO command VALUES (?,?,?,?,?,?,?)", command.clone()));
        }
        for stream in touched {
            let upsert = "INSERT INTO state VALUES (?1,?2,?3,?4) \
                          ON CONFLICT (stream) DO UPDATE SET version = ?2, fold = ?3, body = ?4";
            out.push((upsert, states[&stream].clone()));
        }
        out.push(("UPDATE head SET seq = ?, at = ?, root = ?, frontier = ? WHERE id = 1", head.clone()));
        out
    };
    rows(&db, "SELECT * FROM command ORDER BY first").chunks(BATCH).map(batch).collect()
}

/// Runs the statements against empty tables of the same shape.
fn bare(batches: &[Vec<Prepared>]) -> Duration {
    let place = Place::sqlite();
    drop(place.open());
    let Database::Sqlite(path) = &place.database else { panic!("SQLite") };
    let db = rusqlite::Connection::open(path).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;
         PRAGMA wal_autocheckpoint = 2000",
    )
    .unwrap();
    db.set_prepared_statement_cache_capacity(64);
    let started = Instant::now();
    for batch in batches {
        db.execute_batch("BEGIN IMMEDIATE").unwrap();
        for (sql, values) in batch {
            db.prepare_cached(sql).unwrap().execute(rusqlite::params_from_iter(values)).unwrap();
        }
        db.execute_batch("COMMIT").unwrap();
    }
    started.elapsed()
}

/// CPU time of this process: on a busy machine it compares better than the clock.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: u64 = fields[11..13].iter().map(|field| field.parse::<u64>().unwrap()).sum();
    Duration::from_millis(ticks * 10)
}

fn per_second(n: usize, time: Duration) -> u128 {
    n as u128 * 1_000_000_000 / time.as_nanos().max(1)
}

fn durable(criterion: &mut Criterion) {
    let commands = 20_000;
    let (mut best_engine, mut best_bare) = (Duration::MAX, Duration::MAX);
    for round in 1..=3 {
        let place = Place::sqlite();
        let before = cpu();
        let engine = engine(&place, commands);
        let engine_cpu = cpu() - before;
        let batches = statements(&place);
        let before = cpu();
        let bare = bare(&batches);
        let bare_cpu = cpu() - before;
        let (fast, slow) = (per_second(commands, bare), per_second(commands, engine));
        println!(
            "round {round}: engine {slow} commands/s, bare {fast} commands/s, {} % by the clock, {} % by CPU time",
            slow * 100 / fast,
            bare_cpu.as_micros() * 100 / engine_cpu.as_micros().max(1),
        );
        best_engine = best_engine.min(engine);
        best_bare = best_bare.min(bare);
        if round == 3 {
            verified(&place);
        }
    }
    println!("best of 3: engine at {} % of bare", best_bare.as_nanos() * 100 / best_engine.as_nanos());
    if std::env::var("YANGCAI_TEST_POSTGRES").is_ok() {
        let time = engine(&Place::postgres("bench"), commands);
        println!("engine on PostgreSQL: {} commands/s", per_second(commands, time));
    }
    let mut group = criterion.benchmark_group("durable");
    group.sample_size(10).throughput(Throughput::Elements(5_000));
    group.bench_function("engine, 5000 commands", |b| {
        b.iter_custom(|n| (0..n).map(|_| engine(&Place::sqlite(), 5_000)).sum());
    });
    let place = Place::sqlite();
    engine(&place, 5_000);
    let batches = statements(&place);
    group.bench_function("bare, 5000 commands", |b| b.iter_custom(|n| (0..n).map(|_| bare(&batches)).sum()));
    group.finish();
}

fn verified(place: &Place) {
    let started = Instant::now();
    let report = place.verify().unwrap();
    let events = usize::try_from(report.events).unwrap();
    println!("fold and verify: {} events/s over {events} events", per_second(events, started.elapsed()));
}

fn alone(criterion: &mut Criterion) {
    let place = Place::sqlite();
    let journal = Journal::open(Settings { checkpoints: None, ..place.settings() }).unwrap();
    journal.submit(request(1, ""), import(account(1), 1_000_000)).wait().unwrap();
    let mut n = 1_000;
    let mut group = criterion.benchmark_group("latency");
    group.sample_size(20).measurement_time(Duration::from_secs(3));
    group.bench_function("one alone", |b| {
        b.iter(|| {
            n += 1;
            let work = spend(account(1), order(n), 1, &text(n));
            journal.submit(request(n, ""), work).wait().unwrap()
        });
    });
    let mut file = File::create(place.folder.path().join("synced")).unwrap();
    group.bench_function("two fsyncs", |b| {
        b.iter(|| {
            for _ in 0..2 {
                file.write_all(&[7; 32 << 10]).unwrap();
                file.sync_data().unwrap();
            }
        });
    });
    group.finish();
}

criterion_group!(benches, durable, alone);
criterion_main!(benches);
