//! A tiny city lives: nobody gets stuck, purchases close, the journal verifies.

use super::*;
use crate::{BusinessClock, Setup, passwords::Cost};
use journal::{Database, MasterKey};
use procurement::{RuleBook, budget::Indicator};
use std::{collections::BTreeMap, sync::Arc};

#[test]
fn a_tiny_city_lives_and_nobody_gets_stuck() {
    let folder = tempfile::tempdir().expect("a folder");
    let today: Date = "2026-03-02".parse().expect("a date");
    let clock = Arc::new(BusinessClock::starting_at(City::starts(Scale::Tiny, today)));
    let database = Database::Sqlite(folder.path().join("journal.db"));
    let setup = Setup {
        database: database.clone(),
        folder: folder.path().to_owned(),
        master: MasterKey::from_bytes([7; 32]),
        clock,
        rules: RuleBook::builtin(),
        password_cost: Cost::Light,
    };
    let platform = Platform::open(setup).expect("opens");
    let mut city = City::new(platform.clone(), Scale::Tiny, 1).expect("founded");
    city.live_until(Instant::at(today, 9, 0), &mut |_, _, _| {}).expect("lived");
    let stuck: Vec<_> = city
        .stuck()
        .iter()
        .map(|(todo, refusal)| format!("{} on {}: {refusal}", todo.command, todo.stream))
        .collect();
    assert!(stuck.is_empty(), "{}", stuck.join("\n"));
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for event in platform.journal().feed(0, 100_000).expect("read") {
        *kinds.entry(event.kind).or_default() += 1;
    }
    for kind in ["indicator.imported", "project.closed", "order.paid"] {
        assert!(kinds.contains_key(kind), "no {kind} in {kinds:#?}");
    }
    let clerk = platform.sign_in("clerk", testing::PASSWORD).expect("signs in").actor;
    let asked = platform.todo(&clerk, 50).expect("read");
    let asked = asked.iter().filter(|todo| todo.command == "demand.publish_intention");
    let indicators: Vec<_> = asked.filter_map(|todo| todo.stream.id::<kernel::IndicatorId>()).collect();
    assert!(!indicators.is_empty(), "the visitor finds a purchase to begin");
    for id in indicators {
        let indicator = platform.state::<Indicator>(id).expect("read").expect("there");
        assert_eq!(indicator.account().expect("imported").issue.year, today.year(), "money of this year");
    }
    platform.journal().close();
    drop((city, platform));
    journal::verify(
        &database,
        &crate::streams(),
        &crate::views(),
        Some(&MasterKey::from_bytes([7; 32])),
        &mut |_, _| {},
    )
    .expect("verifies");
}
