//! Projects through the engine: nothing begins off the platform, two people everywhere, the void lot, the correction.

use super::lists;
use crate::testing::{Tendered, Town};
use kernel::{Instant, Money, NoticeId, Refusal, Span};
use procurement::{
    budget::Indicator,
    plan::{Plan, PlanStage},
    tender::{Lot, LotStage, Notice, NoticeType, Project, ProjectStage, TenderDocument},
};
use serde_json::{Value, json};

fn refused(result: Result<journal::Accepted, Refusal>) -> (String, Option<String>) {
    let refusal = result.expect_err("refused");
    (refusal.code.into_owned(), refusal.rule.map(std::borrow::Cow::into_owned))
}
fn publish(town: &Town, input: Value) -> Result<journal::Accepted, Refusal> {
    town.run2(&town.agency.pm, &town.agency.reviewer, "tender.publish_notice", input)
}

#[test]
fn a_project_takes_number_and_lots_from_the_plan() {
    let town = Town::new();
    let entrustment = town.entrusted(4_000_000, 3_860_000);
    let project = town.opened(entrustment);
    let state = town.state::<Project>(project);
    let about = state.about().expect("opened");
    assert_eq!((about.number.as_str(), about.lots.len()), ("230606-2026-000001", 1));
    let lot = town.state::<Lot>(about.lots[0].id);
    assert_eq!((lot.about().expect("opened").budget, lot.stage), (about.lots[0].budget, LotStage::Preparing));
    assert!(
        matches!(town.state::<Plan>(about.plan), Plan::Filed { stage: PlanStage::Executing(by), .. } if by == project)
    );
    let again = town.run(&town.agency.pm, "tender.open_project", json!({ "entrustment": entrustment }));
    assert!(again.is_err());
    let todo = town.platform.todo(&town.agency.pm, 10).expect("a list");
    assert_eq!(todo[0].command, "tender.draft_document");
}
#[test]
fn a_document_that_does_not_add_up_is_refused_at_its_field() {
    let town = Town::new();
    let project = town.opened(town.entrusted(4_000_000, 3_860_000));
    let mut document = town.document(project);
    document["scoring"]["price_points"] = json!("31");
    let refusal = town.run(&town.agency.pm, "tender.draft_document", document).expect_err("101 points");
    assert_eq!((&*refusal.code, refusal.fields[0].path.as_str()), ("E_SCORE_SUM", "scoring.factors"));
    let supplier = town.run(&town.suppliers[0].clerk, "tender.draft_document", town.document(project));
    assert_eq!(refused(supplier).0, "E_FORBIDDEN");
}
/// Real documents quantify a factor over pages, list hundreds of parameters, and cap single prices.
#[test]
fn a_document_as_long_as_real_ones_is_taken() {
    let town = Town::new();
    let project = town.opened(town.entrusted(4_000_000, 3_860_000));
    let mut document = town.document(project);
    document["scoring"]["factors"][0]["criteria"] = json!("每项得五分。".repeat(1_000));
    document["technical"] = json!(vec![json!({ "text": "▲屏幕亮度不低于 350 cd/㎡。" }); 600]);
    document["lots"][0]["items"][0]["unit_ceiling"] = json!(800_000);
    town.run(&town.agency.pm, "tender.draft_document", document).expect("drafted");
    let version = town.state::<Project>(project).version().expect("drafted").digest;
    let stored: TenderDocument = town.platform.document_as(&version).expect("stored");
    assert_eq!(stored.technical.len(), 600);
    let ceilings: Vec<_> = stored.demand_lines(1).iter().map(|line| line.ceiling).collect();
    assert_eq!(ceilings, [Some(Money::from_yuan(8_000)), None]);
}
#[test]
fn the_document_is_reviewed_confirmed_and_locked() {
    let town = Town::new();
    let project = town.opened(town.entrusted(4_000_000, 3_860_000));
    let (pm, reviewer) = (&town.agency.pm, &town.agency.reviewer);
    town.run(pm, "tender.draft_document", town.document(project)).expect("drafted");
    let back = json!({ "project": project, "verdict": "returned", "opinion": "评分标准不够量化" });
    town.run(reviewer, "tender.review_document", back).expect("returned");
    assert!(matches!(town.state::<Project>(project).stage, ProjectStage::Drafting { returned: Some(_), .. }));
    town.run(pm, "tender.draft_document", town.document(project)).expect("drafted anew");
    assert_eq!(town.state::<Project>(project).versions, 2);
    let agreed = json!({ "project": project, "verdict": "passed" });
    town.run(reviewer, "tender.review_document", agreed.clone()).expect("reviewed");
    let (clerk, head) = (&town.purchaser.clerk, &town.purchaser.head);
    town.run2(clerk, head, "tender.confirm_document", agreed).expect("confirmed");
    let locked = town.run(pm, "tender.draft_document", town.document(project));
    assert_eq!(refused(locked).0, "E_STATE");
}
#[test]
fn the_notice_waits_for_the_intention_and_leaves_twenty_days() {
    let town = Town::new();
    let project = town.locked(4_000_000, 3_860_000);
    let now = town.platform.now();
    let mut short = Tendered::notice(project, now);
    let earliest = Instant::at(now.plus(Span::days(21)).date(), 0, 0);
    short["deadline"] = json!(earliest.minus(Span::millis(1_000)).millis());
    assert_eq!(refused(publish(&town, short.clone())), ("E_TOO_EARLY".into(), Some("D-TND-01".into())));
    short["deadline"] = json!(earliest.millis());
    publish(&town, short).expect("exactly twenty days");
}
#[test]
fn no_notice_within_thirty_days_of_the_intention() {
    let town = Town::new();
    let project = town.opened(town.entrusted(4_000_000, 3_860_000));
    town.run(&town.agency.pm, "tender.draft_document", town.document(project)).expect("drafted");
    let agreed = json!({ "project": project, "verdict": "passed" });
    town.run(&town.agency.reviewer, "tender.review_document", agreed.clone()).expect("reviewed");
    town.run2(&town.purchaser.clerk, &town.purchaser.head, "tender.confirm_document", agreed)
        .expect("confirmed");
    let last = Instant::at("2026-04-02".parse().expect("a date"), 0, 0);
    town.advance_to(last.minus(Span::millis(1_000)));
    let early = publish(&town, Tendered::notice(project, town.platform.now()));
    assert_eq!(refused(early), ("E_INTENTION_LEAD".into(), Some("INT-02".into())));
    town.advance_to(last);
    publish(&town, Tendered::notice(project, town.platform.now())).expect("the thirty days are over");
}
#[test]
fn the_notice_is_drawn_from_the_locked_document() {
    let town = Town::new();
    let tendered = town.announced(4_000_000, 3_860_000);
    let state = town.state::<Project>(tendered.project);
    let schedule = state.schedule().expect("announced");
    let notice = town.state::<Notice>(schedule.notice);
    let published = notice.published().expect("published");
    assert_eq!(published.notice.notice_type, NoticeType::Tender);
    // 87号令第13条第1、8项: addresses, telephones and the person to ask.
    for label in ["purchaser_address", "purchaser_phone", "agency_address", "agency_phone"] {
        assert!(published.notice.value(label).is_some(), "{label}");
    }
    assert_eq!(published.notice.people[0].0, "project_contact");
    assert_eq!(published.period_end, Some(schedule.notice_end));
    assert_eq!(published.notice.attachments[0].1, schedule.version.digest);
    let bytes = town.platform.outside().get(&schedule.version.digest).expect("stored");
    let document: TenderDocument = serde_json::from_slice(&bytes).expect("a document");
    assert_eq!(document.qualification[0].key, "q1");
    let lot = town.state::<Lot>(tendered.lot);
    assert_eq!(lot.terms().expect("announced").document, schedule.version.digest);
    let listed = town.platform.journal().read(|tx| lists::notices_of(tx, tendered.project)).expect("a list");
    assert_eq!((listed.len(), listed[0].code.as_str()), (1, "N-03"));
    let encoded = serde_json::to_vec(&notice).expect("writes");
    assert!(encoded.len() < 64 * 1024, "{}", encoded.len());
}
#[test]
fn a_correction_moves_the_deadline_of_project_and_lot() {
    let town = Town::new();
    let tendered = town.announced(4_000_000, 3_860_000);
    let obtained = town
        .run(&town.suppliers[0].clerk, "bidding.obtain_document", json!({ "project": tendered.project }))
        .expect("obtained");
    town.advance_to(tendered.deadline.minus(Span::days(10)));
    let later = tendered.deadline.plus(Span::days(7));
    let mut input = json!({
        "project": tendered.project, "affects_preparation": true,
        "changes": [{ "item": "技术参数", "before": "86 英寸", "after": "不小于 86 英寸" }],
    });
    let correct =
        |input: Value| town.run2(&town.agency.pm, &town.agency.reviewer, "tender.correct_notice", input);
    assert_eq!(refused(correct(input.clone())), ("E_TOO_EARLY".into(), Some("D-TND-02".into())));
    input["deadline"] = json!(later.millis());
    let due = || {
        let todo = town.platform.todo_of(&obtained.streams[0]).expect("read");
        todo.iter().find(|todo| todo.command == "bidding.submit_bid").and_then(|todo| todo.due)
    };
    assert_eq!(due(), Some(tendered.deadline));
    let draws = || town.state::<Lot>(tendered.lot).draw_from;
    let drawn_from = draws().expect("scheduled by the notice");
    let corrected = correct(input).expect("moved");
    assert_eq!(due(), Some(later), "the to-do says the new deadline");
    assert!(draws() > Some(drawn_from), "experts are drawn later as well");
    assert_eq!(town.state::<Lot>(tendered.lot).terms().expect("announced").deadline, later);
    assert_eq!(town.state::<Project>(tendered.project).schedule().expect("announced").corrections, 1);
    let notice = town.state::<Notice>(town.id::<NoticeId>(&corrected));
    let published = notice.published().expect("published");
    assert_eq!(
        (published.notice.notice_type, published.notice.relates_to.is_some()),
        (NoticeType::Correction, true)
    );
}
#[test]
fn without_bids_the_lot_is_void_its_money_free_and_the_project_closed() {
    let town = Town::new();
    let tendered = town.announced(4_000_000, 3_860_000);
    let state = town.state::<Project>(tendered.project);
    let Plan::Filed { file, .. } = town.state::<Plan>(state.about().expect("opened").plan) else {
        panic!("filed")
    };
    let indicator = file.lots[0].funding[0].indicator;
    let free = || town.state::<Indicator>(indicator).account().expect("there").available();
    let before = free();
    let (clerk, head) = (&town.purchaser.clerk, &town.purchaser.head);
    let close = json!({ "project": tendered.project });
    let early = town.run(clerk, "tender.close_project", close.clone());
    assert_eq!(refused(early), ("E_NO_ACCEPTANCE".into(), Some("HR-4".into())));
    town.advance_to(tendered.deadline.plus(Span::minutes(1)));
    assert_eq!(town.state::<Lot>(tendered.lot).stage.id(), "failed");
    let void = json!({ "lot": tendered.lot, "reason": "too_few_bidders", "statement": "投标人不足三家。" });
    let voided = town.run2(&town.agency.pm, &town.agency.reviewer, "tender.void_lot", void).expect("void");
    let notice = town.state::<Notice>(town.id::<NoticeId>(&voided));
    assert_eq!(notice.published().expect("published").notice.notice_type, NoticeType::Termination);
    assert_eq!(free(), before.plus(file.lots[0].budget));
    town.run2(clerk, head, "tender.close_project", close).expect("closed");
    assert!(matches!(town.state::<Project>(tendered.project).stage, ProjectStage::Closed(_)));
}
