//! Who may delegate what to whom, and for how long.

use super::*;
use crate::registry::Enrolment;
use kernel::{Digest, Sealed, StreamId};
use uuid::Uuid;

fn id<I: StreamId>(number: u128) -> I {
    I::from_uuid(Uuid::from_u128(number))
}
fn sealed() -> Sealed<String> {
    Sealed::new(Uuid::from_u128(9), Digest::of(b"sealed"))
}
fn person(organisation: u128, roles: &[Role]) -> Person {
    let enrolment = Enrolment {
        organisation: id(organisation),
        region: "230606".parse().expect("a region"),
        roles: roles.to_vec(),
        login: "somebody".to_owned(),
        name: sealed(),
        password: sealed(),
        expert: None,
    };
    let mut person = Person::default();
    person.apply(Instant::from_millis(0), &PersonEvent::Enrolled(enrolment));
    person
}
const NOW: Instant = Instant::from_millis(1_000_000);
fn grant(roles: &[Role]) -> Grant {
    Grant {
        organisation: id(1),
        by: id(11),
        to: id(12),
        roles: roles.to_vec(),
        from: NOW,
        until: NOW.plus(Span::days(5)),
        reason: "休假".to_owned(),
    }
}
fn code(grant: Grant, lender: &Person, borrower: &Person) -> String {
    let answer = Delegation::default().grant(grant, lender, borrower, NOW, 90);
    answer.map_or_else(|refusal| refusal.code.into_owned(), |_| "granted".to_owned())
}

#[test]
fn only_roles_of_one_s_own_go_to_a_colleague_who_may_hold_them() {
    use Role::{FaBudget, FaRegulator, FaRegulatorHead, FaTreasury};
    let lender = person(1, &[FaRegulator, FaBudget]);
    let colleague = person(1, &[FaTreasury]);
    assert_eq!(code(grant(&[FaRegulator]), &lender, &colleague), "granted");
    assert_eq!(code(grant(&[FaRegulatorHead]), &lender, &colleague), "E_ROLE_UNFIT");
    assert_eq!(code(grant(&[]), &lender, &colleague), "E_SCHEMA");
    assert_eq!(code(grant(&[FaRegulator]), &lender, &person(2, &[FaTreasury])), "E_FORBIDDEN_SCOPE");
    assert_eq!(code(grant(&[FaRegulator]), &lender, &person(1, &[FaRegulatorHead])), "E_ROLES_EXCLUSIVE");
    assert_eq!(code(grant(&[FaBudget]), &lender, &person(1, &[FaBudget])), "E_ALREADY");
    assert_eq!(code(Grant { to: id(11), ..grant(&[FaBudget]) }, &lender, &lender), "E_SAME_PERSON");
    let mut left = colleague.clone();
    left.active = false;
    assert_eq!(code(grant(&[FaBudget]), &lender, &left), "E_ACCOUNT_DISABLED");
}
#[test]
fn what_is_lent_is_not_lent_further() {
    let mut borrower = person(1, &[Role::FaTreasury]);
    borrower.apply(NOW, &Delegation::loan(id(5), &grant(&[Role::FaRegulator])));
    assert_eq!(
        code(grant(&[Role::FaRegulator]), &borrower, &person(1, &[Role::FaBudget])),
        "E_DELEGATION_FURTHER"
    );
    assert_eq!(
        code(grant(&[Role::FaRegulatorHead]), &person(1, &[Role::FaRegulatorHead]), &borrower),
        "E_ROLES_EXCLUSIVE",
        "what two colleagues lend counts together"
    );
}
#[test]
fn the_period_is_neither_past_nor_longer_than_allowed() {
    let (lender, colleague) = (person(1, &[Role::FaBudget]), person(1, &[Role::FaTreasury]));
    let until = |until: Instant| code(Grant { until, ..grant(&[Role::FaBudget]) }, &lender, &colleague);
    assert_eq!(until(NOW.plus(Span::days(90))), "granted");
    assert_eq!(until(NOW.plus(Span::days(90)).plus(Span::millis(1000))), "E_DELEGATION_LONG");
    assert_eq!(until(NOW), "E_SCHEMA");
    assert_eq!(until(NOW.plus(Span::millis(1000))), "granted");
}
#[test]
fn a_lent_role_is_there_from_the_first_moment_to_the_last() {
    let mut borrower = person(1, &[Role::FaTreasury]);
    let lent = grant(&[Role::FaBudget]);
    borrower.apply(NOW, &Delegation::loan(id(5), &lent));
    let second = Span::millis(1000);
    let has = |at: Instant| borrower.acting(id(12), at).expect("active").is(&[Role::FaBudget]);
    assert!(!has(lent.from.minus(second)) && has(lent.from));
    assert!(has(lent.until.minus(second)) && !has(lent.until) && !has(lent.until.plus(second)));
    let actor = borrower.acting(id(12), NOW).expect("active");
    assert_eq!(actor.principal(&[Role::FaBudget]), Some(id(11)));
}
#[test]
fn it_expires_when_its_time_has_come_and_ends_once() {
    let mut delegation = Delegation::default();
    let lent = grant(&[Role::FaBudget]);
    delegation.apply(NOW, &DelegationEvent::Granted(lent.clone()));
    let early = delegation.end(Ending::Expired, lent.until.minus(Span::millis(1)));
    assert_eq!(early.expect_err("early").code, "E_TOO_EARLY");
    for event in delegation.end(Ending::Expired, lent.until).expect("ends") {
        delegation.apply(lent.until, &event);
    }
    assert_eq!(delegation.end(Ending::Revoked, lent.until).expect_err("twice").code, "E_STATE");
    assert!(delegation.duties().is_empty());
}
