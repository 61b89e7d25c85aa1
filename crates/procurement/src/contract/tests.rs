//! A contract's path, and every way round the hard rules of payment and closing that we could think of.

use super::testing::*;
use super::*;
use crate::{
    budget::HoldEvent,
    payment::{Inspection, LineKind},
};
use kernel::{Instant, Money, OrganisationId, Refusal, Role, Span, Stream};
use proptest::prelude::*;

fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> (String, String) {
    let refusal = result.unwrap_err();
    (refusal.code.into_owned(), refusal.rule.unwrap_or_default().into_owned())
}
fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    code(result).0
}
fn yuan(n: i64) -> Money {
    Money::from_yuan(n)
}
fn treasury_pays(contract: &Contract, line: u16, amount: i64, to: u128) -> Result<WithMoney, Refusal> {
    contract.pay((id(70), line, yuan(amount)), &account(to), &bound(), &law())
}
fn released(movements: &[(kernel::HoldId, crate::budget::Movement)]) -> Money {
    let part = |movement: &crate::budget::Movement| match movement.hold {
        HoldEvent::Released { amount, .. } => amount,
        _ => Money::ZERO,
    };
    movements.iter().map(|(_, movement)| part(movement)).sum()
}
fn apply_for(contract: &Contract, line: u16, amount: i64) -> Result<Vec<ContractEvent>, Refusal> {
    contract.apply_payment(id(70), line, yuan(amount), &account(7), &law())
}
fn duties(contract: &Contract) -> Vec<(String, OrganisationId, Role)> {
    contract.duties().into_iter().map(|duty| (duty.command, duty.organisation, duty.role)).collect()
}

#[test]
fn the_whole_path_leads_from_draft_to_completion() {
    let (purchaser, supplier) = (organisation(PURCHASER), organisation(SUPPLIER));
    assert_eq!(duties(&drafted()), [("contract.sign".into(), supplier, Role::AuthorizedRep)]);
    assert_eq!(
        duties(&effective()),
        [
            ("contract.publish".into(), purchaser, Role::PurchaserClerk),
            ("contract.file".into(), purchaser, Role::PurchaserClerk),
            ("acceptance.apply".into(), supplier, Role::SupplierClerk),
        ]
    );
    assert_eq!(
        duties(&filed()),
        [
            ("acceptance.apply".into(), supplier, Role::SupplierClerk),
            ("payment.apply".into(), purchaser, Role::PurchaserFinance),
        ]
    );
    let (mut contract, mut holds) = (inspected(true), bound());
    for (line, amount) in [(1, 30_000), (2, 20_000), (3, 50_000)] {
        assert_eq!(contract.status(), "accepted");
        pay(&mut contract, &mut holds, line, amount).unwrap();
    }
    assert_eq!(contract.status(), "completed");
    assert!(contract.payable().unwrap().may_close(&law()).is_ok());
    assert_eq!(duties(&contract), []);
    assert!(serde_json::to_vec(&contract).unwrap().len() < 65_536);
}

// 无合同不支付

