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

mod lots;

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
