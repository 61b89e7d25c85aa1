//! A town with a lot whose bids were read out, put there by recorded facts.

use crate::testing::Town;
use journal::{Accepted, Lane, Request, Stop, Unit};
use kernel::*;
use procurement::{
    acceptance::{Criterion, CriterionKind},
    bidding::{
        Answer, Bid, BidContent, BidEvent, BidMatter, Confirmation, Deviation, Envelope, Offer, PriceLine,
        Signature, Sme,
    },
    demand::{EvaluationMethod, Method, OrganisationForm},
    draw::{Draw, Standing},
    evaluation::{Evaluation, SeatKind},
    payment::LineKind,
    plan::{SmeExemption, SmeReservation},
    registry::Organisation,
    tender::{
        Clause, ContractTerms, Factor, FactorSort, Item, Lot, LotAbout, LotDemand, LotEvent, LowPrice,
        Notice, NoticeDraft, NoticeEvent, NoticeType, PaymentShare, Project, ProjectAbout, ProjectEvent,
        ProjectLot, Row, Scoring, Section, TenderDocument, Terms, Tier,
    },
};
use serde_json::json;
use std::sync::Arc;

fn id<I: StreamId + std::str::FromStr>(n: u128) -> I {
    format!("0190{n:028x}").parse().ok().unwrap()
}

/// A lot with bids, in its town.
pub struct Scene {
    /// The town.
    pub town: Town,
    /// The lot.
    pub lot: LotId,
    /// Its bids.
    pub bids: Vec<BidId>,
    /// An expert who works for a bidder.
    pub conflicted: Option<PersonId>,
}

impl Scene {
    /// Three bids at these prices in yuan, read out and confirmed.
    pub fn opened(prices: &[i64]) -> Self {
        let bids: Vec<_> = prices.iter().map(|yuan| (*yuan, Sme::Small)).collect();
        Self::on(Town::new(), NONE, &bids)
    }
    /// As [`Scene::opened`], in a lot that is reserved so, with the size each bidder declares.
    pub fn reserved(sme: SmeReservation, bids: &[(i64, Sme)]) -> Self {
        Self::on(Town::new(), sme, bids)
    }
    /// As [`Scene::opened`]; besides, the last expert's employer is the supplier at this place.
    pub fn opened_with_employer_of(supplier: usize) -> Self {
        let town = Town::new();
        let last = town.experts.last().expect("experts").person;
        town.run2(
            &town.operator,
            &town.operator2,
            "registry.disable_person",
            json!({ "person": last, "reason": "重新登记" }),
        )
        .unwrap();
        let employer = town.state::<Organisation>(town.suppliers[supplier].organisation).registration.uscc;
        let enrolled = town
            .run_system(
                "registry.enrol_person",
                json!({
                    "organisation": town.experts[0].organisation, "name": "专家十", "login": "expert10",
                    "password": crate::testing::PASSWORD, "roles": [{ "role": Role::Expert.id() }],
                    "specialities": [{ "code": crate::testing::SPECIALITY }], "employer": employer,
                }),
            )
            .unwrap();
        let conflicted = town.id::<PersonId>(&enrolled);
        let bids = [980_000, 900_000, 950_000].map(|yuan| (yuan, Sme::Small));
        Self { conflicted: Some(conflicted), ..Self::on(town, NONE, &bids) }
    }
    fn on(town: Town, sme: SmeReservation, offers: &[(i64, Sme)]) -> Self {
        let (lot, project) = (id::<LotId>(2), id::<ProjectId>(1));
        let bids: Vec<BidId> = (0..offers.len()).map(|n| id(100 + n as u128)).collect();
        let region = town.purchaser.clerk.region;
        let (purchaser, agency) = (town.purchaser.organisation, town.agency.organisation);
        let suppliers: Vec<OrganisationId> = town.suppliers.iter().map(|one| one.organisation).collect();
        let (offers, ids, now) = (offers.to_vec(), bids.clone(), town.platform.now());
        seed(&town, move |unit| {
            let body = serde_json::to_vec(&document()).unwrap();
            let terms = Terms {
                document: unit.put_body(body),
                deadline: now,
                provision_end: now,
                notice: id(3),
                published_at: now.minus(Span::days(21)),
            };
            unit.record::<Project>(
                project,
                ProjectEvent::Opened(Box::new(about(purchaser, agency, region, lot))),
            )?;
            let notice = NoticeEvent::Published {
                notice: Box::new(invitation(purchaser, agency, region, project)),
                period_end: None,
            };
            unit.record::<Notice>(id(3), notice)?;
            for event in [
                LotEvent::Opened(Box::new(LotAbout { sme, ..lot_about(purchaser, agency, region, project) })),
                LotEvent::Announced(terms),
                LotEvent::OpeningStarted { opening: id(4), bids: 3 },
                LotEvent::BidsOpened { bids: u32::try_from(offers.len()).unwrap() },
            ] {
                unit.record::<Lot>(lot, event)?;
            }
            for ((bid, (yuan, sme)), supplier) in ids.iter().zip(&offers).zip(&suppliers) {
                let content = BidContent { sme: *sme, ..content(lot, *yuan, &bid.to_string()) };
                let body = unit.put_body(serde_json::to_vec(&content).unwrap());
                for event in bid_events(lot, project, *supplier, Offer::of(&content, body), now) {
                    unit.record::<Bid>(*bid, event)?;
                }
            }
            Ok(())
        });
        Self { town, lot, bids, conflicted: None }
    }