#[test]
fn nothing_is_paid_without_a_contract() {
    assert_eq!(code(apply_for(&Contract::default(), 1, 1)), ("E_NO_CONTRACT".into(), "PAY-01".into()));
    assert_eq!(code(apply_for(&drafted(), 1, 1)), ("E_NO_CONTRACT".into(), "PAY-01".into()));
}
#[test]
fn nothing_is_paid_before_filing() {
    assert_eq!(code(apply_for(&effective(), 1, 1)), ("E_NO_CONTRACT".into(), "CTR-04".into()));
}
#[test]
fn nothing_is_paid_after_termination() {
    let mut contract = filed();
    let (events, movements) = contract.terminate("供应商破产".into(), &bound(), &law()).unwrap();
    assert_eq!(released(&movements), yuan(100_000));
    then(&mut contract, at("2026-04-01T09:00"), Ok(events));
    assert_eq!(refused(apply_for(&contract, 1, 1)), "E_NO_CONTRACT");
    assert_eq!(refused(treasury_pays(&contract, 1, 1, 7)), "E_NO_CONTRACT");
}
#[test]
fn a_contract_with_money_under_way_is_not_terminated() {
    let mut contract = filed();
    let events = apply_for(&contract, 1, 10);
    then(&mut contract, at("2026-04-01T09:00"), events);
    assert_eq!(refused(contract.terminate("缘由".into(), &bound(), &law())), "E_PAYMENT_PENDING");
}
#[test]
fn nothing_is_paid_after_completion() {
    let (mut contract, mut holds) = (inspected(true), bound());
    for (line, amount) in [(1, 30_000), (2, 20_000), (3, 50_000)] {
        pay(&mut contract, &mut holds, line, amount).unwrap();
    }
    assert_eq!(refused(apply_for(&contract, 3, 1)), "E_NO_CONTRACT");
}
#[test]
fn several_payments_together_stay_within_the_line_and_the_contract() {
    let mut contract = inspected(true);
    pay(&mut contract, &mut bound(), 1, 20_000).unwrap();
    assert_eq!(code(apply_for(&contract, 1, 10_001)), ("E_OVER_CONTRACT".into(), "PAY-02".into()));
    // An application under way counts like a payment.
    let events = apply_for(&contract, 1, 10_000);
    then(&mut contract, at("2026-04-03T09:00"), events);
    assert_eq!(refused(apply_for(&contract, 1, 1)), "E_OVER_CONTRACT");
    assert_eq!(refused(apply_for(&contract, 3, 50_001)), "E_OVER_CONTRACT");
    // The treasury cannot pay more than was applied for either.
    assert_eq!(refused(treasury_pays(&contract, 1, 10_001, 7)), "E_OVER_CONTRACT");
    assert_eq!(refused(treasury_pays(&contract, 3, 1, 7)), "E_OVER_CONTRACT");
}
#[test]
fn nothing_and_less_than_nothing_is_no_payment() {
    assert_eq!(refused(apply_for(&filed(), 1, 0)), "E_AMOUNT_INVALID");
    assert_eq!(refused(apply_for(&filed(), 1, -5)), "E_AMOUNT_INVALID");
}
#[test]
fn a_line_that_is_not_in_the_schedule_is_not_paid() {
    assert_eq!(refused(apply_for(&filed(), 0, 1)), "E_NO_INSTALMENT");
    assert_eq!(refused(apply_for(&filed(), 4, 1)), "E_NO_INSTALMENT");
}
#[test]
fn only_the_account_in_the_contract_is_paid() {
    let contract = filed();
    let other = contract.apply_payment(id(70), 1, yuan(1), &account(8), &law());
    assert_eq!(code(other), ("E_PAYEE_MISMATCH".into(), "PAY-03".into()));
    let mut contract = filed();
    let events = apply_for(&contract, 1, 10);
    then(&mut contract, at("2026-04-03T09:00"), events);
    assert_eq!(refused(treasury_pays(&contract, 1, 10, 8)), "E_PAYEE_MISMATCH");
}

// 无验收不结项

