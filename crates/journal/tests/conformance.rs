//! What a journal promises, on SQLite and on PostgreSQL alike.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;
use common::*;
use journal::*;
use kernel::{Money, Personal, Refusal, Sealed, StreamId};
use std::{
    sync::{Arc, Mutex, atomic::Ordering},
    time::Duration,
};
use uuid::Uuid;

#[test]
fn a_lost_connection_to_postgres_is_made_anew() {
    let place = Place::postgres("lost");
    let journal = place.open();
    submit(&journal, 1, import(account(1), 100)).unwrap();
    assert!(journal.state::<Account>(account(1)).unwrap().is_some());
    for id in 2..5 {
        place.raw("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 't_lost'");
        submit(&journal, id, spend(account(1), order(id), 1, "")).unwrap();
        place.raw("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 't_lost'");
        assert_eq!(journal.state::<Account>(account(1)).unwrap().unwrap().0, u64::try_from(id).unwrap());
    }
    drop(journal);
    assert_eq!(place.verify().unwrap().events, 7);
}

macro_rules! on_both {
    ($($name:ident)*) => {
        mod sqlite {$(
            #[test]
            fn $name() { super::$name(&super::Place::sqlite()); }
        )*}
        mod postgres {$(
            #[test]
            fn $name() { super::$name(&super::Place::postgres(stringify!($name))); }
        )*}
    };
}
on_both! {
    accepted_commands_are_there_after_a_restart
    a_refused_command_leaves_nothing
    the_same_id_is_answered_from_the_rows
    views_show_earlier_commands_of_the_batch
    a_failing_command_does_not_harm_its_batch
    a_state_beyond_64_kb_is_not_stored
    the_clock_is_absorbed_for_two_seconds_and_then_stops_writing
    a_trial_is_taken_back
    sealed_values_open_until_erased
    small_bodies_share_the_commit
    a_reader_neither_writes_nor_takes_long
    a_view_with_a_new_version_is_filled_anew
    a_stale_fold_is_folded_again
    a_deposed_writer_cannot_commit
    a_newer_schema_is_refused
    a_shortened_journal_is_refused
    a_replaced_journal_is_refused
    followers_keep_their_place
    waiters_are_woken
    many_threads_lose_nothing
    the_deadline_lane_goes_first
    every_changed_column_is_named
    other_damage_is_found
}

fn submit(journal: &Journal, id: u128, work: Work) -> Outcome {
    journal.submit(request(id, "input"), work).wait()
}

fn accepted_commands_are_there_after_a_restart(place: &Place) {
    let journal = place.open();
    let first = submit(&journal, 1, import(account(1), 100)).unwrap();
    assert_eq!((first.first, first.last, first.repeated), (1, 1, false));
    let second = submit(&journal, 2, spend(account(1), order(1), 30, "纸")).unwrap();
    assert_eq!((second.first, second.last), (2, 3));
    assert_eq!(second.streams, [account(1).stream(), order(1).stream()]);
    assert_eq!(journal.head().seq, 3);
    let root = journal.head().root;
    drop(journal);

    let journal = place.open();
    assert_eq!((journal.head().seq, journal.head().root), (3, root));
    let (version, state) = journal.state::<Account>(account(1)).unwrap().unwrap();
    assert_eq!((version, state.spent, state.orders), (2, Money::from_yuan(30), 1));
    assert!(journal.state::<Account>(account(5)).unwrap().is_none());
    let events = journal.events(&account(1).stream()).unwrap();
    let spent = AccountEvent::Spent { order: order(1), amount: Money::from_yuan(30) };
    assert_eq!(events[1].event::<Account>().unwrap(), Some(spent));
    assert_eq!(events[1].body, format!("{{\"amount\":3000,\"order\":\"{}\"}}", order(1)));
    assert_eq!(journal.feed(1, 100).unwrap().len(), 2);
    submit(&journal, 3, spend(account(1), order(2), 70, "")).unwrap();
    let refused = submit(&journal, 4, spend(account(1), order(3), 1, ""));
    assert_eq!(refused, Err(Rejected::Refused(Refusal::new("E_NO_BUDGET"))));
    drop(journal);
    let report = place.verify().unwrap();
    assert_eq!((report.events, report.streams, report.rows), (5, 3, 4));
}