    /// Requests the draw of five experts.
    pub fn draw(&self) -> DrawId {
        let at = self.town.platform.now().plus(Span::hours(5));
        let input = json!({
            "lot": self.lot, "specialities": [{ "code": crate::testing::SPECIALITY }], "experts": 5,
            "representatives": 0, "evaluation_at": at.millis(),
        });
        let requested = self.town.run(&self.town.agency.pm, "draw.request", input).unwrap();
        self.town.id(&requested)
    }
    pub fn commit_and_reveal(&self, draw: DrawId) {
        let town = &self.town;
        for command in ["draw.commit", "draw.reveal"] {
            for actor in [&town.purchaser.clerk, &town.agency.pm, &town.finance.regulator] {
                town.run(actor, command, json!({ "draw": draw })).unwrap();
            }
        }
    }
    /// Everybody who is called accepts.
    pub fn accept_all(&self, draw: DrawId) -> usize {
        while let Some(one) =
            self.town.state::<Draw>(draw).chosen.iter().find(|one| one.standing == Standing::Called)
        {
            let actor = self.town.platform.actor(one.person).unwrap();
            self.town.run(&actor, "draw.respond", json!({ "draw": draw, "answer": "accept" })).unwrap();
        }
        self.town.state::<Draw>(draw).members().count()
    }
    pub fn convene(&self, draw: DrawId) -> EvaluationId {
        let convened =
            self.town.run(&self.town.agency.pm, "evaluation.convene", json!({ "draw": draw })).unwrap();
        self.town.id(&convened)
    }
    /// The members in the order of their seats.
    pub fn members(&self, evaluation: EvaluationId) -> Vec<Actor> {
        let state = self.town.state::<Evaluation>(evaluation);
        assert!(state.seats.iter().all(|seat| seat.kind == SeatKind::Expert));
        state.seats.iter().map(|seat| self.town.platform.actor(seat.person).unwrap()).collect()
    }
    /// An expert who is not a member.
    pub fn outsider(&self, evaluation: EvaluationId) -> Actor {
        let members = self.members(evaluation);
        self.town.experts.iter().find(|one| !members.contains(one)).expect("an outsider").clone()
    }
    /// All sign in and choose the first seat.
    pub fn assemble(&self, evaluation: EvaluationId) {
        let members = self.members(evaluation);
        for member in &members {
            let input = json!({ "evaluation": evaluation, "discipline": true, "avoidance": "none" });
            self.town.run(member, "evaluation.sign_in", input).unwrap();
        }
        for member in &members {
            let input = json!({ "evaluation": evaluation, "leader": 1 });
            self.town.run(member, "evaluation.elect_leader", input).unwrap();
        }
    }
    pub fn qualify(&self, evaluation: EvaluationId, bid: BidId, passes: bool) -> Result<Accepted, Refusal> {
        let second = if passes {
            json!({ "key": "q2", "verdict": "passed" })
        } else {
            json!({ "key": "q2", "verdict": "failed", "reason": "列入失信名单" })
        };
        let input = json!({
            "evaluation": evaluation, "bid": bid, "items": [{ "key": "q1", "verdict": "passed" }, second],
        });
        self.town.run(&self.town.purchaser.clerk, "evaluation.review_qualification", input)
    }
    pub fn vote(
        &self,
        evaluation: EvaluationId,
        bid: BidId,
        member: &Actor,
        passes: bool,
    ) -> Result<Accepted, Refusal> {
        let item = if passes {
            json!({ "key": "s1", "verdict": "passed" })
        } else {
            json!({ "key": "s1", "verdict": "failed", "reason": "质保两年" })
        };
        let input = json!({ "evaluation": evaluation, "bid": bid, "items": [item] });
        self.town.run(member, "evaluation.review_conformity", input)
    }
    pub fn score(
        &self,
        evaluation: EvaluationId,
        bid: BidId,
        member: &Actor,
        objective: Option<[&str; 2]>,
        subjective: [&str; 2],
    ) -> Result<Accepted, Refusal> {
        let row = |key: &str, points: &str| json!({ "key": key, "points": points });
        let mut scores = Vec::new();
        if let Some([first, second]) = objective {
            scores = vec![row("f1", first), row("f3", second)];
        }
        scores.extend([row("f2", subjective[0]), row("f4", subjective[1])]);
        self.town.run(
            member,
            "evaluation.submit_scores",
            json!({ "evaluation": evaluation, "bid": bid, "scores": scores }),
        )
    }
    pub fn aggregate(&self, evaluation: EvaluationId) -> Result<Accepted, Refusal> {
        self.town.run(&self.town.agency.pm, "evaluation.aggregate", json!({ "evaluation": evaluation }))
    }
    /// Up to the end of the qualification review.
    pub fn qualified(&self) -> EvaluationId {
        let draw = self.draw();
        self.commit_and_reveal(draw);
        self.accept_all(draw);
        let evaluation = self.convene(draw);
        self.assemble(evaluation);
        for bid in &self.bids {
            self.qualify(evaluation, *bid, true).unwrap();
        }
        evaluation
    }
    /// Up to the end of the conformity review.
    pub fn voted(&self) -> (EvaluationId, Vec<Actor>) {
        let evaluation = self.qualified();
        let members = self.members(evaluation);
        for bid in &self.bids {
            for member in &members {
                self.vote(evaluation, *bid, member, true).unwrap();
            }
        }
        (evaluation, members)
    }
    /// The whole way to the delivered report.
    pub fn delivered(&self) -> (EvaluationId, Vec<Actor>) {
        let (evaluation, members) = self.scoring();
        for bid in &self.bids {
            for (seat, member) in members.iter().enumerate() {
                let objective = (seat == 0).then_some(["28", "16"]);
                self.score(evaluation, *bid, member, objective, ["6", "10"]).unwrap();
            }
        }
        self.aggregate(evaluation).unwrap();
        for member in &members {
            self.town.run(member, "evaluation.sign_report", json!({ "evaluation": evaluation })).unwrap();
        }
        (evaluation, members)
    }
    /// Up to the beginning of scoring.
    pub fn scoring(&self) -> (EvaluationId, Vec<Actor>) {
        self.voted()
    }
}

