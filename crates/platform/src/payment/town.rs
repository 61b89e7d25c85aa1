//! A town with a contract in it, put there by the law's own decisions.

use crate::{payment::PaymentRow, testing::Town};
use journal::{Accepted, Lane, Request, Stop, Unit};
use kernel::*;
use procurement::{
    acceptance::{Criterion, CriterionKind},
    bidding::Signature,
    budget::{Claim, FundType, Hold, Indicator, Issue},
    contract::{Award, Contract, Item, KeyTerms, Origin, Party, PartySignature, Terms},
    demand::{EvaluationMethod, Method, OrganisationForm},
    payment::{LineKind, schedule},
    plan::SmeReservation,
    registry::Organisation,
    tender::{
        Award as Confirmed, Candidate, Lot, LotAbout, LotEvent, Project, ProjectAbout, ProjectEvent,
        ProjectLot, Terms as Announced,
    },
};
use serde_json::{Value, json};
use std::sync::Arc;

/// The number of the first supplier's account in [`Town`].
pub const ACCOUNT: &str = "6223000000000001";

fn id<I: StreamId + std::str::FromStr>(n: u128) -> I {
    format!("0190{n:028x}").parse().ok().unwrap()
}
/// The contract of every scene.
pub fn contract() -> ContractId {
    id(30)
}
/// The indicator of every scene.
pub fn indicator() -> IndicatorId {
    id(50)
}
/// The lot of every scene.
pub fn lot() -> LotId {
    id(11)
}
/// The lot's hold on the indicator.
pub fn hold() -> HoldId {
    id(60)
}

