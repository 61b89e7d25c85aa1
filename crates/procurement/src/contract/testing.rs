//! A contract for tests: two items for 100,000 yuan, 30 % prepaid, 20 % progress, the rest after acceptance.

use super::*;
use crate::{
    Law, RuleBook,
    acceptance::{Criterion, CriterionKind},
    bidding::Signature,
    budget::{Claim, FundType, Hold, Indicator, Issue},
    payment::{LineKind, schedule},
    registry::BankAccount,
};
use kernel::{
    Category, ContractId, Digest, HoldId, IndicatorId, Instant, LotId, Money, NoticeId, OrganisationId,
    Percent, PersonId, ProjectId, Refusal, Region, Sealed, Stream, StreamId,
};

pub(crate) fn id<I: StreamId + std::str::FromStr>(n: u128) -> I {
    format!("{n:032x}").parse().ok().unwrap()
}
pub(crate) fn person(n: u128) -> PersonId {
    id(n)
}
pub(crate) fn organisation(n: u128) -> OrganisationId {
    id(n)
}
pub(crate) fn region() -> Region {
    "230600".parse().unwrap()
}
pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}
/// The law of Daqing on 2 March 2026.
pub(crate) fn law() -> Law {
    RuleBook::builtin().law(region(), at("2026-03-02T09:00").date())
}
pub(crate) fn account(n: u128) -> Sealed<BankAccount> {
    Sealed::new(person(n).uuid(), Digest::of(&n.to_be_bytes()))
}
pub(crate) const PURCHASER: u128 = 100;
pub(crate) const SUPPLIER: u128 = 200;
pub(crate) const CLERK: u128 = 1;
pub(crate) const HEAD: u128 = 2;