#[test]
fn the_last_money_waits_for_acceptance() {
    assert_eq!(code(apply_for(&filed(), 3, 1)), ("E_NO_ACCEPTANCE".into(), "ACC-04".into()));
    assert!(apply_for(&inspected(true), 3, 50_000).is_ok());
}
#[test]
fn prepayment_and_progress_may_precede_acceptance() {
    let (mut contract, mut holds) = (filed(), bound());
    pay(&mut contract, &mut holds, 1, 30_000).unwrap();
    pay(&mut contract, &mut holds, 2, 20_000).unwrap();
    assert_eq!(refused(apply_for(&contract, 3, 1)), "E_NO_ACCEPTANCE");
    assert_eq!(refused(contract.payable().unwrap().may_close(&law())), "E_NO_ACCEPTANCE");
}
#[test]
fn after_a_failed_acceptance_nothing_is_paid_until_it_is_put_right() {
    let mut contract = inspected(false);
    for line in 1..=3 {
        assert_eq!(code(apply_for(&contract, line, 1)), ("E_NO_ACCEPTANCE".into(), "ACC-04".into()));
    }
    let events = contract.reapply_acceptance();
    then(&mut contract, at("2026-04-10T09:00"), events);
    assert_eq!(refused(apply_for(&contract, 3, 1)), "E_NO_ACCEPTANCE");
    let events = contract.inspected(id(60), true);
    then(&mut contract, at("2026-04-11T09:00"), events);
    assert!(apply_for(&contract, 3, 1).is_ok());
}
#[test]
fn a_failed_acceptance_stops_a_payment_that_was_applied_for_before() {
    let mut contract = filed();
    let events = apply_for(&contract, 1, 30_000);
    then(&mut contract, at("2026-04-01T09:00"), events);
    let events = contract.apply_acceptance(id(30), id(60)).map(|(events, _)| events);
    then(&mut contract, at("2026-04-02T09:00"), events);
    let events = contract.inspected(id(60), false);
    then(&mut contract, at("2026-04-03T09:00"), events);
    assert_eq!(refused(treasury_pays(&contract, 1, 30_000, 7)), "E_NO_ACCEPTANCE");
}
#[test]
fn an_acceptance_of_something_else_does_not_count() {
    let mut contract = filed();
    assert_eq!(refused(contract.inspected(id(60), true)), "E_STATE");
    let events = contract.apply_acceptance(id(30), id(60)).map(|(events, _)| events);
    then(&mut contract, at("2026-04-02T09:00"), events);
    assert_eq!(refused(contract.inspected(id(61), true)), "E_STATE");
    assert_eq!(refused(contract.apply_acceptance(id(30), id(61))), "E_ALREADY");
}
#[test]
fn an_accepted_contract_with_money_open_is_not_closed() {
    assert_eq!(refused(inspected(true).payable().unwrap().may_close(&law())), "E_NOT_SETTLED");
}
#[test]
fn a_schedule_without_a_final_line_evades_acceptance_and_is_refused() {
    for kind in [LineKind::Progress, LineKind::Prepayment] {
        let (mut award, mut terms) = (award(), terms());
        award.key.schedule[2].kind = kind;
        terms.key = award.key.clone();
        assert_eq!(refused(Contract::default().draft(&award, terms, &law())), "E_NO_FINAL_LINE");
    }
}
#[test]
fn prepayment_has_a_cap() {
    let split = |prepaid| {
        let (mut award, mut terms) = (award(), terms());
        award.key.schedule.remove(1);
        award.key.schedule[0].amount = Money::from_fen(prepaid);
        award.key.schedule[1].amount = Money::from_fen(10_000_000 - prepaid);
        terms.key = award.key.clone();
        Contract::default().draft(&award, terms, &law())
    };
    let most = law().percent("prepayment_max").unwrap().of(yuan(100_000), kernel::Rounding::Floor).fen();
    assert!(split(most).is_ok());
    assert_eq!(refused(split(most + 1)), "E_PREPAYMENT_TOO_HIGH");
}

// CTR

