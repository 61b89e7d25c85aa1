//! Alerts, tried through the engine: found live and over history, explained, decided.

use super::{AlertFilter, AlertRow, alerts_in, alerts_of, screen_history};
use crate::{payment::town::seed, testing::Town};
use kernel::{
    Actor, AlertId, BidId, Category, Digest, Instant, LotId, Money, OrganisationId, Refusal, Region, Role,
    Span, StreamId,
};
use procurement::{
    bidding::{
        Bid, BidEvent, BidMatter, Envelope, Offer, Opening, OpeningEvent, OpeningMatter, Signature, Sme,
    },
    demand::Method,
    law::Level,
    plan::SmeReservation,
    supervision::Alert,
    tender::{Lot, LotAbout, LotEvent},
};
use serde_json::{Value, json};
use uuid::Uuid;

fn id<I: StreamId>(n: u128) -> I {
    I::from_uuid(Uuid::from_u128(0x0195_0000_0000_7000_8000_0000_0000_0000 | n))
}
fn lot() -> LotId {
    id(1)
}

/// A lot whose bids are read out: price in yuan and machine of each.
fn opened(town: &Town, offers: &[(i64, &str)]) {
    let bidders: Vec<OrganisationId> = town
        .suppliers
        .iter()
        .map(|supplier| supplier.organisation)
        .chain([town.agency.organisation])
        .collect();
    let offers: Vec<(i64, Digest)> =
        offers.iter().map(|(price, machine)| (*price, Digest::of(machine.as_bytes()))).collect();
    let about = LotAbout {
        project: id(2),
        project_no: "DT-2026-7".into(),
        project_name: "教学设备采购".into(),
        number: 1,
        name: "一包".into(),
        plan: id(3),
        purchaser: town.purchaser.organisation,
        agency: town.agency.organisation,
        region: town.purchaser.clerk.region,
        catalogue: "A02010105".parse().unwrap(),
        category: Category::Goods,
        method: Method::PublicTender,
        budget: Money::from_yuan(1_200_000),
        ceiling: Money::from_yuan(1_200_000),
        sme: SmeReservation::Whole { small_only: false },
    };
    seed(town, move |unit| {
        let now = unit.now();
        unit.record::<Lot>(lot(), LotEvent::Opened(Box::new(about.clone())))?;
        let opening = Opening::id_of(lot());
        let matter = OpeningMatter {
            project: id(2),
            lot: lot(),
            conductor: about.agency,
            title: about.title(),
            started: now,
            bids: u32::try_from(offers.len()).unwrap(),
        };
        unit.record::<Opening>(opening, OpeningEvent::Started { matter, until: now })?;
        for (n, (price, machine)) in offers.iter().enumerate() {
            let bid: BidId = id(100 + n as u128);
            let digest = Digest::of(&[n as u8]);
            let signature = Signature { value: String::new(), user: String::new(), certificate: digest };
            let matter = BidMatter { project: id(2), lot: lot(), supplier: bidders[n], title: String::new() };
            let envelope = Envelope { digest, size: 1, signature };
            unit.record::<Bid>(bid, BidEvent::Submitted { matter, envelope, no: 1, received: now })?;
            unit.record::<Bid>(bid, BidEvent::Locked { opening, decrypt_until: now })?;
            let offer = Offer {
                price: Money::from_yuan(*price),
                delivery_days: 30,
                sme: Sme::Small,
                domestic: true,
                content: digest,
                machine: vec![*machine],
            };
            unit.record::<Bid>(bid, BidEvent::Decrypted { offer })?;
            unit.record::<Opening>(opening, OpeningEvent::BidOpened { bid, valid: true })?;
        }
        let valid = u32::try_from(offers.len()).unwrap();
        unit.record::<Opening>(opening, OpeningEvent::Announced { valid })?;
        Ok(())
    });
}
const SERIES: [(i64, &str); 4] = [(800_000, "a"), (900_000, "b"), (1_000_000, "c"), (1_100_000, "d")];

fn found(town: &Town, region: Region) -> Vec<AlertRow> {
    let filter = AlertFilter::default();
    town.platform.journal().read(|tx| alerts_in(tx, region, &filter, 0, 50)).unwrap()
}
fn here(town: &Town) -> Region {
    town.purchaser.clerk.region
}
fn give(town: &Town, actor: &Actor, verb: &str, alert: AlertId, mut input: Value) -> Result<(), Refusal> {
    input["alert"] = json!(alert.uuid());
    town.run(actor, &format!("supervision.{verb}_alert"), input).map(|_| ())
}
/// One BRG-16 alert.
fn series() -> (Town, AlertId) {
    let town = Town::new();
    opened(&town, &SERIES);
    town.platform.catch_up_all().unwrap();
    let alert = found(&town, here(&town))[0].id;
    (town, alert)
}