/// Records what no command is given for.
pub(crate) fn seed(town: &Town, work: impl Fn(&mut Unit<'_>) -> Result<(), Stop> + Send + Sync + 'static) {
    let request = Request {
        actor: crate::engine::system_actor(),
        on_behalf_of: None,
        name: "test.seed",
        id: crate::testing::fresh(),
        input: Digest::of(b""),
        ruleset: String::new(),
        lane: Lane::Normal,
        received: None,
    };
    town.platform.journal().submit(request, Arc::new(work)).wait().expect("seeded");
}

const NONE: SmeReservation = SmeReservation::None { reason: SmeExemption::R3 };

fn about(purchaser: OrganisationId, agency: OrganisationId, region: Region, lot: LotId) -> ProjectAbout {
    ProjectAbout {
        number: "DT-2026-1".into(),
        name: "教学计算机采购".into(),
        plan: id(7),
        entrustment: id(8),
        intention: None,
        purchaser,
        purchaser_name: "大同区第三中学".into(),
        agency,
        agency_name: "龙江招标代理有限公司".into(),
        region,
        catalogue: "A02010105".parse().unwrap(),
        category: Category::Goods,
        method: Method::PublicTender,
        evaluation: EvaluationMethod::Comprehensive,
        form: OrganisationForm::Decentralized,
        lots: vec![ProjectLot {
            id: lot,
            number: 1,
            name: "教学计算机采购".into(),
            budget: Money::from_yuan(1_000_000),
            ceiling: Money::from_yuan(1_000_000),
            sme: NONE,
        }],
    }
}
fn lot_about(
    purchaser: OrganisationId,
    agency: OrganisationId,
    region: Region,
    project: ProjectId,
) -> LotAbout {
    LotAbout {
        project,
        project_no: "DT-2026-1".into(),
        project_name: "教学计算机采购".into(),
        number: 1,
        name: "教学计算机采购".into(),
        plan: id(7),
        purchaser,
        agency,
        region,
        catalogue: "A02010105".parse().unwrap(),
        category: Category::Goods,
        method: Method::PublicTender,
        budget: Money::from_yuan(1_000_000),
        ceiling: Money::from_yuan(1_000_000),
        sme: NONE,
    }
}
/// The invitation, as far as later notices look back to it.
fn invitation(
    purchaser: OrganisationId,
    agency: OrganisationId,
    region: Region,
    project: ProjectId,
) -> NoticeDraft {
    NoticeDraft {
        notice_type: NoticeType::Tender,
        title: "大同区第三中学教学计算机采购".into(),
        region,
        purchaser,
        purchaser_name: "大同区第三中学".into(),
        agency: Some(agency),
        agency_name: Some("龙江招标代理有限公司".into()),
        project: Some(project),
        project_no: "DT-2026-1".into(),
        category: Category::Goods,
        method: Some(Method::PublicTender),
        amount: Money::from_yuan(1_000_000),
        sections: vec![Section::new("contacts", vec![Row::new("purchaser_phone", "0459-6160001")])],
        people: Vec::new(),
        source: project.stream(),
        relates_to: None,
        attachments: Vec::new(),
    }
}
fn document() -> TenderDocument {
    let clause = |text: &str| Clause { key: String::new(), text: text.into(), proof: None };
    let factor = |name: &str, sort, max: i64, tiers: &[i64]| Factor {
        key: String::new(),
        name: name.into(),
        criteria: name.into(),
        sort,
        max: max.into(),
        tiers: tiers.iter().map(|points| Tier { points: (*points).into(), text: "档".into() }).collect(),
    };
    TenderDocument {
        overview: "教学计算机".into(),
        lots: vec![LotDemand {
            items: vec![Item {
                name: "台式计算机".into(),
                specification: "i5".into(),
                quantity: 100,
                unit: "台".into(),
                unit_ceiling: None,
                core: true,
            }],
            deposit: None,
        }],
        joint_bids: false,
        qualification: vec![clause("营业执照"), clause("信用")],
        substantive: vec![clause("质保三年")],
        technical: Vec::new(),
        scoring: Scoring {
            price_points: 30.into(),
            factors: vec![
                factor("技术响应", FactorSort::Objective, 30, &[]),
                factor("实施方案", FactorSort::Subjective, 10, &[0, 2, 6, 10]),
                factor("业绩", FactorSort::Objective, 20, &[]),
                factor("售后", FactorSort::Subjective, 10, &[0, 6, 10]),
            ],
        },
        candidates: 3,
        sme_deduction: Percent::whole(15),
        sme_joint_deduction: Percent::whole(5),
        low_price: LowPrice {
            mean: Percent::whole(50),
            second: Percent::whole(50),
            ceiling: Percent::whole(45),
        },
        validity_days: 90,
        bid_parts: Vec::new(),
        policy: "中小企业".into(),
        credit_check: "信用中国".into(),
        agency_fee: "采购人支付".into(),
        contract: ContractTerms {
            delivery: "三十日".into(),
            quality: "国标".into(),
            breach: "千分之一".into(),
            performance_bond: Percent::default(),
            payment_days: 30,
            payment: vec![PaymentShare {
                kind: LineKind::Final,
                share: Percent::whole(100),
                condition: "验收合格后".into(),
            }],
            acceptance: vec![Criterion { kind: CriterionKind::Technical, text: "一致".into() }],
        },
    }
    .numbered()
}
fn content(lot: LotId, yuan: i64, brand: &str) -> BidContent {
    let answer = |key: &str| Answer { key: key.into(), text: "满足".into(), deviation: Deviation::None };
    BidContent {
        lot,
        price: Money::from_yuan(yuan),
        lines: vec![PriceLine {
            name: "台式计算机".into(),
            brand: format!("{brand} M1"),
            quantity: 100,
            unit: "台".into(),
            unit_price: Money::from_yuan(yuan / 100),
        }],
        answers: vec![answer("q1"), answer("s1")],
        delivery_days: 30,
        sme: Sme::Small,
        domestic: true,
        machine: Vec::new(),
    }
}
fn bid_events(
    lot: LotId,
    project: ProjectId,
    supplier: OrganisationId,
    offer: Offer,
    now: Instant,
) -> [BidEvent; 5] {
    let signature = Signature { value: "00".repeat(64), user: "1".into(), certificate: Digest::of(b"c") };
    let envelope = Envelope { digest: offer.content, size: 1, signature };
    let matter = BidMatter { project, lot, supplier, title: "教学计算机采购".into() };
    [
        BidEvent::Submitted { matter, envelope, no: 1, received: now },
        BidEvent::Locked { opening: id(4), decrypt_until: now.plus(Span::minutes(30)) },
        BidEvent::Decrypted { offer },
        BidEvent::Announced {},
        BidEvent::RecordConfirmed { confirmation: Confirmation::Bidder {} },
    ]
}
