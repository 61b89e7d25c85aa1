//! Attempts to get round the law of tenders: documents, time limits, the order of the award, the closing.

use super::*;
use crate::{
    Law, RuleBook,
    acceptance::{Criterion, CriterionKind},
    demand::{EvaluationMethod, Method, OrganisationForm},
    payment::LineKind,
    plan::{SmeExemption, SmeReservation},
};
use kernel::{
    Category, Digest, EvaluationId, Instant, LotId, Money, NoticeId, OrganisationId, Percent, PersonId,
    ProjectId, Refusal, Span, Stream, StreamId,
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::{fmt::Debug, str::FromStr};

fn id<I: FromStr<Err: Debug>>(n: u32) -> I {
    format!("00000000-0000-7000-8000-{n:012}").parse().expect("an id")
}
fn at(text: &str) -> Instant {
    text.parse().expect("a moment")
}
fn law_at(when: Instant) -> Law {
    RuleBook::builtin().law("230606".parse().expect("a region"), when.date())
}
fn now() -> Instant {
    at("2026-03-02T10:00")
}
const SECOND: Span = Span::millis(1_000);

fn about(category: Category, sme: SmeReservation) -> ProjectAbout {
    let budget = Money::from_yuan(1_000_000);
    ProjectAbout {
        number: "230606-2026-000001".to_owned(),
        name: "多媒体教室设备".to_owned(),
        plan: id(1),
        entrustment: id(2),
        intention: None,
        purchaser: id(3),
        purchaser_name: "大同区第三中学".to_owned(),
        agency: id(4),
        agency_name: "龙江招标代理有限公司".to_owned(),
        region: "230606".parse().expect("a region"),
        catalogue: "A02010105".parse().expect("a code"),
        category,
        method: Method::PublicTender,
        evaluation: EvaluationMethod::Comprehensive,
        form: OrganisationForm::Decentralized,
        lots: vec![ProjectLot {
            id: id(10),
            number: 1,
            name: "设备".to_owned(),
            budget,
            ceiling: budget,
            sme,
        }],
    }
}
fn open_to_all() -> SmeReservation {
    SmeReservation::None { reason: SmeExemption::R3 }
}
fn goods() -> ProjectAbout {
    about(Category::Goods, open_to_all())
}
fn clause(text: &str) -> Clause {
    Clause { key: String::new(), text: text.to_owned(), proof: None }
}
fn factor(name: &str, sort: FactorSort, max: i64) -> Factor {
    Factor {
        key: String::new(),
        name: name.to_owned(),
        criteria: "按招标文件逐项评定".to_owned(),
        sort,
        max: max.into(),
        tiers: Vec::new(),
    }
}
fn document() -> TenderDocument {
    TenderDocument {
        overview: "采购多媒体教室设备".to_owned(),
        lots: vec![LotDemand {
            items: vec![Item {
                name: "交互一体机".to_owned(),
                specification: "86 英寸".to_owned(),
                quantity: 20,
                unit: "台".to_owned(),
                unit_ceiling: None,
                core: true,
            }],
            deposit: None,
        }],
        joint_bids: false,
        qualification: vec![clause("具有有效的信息安全管理体系认证证书")],
        substantive: vec![clause("质保三年")],
        technical: Vec::new(),
        scoring: Scoring {
            price_points: 30.into(),
            factors: vec![
                factor("技术响应情况", FactorSort::Objective, 60),
                factor("实施方案完整性", FactorSort::Subjective, 10),
            ],
        },
        candidates: 3,
        sme_deduction: Percent::whole(15),
        sme_joint_deduction: Percent::default(),
        low_price: LowPrice {
            mean: Percent::whole(50),
            second: Percent::whole(50),
            ceiling: Percent::whole(45),
        },
        validity_days: 90,
        bid_parts: vec![BidPart { name: "投标函".to_owned() }],
        policy: "落实促进中小企业发展政策".to_owned(),
        credit_check: "开标当日查询".to_owned(),
        agency_fee: "由采购人支付".to_owned(),
        contract: ContractTerms {
            delivery: "三十日内".to_owned(),
            quality: "合格".to_owned(),
            breach: "每日千分之一".to_owned(),
            performance_bond: Percent::default(),
            payment_days: 30,
            payment: vec![PaymentShare {
                kind: LineKind::Final,
                share: Percent::whole(100),
                condition: "验收后".to_owned(),
            }],
            acceptance: vec![Criterion { kind: CriterionKind::Technical, text: "运行正常".to_owned() }],
        },
    }
    .numbered()
}
fn checked(about: &ProjectAbout, change: impl FnOnce(&mut TenderDocument)) -> Result<(), Refusal> {
    let mut document = document();
    change(&mut document);
    document.check(about, &law_at(now()))
}
fn code(result: Result<(), Refusal>) -> (String, Option<String>) {
    let refusal = result.expect_err("refused");
    (refusal.code.into_owned(), refusal.rule.map(std::borrow::Cow::into_owned))
}

#[test]
fn a_sound_document_passes() {
    checked(&goods(), |_| {}).expect("passes");
}
#[test]
fn points_add_up_to_a_hundred_to_the_last_hundredth() {
    let (refused, _) =
        code(checked(&goods(), |d| d.scoring.factors[0].max = "59.99".parse().expect("points")));
    assert_eq!(refused, "E_SCORE_SUM");
    checked(&goods(), |d| {
        d.scoring.factors[0].max = "59.99".parse().expect("points");
        d.scoring.factors[1].max = "10.01".parse().expect("points");
    })
    .expect("passes");
}
#[test]
fn the_price_weighs_at_least_thirty_for_goods_and_ten_for_services() {
    let light = |price: &str, rest: &str| {
        let (price, rest): (Decimal, Decimal) = (price.parse().expect("a"), rest.parse().expect("b"));
        move |d: &mut TenderDocument| {
            d.scoring.price_points = price;
            d.scoring.factors[0].max = rest;
        }
    };
    let refused = code(checked(&goods(), light("29.99", "60.01")));
    assert_eq!(refused, ("E_PRICE_WEIGHT".to_owned(), Some("DOC-05".to_owned())));
    let services = about(Category::Services, open_to_all());
    checked(&services, light("10", "80")).expect("ten is enough for services");
    assert_eq!(code(checked(&services, light("9.99", "80.01"))).0, "E_PRICE_WEIGHT");
}
#[test]
fn a_qualification_is_not_scored_in_other_words_either() {
    for name in ["信息安全管理体系认证证书", "投标人具备信息安全管理体系认证证书的"]
    {
        let refused = code(checked(&goods(), |d| d.scoring.factors[1].name = name.to_owned()));
        assert_eq!(refused, ("E_QUALIFICATION_SCORED".to_owned(), Some("DOC-04".to_owned())), "{name}");
    }
    checked(&goods(), |d| d.scoring.factors[1].name = "信息系统运维服务方案".to_owned())
        .expect("another thing");
}
#[test]
fn the_deposit_ends_at_two_percent_rounded_down() {
    let mut odd = goods();
    odd.lots[0].budget = Money::from_fen(123_456_789);
    let most = deposit_cap(odd.lots[0].budget, &law_at(now())).expect("a cap");
    assert_eq!(most, Money::from_fen(2_469_135));
    checked(&odd, |d| d.lots[0].deposit = Some(most)).expect("the cap itself");
    let over = code(checked(&odd, |d| d.lots[0].deposit = Some(most.plus(Money::from_fen(1)))));
    assert_eq!(over, ("E_DEPOSIT_CAP".to_owned(), Some("DOC-08".to_owned())));
}
#[test]
fn bond_deduction_and_low_price_lines_stay_within_the_law() {
    let bond = code(checked(&goods(), |d| d.contract.performance_bond = Percent::whole(11)));
    assert_eq!(bond.1.as_deref(), Some("DOC-09"));
    for share in [9, 21] {
        let refused = code(checked(&goods(), |d| d.sme_deduction = Percent::whole(share)));
        assert_eq!(refused.1.as_deref(), Some("SME-06"), "{share}");
    }
    let reserved = about(Category::Goods, SmeReservation::Whole { small_only: false });
    checked(&reserved, |d| d.sme_deduction = Percent::default()).expect("no deduction among their own");
    let line = code(checked(&goods(), |d| d.low_price.ceiling = Percent::whole(44)));
    assert_eq!(line.1.as_deref(), Some("DOC-17"));
}
#[test]
fn every_gap_is_named_at_once() {
    let refusal = checked(&goods(), |d| {
        d.lots.clear();
        d.qualification.clear();
        d.candidates = 4;
        d.contract.payment.clear();
    })
    .expect_err("refused");
    let paths: Vec<_> = refusal.fields.iter().map(|field| field.path.as_str()).collect();
    assert_eq!(paths, ["lots", "qualification", "candidates", "contract.payment"]);
}
#[test]
fn much_judgement_is_a_warning() {
    let mut much = document();
    much.scoring.factors[1].max = 11.into();
    let stream = id::<ProjectId>(9).stream();
    let rules = |d: &TenderDocument| {
        let findings = d.warnings(&stream, &law_at(now())).expect("parameters");
        findings.into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!((rules(&much), rules(&document()).len()), (vec!["DOC-07".to_owned()], 0));
}

fn folded<S: Stream>(events: impl IntoIterator<Item = (Instant, S::Event)>) -> S {
    let mut state = S::default();
    events.into_iter().for_each(|(at, event)| state.apply(at, &event));
    state
}
const AUTHOR: u32 = 20;
fn locked() -> Project {
    let document = document();
    let digest = Digest::of(b"1");
    let drafted = ProjectEvent::DocumentDrafted {
        number: 1,
        digest,
        essentials: document.essentials(),
        author: id(AUTHOR),
    };
    let reviewed = ProjectEvent::DocumentReviewed { reviewer: id(21), opinion: String::new() };
    let events = [
        ProjectEvent::Opened(Box::new(goods())),
        drafted,
        reviewed,
        ProjectEvent::DocumentConfirmed { digest },
    ];
    folded::<Project>(events.map(|event| (now(), event)))
}
fn publication(provision_end: Instant, deadline: Instant) -> Publication {
    Publication { notice: id(30), provision_end, deadline, opening_place: "线上".to_owned() }
}
fn announced() -> Project {
    let mut project = locked();
    let terms = publication(at("2026-03-10T00:00"), at("2026-03-23T00:00"));
    let (event, _) = project.publish_notice(terms, now(), &law_at(now())).expect("announced");
    project.apply(now(), &event);
    project
}

#[test]
fn nobody_reviews_their_own_document() {
    let drafted: Project = folded([
        (now(), ProjectEvent::Opened(Box::new(goods()))),
        (
            now(),
            ProjectEvent::DocumentDrafted {
                number: 1,
                digest: Digest::of(b"1"),
                essentials: document().essentials(),
                author: id(AUTHOR),
            },
        ),
    ]);
    let own = drafted.review_document(true, String::new(), id::<PersonId>(AUTHOR));
    assert_eq!(own.expect_err("refused").code, "E_SAME_PERSON");
    drafted.review_document(true, String::new(), id(21)).expect("another person");
    let silent = drafted.review_document(false, " ".to_owned(), id(21)).expect_err("refused");
    assert_eq!(silent.fields[0].path, "opinion");
}
#[test]
fn no_notice_before_the_purchaser_has_confirmed() {
    let drafted: Project = folded([(now(), ProjectEvent::Opened(Box::new(goods())))]);
    let terms = publication(at("2026-03-10T00:00"), at("2026-03-23T00:00"));
    assert_eq!(drafted.publish_notice(terms, now(), &law_at(now())).expect_err("refused").code, "E_STATE");
}
#[test]
fn twenty_days_a_second_before_and_at_the_limit() {
    let (project, law) = (locked(), law_at(now()));
    let earliest = at("2026-03-23T00:00");
    let short = publication(at("2026-03-10T00:00"), earliest.minus(SECOND));
    let refusal = project.publish_notice(short, now(), &law).expect_err("too short");
    assert_eq!((&*refusal.code, refusal.rule.as_deref()), ("E_TOO_EARLY", Some("D-TND-01")));
    project.publish_notice(publication(at("2026-03-10T00:00"), earliest), now(), &law).expect("at the limit");
    project
        .publish_notice(publication(at("2026-03-10T00:00"), earliest.plus(SECOND)), now(), &law)
        .expect("after");
}
#[test]
fn the_document_is_handed_out_for_five_working_days() {
    let (project, law) = (locked(), law_at(now()));
    let short = publication(at("2026-03-10T00:00").minus(SECOND), at("2026-03-23T00:00"));
    let refusal = project.publish_notice(short, now(), &law).expect_err("too short");
    assert_eq!(refusal.rule.as_deref(), Some("D-NTC-02"));
    let late = publication(at("2026-03-24T00:00"), at("2026-03-23T00:00"));
    assert_eq!(
        project.publish_notice(late, now(), &law).expect_err("late").code,
        "E_PROVISION_AFTER_DEADLINE"
    );
    // The notice period is five working days: to 24:00 on 9 March.
    let (event, _) = project
        .publish_notice(publication(at("2026-03-10T00:00"), at("2026-03-23T00:00")), now(), &law)
        .expect("ok");
    assert!(
        matches!(event, ProjectEvent::Announced { notice_end, .. } if notice_end == at("2026-03-10T00:00"))
    );
}

fn correction(affects: bool, deadline: Option<Instant>) -> Correction {
    Correction {
        notice: id(31),
        affects_preparation: affects,
        reason: (!affects).then(|| "更正联系电话，不影响投标文件编制".to_owned()),
        changes: vec![Change {
            item: "参数".to_owned(),
            before: "86 英寸".to_owned(),
            after: "不小于 86 英寸".to_owned(),
        }],
        deadline,
    }
}
#[test]
fn a_correction_leaves_fifteen_days_or_moves_the_deadline() {
    let project = announced();
    let correct = |when: Instant, what: Correction| {
        project.correct_notice(&what, when, when, &law_at(when)).map(|(event, _)| event)
    };
    // 7 March is the last day that leaves fifteen days to 23 March 00:00.
    let last = at("2026-03-08T00:00").minus(SECOND);
    correct(last, correction(true, None)).expect("fifteen days are left");
    let refusal = correct(last.plus(SECOND), correction(true, None)).expect_err("a second later");
    assert_eq!((&*refusal.code, refusal.rule.as_deref()), ("E_TOO_EARLY", Some("D-TND-02")));
    correct(last.plus(SECOND), correction(true, Some(at("2026-03-24T00:00")))).expect("moved by a day");
    correct(last.plus(SECOND), correction(false, None)).expect("what affects nothing needs no time");
    let silent = Correction { reason: None, ..correction(false, None) };
    assert_eq!(correct(last, silent).expect_err("no reason").fields[0].path, "reason");
}
#[test]
fn a_deadline_never_moves_forward_and_nothing_is_corrected_after_it() {
    let project = announced();
    let deadline = at("2026-03-23T00:00");
    let early = correction(false, Some(deadline.minus(SECOND)));
    let refusal = project.correct_notice(&early, now(), now(), &law_at(now())).expect_err("earlier");
    assert_eq!(refusal.code, "E_DEADLINE_EARLIER");
    let late = project.correct_notice(&correction(false, None), deadline, deadline, &law_at(deadline));
    assert_eq!(late.expect_err("after the deadline").code, "E_TOO_LATE");
    project
        .correct_notice(&correction(false, None), deadline.minus(SECOND), deadline, &law_at(deadline))
        .expect("received a second before");
}
#[test]
fn an_amendment_changes_neither_what_is_bought_nor_the_qualification() {
    let (mut project, old) = (announced(), document());
    let law = law_at(now());
    let draft = |project: &Project, change: &dyn Fn(&mut TenderDocument)| {
        let mut new = document();
        change(&mut new);
        project.draft_document(&new, Digest::of(b"2"), Some(&old), id(AUTHOR), &law)
    };
    let more = draft(&project, &|d| d.lots[0].items[0].quantity = 21);
    assert_eq!(more.expect_err("another quantity").code, "E_SUBJECT_CHANGED");
    let stricter = draft(&project, &|d| d.qualification.push(clause("注册地在本市")));
    assert_eq!(stricter.expect_err("another qualification").code, "E_SUBJECT_CHANGED");
    let wording = draft(&project, &|d| d.lots[0].items[0].specification = "不小于 86 英寸".to_owned());
    wording.expect("a specification").iter().for_each(|event| project.apply(now(), event));
    // In force only by a correction, which must count as affecting preparation.
    assert_eq!(project.schedule().expect("announced").version.number, 1);
    let quiet = project.correct_notice(&correction(false, None), now(), now(), &law).expect_err("quietly");
    assert_eq!(quiet.fields[0].path, "affects_preparation");
    let (event, terms) =
        project.correct_notice(&correction(true, None), now(), now(), &law).expect("corrected");
    project.apply(now(), &event);
    assert_eq!(project.schedule().expect("announced").version.number, 2);
    assert!(matches!(terms, LotEvent::Announced(terms) if terms.document == Digest::of(b"2")));
}

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