#[test]
fn an_arithmetic_series_of_prices_is_found_once() {
    let (town, _) = series();
    let alerts = found(&town, here(&town));
    assert_eq!(alerts.len(), 1, "{alerts:?}");
    assert_eq!((alerts[0].rule.as_str(), alerts[0].level), ("BRG-16", Level::Red));
    assert_eq!(alerts[0].subject, lot().stream());
    assert_eq!(alerts[0].title, "教学设备采购 · 一包");
    let screened = screen_history(&town.platform).unwrap();
    assert_eq!(screened.alerts, 0);
    assert!(screened.events > 0);
    assert_eq!(found(&town, here(&town)).len(), 1);
}
#[test]
fn history_is_screened_by_the_same_rules() {
    let town = Town::new();
    opened(&town, &SERIES);
    assert_eq!(screen_history(&town.platform).unwrap().alerts, 1);
    town.platform.catch_up_all().unwrap();
    assert_eq!(found(&town, here(&town)).len(), 1);
}
#[test]
fn ordinary_prices_from_four_machines_raise_nothing() {
    let town = Town::new();
    opened(&town, &[(1_000_000, "a"), (1_030_000, "b"), (1_040_000, "c"), (1_090_000, "d")]);
    town.platform.catch_up_all().unwrap();
    assert_eq!(found(&town, here(&town)), []);
}
#[test]
fn an_alert_comes_within_a_second() {
    let town = Town::new();
    let _running = town.platform.start_followers();
    opened(&town, &SERIES);
    for _ in 0..100 {
        if !found(&town, here(&town)).is_empty() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("no alert within a second");
}
#[test]
fn bidders_on_one_machine_are_asked_each_for_itself() {
    let town = Town::new();
    opened(&town, &[(1_000_000, "a"), (1_030_000, "b"), (1_090_000, "a")]);
    town.platform.catch_up_all().unwrap();
    let mut alerts = found(&town, here(&town));
    alerts.sort_by_key(|alert| alert.organisation);
    let mut concerned = [town.suppliers[0].organisation, town.suppliers[2].organisation];
    concerned.sort_unstable();
    assert_eq!(alerts.iter().map(|alert| alert.organisation).collect::<Vec<_>>(), concerned);
    assert!(alerts.iter().all(|alert| alert.rule == "BRG-01"));
    assert_eq!(town.state::<Alert>(alerts[0].id).raised.unwrap().evidence.len(), 2);
}
#[test]
fn the_way_of_an_alert_from_question_to_decision() {
    let (town, alert) = series();
    let (pm, regulator) = (&town.agency.pm, &town.finance.regulator);
    let explanation = || json!({ "explanation": "报价由清单计价形成" });
    let early = give(&town, pm, "explain", alert, explanation());
    assert_eq!(early.unwrap_err().code, "E_STATE");
    let asked = || {
        let todo = town.platform.todo(pm, 9).unwrap();
        todo.into_iter().find(|todo| todo.command == "supervision.explain_alert")
    };
    assert_eq!(asked(), None);
    give(&town, regulator, "ask", alert, json!({ "question": "请说明各家报价的关系" })).unwrap();
    assert_eq!(asked().unwrap().due, Some("2026-03-10T00:00".parse().unwrap()));
    let verdict = || json!({ "outcome": "dismissed", "opinion": "清单相同，差额源于运距" });
    assert_eq!(give(&town, regulator, "close", alert, verdict()).unwrap_err().code, "E_ALERT_UNHEARD");
    let other = give(&town, &town.purchaser.clerk, "explain", alert, explanation());
    assert_eq!(other.unwrap_err().code, "E_FORBIDDEN_SCOPE");
    give(&town, pm, "explain", alert, explanation()).unwrap();
    give(&town, regulator, "close", alert, verdict()).unwrap();
    assert_eq!(town.state::<Alert>(alert).state(), "dismissed");
    assert_eq!(found(&town, here(&town)), []);
    let filter = AlertFilter { state: Some("dismissed".into()), ..AlertFilter::default() };
    let closed = town.platform.journal().read(|tx| alerts_in(tx, here(&town), &filter, 0, 9)).unwrap();
    assert_eq!(closed.len(), 1);
}
#[test]
fn who_lets_the_time_pass_is_decided_about_unheard() {
    let (town, alert) = series();
    give(&town, &town.finance.regulator, "ask", alert, json!({ "question": "请说明" })).unwrap();
    let due: Instant = "2026-03-10T00:00".parse().unwrap();
    let close = || {
        let verdict = json!({ "outcome": "confirmed", "opinion": "逾期未说明，移送立案" });
        give(&town, &town.finance.regulator, "close", alert, verdict)
    };
    town.advance_to(due);
    assert_eq!(close().unwrap_err().code, "E_ALERT_UNHEARD");
    town.advance_to(due.plus(Span::millis(1000)));
    close().unwrap();
    assert_eq!(town.state::<Alert>(alert).state(), "confirmed");
}
#[test]
fn a_regulator_elsewhere_neither_sees_nor_decides() {
    let (town, alert) = series();
    assert_eq!(found(&town, "230100".parse().unwrap()), []);
    assert_eq!(found(&town, "230000".parse().unwrap()).len(), 1);
    assert_eq!(found(&town, Region::default()).len(), 1);
    let city = json!({
        "kind": "regulator", "name": "哈尔滨市财政局", "uscc": crate::testing::uscc("11230100", 800),
        "region": "230100", "size": "none",
    });
    let accepted = town.run_system("registry.set_up_organisation", city).unwrap();
    let person = json!({
        "organisation": town.id::<OrganisationId>(&accepted), "name": "外地监管", "login": "elsewhere",
        "password": crate::testing::PASSWORD, "roles": [{ "role": Role::FaRegulator.id() }],
    });
    let accepted = town.run_system("registry.enrol_person", person).unwrap();
    let elsewhere = town.platform.actor(town.id(&accepted)).unwrap();
    let refused = give(&town, &elsewhere, "ask", alert, json!({ "question": "请说明" }));
    assert_eq!(refused.unwrap_err().code, "E_FORBIDDEN_SCOPE");
    let ready = town.platform.ready(&elsewhere, "supervision.close_alert", &alert.stream());
    assert_eq!(ready.unwrap_err().code, "E_FORBIDDEN_SCOPE");
    town.platform.ready(&town.finance.regulator, "supervision.close_alert", &alert.stream()).unwrap();
}
#[test]
fn nobody_but_the_platform_raises_alerts() {
    let town = Town::new();
    let input = json!({});
    for actor in [&town.finance.regulator, &town.operator, &town.purchaser.clerk] {
        let refused = town.run(actor, "supervision.raise_alert", input.clone());
        assert_eq!(refused.unwrap_err().code, "E_FORBIDDEN");
    }
}
#[test]
fn a_warning_with_its_reason_is_an_alert_that_is_explained_already() {
    let shop = crate::mall::tests::Shop::new(1_000_000, 40_000);
    let town = &shop.town;
    shop.order(4).unwrap();
    let mut envelope = crate::Envelope::new(crate::testing::fresh(), "mall.place_order", shop.wish(2));
    envelope.reasons = [("MAL-03".to_owned(), "另一校区临时增设考点".to_owned())].into();
    town.platform.submit(&town.purchaser.clerk, envelope).unwrap();
    let alerts = |tx: &mut dyn journal::Tx| alerts_of(tx, town.purchaser.organisation, 9);
    let pending = town.platform.journal().read(alerts).unwrap();
    assert_eq!(pending, [], "a proposal is no order yet");
    let proposal = town.platform.todo(&town.purchaser.head, 9).unwrap();
    let proposal = proposal.iter().find(|todo| todo.command == "supervision.approve_proposal").unwrap();
    let input = json!({ "proposal": proposal.stream.uuid() });
    town.run(&town.purchaser.head, "supervision.approve_proposal", input).unwrap();
    let alerts = town.platform.journal().read(alerts).unwrap();
    assert_eq!((alerts.len(), alerts[0].state.as_str(), alerts[0].rule.as_str()), (1, "explained", "MAL-03"));
    let alert = town.state::<Alert>(alerts[0].id);
    assert!(alert.shown_to(town.purchaser.organisation));
    assert_eq!(alert.raised.unwrap().reason.unwrap().text, "另一校区临时增设考点");
}