pub(crate) fn award() -> Award {
    let party = |n: u128, name: &str| Party {
        organisation: organisation(n),
        name: name.into(),
        uscc: format!("USCC{n}"),
        address: "大庆市".into(),
    };
    let item = |name: &str, quantity, yuan| Item {
        name: name.into(),
        specification: "按招标文件".into(),
        unit: "台".into(),
        quantity,
        unit_price: Money::from_yuan(yuan),
    };
    let amount = Money::from_yuan(100_000);
    let shares = [(LineKind::Prepayment, 30), (LineKind::Progress, 20), (LineKind::Final, 50)]
        .map(|(kind, share)| (kind, Percent::whole(share), String::new()));
    let criterion = |text: &str| Criterion { kind: CriterionKind::Technical, text: text.into() };
    Award {
        origin: Origin {
            project: id::<ProjectId>(10),
            lot: id::<LotId>(11),
            project_no: "[230601]DQ[GK]20260001".into(),
            project_name: "实验设备采购".into(),
            lot_name: "包1".into(),
            region: region(),
            category: Category::Goods,
            reserved: false,
        },
        purchaser: party(PURCHASER, "大庆某学校"),
        supplier: party(SUPPLIER, "大庆某公司"),
        sme: true,
        key: KeyTerms {
            items: vec![item("示波器", 4, 20_000), item("电源", 10, 2_000)],
            amount,
            quality: "全新原装".into(),
            delivery: "签订后30日内送达".into(),
            schedule: schedule(&shares, amount),
            payment_days: 30,
            criteria: vec![criterion("带宽不低于200MHz"), criterion("质保三年")],
            breach: "每日千分之一".into(),
            performance_bond: Money::ZERO,
        },
        letter_at: Some(at("2026-03-02T09:00")),
    }
}
pub(crate) fn terms() -> Terms {
    let award = award();
    Terms {
        number: "DQHT-2026-0001".into(),
        name: "实验设备采购合同".into(),
        origin: award.origin,
        purchaser: award.purchaser,
        supplier: award.supplier,
        sme: award.sme,
        key: award.key,
        clauses: vec![Clause { heading: "联系人".into(), text: "见附件".into() }],
        payee: account(7),
        handler: person(CLERK),
        text: Digest::of("合同正文".as_bytes()),
    }
}
pub(crate) fn signature(organisation_no: u128, signer: u128) -> PartySignature {
    PartySignature {
        organisation: organisation(organisation_no),
        person: person(signer),
        text: terms().text,
        signature: Signature {
            value: "00".repeat(64),
            user: "1234567812345678".into(),
            certificate: Digest::of(b"certificate"),
        },
    }
}
/// Applies what a decision answered and hands the state on.
pub(crate) fn then(contract: &mut Contract, when: Instant, decided: Result<Vec<ContractEvent>, Refusal>) {
    for event in decided.unwrap() {
        contract.apply(when, &event);
    }
}
pub(crate) fn drafted() -> Contract {
    let mut contract = Contract::default();
    let decided = contract.draft(&award(), terms(), &law());
    then(&mut contract, at("2026-03-03T09:00"), decided);
    contract
}
pub(crate) fn effective() -> Contract {
    let mut contract = drafted();
    let when = at("2026-03-04T10:00");
    let decided = contract.sign(signature(SUPPLIER, 20), when, &law());
    then(&mut contract, when, decided);
    let decided = contract.sign(signature(PURCHASER, HEAD), when, &law());
    then(&mut contract, when, decided);
    contract
}
pub(crate) fn filed() -> Contract {
    let mut contract = effective();
    let when = at("2026-03-05T10:00");
    let decided = contract.publish(id::<NoticeId>(40));
    then(&mut contract, when, decided);
    let decided = contract.file(&holds(), &law()).map(|(events, _)| events);
    then(&mut contract, when, decided);
    contract
}
/// Applied for and recorded as qualified or not.
pub(crate) fn inspected(qualified: bool) -> Contract {
    let mut contract = filed();
    let when = at("2026-04-01T10:00");
    let decided = contract.apply_acceptance(id::<ContractId>(30), id(60)).map(|(events, _)| events);
    then(&mut contract, when, decided);
    let decided = contract.inspected(id(60), qualified);
    then(&mut contract, when, decided);
    contract
}
/// An indicator of the purchaser with so many yuan.
pub(crate) fn indicator(yuan: i64) -> Indicator {
    let issue = Issue {
        number: "庆财指〔2026〕1号".into(),
        organisation: organisation(PURCHASER),
        region: region(),
        year: 2026,
        project: "教学设备".into(),
        fund: FundType::GeneralPublic,
        economic_class: "31002".into(),
        catalogue: "A02010105".parse().unwrap(),
        amount: Money::from_yuan(yuan),
    };
    let mut indicator = Indicator::default();
    for event in indicator.import(issue, at("2026-03-02T09:00"), &law()).unwrap() {
        indicator.apply(at("2026-03-02T09:00"), &event);
    }
    indicator
}
/// The lot's holds: 70,000 of one indicator and 40,000 of another, more than the contract costs.
pub(crate) fn holds() -> Vec<(HoldId, Hold)> {
    [(50, 70_000), (51, 40_000)]
        .map(|(n, yuan)| {
            let claim = Claim {
                indicator: id::<IndicatorId>(n),
                organisation: organisation(PURCHASER),
                matter: id::<LotId>(11).stream(),
                amount: Money::from_yuan(yuan),
            };
            let mut hold = Hold::default();
            let when = at("2026-03-02T09:00");
            let movement = hold.reserve(&indicator(yuan), claim, when, &law()).unwrap();
            hold.apply(when, &movement.hold);
            (id(n), hold)
        })
        .into()
}
/// The holds after filing: 70,000 and 30,000 bound, 10,000 given back.
pub(crate) fn bound() -> Vec<(HoldId, Hold)> {
    let mut holds = holds();
    for (on, movement) in effective().file(&holds, &law()).unwrap().1 {
        record(&mut holds, on, &movement);
    }
    holds
}
/// Records a movement on its hold.
pub(crate) fn record(holds: &mut [(HoldId, Hold)], on: HoldId, movement: &crate::budget::Movement) {
    for (_, hold) in holds.iter_mut().filter(|(id, _)| *id == on) {
        hold.apply(at("2026-04-02T10:00"), &movement.hold);
    }
}
/// Applies for and pays `yuan` of `line`.
pub(crate) fn pay(
    contract: &mut Contract,
    holds: &mut [(HoldId, Hold)],
    line: u16,
    yuan: i64,
) -> Result<(), Refusal> {
    let (amount, when) = (Money::from_yuan(yuan), at("2026-04-02T10:00"));
    for event in contract.apply_payment(id(70), line, amount, &account(7), &law())? {
        contract.apply(when, &event);
    }
    let (events, movements) = contract.pay((id(70), line, amount), &account(7), holds, &law())?;
    for event in events {
        contract.apply(when, &event);
    }
    for (on, movement) in movements {
        record(holds, on, &movement);
    }
    Ok(())
}