fn a_refused_command_leaves_nothing(place: &Place) {
    let journal = place.open();
    let work: Work = Arc::new(|unit| {
        unit.record::<Account>(account(1), AccountEvent::Closed)?;
        unit.seal(Uuid::from_u128(7), &"secret")?;
        unit.put_body(vec![1]);
        Err(Refusal::new("E_LATE").into())
    });
    let refused = Err(Rejected::Refused(Refusal::new("E_LATE")));
    assert_eq!(submit(&journal, 1, work), refused);
    assert_eq!(journal.head().seq, 0);
    assert!(journal.state::<Account>(account(1)).unwrap().is_none());
    for table in ["event", "command", "vault", "vault_key", "body", "accounts"] {
        let rows = journal.read(|tx| tx.query(&format!("SELECT COUNT(*) FROM {table}"), &[])).unwrap();
        assert_eq!(rows[0].int(0).unwrap(), 0, "{table}");
    }
    submit(&journal, 1, import(account(1), 1)).expect("a refusal is not remembered");
}

fn the_same_id_is_answered_from_the_rows(place: &Place) {
    let journal = place.open();
    submit(&journal, 1, import(account(1), 100)).unwrap();
    let first = submit(&journal, 2, spend(account(1), order(1), 30, "")).unwrap();
    place.clock.0.fetch_add(5_000, Ordering::SeqCst);
    let again = submit(&journal, 2, spend(account(1), order(1), 30, "")).unwrap();
    assert_eq!(again, Accepted { repeated: true, ..first.clone() });
    assert_eq!(journal.submit(request(2, "other"), import(account(1), 1)).wait(), Err(Rejected::Conflict));
    let mut other = request(2, "other");
    other.actor = actor(5);
    assert!(
        !journal.submit(other, import(account(1), 1)).wait().unwrap().repeated,
        "ids are each actor's own"
    );
    // Twice in one batch.
    let gate = hold(&journal, 50);
    let tickets: Vec<Ticket> =
        (0..2).map(|_| journal.submit(request(3, "x"), spend(account(1), order(2), 1, ""))).collect();
    drop(gate);
    let repeated: Vec<bool> = tickets.into_iter().map(|ticket| ticket.wait().unwrap().repeated).collect();
    assert_eq!(repeated, [false, true]);
    assert_eq!(journal.state::<Account>(account(1)).unwrap().unwrap().1.orders, 2);
}

/// Keeps the writer busy until the guard is dropped, so that what is submitted meanwhile makes one batch.
fn hold(journal: &Journal, id: u128) -> std::sync::MutexGuard<'static, ()> {
    let gate: &'static Mutex<()> = Box::leak(Box::new(Mutex::new(())));
    let guard = gate.lock().unwrap();
    let (started, running) = std::sync::mpsc::channel();
    let work: Work = Arc::new(move |_| {
        let _ = started.send(());
        drop(gate.lock());
        Err(Refusal::new("E_GATE").into())
    });
    drop(journal.submit(request(1_000_000 + id, "gate"), work));
    running.recv().unwrap();
    guard
}

fn views_show_earlier_commands_of_the_batch(place: &Place) {
    let journal = place.open();
    let gate = hold(&journal, 1);
    let one = journal.submit(request(1, ""), import(account(1), 100));
    let seen: Work = Arc::new(|unit| {
        let rows = unit.query("SELECT rest FROM accounts WHERE id = $1", &[Value::id(account(1))])?;
        let rest = rows.first().map_or(Ok(0), |row| row.int(0))?;
        if rest != 10_000 {
            return Err(Refusal::new("E_UNSEEN").into());
        }
        if unit.load::<Account>(account(1))?.amount != Money::from_yuan(100) {
            return Err(Refusal::new("E_UNSEEN_STATE").into());
        }
        assert_eq!(unit.version::<Account>(account(1))?, 1);
        Ok(())
    });
    let two = journal.submit(request(2, ""), seen);
    assert_eq!(journal.read(|tx| tx.query("SELECT * FROM accounts", &[])).unwrap().len(), 0);
    drop(gate);
    one.wait().unwrap();
    let two = two.wait().unwrap();
    assert_eq!((two.first, two.last), (2, 1), "no events of its own");
    let writes: Work = Arc::new(|unit| Ok(unit.query("DELETE FROM accounts", &[]).map(drop)?));
    assert!(matches!(submit(&journal, 3, writes), Err(Rejected::Unavailable(_))));
}

