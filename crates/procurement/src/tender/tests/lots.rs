//! From the recommendation to the closed lot.

use super::*;

fn candidate(rank: u32) -> Candidate {
    Candidate {
        rank,
        bid: id(40 + rank),
        supplier: id(50 + rank),
        price: Money::from_yuan(900_000),
        evaluation_price: 765_000.into(),
        score: (95 - i64::from(rank)).into(),
    }
}
fn lot_about() -> LotAbout {
    let project = goods();
    LotAbout {
        project: id(9),
        project_no: project.number,
        project_name: project.name,
        number: 1,
        name: "设备".to_owned(),
        plan: id(1),
        purchaser: id(3),
        agency: id(4),
        region: project.region,
        catalogue: project.catalogue,
        category: Category::Goods,
        method: Method::PublicTender,
        budget: Money::from_yuan(1_000_000),
        ceiling: Money::from_yuan(1_000_000),
        sme: open_to_all(),
    }
}
fn terms() -> Terms {
    Terms {
        document: Digest::of(b"1"),
        deadline: at("2026-03-23T09:30"),
        provision_end: at("2026-03-10T00:00"),
        notice: id(30),
        published_at: now(),
    }
}
fn announced_lot() -> Lot {
    folded([(now(), LotEvent::Opened(Box::new(lot_about()))), (now(), LotEvent::Announced(terms()))])
}
fn opened_lot() -> Lot {
    let mut lot = announced_lot();
    lot.start_opening(id(60), 3).expect("opens").iter().for_each(|event| lot.apply(now(), event));
    lot.close_opening(3).expect("closes").iter().for_each(|event| lot.apply(now(), event));
    lot
}
fn recommended(delivered: Instant) -> Lot {
    let mut lot = opened_lot();
    let events =
        lot.deliver_report(Digest::of(b"r"), vec![candidate(1), candidate(2)], delivered, &law_at(delivered));
    events.expect("delivered").iter().for_each(|event| lot.apply(delivered, event));
    lot
}
fn choose(rank: u32, skipped: Option<SkipReason>, statement: Option<&str>) -> Choice {
    Choice { rank, skipped, statement: statement.map(str::to_owned) }
}

