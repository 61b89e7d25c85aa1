//! A process that writes under load is killed at any moment: what it acknowledged is there, nothing is there by halves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;
use common::*;
use journal::*;
use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    time::Duration,
};
use uuid::Uuid;

const THREADS: u64 = 6;

/// The process that is killed: this same program, told so by its environment.
#[test]
fn child() {
    let (Ok(database), Ok(folder), Ok(next)) =
        (std::env::var("KILL_DATABASE"), std::env::var("KILL_FOLDER"), std::env::var("KILL_NEXT"))
    else {
        return;
    };
    let database = match database.strip_prefix("sqlite:") {
        Some(path) => Database::Sqlite(path.into()),
        None => Database::Postgres(database),
    };
    let place = Place {
        database,
        folder: tempfile::tempdir().unwrap(),
        clock: clock(),
        master: MasterKey::from_bytes([7; 32]),
    };
    let settings = Settings { checkpoints: Some(folder.into()), ..place.settings() };
    let journal = Journal::open(settings).unwrap();
    let next: u64 = next.parse().unwrap();
    for n in 0..4_u64 {
        let opening = request(u128::from(n) + 1, "open");
        journal.submit(opening, import(account(n.into()), 1_000_000_000)).wait().unwrap();
    }
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let journal = &journal;
            scope.spawn(move || {
                for i in 0.. {
                    // The same numbers again after each death, from the first one nobody heard of.
                    let id = next + thread + i * THREADS;
                    let work = spend(account((id % 4).into()), order(id.into()), 1, "订单");
                    journal.submit(request(u128::from(id) + 1_000, &id.to_string()), work).wait().unwrap();
                    println!("acknowledged {id}");
                    std::io::stdout().flush().unwrap();
                }
            });
        }
    });
}

fn kill_again_and_again(place: &Place, times: u32) {
    let checkpoints = place.folder.path().join("checkpoints");
    let database = match &place.database {
        Database::Sqlite(path) => format!("sqlite:{}", path.display()),
        Database::Postgres(url) => url.clone(),
    };
    let mut acknowledged: BTreeSet<u64> = BTreeSet::new();
    let mut chance = 20_260_302_u64;
    for round in 0..times {
        let next = (0..).find(|id| !acknowledged.contains(id)).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child", "--nocapture"])
            .env("KILL_DATABASE", &database)
            .env("KILL_FOLDER", &checkpoints)
            .env("KILL_NEXT", next.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = child.stdout.take().unwrap();
        let (heard, first) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            let numbers = lines.filter_map(|line| line.strip_prefix("acknowledged ")?.parse().ok());
            let mut acknowledged: Vec<u64> = Vec::new();
            for number in numbers {
                acknowledged.push(number);
                let _ = heard.send(());
            }
            acknowledged
        });
        // Every other time under full load, else at any moment, while it starts too.
        if round % 2 == 0 {
            first.recv_timeout(Duration::from_secs(20)).expect("it writes");
        }
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros((chance >> 33) % 200_000));
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(reader.join().unwrap());
        if round % 10 == 9 {
            check(place, &acknowledged);
        }
    }
    check(place, &acknowledged);
    assert!(acknowledged.len() > 20, "only {} commands were acknowledged", acknowledged.len());
    println!("{times} kills, {} commands acknowledged", acknowledged.len());
}

fn check(place: &Place, acknowledged: &BTreeSet<u64>) {
    let journal = place.open();
    let rows = journal.read(|tx| tx.query("SELECT id FROM command", &[])).unwrap();
    let accepted: BTreeSet<u128> = rows.iter().map(|row| row.parse::<Uuid>(0).unwrap().as_u128()).collect();
    for id in acknowledged {
        assert!(accepted.contains(&(u128::from(*id) + 1_000)), "command {id} was acknowledged and is lost");
    }
    let events = journal.head().seq;
    let orders = u64::try_from(accepted.iter().filter(|id| **id >= 1_000).count()).unwrap();
    let accounts = u64::try_from(accepted.iter().filter(|id| **id < 1_000).count()).unwrap();
    assert_eq!(events, 2 * orders + accounts, "each command has all of its events, once");
    drop(journal);
    place.verify().unwrap();
}

#[test]
fn killed_a_hundred_times_on_sqlite() {
    kill_again_and_again(&Place::sqlite(), 100);
}

#[test]
fn killed_twenty_times_on_postgres() {
    kill_again_and_again(&Place::postgres("killed"), 20);
}