fn a_failing_command_does_not_harm_its_batch(place: &Place) {
    let journal = place.open();
    submit(&journal, 1, import(account(1), 100)).unwrap();
    let gate = hold(&journal, 1);
    let good = journal.submit(request(2, ""), spend(account(1), order(1), 10, ""));
    // The same order twice breaks the view's key: an SQL error after the decision.
    let twice = journal.submit(request(3, ""), spend(account(1), order(1), 10, ""));
    let wrong: Work = Arc::new(|unit| Ok(unit.query("SELECT nothing FROM nowhere", &[]).map(drop)?));
    let wrong = journal.submit(request(4, ""), wrong);
    let panics: Work = Arc::new(|_| panic!("a fault of the law"));
    let panics = journal.submit(request(5, ""), panics);
    let after = journal.submit(request(6, ""), spend(account(1), order(2), 20, ""));
    drop(gate);
    assert!(!good.wait().unwrap().repeated);
    assert!(matches!(twice.wait(), Err(Rejected::Unavailable(_))));
    assert!(matches!(wrong.wait(), Err(Rejected::Unavailable(_))));
    assert!(matches!(panics.wait(), Err(Rejected::Unavailable(_))));
    after.wait().unwrap();
    let (version, state) = journal.state::<Account>(account(1)).unwrap().unwrap();
    assert_eq!((version, state.spent), (3, Money::from_yuan(30)));
    drop(journal);
    place.verify().unwrap();
}

fn a_state_beyond_64_kb_is_not_stored(place: &Place) {
    let journal = place.open();
    submit(&journal, 1, import(account(1), 100)).unwrap();
    let long = submit(&journal, 2, spend(account(1), order(1), 1, &"长".repeat(22_000)));
    assert!(matches!(&long, Err(Rejected::Unavailable(why)) if why.contains("65536")), "{long:?}");
    submit(&journal, 3, spend(account(1), order(1), 1, &"长".repeat(21_000))).unwrap();
    let large: Work = Arc::new(|unit| {
        unit.put_body(vec![0; 20_000]);
        Ok(())
    });
    assert!(matches!(submit(&journal, 4, large), Err(Rejected::Unavailable(_))));
}

fn the_clock_is_absorbed_for_two_seconds_and_then_stops_writing(place: &Place) {
    let journal = place.open();
    let first = submit(&journal, 1, import(account(1), 1)).unwrap();
    place.clock.0.fetch_sub(2_000, Ordering::SeqCst);
    assert_eq!(submit(&journal, 2, import(account(1), 1)).unwrap().at, first.at);
    place.clock.0.fetch_sub(1, Ordering::SeqCst);
    assert!(matches!(submit(&journal, 3, import(account(1), 1)), Err(Rejected::Unavailable(_))));
    place.clock.0.fetch_add(3_000, Ordering::SeqCst);
    let later = submit(&journal, 3, import(account(1), 1)).unwrap();
    assert_eq!(later.at.millis(), START + 999);
    let stamped: Work = Arc::new(|unit| {
        assert_eq!((unit.received().millis(), unit.now().millis()), (START - 7, START + 999));
        Ok(())
    });
    let mut early = request(4, "");
    early.received = Some(kernel::Instant::from_millis(START - 7));
    journal.submit(early, stamped).wait().unwrap();
}

fn a_trial_is_taken_back(place: &Place) {
    let journal = place.open();
    let work: Work = Arc::new(|unit| {
        unit.record::<Account>(
            account(1),
            AccountEvent::Imported { amount: Money::from_yuan(5), name: String::new() },
        )?;
        let mark = unit.mark();
        unit.record::<Account>(account(1), AccountEvent::Closed)?;
        unit.record::<Account>(account(2), AccountEvent::Closed)?;
        unit.put_body(vec![1]);
        assert_eq!(unit.version::<Account>(account(1))?, 2);
        unit.rewind(mark);
        assert_eq!(unit.version::<Account>(account(2))?, 0);
        assert_eq!(unit.load::<Account>(account(1))?.amount, Money::from_yuan(5));
        Ok(())
    });
    let accepted = submit(&journal, 1, work).unwrap();
    assert_eq!(accepted.streams, [account(1).stream()]);
    assert!(journal.body(&kernel::Digest::of(&[1])).unwrap().is_none());
    drop(journal);
    place.verify().unwrap();
}