#[test]
fn the_award_keeps_the_order_of_the_report() {
    let lot = recommended(now());
    let confirm = |choice: &Choice| lot.confirm_award(choice, now(), &law_at(now()));
    let refusal = confirm(&choose(2, None, None)).expect_err("out of order");
    assert_eq!((&*refusal.code, refusal.rule.as_deref()), ("E_AWARD_ORDER", Some("AWD-02")));
    let unsaid = confirm(&choose(2, Some(SkipReason::GaveUp), Some("  "))).expect_err("not documented");
    assert_eq!(unsaid.fields[0].path, "statement");
    confirm(&choose(2, Some(SkipReason::GaveUp), Some("第一名书面放弃，见 2026-03-25 来函")))
        .expect("documented");
    assert_eq!(confirm(&choose(3, None, None)).expect_err("nobody").code, "E_SCHEMA");
    confirm(&choose(1, None, None)).expect("the first");
}
#[test]
fn after_five_working_days_only_the_first_may_be_confirmed() {
    let lot = recommended(now());
    let last = at("2026-03-10T00:00");
    let passed_over = choose(2, Some(SkipReason::GaveUp), Some("放弃函"));
    lot.confirm_award(&passed_over, last.minus(SECOND), &law_at(now())).expect("a second before");
    let late = lot.confirm_award(&passed_over, last.plus(SECOND), &law_at(last)).expect_err("a second after");
    assert_eq!((&*late.code, late.rule.as_deref()), ("E_TOO_LATE", Some("D-EVA-02")));
    lot.confirm_award(&choose(1, None, None), last.plus(SECOND), &law_at(last)).expect("counts as confirmed");
}
fn asked(lot: &Lot) -> Vec<String> {
    lot.duties().into_iter().map(|duty| duty.command).collect()
}
#[test]
fn silence_of_the_purchaser_is_told_and_the_first_counts_as_confirmed() {
    let mut lot = recommended(now());
    let last = at("2026-03-10T00:00");
    assert_eq!(asked(&lot), ["tender.confirm_award", "tender.lapse_confirmation"]);
    assert_eq!(
        lot.confirmation_lapses(last.minus(SECOND), &law_at(now())).expect_err("in time").code,
        "E_TOO_EARLY"
    );
    assert_eq!(lot.deem_award(last.plus(SECOND), &law_at(now())).expect_err("not told").code, "E_STATE");
    let events = lot.confirmation_lapses(last.plus(SECOND), &law_at(now())).expect("too late");
    events.iter().for_each(|event| lot.apply(last, event));
    assert_eq!(asked(&lot), ["tender.confirm_award", "tender.deem_award"]);
    assert_eq!(lot.confirmation_lapses(last.plus(SECOND), &law_at(now())).expect_err("told").code, "E_STATE");
    let events = lot.deem_award(last.plus(SECOND), &law_at(now())).expect("deemed");
    events.iter().for_each(|event| lot.apply(last, event));
    assert_eq!(lot.confirmed().expect("counts as confirmed").candidate.rank, 1);
    assert_eq!(asked(&lot), ["tender.publish_result"]);
}
#[test]
fn experts_are_asked_for_from_two_working_days_before_the_opening() {
    // The opening is on Monday 23 March; two working days before it is Thursday.
    let scheduled = Lot::schedule_draw(at("2026-03-23T09:30"), &law_at(now()));
    let from = at("2026-03-19T00:00");
    assert_eq!(scheduled, LotEvent::DrawScheduled { from });
    let mut lot = announced_lot();
    lot.apply(now(), &scheduled);
    assert_eq!(asked(&lot), ["bidding.start_opening", "draw.fall_due"]);
    assert_eq!(
        lot.draw_falls_due(from.minus(SECOND), &law_at(now())).expect_err("early").code,
        "E_TOO_EARLY"
    );
    let events = lot.draw_falls_due(from.plus(SECOND), &law_at(now())).expect("due");
    events.iter().for_each(|event| lot.apply(from, event));
    assert_eq!(asked(&lot), ["bidding.start_opening", "draw.request"]);
    assert_eq!(lot.duties()[1].due, Some(at("2026-03-23T09:30")));
    // A later deadline asks for it later.
    lot.apply(from, &Lot::schedule_draw(at("2026-04-07T09:30"), &law_at(now())));
    assert_eq!(asked(&lot), ["bidding.start_opening", "draw.fall_due"]);
    lot.request_draw(id(70)).expect("asked for").iter().for_each(|event| lot.apply(from, event));
    assert_eq!(asked(&lot), ["bidding.start_opening"]);
}
#[test]
fn a_contract_ended_after_signing_ends_its_lot() {
    let mut lot = awarded_lot();
    lot.draft_contract(id(80)).expect("drafted").iter().for_each(|event| lot.apply(now(), event));
    lot.sign_contract(id(80)).expect("signed").iter().for_each(|event| lot.apply(now(), event));
    assert!(lot.drop_contract(id(81)).is_empty(), "another contract");
    assert!(!lot.finished());
    lot.drop_contract(id(80)).iter().for_each(|event| lot.apply(now(), event));
    assert_eq!((lot.stage.id(), lot.finished(), lot.duties().len()), ("terminated", true, 0));
    assert_eq!(lot.accept(id(90)).expect_err("it is over").code, "E_STATE");
}
fn awarded_lot() -> Lot {
    let mut lot = recommended(now());
    let early = lot.publish_result(id(32), Digest::of(b"l"), now(), &law_at(now()));
    assert_eq!(early.expect_err("not confirmed").code, "E_STATE");
    let events = lot.confirm_award(&choose(1, None, None), now(), &law_at(now())).expect("confirmed");
    events.iter().for_each(|event| lot.apply(now(), event));
    let events = lot.publish_result(id(32), Digest::of(b"l"), now(), &law_at(now())).expect("published");
    events.iter().for_each(|event| lot.apply(now(), event));
    lot
}
#[test]
fn result_and_letter_come_together_with_their_periods() {
    let lot = awarded_lot();
    let awarded = lot.awarded().expect("awarded");
    // One working day on show, to 24:00 on 3 March; seven working days to object, to 24:00 on 12 March; thirty days to sign.
    assert_eq!(awarded.period_end, at("2026-03-04T00:00"));
    assert_eq!(awarded.objection_by, at("2026-03-13T00:00"));
    assert_eq!(awarded.sign_by, at("2026-04-02T00:00"));
}
#[test]
fn a_tender_is_not_ended_at_will() {
    let lot = announced_lot();
    let void = |lot: &Lot, reason| lot.void(reason, "说明".to_owned(), id::<NoticeId>(33));
    assert_eq!(void(&lot, VoidReason::OverBudget).expect_err("no ground").code, "E_VOID_GROUND");
    void(&lot, VoidReason::TaskCancelled).expect("a major cause");
    let failed: Lot = folded([
        (now(), LotEvent::Opened(Box::new(lot_about()))),
        (now(), LotEvent::Announced(terms())),
        (now(), LotEvent::Failed { reason: VoidReason::TooFewBidders }),
    ]);
    assert_eq!(failed.duties()[0].command, "tender.void_lot");
    assert_eq!(void(&failed, VoidReason::Unlawful).expect_err("another reason").code, "E_VOID_GROUND");
    void(&failed, VoidReason::TooFewBidders).expect("the reason it failed for");
    assert_eq!(void(&Lot::default(), VoidReason::TaskCancelled).expect_err("nothing yet").code, "E_STATE");
}
#[test]
fn no_closing_without_acceptance() {
    let project = announced();
    let lot = recommended(now());
    let refusal = project.close(&[&lot]).expect_err("not accepted");
    assert_eq!((&*refusal.code, refusal.rule.as_deref()), ("E_NO_ACCEPTANCE", Some("HR-4")));
    assert_eq!(project.close(&[]).expect_err("a lot is missing").code, "E_STATE");
    assert_eq!(project.finish_lot(&lot).expect_err("not finished").code, "E_STATE");
    assert_eq!(lot.pay().expect_err("no contract").code, "E_NO_CONTRACT");
}
#[test]
fn the_deadline_is_the_systems_timer() {
    let duty = &announced_lot().duties()[0];
    assert_eq!((duty.command.as_str(), duty.due), ("bidding.start_opening", Some(terms().deadline)));
}

