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
        outside_ca: None,
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
    strangers_see_nothing(&platform);
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

/// Every stream of the city × every role of an organisation elsewhere that has nothing to do with it.
fn strangers_see_nothing(platform: &Platform) {
    const PUBLISHED: [&str; 3] = ["tender.notice", "mall.listing", "goods.standard"];
    const OPERATORS: [&str; 3] = ["registry.certificate", "registry.organisation", "registry.person"];
    const CONFIDENTIAL: [&str; 3] = ["bidding.", "draw.", "evaluation."];
    let region: kernel::Region = "440100".parse().expect("another province");
    let stranger = |role: Role| kernel::Actor {
        person: <kernel::PersonId as kernel::StreamId>::from_uuid(uuid::Uuid::from_u128(7)),
        organisation: <OrganisationId as kernel::StreamId>::from_uuid(uuid::Uuid::from_u128(8)),
        roles: vec![role],
        region,
        lent: Vec::new(),
    };
    let rows = platform.journal().read(|tx| tx.query("SELECT stream FROM state", &[])).expect("read");
    let mut kinds = std::collections::BTreeSet::new();
    for row in &rows {
        let stream: kernel::StreamName = row.parse(0).expect("a stream");
        let parties = crate::parties::parties(platform, &stream).expect("read");
        assert_ne!(parties, crate::parties::Parties::default(), "{stream}: nobody is party to it");
        kinds.insert(stream.kind().to_owned());
        let confidential = CONFIDENTIAL.iter().any(|kind| stream.kind().starts_with(kind));
        assert!(!confidential || parties.region.is_none(), "{stream}: authorities would see who bids");
        for role in Role::ALL.iter().copied() {
            let expected = role != Role::Public
                && (PUBLISHED.contains(&stream.kind())
                    || (role == Role::Auditor && parties.region.is_some())
                    || (role == Role::Operator && OPERATORS.contains(&stream.kind())));
            assert_eq!(parties.include(&stranger(role)), expected, "{stream} {role:?}");
        }
        for organisation in &parties.organisations {
            let own = |role| kernel::Actor { organisation: *organisation, ..stranger(role) };
            assert!(parties.include(&own(Role::PurchaserClerk)), "{stream}");
            assert_eq!(
                parties.include(&own(Role::Expert)),
                PUBLISHED.contains(&stream.kind()),
                "{stream}: an expert does not act for the organisation"
            );
        }
    }
    // No follower runs here that would raise alerts; who sees one is tested with them. Statutes, templates and standards
    // come with the platform.
    // Keys are kept for people with a telephone and a second factor.
    // Templates and demand standards are those of the data files until somebody sets others.
    let never = [
        "goods.demand_standard",
        "goods.template",
        "registry.delegation",
        "registry.handover",
        "registry.signing_key",
        "statute.statute",
        "supervision.alert",
        "supervision.ruleset",
    ];
    let missing: Vec<_> = crate::streams()
        .kinds()
        .into_iter()
        .filter(|kind| !kinds.contains(*kind) && !never.contains(kind))
        .collect();
    assert!(missing.is_empty(), "the city has none of {missing:?}");
}
