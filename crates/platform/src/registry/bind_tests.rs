//! 外部证书: bound by its holder, believed while its authority's list says so.

use super::certificates;
use crate::testing::Town;
use documents::{Authority, Certificate as Parsed, Key, Revoked, Subject, USER};
use kernel::{Actor, CertificateId, Digest, Refusal, Span};
use procurement::registry::{Certificate, Organisation};
use serde_json::{Value, json};
use std::fs;

struct Outside {
    town: Town,
    ca: Authority,
}
impl Outside {
    /// A town that trusts another authority, whose list is good for a day.
    fn new() -> Self {
        let town = Town::new();
        let now = town.platform.now();
        let ca = Authority::create("省电子认证中心", now.minus(Span::days(9)), now.plus(Span::days(3650)));
        let outside = Self { town, ca: ca.expect("an authority") };
        let files = outside.town.platform.outside().outside_ca().expect("configured").clone();
        fs::create_dir_all(&files.lists).expect("a folder");
        fs::write(&files.roots, outside.ca.root().to_pem().expect("pem")).expect("written");
        outside.publish(&[]);
        outside
    }
    fn publish(&self, revoked: &[&Parsed]) {
        let now = self.town.platform.now();
        let entry = |one: &&Parsed| Revoked { serial: one.serial(), at: now, reason: 1 };
        let all: Vec<_> = revoked.iter().map(entry).collect();
        let span = (now.minus(Span::hours(1)), now.plus(Span::hours(24)));
        let list = self.ca.revocation_list(&all, 1, span).expect("a list");
        let files = self.town.platform.outside().outside_ca().expect("configured");
        fs::write(files.lists.join("list.crl"), list.der()).expect("written");
    }
    fn certified(&self, actor: &Actor, uscc: &str) -> (Key, Parsed) {
        let (key, now) = (Key::generate(), self.town.platform.now());
        let subject = Subject {
            common_name: "启明教学设备有限公司".into(),
            organisation: actor.organisation.to_string(),
            uscc: uscc.into(),
        };
        let span = (now.minus(Span::hours(1)), now.plus(Span::days(365)));
        let parsed = self.ca.issue(&subject, &key.public(), span.0, span.1).expect("issued");
        (key, parsed)
    }
    fn own(&self) -> (Key, Parsed) {
        let clerk = &self.town.suppliers[0].clerk;
        let uscc = self.town.state::<Organisation>(clerk.organisation).registration.uscc;
        self.certified(clerk, &uscc)
    }
}
fn input(holder: &Actor, (key, parsed): &(Key, Parsed)) -> Value {
    let text = Digest::of(&documents::binding_text(&holder.person.to_string()));
    let proof = key.sign(USER, text.bytes(), parsed.fingerprint()).expect("signed");
    json!({ "certificate": parsed.to_pem().expect("pem"), "proof": proof.value })
}
fn code<T>(answer: Result<T, Refusal>) -> String {
    answer.map_or_else(|refusal| refusal.code.into_owned(), |_| "accepted".to_owned())
}
const BIND: &str = "registry.bind_certificate";

#[test]
fn a_holder_binds_a_certificate_that_names_the_organisation() {
    let outside = Outside::new();
    let (town, mine) = (&outside.town, outside.own());
    let (clerk, rival) = (&town.suppliers[0].clerk, &town.suppliers[1].clerk);
    assert_eq!(code(town.run(rival, BIND, input(rival, &mine))), "E_CERTIFICATE_OTHERS");
    assert_eq!(code(town.run(clerk, BIND, input(rival, &mine))), "E_SCHEMA", "the proof is the rival's");
    let accepted = town.run(clerk, BIND, input(clerk, &mine)).expect("bound");
    let state = town.state::<Certificate>(accepted.streams[0].id::<CertificateId>().expect("a certificate"));
    let checked = state.checked.expect("checked");
    assert_eq!(checked.chain, [outside.ca.root().fingerprint()]);
    assert!(checked.list_from < town.platform.now() && town.platform.now() < checked.list_until);
    assert_eq!(code(town.run(clerk, BIND, input(clerk, &mine))), "E_ALREADY");
    let list = certificates::revocation_list(&town.platform).expect("a list");
    assert!(list.is_empty(), "what others issued is not on the trial CA's list");
    assert_eq!(code(town.run(clerk, BIND, json!({ "certificate": "😀", "proof": "00" }))), "E_SCHEMA");
}

#[test]
fn the_files_are_read_again_when_they_change_and_a_stale_list_says_so() {
    let outside = Outside::new();
    let (town, mine) = (&outside.town, outside.own());
    let clerk = &town.suppliers[0].clerk;
    outside.publish(&[&mine.1]);
    assert_eq!(code(town.run(clerk, BIND, input(clerk, &mine))), "E_CERTIFICATE_REVOKED");
    outside.publish(&[]);
    let until = town.platform.now().plus(Span::hours(24));
    let second = Span::millis(1000);
    town.advance_to(until.plus(second));
    let refusal = town.run(clerk, BIND, input(clerk, &mine)).expect_err("stale");
    assert_eq!(refusal.code, "E_LIST_STALE");
    assert!(refusal.args.contains_key("at"));
    outside.publish(&[]);
    let id: CertificateId =
        town.run(clerk, BIND, input(clerk, &mine)).expect("fresh").streams[0].id().expect("a certificate");
    let (platform, state) = (town.platform.outside(), town.state::<Certificate>(id));
    let good = |at| code(certificates::require_good(platform, &state, at).map(|_| ()));
    let fresh = town.platform.now().plus(Span::hours(24)).minus(second);
    assert_eq!(good(fresh), "accepted");
    assert_eq!(good(fresh.plus(Span::millis(2000))), "E_LIST_STALE");
    outside.publish(&[&mine.1]);
    assert_eq!(good(town.platform.now()), "E_CERTIFICATE_REVOKED", "revoked by its own authority since");
}

#[test]
fn without_an_outside_authority_nothing_is_bound() {
    let town = Town::new();
    let clerk = &town.suppliers[0].clerk;
    let now = town.platform.now();
    let trial = town.platform.outside().authority().expect("a CA");
    let subject = Subject { common_name: "x".into(), organisation: "x".into(), uscc: "x".into() };
    let key = Key::generate();
    let parsed = trial.issue(&subject, &key.public(), now, now.plus(Span::days(1))).expect("issued");
    assert_eq!(code(town.run(clerk, BIND, input(clerk, &(key, parsed)))), "E_OUTSIDE_CA_FILES");
}