#[test]
fn key_terms_cannot_be_changed() {
    let changes: [fn(&mut Terms); 8] = [
        |terms| terms.key.items[0].quantity = 5,
        |terms| terms.key.amount = Money::from_yuan(100_001),
        |terms| terms.key.quality.push('。'),
        |terms| terms.key.delivery = "60日".into(),
        |terms| terms.key.schedule.swap(0, 1),
        |terms| terms.key.payment_days = 60,
        |terms| drop(terms.key.criteria.pop()),
        |terms| terms.key.breach.clear(),
    ];
    for change in changes {
        let mut terms = terms();
        change(&mut terms);
        assert_eq!(
            code(Contract::default().draft(&award(), terms, &law())),
            ("E_KEY_TERM_CHANGED".into(), "CTR-02".into())
        );
    }
}
#[test]
fn the_parties_are_those_of_the_award() {
    let mut terms = terms();
    terms.supplier.organisation = organisation(201);
    assert_eq!(
        code(Contract::default().draft(&award(), terms, &law())),
        ("E_PARTY_MISMATCH".into(), "CTR-07".into())
    );
}
#[test]
fn without_a_letter_of_award_there_is_no_contract() {
    let award = Award { letter_at: None, ..award() };
    assert_eq!(refused(Contract::default().draft(&award, terms(), &law())), "E_OFF_PLATFORM");
}
#[test]
fn small_enterprises_are_paid_within_sixty_days() {
    let with = |days, sme| {
        let (mut award, mut terms) = (award(), terms());
        award.key.payment_days = days;
        (award.sme, terms.sme) = (sme, sme);
        terms.key = award.key.clone();
        Contract::default().draft(&award, terms, &law())
    };
    assert!(with(60, true).is_ok());
    assert_eq!(code(with(61, true)), ("E_PAYMENT_TERM_TOO_LONG".into(), "D-PAY-03".into()));
    assert!(with(61, false).is_ok());
}
#[test]
fn supplier_signs_first_and_nobody_else_signs() {
    let contract = drafted();
    let now = at("2026-03-04T10:00");
    assert_eq!(
        code(contract.sign(signature(PURCHASER, HEAD), now, &law())),
        ("E_SIGNATURE_INVALID".into(), "CTR-09".into())
    );
    assert_eq!(refused(contract.sign(signature(999, 20), now, &law())), "E_SIGNATURE_INVALID");
    let other = PartySignature { text: kernel::Digest::of(b"other"), ..signature(SUPPLIER, 20) };
    assert_eq!(code(contract.sign(other, now, &law())), ("E_SIGNATURE_OTHER_TEXT".into(), "CTR-09".into()));
    assert_eq!(refused(effective().sign(signature(PURCHASER, HEAD), now, &law())), "E_STATE");
}
#[test]
fn signing_is_late_one_second_after_the_thirtieth_day() {
    let contract = drafted();
    let last = Instant::end_of("2026-04-01".parse().unwrap());
    assert_eq!(contract.duties()[0].due, Some(last));
    assert_eq!(contract.late_signing(last.minus(Span::millis(1_000))), None);
    assert_eq!(contract.late_signing(last.plus(Span::millis(1_000))).unwrap().rule, "CTR-01");
}
#[test]
fn publication_and_filing_have_their_working_days() {
    let contract = effective();
    let active = contract.active().unwrap();
    assert_eq!(active.publish_by, Instant::end_of("2026-03-06".parse().unwrap()));
    assert_eq!(active.file_by, Instant::end_of("2026-03-13".parse().unwrap()));
    assert_eq!(contract.late_publishing(active.publish_by.minus(Span::millis(1_000))), None);
    assert_eq!(contract.late_publishing(active.publish_by.plus(Span::millis(1_000))).unwrap().rule, "CTR-03");
}
#[test]
fn filing_binds_the_price_and_gives_back_the_saving() {
    let (_, movements) = effective().file(&holds(), &law()).unwrap();
    assert_eq!(released(&movements), yuan(10_000));
    assert_eq!(refused(filed().file(&holds(), &law())), "E_ALREADY");
    assert_eq!(refused(drafted().file(&holds(), &law())), "E_STATE");
}
#[test]
fn filing_needs_the_whole_price_in_budget() {
    assert_eq!(refused(effective().file(&holds()[..1], &law())), "E_OVER_HOLD");
    assert_eq!(refused(effective().file(&[], &law())), "E_OVER_HOLD");
    let twice = [holds()[0].clone(), holds()[0].clone()];
    assert_eq!(refused(effective().file(&twice, &law())), "E_STATE");
}
#[test]
fn money_comes_from_the_contract_s_own_holds_in_their_order() {
    let (mut contract, mut holds) = (inspected(true), bound());
    pay(&mut contract, &mut holds, 3, 50_000).unwrap();
    let events = apply_for(&contract, 1, 30_000);
    then(&mut contract, at("2026-04-03T09:00"), events);
    let ask = (id(70), 1, yuan(30_000));
    let (_, movements) = contract.pay(ask, &account(7), &holds, &law()).unwrap();
    let parts: Vec<_> = movements.iter().map(|(on, movement)| (*on, movement.hold.clone())).collect();
    let executed = |fen| HoldEvent::Executed { amount: yuan(fen) };
    assert_eq!(parts, [(id(50), executed(20_000)), (id(51), executed(10_000))]);
    holds.reverse();
    assert_eq!(refused(contract.pay(ask, &account(7), &holds, &law())), "E_STATE");
}