fn sealed_values_open_until_erased(place: &Place) {
    let journal = place.open();
    let subject = Uuid::from_u128(77);
    let place_order = |id: u128, subject: Uuid| -> Work {
        Arc::new(move |unit| {
            let name = Personal::new("张三".to_owned());
            let recipient: Sealed<Personal<String>> = unit.seal(subject, &name)?;
            assert_eq!(unit.unseal(&recipient)?, Some(name));
            let event =
                OrderEvent::Placed { amount: Money::ZERO, text: String::new(), recipient: Some(recipient) };
            Ok(unit.record::<Order>(order(id), event)?)
        })
    };
    submit(&journal, 1, place_order(1, subject)).unwrap();
    submit(&journal, 2, place_order(2, subject)).unwrap();
    submit(&journal, 3, place_order(3, Uuid::from_u128(78))).unwrap();
    let recipient = |id| journal.state::<Order>(order(id)).unwrap().unwrap().1.recipient.unwrap();
    let name = journal.unseal(&recipient(1)).unwrap().unwrap();
    assert_eq!(name.reveal(), "张三");
    assert_eq!(journal.feed(0, 1).unwrap()[0].private, [recipient(1).commitment]);
    let (report, sealed) = (place.verify().unwrap(), recipient(2));
    assert_eq!((report.sealed, report.erased), (3, 0));
    let erase: Work = Arc::new(move |unit| {
        unit.erase(subject);
        assert_eq!(unit.unseal(&sealed)?, None);
        Ok(())
    });
    submit(&journal, 4, erase).unwrap();
    assert_eq!(journal.unseal(&recipient(1)).unwrap(), None);
    assert!(journal.unseal(&recipient(3)).unwrap().is_some());
    submit(&journal, 5, place_order(5, subject)).expect("a new key for what is sealed later");
    drop(journal);
    let report = place.verify().unwrap();
    assert_eq!((report.sealed, report.erased), (2, 2));
    let unopened = verify(&place.database, &streams(), &views(), None, &mut |_, _| {}).unwrap();
    assert_eq!((unopened.sealed, unopened.unopened), (0, 2));
    // Everything erasable erased: what the law needs still verifies.
    let journal = place.open();
    let erase: Work = Arc::new(move |unit| {
        unit.erase(subject);
        unit.erase(Uuid::from_u128(78));
        Ok(())
    });
    submit(&journal, 6, erase).unwrap();
    drop(journal);
    assert_eq!(place.verify().unwrap().erased, 4);
}

fn small_bodies_share_the_commit(place: &Place) {
    let journal = place.open();
    for id in 1..3 {
        let work: Work = Arc::new(|unit| {
            let digest = unit.put_body(b"body".to_vec());
            assert_eq!(unit.body(&digest)?.as_deref(), Some(&b"body"[..]));
            Ok(())
        });
        submit(&journal, id, work).unwrap();
    }
    assert_eq!(journal.body(&kernel::Digest::of(b"body")).unwrap().as_deref(), Some(&b"body"[..]));
}

fn a_reader_neither_writes_nor_takes_long(place: &Place) {
    let journal = place.open();
    submit(&journal, 1, import(account(1), 1)).unwrap();
    assert!(journal.read(|tx| tx.exec("DELETE FROM event", &[])).is_err());
    let slow = journal.read(|tx| {
        std::thread::sleep(Duration::from_millis(2_100));
        tx.query("SELECT seq FROM event", &[])
    });
    assert!(matches!(slow, Err(StoreError::Unavailable(_))), "{slow:?}");
    assert_eq!(journal.read(|tx| tx.query("SELECT seq FROM event", &[])).unwrap().len(), 1);
}