fn notice(notice_type: NoticeType, labels: &[&str]) -> NoticeDraft {
    NoticeDraft {
        notice_type,
        title: "大同区第三中学多媒体教室设备".to_owned(),
        region: "230606".parse().expect("a region"),
        purchaser: id::<OrganisationId>(3),
        purchaser_name: "大同区第三中学".to_owned(),
        agency: None,
        agency_name: None,
        project: None,
        project_no: String::new(),
        category: Category::Goods,
        method: None,
        amount: Money::from_yuan(1),
        sections: vec![Section::new("basics", labels.iter().map(|label| Row::new(label, "内容")).collect())],
        people: Vec::new(),
        source: id::<ProjectId>(9).stream(),
        relates_to: None,
        attachments: Vec::new(),
    }
}
#[test]
fn a_notice_lacks_none_of_its_fields() {
    for kind in NoticeType::ALL {
        let full = notice(*kind, kind.required());
        let events = Notice::default().publish(full, now(), &law_at(now())).expect("complete");
        let state = folded::<Notice>(events.into_iter().map(|event| (now(), event)));
        assert_eq!(state.published().expect("published").period_end.is_some(), kind.period().is_some());
        for missing in kind.required() {
            let labels: Vec<_> = kind.required().iter().copied().filter(|label| label != missing).collect();
            let refusal = Notice::default()
                .publish(notice(*kind, &labels), now(), &law_at(now()))
                .expect_err("incomplete");
            assert_eq!(refusal.rule.as_deref(), Some("NTC-03"));
            assert_eq!(refusal.fields[0].path, format!("notice.{missing}"));
        }
        let again = state.publish(notice(*kind, kind.required()), now(), &law_at(now()));
        assert_eq!(again.expect_err("twice").code, "E_STATE");
    }
}
#[test]
fn a_column_without_rows_says_nothing() {
    let mut draft = notice(NoticeType::Contract, NoticeType::Contract.required());
    draft.sections[0].rows.retain(|row| row.label != "item");
    draft.sections[0] = draft.sections[0].clone().table(&["item"], Vec::new());
    assert!(Notice::default().publish(draft.clone(), now(), &law_at(now())).is_err());
    draft.sections[0].tables[0].rows.push(vec!["一体机".into()]);
    Notice::default().publish(draft, now(), &law_at(now())).expect("a row");
}
#[test]
fn events_survive_their_stored_form() {
    let events = [
        LotEvent::Opened(Box::new(lot_about())),
        LotEvent::Announced(terms()),
        LotEvent::EvaluationStarted { evaluation: id::<EvaluationId>(61) },
        LotEvent::Recommended { report: Digest::of(b"r"), candidates: vec![candidate(1)], confirm_by: now() },
        LotEvent::Paid {},
    ];
    for event in events {
        let text = serde_json::to_string(&event).expect("writes");
        assert_eq!(serde_json::from_str::<LotEvent>(&text).expect("reads"), event);
    }
    let draft = notice(NoticeType::Tender, NoticeType::Tender.required());
    let stored = NoticeEvent::Published { notice: Box::new(draft), period_end: Some(now()) };
    let text = serde_json::to_string(&stored).expect("writes");
    assert_eq!(serde_json::from_str::<NoticeEvent>(&text).expect("reads"), stored);
    let text = serde_json::to_string(&document()).expect("writes");
    assert_eq!(serde_json::from_str::<TenderDocument>(&text).expect("reads"), document());
}