proptest! {
    /// Whatever is tried in whatever order, no more is paid than agreed, a line never more than its part, and each fen
    /// paid is executed somewhere.
    #[test]
    fn no_sequence_of_payments_exceeds_the_contract(
        tries in proptest::collection::vec((0_u16..5, -10_i64..60_000, any::<bool>()), 0..40),
        qualified in any::<bool>(),
    ) {
        let (mut contract, mut holds) = (if qualified { inspected(true) } else { filed() }, bound());
        for (line, amount, through) in tries {
            if through {
                let _ = pay(&mut contract, &mut holds, line, amount);
            } else if let Ok(events) = apply_for(&contract, line, amount) {
                then(&mut contract, at("2026-04-05T09:00"), Ok(events));
            }
            let active = contract.active().unwrap();
            let paid: Money = active.lines.iter().map(|line| line.paid).sum();
            let executed: Money = holds.iter().map(|(_, hold)| hold.balance().unwrap().executed).sum();
            prop_assert_eq!(paid, executed);
            prop_assert!(paid <= yuan(100_000));
            prop_assert!(active.lines.iter().all(|line| line.open() >= Money::ZERO && line.paid >= Money::ZERO));
            if active.inspection != Inspection::Qualified {
                prop_assert_eq!(active.lines[2].paid, Money::ZERO);
            }
        }
    }
}

/// 保障中小企业款项支付条例第9条第1款
#[test]
fn a_term_of_ninety_days_in_the_document_binds_a_small_enterprise_for_sixty() {
    let days = |announced, sme| payment_days(announced, sme, &law()).unwrap();
    assert_eq!([days(60, true), days(61, true), days(90, true)], [60, 60, 60]);
    assert_eq!((days(30, true), days(90, false)), (30, 90));
}
/// 实施条例第48条
#[test]
fn a_performance_bond_ends_at_ten_percent_of_the_price() {
    let draft = |fen| {
        let (mut award, mut terms) = (award(), terms());
        award.key.performance_bond = Money::from_fen(fen);
        terms.key.performance_bond = Money::from_fen(fen);
        Contract::default().draft(&award, terms, &law())
    };
    assert!(draft(1_000_000).is_ok());
    assert_eq!(code(draft(1_000_001)), ("E_BOND_CAP".into(), "DOC-09".into()));
    let mut other = terms();
    other.key.performance_bond = yuan(1);
    assert_eq!(refused(Contract::default().draft(&award(), other, &law())), "E_KEY_TERM_CHANGED");
}
/// 保障中小企业款项支付条例第9条第4款、第10条
#[test]
fn the_term_of_the_last_money_runs_from_acceptance_and_of_progress_money_from_its_settlement() {
    let asked = at("2026-05-06T09:00");
    let from = |contract: &Contract, line| contract.sme_term(line, asked).map(|term| term.from);
    let accepted = inspected(true);
    assert_eq!(
        [1, 2, 3].map(|line| from(&accepted, line)),
        [None, Some(asked), Some(at("2026-04-01T10:00"))]
    );
    assert_eq!(from(&inspected(false), 3), None);
}