fn a_view_with_a_new_version_is_filled_anew(place: &Place) {
    let journal = place.open();
    fill(&journal, 30);
    drop(journal);
    let count = |journal: &Journal| {
        let sql = "SELECT CAST(SUM(rest) AS BIGINT), COUNT(*) FROM accounts";
        let rows = journal.read(|tx| tx.query(sql, &[])).unwrap();
        (rows[0].int(0).unwrap(), rows[0].int(1).unwrap())
    };
    let before = count(&place.open());
    place.raw("UPDATE accounts SET rest = 1");
    let settings = Settings { views: vec![Arc::new(Lists(2))], ..place.settings() };
    let journal = Journal::open(settings).unwrap();
    assert_eq!(count(&journal), before);
    drop(journal);
    let journal = Journal::open(Settings { views: Vec::new(), ..place.settings() }).unwrap();
    assert!(journal.read(|tx| tx.query("SELECT * FROM accounts", &[])).is_err(), "dropped with its view");
    drop(journal);
    assert_eq!(count(&place.open()), before);
    place.verify().unwrap();
}

fn a_stale_fold_is_folded_again(place: &Place) {
    let journal = place.open();
    submit(&journal, 1, import(account(1), 100)).unwrap();
    submit(&journal, 2, spend(account(1), order(1), 10, "")).unwrap();
    drop(journal);
    place.raw("UPDATE state SET fold = 0, body = '{\"old\":true}'");
    let journal = place.open();
    let (version, state) = journal.state::<Account>(account(1)).unwrap().unwrap();
    assert_eq!((version, state.spent), (2, Money::from_yuan(10)));
    submit(&journal, 3, spend(account(1), order(2), 10, "")).unwrap();
    drop(journal);
    place.verify().unwrap();
}

fn a_deposed_writer_cannot_commit(place: &Place) {
    let journal = place.open();
    submit(&journal, 1, import(account(1), 100)).unwrap();
    if matches!(place.database, Database::Sqlite(_)) {
        assert!(matches!(Journal::open(place.settings()), Err(OpenError::Locked(_))));
    }
    place.raw("UPDATE head SET epoch = epoch + 1");
    assert!(matches!(submit(&journal, 2, import(account(1), 1)), Err(Rejected::Unavailable(_))));
    assert!(matches!(submit(&journal, 3, import(account(1), 1)), Err(Rejected::Unavailable(_))));
    assert_eq!(journal.head().seq, 1);
    drop(journal);
    let journal = place.open();
    submit(&journal, 2, import(account(1), 1)).unwrap();
    drop(journal);
    assert_eq!(place.verify().unwrap().events, 2);
}

fn a_newer_schema_is_refused(place: &Place) {
    drop(place.open());
    place.raw("INSERT INTO migration (number, name) VALUES (99, 'of tomorrow')");
    let error = Journal::open(place.settings()).err().unwrap();
    assert!(matches!(error, OpenError::NewerSchema { found: 99, .. }), "{error}");
    assert!(place.verify().unwrap_err().what.contains("schema 99"));
}

fn a_shortened_journal_is_refused(place: &Place) {
    let journal = place.open();
    submit(&journal, 1, import(account(1), 100)).unwrap();
    let earlier = (journal.head(), place.folder.path().join("checkpoints"));
    drop(journal);
    let saved = snapshot(place);
    let journal = place.open();
    assert_eq!(journal.head(), earlier.0);
    submit(&journal, 2, import(account(1), 100)).unwrap();
    drop(journal);
    restore(place, &saved);
    let error = Journal::open(place.settings()).err().unwrap();
    assert!(matches!(error, OpenError::Shorter { journal: 1, checkpoint: 2 }), "{error}");
}

fn a_replaced_journal_is_refused(place: &Place) {
    drop(place.open());
    let saved = snapshot(place);
    let journal = place.open();
    submit(&journal, 1, import(account(1), 100)).unwrap();
    drop(journal);
    restore(place, &saved);
    // Another history of the same log, made without the checkpoint folder.
    let journal = Journal::open(Settings { checkpoints: None, ..place.settings() }).unwrap();
    submit(&journal, 1, import(account(1), 200)).unwrap();
    submit(&journal, 2, import(account(1), 300)).unwrap();
    drop(journal);
    let error = Journal::open(place.settings()).err().unwrap();
    assert!(matches!(error, OpenError::Different(1)), "{error}");
    // Without the frontier beside the checkpoint everything is hashed, with the same result.
    std::fs::remove_file(place.folder.path().join("checkpoints/frontier")).unwrap();
    let error = Journal::open(place.settings()).err().unwrap();
    assert!(matches!(error, OpenError::Different(1)), "{error}");
    let other = Settings { master: MasterKey::from_bytes([8; 32]), ..place.settings() };
    assert!(matches!(Journal::open(other), Err(OpenError::Checkpoint(_))));
}