/// Runs `work` in the journal as the platform.
pub fn seed(
    town: &Town,
    work: impl Fn(&mut Unit<'_>) -> Result<(), Stop> + Send + Sync + 'static,
) -> Accepted {
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
    town.platform.journal().submit(request, Arc::new(work)).wait().expect("seeded")
}
/// An indicator of the town's purchaser with so many yuan.
pub fn fund(town: &Town, yuan: i64) -> IndicatorId {
    let issue = Issue {
        number: "同财指〔2026〕1号".into(),
        organisation: town.purchaser.organisation,
        region: town.purchaser.clerk.region,
        year: 2026,
        project: "教学设备".into(),
        fund: FundType::GeneralPublic,
        economic_class: "31002".into(),
        catalogue: "A02010105".parse().unwrap(),
        amount: Money::from_yuan(yuan),
    };
    let law = procurement::RuleBook::builtin().law(issue.region, town.platform.now().date());
    seed(town, move |unit| {
        let now = unit.now();
        for event in Indicator::default().import(issue.clone(), now, &law)? {
            unit.record::<Indicator>(indicator(), event)?;
        }
        Ok(())
    });
    indicator()
}

/// The project that the lot belongs to.
fn project(purchaser: OrganisationId, region: Region) -> ProjectEvent {
    let (budget, sme) = (Money::from_yuan(110_000), SmeReservation::Whole { small_only: false });
    let one = ProjectLot { id: lot(), number: 1, name: "包1".into(), budget, ceiling: budget, sme };
    ProjectEvent::Opened(Box::new(ProjectAbout {
        number: "DT-2026-1".into(),
        name: "实验设备采购".into(),
        plan: id(13),
        entrustment: id(16),
        intention: None,
        purchaser,
        purchaser_name: "大同区第三中学".into(),
        agency: purchaser,
        agency_name: "龙江招标代理有限公司".into(),
        region,
        catalogue: "A02010105".parse().unwrap(),
        category: Category::Goods,
        method: Method::PublicTender,
        evaluation: EvaluationMethod::Comprehensive,
        form: OrganisationForm::Decentralized,
        lots: vec![one],
    }))
}
/// The lot's way to its signed contract.
fn lot_events(
    purchaser: OrganisationId,
    supplier: OrganisationId,
    region: Region,
    now: Instant,
) -> Vec<LotEvent> {
    let price = Money::from_yuan(100_000);
    let candidate = Candidate {
        rank: 1,
        bid: id(12),
        supplier,
        price,
        evaluation_price: 100_000.into(),
        score: 90.into(),
    };
    let award = Confirmed {
        candidate: candidate.clone(),
        skipped: None,
        statement: None,
        confirmed_at: now,
        publish_by: now,
    };
    let digest = Digest::of(b"document");
    vec![
        LotEvent::Opened(Box::new(LotAbout {
            project: id(10),
            project_no: "DT-2026-1".into(),
            project_name: "实验设备采购".into(),
            number: 1,
            name: "包1".into(),
            plan: id(13),
            purchaser,
            agency: purchaser,
            region,
            catalogue: "A02010105".parse().unwrap(),
            category: Category::Goods,
            method: Method::PublicTender,
            budget: Money::from_yuan(110_000),
            ceiling: Money::from_yuan(110_000),
            sme: SmeReservation::Whole { small_only: false },
        })),
        LotEvent::Announced(Announced {
            document: digest,
            deadline: now,
            provision_end: now,
            notice: id(14),
            published_at: now,
        }),
        LotEvent::Recommended { report: digest, candidates: vec![candidate], confirm_by: now },
        LotEvent::AwardConfirmed(Box::new(award)),
        LotEvent::Awarded {
            notice: id(15),
            letter: digest,
            period_end: now,
            objection_by: now,
            sign_by: now,
        },
        LotEvent::ContractDrafted { contract: Some(contract()) },
        LotEvent::Contracted { contract: contract() },
    ]
}

/// A town with a contract for 100,000 yuan: 30 % prepaid, 20 % progress, 50 % after acceptance.
pub struct Scene(pub Town);

impl Scene {
    /// Signed by both and not filed.
    pub fn effective() -> Self {
        Self::made(true)
    }
    /// Drafted and not signed.
    pub fn drafted() -> Self {
        Self::made(false)
    }
    fn made(signed: bool) -> Self {
        let town = Town::new();
        fund(&town, 150_000);
        let organisation = |id| town.state::<Organisation>(id).registration;
        let party = |id| Party {
            organisation: id,
            name: organisation(id).name,
            uscc: organisation(id).uscc,
            address: "大同区".into(),
        };
        let amount = Money::from_yuan(100_000);
        let shares = [(LineKind::Prepayment, 30), (LineKind::Progress, 20), (LineKind::Final, 50)]
            .map(|(kind, share)| (kind, Percent::whole(share), "按约定".to_owned()));
        let item = Item {
            name: "示波器".into(),
            specification: "200MHz".into(),
            unit: "台".into(),
            quantity: 10,
            unit_price: Money::from_yuan(10_000),
        };
        let criterion = |text: &str| Criterion { kind: CriterionKind::Technical, text: text.into() };
        let region = town.purchaser.clerk.region;
        let award = Award {
            origin: Origin {
                project: id(10),
                lot: id(11),
                project_no: "DT-2026-1".into(),
                project_name: "实验设备采购".into(),
                lot_name: "包1".into(),
                region,
                category: Category::Goods,
                reserved: true,
            },
            purchaser: party(town.purchaser.organisation),
            supplier: party(town.suppliers[0].organisation),
            sme: true,
            key: KeyTerms {
                items: vec![item],
                amount,
                quality: "全新".into(),
                delivery: "30日内送达".into(),
                schedule: schedule(&shares, amount),
                payment_days: 30,
                criteria: vec![criterion("带宽不低于200MHz"), criterion("质保三年")],
                breach: "每日千分之一".into(),
                performance_bond: Money::ZERO,
            },
            letter_at: Some(town.platform.now()),
        };
        let terms = Terms {
            number: "HT-1".into(),
            name: "实验设备采购合同".into(),
            origin: award.origin.clone(),
            purchaser: award.purchaser.clone(),
            supplier: award.supplier.clone(),
            sme: award.sme,
            key: award.key.clone(),
            clauses: Vec::new(),
            payee: organisation(town.suppliers[0].organisation).account.expect("an account"),
            handler: town.purchaser.clerk.person,
            text: Digest::of("正文".as_bytes()),
        };
        let sign = |organisation, person| PartySignature {
            organisation,
            person,
            text: Digest::of("正文".as_bytes()),
            signature: Signature { value: "00".repeat(64), user: "1".into(), certificate: Digest::of(b"c") },
        };
        let signatures = [
            sign(town.suppliers[0].organisation, town.suppliers[0].rep.person),
            sign(town.purchaser.organisation, town.purchaser.head.person),
        ];
        let (purchaser, supplier) = (town.purchaser.organisation, town.suppliers[0].organisation);
        let law = procurement::RuleBook::builtin().law(region, town.platform.now().date());
        seed(&town, move |unit| {
            let now = unit.now();
            let mut state = Contract::default();
            let mut events = state.draft(&award, terms.clone(), &law)?;
            events.iter().for_each(|event| state.apply(now, event));
            for signature in signatures.iter().filter(|_| signed) {
                let next = state.sign(signature.clone(), now, &law)?;
                next.iter().for_each(|event| state.apply(now, event));
                events.extend(next);
            }
            for event in events {
                unit.record::<Contract>(contract(), event)?;
            }
            unit.record::<Project>(id(10), project(purchaser, region))?;
            let mut lot = lot_events(purchaser, supplier, region, now);
            lot.truncate(if signed { lot.len() } else { lot.len() - 1 });
            for event in lot {
                unit.record::<Lot>(id(11), event)?;
            }
            let claim = Claim {
                indicator: indicator(),
                organisation: purchaser,
                matter: id::<LotId>(11).stream(),
                amount: Money::from_yuan(110_000),
            };
            let money = unit.load::<Indicator>(indicator())?;
            let movement = Hold::default().reserve(&money, claim, now, &law)?;
            unit.record::<Hold>(hold(), movement.hold)?;
            unit.record::<Indicator>(movement.on, movement.indicator)?;
            Ok(())
        });
        Self(town)
    }
    /// Filed, its budget bound.
    pub fn filed() -> Self {
        let scene = Self::effective();
        let law = procurement::RuleBook::builtin()
            .law(scene.0.purchaser.clerk.region, scene.0.platform.now().date());
        seed(&scene.0, move |unit| {
            let state = unit.load::<Contract>(contract())?;
            let holds = vec![(hold(), unit.load::<Hold>(hold())?.as_ref().clone())];
            let (events, movements) = state.file(&holds, &law)?;
            for event in events {
                unit.record::<Contract>(contract(), event)?;
            }
            for (on, movement) in movements {
                unit.record::<Hold>(on, movement.hold)?;
                unit.record::<Indicator>(movement.on, movement.indicator)?;
            }
            Ok(())
        });
        scene
    }
    /// The supplier applies for acceptance and the purchaser's two record it.
    pub fn accept(&self, qualified: bool) {
        let applied = self
            .0
            .run(&self.0.suppliers[0].clerk, "acceptance.apply", json!({ "contract": contract() }))
            .expect("applied");
        let findings = json!([
            { "no": 1, "passed": true },
            { "no": 2, "passed": qualified, "note": "见附图" },
        ]);
        let record = json!({ "acceptance": self.0.id::<AcceptanceId>(&applied), "findings": findings });
        let (clerk, supervisor) = (&self.0.purchaser.clerk, &self.0.purchaser.supervisor);
        self.0.run2(clerk, supervisor, "acceptance.record", record).expect("recorded");
    }
    /// The finance officer proposes.
    pub fn propose(&self, input: Value) -> Result<Accepted, Refusal> {
        self.0.run(&self.0.purchaser.finance, "payment.apply", input)
    }
    /// The finance officer proposes and the head approves.
    pub fn apply(&self, input: Value) -> Result<Accepted, Refusal> {
        self.0.run2(&self.0.purchaser.finance, &self.0.purchaser.head, "payment.apply", input)
    }
    /// The head approves what waits.
    pub fn approve_last(&self) -> Result<Accepted, Refusal> {
        self.decide_last(&self.0.purchaser.head)
    }
    /// Somebody tries to approve the finance officer's payment that waits.
    pub fn decide_last(&self, actor: &Actor) -> Result<Accepted, Refusal> {
        let todo = self.0.platform.todo(&self.0.purchaser.head, 50).expect("a list");
        let waiting =
            todo.iter().find(|todo| todo.command == "supervision.approve_proposal").expect("waiting");
        self.0.run(actor, "supervision.approve_proposal", json!({ "proposal": waiting.stream.uuid() }))
    }
    /// The treasury pays.
    pub fn pay(&self, payment: PaymentId) -> Result<Accepted, Refusal> {
        let input = json!({ "payment": payment, "voucher": "ZF-1" });
        self.0.run(&self.0.finance.treasury, "payment.pay", input)
    }
    /// The contract's payments.
    pub fn payments(&self) -> Vec<PaymentRow> {
        let basis = contract().stream();
        self.0.platform.journal().read(|tx| crate::payment::payments_of(tx, &basis)).expect("readable")
    }
}
