//! The way round 无合同不支付 and 无验收不结项, tried through the engine with the real two-person rule, budget and vault.

use super::town::*;
use kernel::{Money, Span, StreamId};
use procurement::{
    budget::{Hold, Indicator},
    contract::Contract,
    payment::Payment,
    tender::Lot,
};
use serde_json::{Value, json};

fn ask(line: u16, yuan: i64) -> Value {
    json!({
        "contract": contract(), "line": line, "amount": yuan * 100, "account": ACCOUNT,
        "invoice_number": "25230001", "invoice_amount": yuan * 100, "invoice_received": "2026-03-02",
    })
}

#[test]
fn a_contract_is_paid_line_by_line_and_its_budget_executed() {
    let town = Scene::filed();
    town.apply(ask(1, 30_000)).unwrap();
    let payment = town.payments()[0].id;
    let duty = town.0.platform.todo(&town.0.finance.treasury, 10).unwrap();
    assert_eq!(duty[0].command, "payment.pay");
    town.pay(payment).unwrap();
    assert!(matches!(town.0.state::<Payment>(payment), Payment::Paid { .. }));
    town.accept(true);
    for (line, yuan) in [(2, 20_000), (3, 50_000)] {
        // Ids of the same moment have no order.
        town.0.advance_to(town.0.platform.now().plus(Span::millis(1)));
        town.apply(ask(line, yuan)).unwrap();
        town.pay(town.payments().last().unwrap().id).unwrap();
    }
    assert_eq!(town.0.state::<Contract>(contract()).status(), "completed");
    assert_eq!(town.0.state::<Lot>(lot()).stage.id(), "paid");
    let indicator = town.0.state::<Indicator>(indicator());
    let account = indicator.account().unwrap();
    assert_eq!((account.committed, account.executed), (Money::ZERO, Money::from_yuan(100_000)));
    assert_eq!(town.0.state::<Hold>(hold()).balance().unwrap().executed, Money::from_yuan(100_000));
    assert!(town.0.platform.todo_of(&contract().stream()).unwrap().is_empty());
}
#[test]
fn nothing_is_paid_before_filing() {
    let town = Scene::effective();
    assert_eq!(town.apply(ask(1, 1)).unwrap_err().rule.as_deref(), Some("CTR-04"));
    assert_eq!(town.apply(ask(1, 1)).unwrap_err().code, "E_NO_CONTRACT");
}
#[test]
fn nothing_is_paid_on_no_contract_at_all() {
    let town = Scene::effective();
    let mut none = ask(1, 1);
    none["contract"] = json!(hold().uuid());
    assert_eq!(town.apply(none).unwrap_err().code, "E_NOT_FOUND");
}
#[test]
fn several_applications_together_do_not_exceed_a_line() {
    let town = Scene::filed();
    town.apply(ask(1, 20_000)).unwrap();
    assert_eq!(town.apply(ask(1, 10_001)).unwrap_err().code, "E_OVER_CONTRACT");
    town.pay(town.payments()[0].id).unwrap();
    assert_eq!(town.apply(ask(1, 10_001)).unwrap_err().code, "E_OVER_CONTRACT");
    assert_eq!(town.pay(town.payments()[0].id).unwrap_err().code, "E_STATE");
    town.apply(ask(1, 10_000)).unwrap();
}
#[test]
fn a_second_proposal_for_the_same_contract_waits() {
    let town = Scene::filed();
    town.propose(ask(1, 30_000)).unwrap();
    assert_eq!(town.propose(ask(1, 30_000)).unwrap_err().code, "E_PROPOSAL_PENDING");
}
#[test]
fn another_account_is_refused() {
    let town = Scene::filed();
    let mut other = ask(1, 30_000);
    other["account"] = json!("6223000099999999");
    assert_eq!(town.apply(other).unwrap_err().code, "E_PAYEE_MISMATCH");
    assert!(town.payments().is_empty());
}
#[test]
fn nothing_is_applied_for_or_paid_after_termination() {
    let town = Scene::filed();
    let end = json!({ "contract": contract(), "reason": "供应商破产" });
    town.propose(ask(1, 30_000)).unwrap();
    let terminated =
        town.0.run2(&town.0.purchaser.clerk, &town.0.purchaser.head, "contract.terminate", end.clone());
    terminated.unwrap();
    let approved = town.approve_last();
    assert_eq!(approved.unwrap_err().code, "E_NO_CONTRACT");
    assert!(town.payments().is_empty());
    let indicator = town.0.state::<Indicator>(indicator());
    let account = indicator.account().unwrap();
    assert_eq!((account.reserved, account.committed), (Money::ZERO, Money::ZERO));
}
#[test]
fn a_contract_with_money_under_way_is_not_terminated() {
    let town = Scene::filed();
    town.apply(ask(1, 30_000)).unwrap();
    let end = json!({ "contract": contract(), "reason": "想换一家" });
    let refused = town.0.run2(&town.0.purchaser.clerk, &town.0.purchaser.head, "contract.terminate", end);
    assert_eq!(refused.unwrap_err().code, "E_PAYMENT_PENDING");
}
#[test]
fn the_last_money_waits_for_acceptance_and_prepayment_does_not() {
    let town = Scene::filed();
    assert_eq!(town.apply(ask(3, 1)).unwrap_err().code, "E_NO_ACCEPTANCE");
    town.apply(ask(1, 30_000)).unwrap();
    town.accept(false);
    // What was applied for before the failure is not paid after it.
    assert_eq!(town.pay(town.payments()[0].id).unwrap_err().code, "E_NO_ACCEPTANCE");
    assert_eq!(town.apply(ask(2, 1)).unwrap_err().code, "E_NO_ACCEPTANCE");
}
#[test]
fn one_person_alone_neither_applies_nor_approves() {
    let town = Scene::filed();
    town.propose(ask(1, 30_000)).unwrap();
    let own = town.decide_last(&town.0.purchaser.finance);
    assert!(own.unwrap_err().code.starts_with("E_FORBIDDEN"));
    assert!(town.payments().is_empty());
}
#[test]
fn another_organisation_s_people_do_not_pay_or_apply() {
    let town = Scene::filed();
    let stranger =
        kernel::Actor { roles: vec![kernel::Role::PurchaserFinance], ..town.0.suppliers[1].clerk.clone() };
    assert_eq!(town.0.run(&stranger, "payment.apply", ask(1, 1)).unwrap_err().code, "E_FORBIDDEN");
    town.apply(ask(1, 30_000)).unwrap();
    let pay = json!({ "payment": town.payments()[0].id, "voucher": "1" });
    assert_eq!(town.0.run(&town.0.purchaser.finance, "payment.pay", pay).unwrap_err().code, "E_FORBIDDEN");
}
#[test]
fn an_amount_that_is_none_is_an_error_beside_its_field() {
    let town = Scene::filed();
    for bad in [json!(0), json!(-100), json!("x"), json!("99999999999999999")] {
        let mut input = ask(1, 1);
        input["amount"] = bad;
        let refused = town.apply(input).unwrap_err();
        assert_eq!((refused.code.as_ref(), refused.fields[0].path.as_str()), ("E_SCHEMA", "amount"));
    }
}
#[test]
fn an_invoice_covers_the_application() {
    let town = Scene::filed();
    let mut short = ask(1, 30_000);
    short["invoice_amount"] = json!(2_999_999);
    assert_eq!(town.apply(short).unwrap_err().code, "E_INVOICE_MISMATCH");
}
#[test]
fn the_town_s_first_supplier_has_the_account_of_these_tests() {
    let town = crate::testing::Town::new();
    let sealed = town
        .state::<procurement::registry::Organisation>(town.suppliers[0].organisation)
        .registration
        .account
        .unwrap();
    assert_eq!(town.platform.unseal::<procurement::registry::BankAccount>(&sealed).unwrap().number, ACCOUNT);
}