proptest! {
    /// Whatever the order of steps, a lot is never paid before it was accepted, nor accepted before it was contracted.
    #[test]
    fn no_step_is_skipped(steps in proptest::collection::vec(0_u8..9, 0..40)) {
        let mut lot = announced_lot();
        let (mut contracted, mut accepted) = (false, false);
        for step in steps {
            let law = law_at(now());
            let events = match step {
                0 => lot.start_opening(id(60), 3),
                1 => lot.close_opening(3),
                2 => lot.deliver_report(Digest::of(b"r"), vec![candidate(1)], now(), &law),
                3 => lot.confirm_award(&choose(1, None, None), now(), &law),
                4 => lot.publish_result(id(32), Digest::of(b"l"), now(), &law),
                5 => lot.sign_contract(id(70)),
                6 => lot.accept(id(71)),
                7 => lot.pay(),
                _ => lot.fail(VoidReason::TooFewBidders),
            };
            for event in events.unwrap_or_default() {
                match event {
                    LotEvent::Contracted { .. } => contracted = true,
                    LotEvent::Accepted { .. } => { prop_assert!(contracted); accepted = true; }
                    LotEvent::Paid {} => prop_assert!(accepted),
                    _ => {}
                }
                lot.apply(now(), &event);
            }
        }
    }
    /// A document with any points that do not add up to a hundred is refused.
    #[test]
    fn only_a_hundred_is_a_hundred(price in 30_i64..60, first in 1_i64..60) {
        let result = checked(&goods(), |d| {
            d.scoring.price_points = price.into();
            d.scoring.factors[0].max = first.into();
        });
        prop_assert_eq!(result.is_ok(), price + first + 10 == 100);
    }
}
#[test]
fn a_full_project_stays_small() {
    let mut about = goods();
    about.lots = (1..=50)
        .map(|n| ProjectLot {
            id: id::<LotId>(100 + u32::from(n)),
            number: n,
            name: "采购包名称".repeat(10),
            ..about.lots[0].clone()
        })
        .collect();
    let project: Project = folded([(now(), ProjectEvent::Opened(Box::new(about)))]);
    assert!(serde_json::to_vec(&project).expect("writes").len() < 64 * 1024);
}

/// 87号令第31条第3款: 非单一产品采购项目……应当……合理确定核心产品，并在招标文件中载明
#[test]
fn a_lot_of_several_goods_names_its_core_product() {
    let second = |d: &mut TenderDocument, core: bool| {
        d.lots[0].items[0].core = core;
        let other = Item { name: "展台".to_owned(), core: false, ..d.lots[0].items[0].clone() };
        d.lots[0].items.push(other);
    };
    checked(&goods(), |d| second(d, true)).expect("named");
    let refusal = checked(&goods(), |d| second(d, false)).expect_err("not named");
    assert_eq!(refusal.fields[0].key, "tender-field-core");
    checked(&goods(), |d| d.lots[0].items[0].core = false).expect("the only product is its own core");
    let services = about(Category::Services, open_to_all());
    checked(&services, |d| second(d, false)).expect("services have no brand");
}
/// 87号令第20条第14项
#[test]
fn the_document_says_how_the_agency_is_paid() {
    let refusal = checked(&goods(), |d| d.agency_fee = " ".to_owned()).expect_err("left out");
    assert_eq!(refusal.fields[0].path, "agency_fee");
}
/// 财库〔2020〕46号第8条、第9条: a lot is also reserved by consortium or subcontract; the deduction is for those that are not.
#[test]
fn only_a_lot_that_is_not_reserved_has_a_deduction() {
    let share = Percent::whole(40);
    let none = |d: &mut TenderDocument| d.sme_deduction = Percent::default();
    for sme in [
        SmeReservation::Consortium { share, small_share: share },
        SmeReservation::Subcontract { share, small_share: share },
        SmeReservation::Whole { small_only: true },
    ] {
        checked(&about(Category::Goods, sme), none).expect("reserved");
    }
    for sme in [SmeReservation::Remainder, open_to_all()] {
        let refused = code(checked(&about(Category::Goods, sme), none));
        assert_eq!(refused, ("E_SME_DEDUCTION".to_owned(), Some("SME-06".to_owned())));
    }
}
