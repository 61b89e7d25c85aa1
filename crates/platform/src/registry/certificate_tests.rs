//! 数字证书, from issue to end, as people and the CA meet it.

use super::certificates;
use crate::testing::Town;
use documents::{Certificate as Parsed, Key, RevocationList};
use kernel::{Actor, CertificateId, Instant, Refusal, Span, StreamId};
use procurement::registry::{Certificate, Issued};
use serde_json::json;

const SECOND: Span = Span::millis(1000);

fn issue(town: &Town, actor: &Actor) -> (CertificateId, Issued, Key) {
    let key = Key::generate();
    let input = crate::training::request_certificate(&key, actor.person).expect("a request");
    let accepted = town.run(actor, "registry.issue_certificate", input).expect("issued");
    let id: CertificateId = accepted.streams[0].id().expect("a certificate");
    let issued = town.state::<Certificate>(id).issued.expect("issued");
    (id, issued, key)
}
fn revoke(town: &Town, actor: &Actor, id: CertificateId) -> Result<journal::Accepted, Refusal> {
    town.run(actor, "registry.revoke_certificate", json!({ "certificate": id, "reason": "key_compromise" }))
}
fn code<T>(answer: Result<T, Refusal>) -> String {
    answer.map_or_else(|refusal| refusal.code.into_owned(), |_| "accepted".to_owned())
}
fn list(town: &Town) -> RevocationList {
    certificates::revocation_list(&town.platform).expect("a list")
}

#[test]
fn a_certificate_is_issued_for_the_holder_of_the_key_alone() {
    let town = Town::new();
    let clerk = &town.suppliers[0].clerk;
    let (id, issued, key) = issue(&town, clerk);
    let parsed = Parsed::from_pem(&issued.pem).expect("pem");
    parsed
        .verify(town.platform.outside().authority().expect("a CA").root(), town.platform.now())
        .expect("good");
    assert_eq!(parsed.public_key().expect("a key"), key.public());
    assert_eq!((issued.holder, issued.organisation), (clerk.person, clerk.organisation));
    let stolen =
        crate::training::request_certificate(&key, town.suppliers[1].clerk.person).expect("a request");
    assert_eq!(code(town.run(clerk, "registry.issue_certificate", stolen)), "E_SCHEMA", "another's proof");
    for _ in 1..Certificate::MOST {
        issue(&town, clerk);
    }
    let more = crate::training::request_certificate(&Key::generate(), clerk.person).expect("a request");
    assert_eq!(code(town.run(clerk, "registry.issue_certificate", more.clone())), "E_TOO_MANY_CERTIFICATES");
    revoke(&town, clerk, id).expect("revoked");
    town.run(clerk, "registry.issue_certificate", more).expect("there is room again");
}

#[test]
fn the_holder_the_head_and_two_operators_revoke_and_nobody_else() {
    let town = Town::new();
    let (clerk, rep) = (&town.suppliers[0].clerk, &town.suppliers[0].rep);
    let (first, ..) = issue(&town, clerk);
    assert_eq!(code(revoke(&town, &town.suppliers[1].clerk, first)), "E_FORBIDDEN_SCOPE");
    assert_eq!(code(revoke(&town, &town.suppliers[1].rep, first)), "E_FORBIDDEN_SCOPE");
    assert_eq!(code(revoke(&town, &town.operator, first)), "E_FORBIDDEN_SCOPE");
    assert_eq!(code(revoke(&town, clerk, CertificateId::from_uuid(crate::testing::fresh()))), "E_NOT_FOUND");
    revoke(&town, clerk, first).expect("the holder");
    assert_eq!(code(revoke(&town, clerk, first)), "E_CERTIFICATE_REVOKED");
    let (second, ..) = issue(&town, clerk);
    revoke(&town, rep, second).expect("the representative, for the organisation's people");
    let (own, ..) = issue(&town, &town.purchaser.head);
    assert_eq!(
        code(revoke(&town, &town.purchaser.clerk, own)),
        "E_FORBIDDEN_SCOPE",
        "a clerk answers for nobody"
    );
    let order = json!({ "certificate": own, "reason": "privilege_withdrawn" });
    let command = "registry.order_revocation";
    assert_eq!(code(town.run(rep, command, order.clone())), "E_FORBIDDEN");
    town.run2(&town.operator, &town.operator2, command, order).expect("two operators");
    assert_eq!(list(&town).len(), 3);
}

#[test]
fn the_list_is_signed_names_the_revoked_with_their_reasons_and_grows_in_number() {
    let town = Town::new();
    let clerk = &town.suppliers[0].clerk;
    let (id, issued, _) = issue(&town, clerk);
    let (_, other, _) = issue(&town, &town.purchaser.head);
    assert!(list(&town).is_empty());
    revoke(&town, clerk, id).expect("revoked");
    let now = town.platform.now();
    let list_now = RevocationList::read(list(&town).der()).expect("der");
    list_now.verify(town.platform.outside().authority().expect("a CA").root()).expect("signed");
    let found = list_now.find(&issued.serial).expect("revoked");
    assert_eq!((found.reason, found.at), (1, Instant::from_millis(now.millis() / 1000 * 1000)));
    assert_eq!(list_now.find(&other.serial), None);
    assert!(list_now.is_fresh(now.plus(Span::hours(24)).minus(SECOND)));
    assert!(!list_now.is_fresh(now.plus(Span::hours(24)).plus(SECOND)));
    town.advance_to(issued.until.plus(SECOND));
    assert!(list(&town).is_empty(), "an expired certificate needs no entry");
}

#[test]
fn whoever_may_not_act_any_more_has_no_certificate() {
    let town = Town::new();
    let clerk = &town.suppliers[0].clerk;
    let (id, ..) = issue(&town, clerk);
    let (head, ..) = issue(&town, &town.purchaser.head);
    let disable = json!({ "person": clerk.person, "reason": "离职" });
    town.run2(&town.operator, &town.operator2, "registry.disable_person", disable).expect("disabled");
    let revoked = town.state::<Certificate>(id).revoked.expect("revoked");
    assert_eq!(revoked.reason.code(), 3, "affiliationChanged");
    assert_eq!(town.state::<Certificate>(head).revoked, None);
}

#[test]
fn a_bidder_is_reminded_and_a_new_certificate_ends_the_reminder() {
    let town = Town::new();
    let clerk = &town.suppliers[0].clerk;
    let (id, issued, _) = issue(&town, clerk);
    let reminder = issued.until.minus(Certificate::REMINDER);
    let asked = |town: &Town| {
        let todo = town.platform.todo(clerk, 100).expect("todo");
        todo.into_iter().any(|todo| todo.command == "registry.issue_certificate")
    };
    town.advance_to(reminder.minus(SECOND));
    assert!(!asked(&town));
    town.advance_to(reminder);
    assert!(asked(&town) && town.state::<Certificate>(id).reminded);
    let other = town.platform.todo(&town.suppliers[0].rep, 100).expect("todo");
    assert!(other.iter().all(|todo| todo.command != "registry.issue_certificate"), "the holder alone");
    issue(&town, clerk);
    assert!(!asked(&town));
    assert!(town.state::<Certificate>(id).good(issued.until).is_ok(), "the old one serves until its end");
}