const TABLES: &[&str] = &["event", "head", "command", "state", "accounts", "orders", "totals"];
/// Copies the tables aside, in the same database.
fn snapshot(place: &Place) -> Vec<String> {
    for table in TABLES {
        place.raw(&format!("CREATE TABLE saved_{table} AS SELECT * FROM {table}"));
    }
    TABLES
        .iter()
        .map(|table| format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM saved_{table};"))
        .collect()
}
fn restore(place: &Place, saved: &[String]) {
    saved.iter().for_each(|sql| place.raw(sql));
}

fn followers_keep_their_place(place: &Place) {
    let journal = place.open();
    assert_eq!(journal.position("search").unwrap(), 0);
    journal.advance("search", 5).unwrap();
    journal.advance("search", 9).unwrap();
    drop(journal);
    assert_eq!(place.open().position("search").unwrap(), 9);
}

fn waiters_are_woken(place: &Place) {
    let journal = Arc::new(place.open());
    let commits = journal.subscribe();
    assert_eq!(commits.wait(0, Duration::from_millis(1)), 0);
    let writer = Arc::clone(&journal);
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        submit(&writer, 1, import(account(1), 1)).unwrap();
    });
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        assert_eq!(commits.beyond(0).await, 1);
        let accepted = journal.submit(request(2, ""), import(account(1), 1)).await.unwrap();
        assert_eq!(accepted.last, 2);
        assert_eq!(journal.state::<Account>(account(1)).unwrap().unwrap().0, 2, "reads inside a runtime");
    });
    thread.join().unwrap();
    journal.close();
    assert_eq!(commits.wait(2, Duration::from_secs(9)), 2);
    assert!(commits.is_closed());
    assert!(matches!(submit(&journal, 3, import(account(1), 1)), Err(Rejected::Unavailable(_))));
}

fn fill(journal: &Journal, n: u128) {
    let mut tickets = Vec::new();
    for i in 0..3 {
        tickets.push(journal.submit(request(100 + i, ""), import(account(i), 1_000_000)));
    }
    for i in 0..n {
        let work = spend(account(i % 3), order(i), i64::try_from(i % 50).unwrap(), "订单");
        tickets.push(journal.submit(request(1_000 + i, ""), work));
    }
    for ticket in tickets {
        ticket.wait().unwrap();
    }
}

fn many_threads_lose_nothing(place: &Place) {
    let journal = place.open();
    submit(&journal, 1, import(account(1), 1_000)).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8_u128 {
            let journal = &journal;
            scope.spawn(move || {
                for i in 0..25 {
                    let id = 100 * (thread + 1) + i;
                    let accepted = submit(journal, id, spend(account(1), order(id), 5, "")).unwrap();
                    // A caller that was answered sees its own writing.
                    let state = journal.state::<Order>(order(id)).unwrap().unwrap().1;
                    assert_eq!(state.amount, Money::from_yuan(5));
                    assert!(journal.head().seq >= accepted.last);
                }
            });
        }
    });
    let refused = submit(&journal, 9_000, spend(account(1), order(9_000), 1, ""));
    assert_eq!(refused, Err(Rejected::Refused(Refusal::new("E_NO_BUDGET"))));
    drop(journal);
    assert_eq!(place.verify().unwrap().events, 401);
}

fn the_deadline_lane_goes_first(place: &Place) {
    let journal = place.open();
    let order = Arc::new(Mutex::new(Vec::new()));
    let gate = hold(&journal, 1);
    let mut tickets = Vec::new();
    for (id, lane) in [(1, Lane::Low), (2, Lane::Normal), (3, Lane::Deadline), (4, Lane::Normal)] {
        let order = Arc::clone(&order);
        let work: Work = Arc::new(move |_| {
            order.lock().unwrap().push(id);
            Ok(())
        });
        let request = Request { lane, ..request(id, "") };
        tickets.push(journal.submit(request, work));
    }
    assert_eq!(journal.queue_depth(), 4);
    drop(gate);
    tickets.into_iter().for_each(|ticket| drop(ticket.wait().unwrap()));
    assert_eq!(*order.lock().unwrap(), [3, 2, 4, 1]);
}

fn every_changed_column_is_named(place: &Place) {
    let journal = place.open();
    fill(&journal, 10);
    drop(journal);
    place.verify().unwrap();
    let pg = matches!(place.database, Database::Postgres(_));
    // One character or byte of event 7 changed in each column; `seq` leaves a gap at 7.
    let text = |column: &str| {
        let length = format!("LENGTH({column})");
        format!("{column} = SUBSTR({column}, 1, {length} - 2) || '7' || SUBSTR({column}, {length})")
    };
    let blob = |column: &str| {
        if pg {
            format!("{column} = SET_BYTE({column}, 3, GET_BYTE({column}, 3) # 1)")
        } else {
            let last =
                format!("CAST(CASE HEX(SUBSTR({column}, 4, 1)) WHEN '41' THEN 'B' ELSE 'A' END AS BLOB)");
            format!("{column} = CAST(SUBSTR({column}, 1, 3) || {last} || SUBSTR({column}, 5) AS BLOB)")
        }
    };
    let changes = [
        "seq = 700".to_owned(),
        text("stream"),
        "version = version + 1".to_owned(),
        text("kind"),
        "at = at + 1".to_owned(),
        text("actor"),
        text("command"),
        text("ruleset"),
        text("public"),
        "private = '[7]'".to_owned(),
        blob("salt"),
        blob("leaf"),
    ];
    place.raw("CREATE TABLE kept AS SELECT * FROM event WHERE seq = 7");
    for change in changes {
        place.raw(&format!("UPDATE event SET {change} WHERE seq = 7"));
        let difference = place.verify().expect_err(&change);
        assert_eq!(difference.seq, Some(7), "{change}: {difference}");
        place.raw("DELETE FROM event WHERE seq IN (7, 700); INSERT INTO event SELECT * FROM kept");
    }
    place.verify().unwrap();
}

fn other_damage_is_found(place: &Place) {
    let journal = place.open();
    fill(&journal, 10);
    let work: Work = Arc::new(|unit| {
        let recipient = unit.seal(Uuid::from_u128(1), &Personal::new("李四".to_owned()))?;
        unit.put_body(b"body".to_vec());
        let event =
            OrderEvent::Placed { amount: Money::ZERO, text: String::new(), recipient: Some(recipient) };
        Ok(unit.record::<Order>(order(50), event)?)
    });
    submit(&journal, 1, work).unwrap();
    drop(journal);
    place.verify().unwrap();
    let damages = [
        ("accounts", "UPDATE accounts SET rest = rest + 1 WHERE id = (SELECT MIN(id) FROM accounts)"),
        ("orders", "DELETE FROM orders WHERE id = (SELECT MIN(id) FROM orders)"),
        ("totals", "INSERT INTO totals (what, n) VALUES ('zzz', 1)"),
        ("state", "UPDATE state SET body = REPLACE(body, '\"orders\":', '\"orders\":1')"),
        ("state", "DELETE FROM state WHERE stream = (SELECT MAX(stream) FROM state)"),
        ("event", "DELETE FROM event WHERE seq = (SELECT MAX(seq) FROM event)"),
        ("head", "UPDATE head SET root = salt FROM (SELECT salt FROM event WHERE seq = 1) AS e"),
        ("command", "DELETE FROM command WHERE first = 3"),
        ("command", "UPDATE command SET last = last + 1 WHERE first = 4"),
        ("vault", "UPDATE vault SET commitment = REPLACE(commitment, SUBSTR(commitment, 1, 1), 'x')"),
        ("vault", "DELETE FROM vault"),
        ("body", "UPDATE body SET digest = 'x'"),
    ];
    for (table, damage) in damages {
        place.raw(&format!("CREATE TABLE kept AS SELECT * FROM {table}; {damage}"));
        let difference = place.verify().expect_err(damage);
        assert!(!difference.what.is_empty());
        place.raw(&format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept; DROP TABLE kept"));
    }
    place.verify().unwrap();
}
