//! Cases of outside authorities.

use super::*;
use crate::{
    Authority, Key, Revoked, Subject, Usage,
    certificate::{Profile, issue},
};
use kernel::Span;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}
/// An authority below which so many intermediates may stand, by another or by itself.
fn authority(name: &str, below: u8, by: Option<&Authority>) -> Authority {
    let key = Key::generate();
    let subject = Subject { common_name: name.into(), organisation: name.into(), uscc: String::new() };
    let subject = subject.name().unwrap();
    let (issuer, signer) = match by {
        Some(above) => (above.root().inner.tbs_certificate().subject().clone(), above.key()),
        None => (subject.clone(), &key),
    };
    let profile = Profile { subject, issuer, usage: Usage::Authority { below } };
    let span = (at("2026-01-01T00:00"), at("2030-01-01T00:00"));
    let certificate = issue(profile, &key.public(), span, signer).unwrap();
    Authority::load(key.clone(), certificate).unwrap()
}
const USCC: &str = "91230606MA00000001";
const NOW: &str = "2026-03-03T09:00";
fn root(name: &str) -> Authority {
    Authority::create(name, at("2026-01-01T00:00"), at("2036-01-01T00:00")).unwrap()
}
fn list(ca: &Authority, revoked: &[&Certificate]) -> Vec<u8> {
    let revoked: Vec<_> = revoked
        .iter()
        .map(|one| Revoked { serial: one.serial(), at: at("2026-03-01T00:00"), reason: 1 })
        .collect();
    let span = (at("2026-03-02T00:00"), at("2026-03-04T00:00"));
    ca.revocation_list(&revoked, 1, span).unwrap().der().to_vec()
}
fn end(ca: &Authority) -> Certificate {
    let subject =
        Subject {
            common_name: "启明公司".into(), organisation: "启明公司".into(), uscc: USCC.into()
        };
    ca.issue(&subject, &Key::generate().public(), at("2026-03-01T00:00"), at("2027-03-01T00:00")).unwrap()
}
fn bundle(all: &[&Authority]) -> String {
    all.iter().map(|ca| ca.root().to_pem().unwrap()).collect()
}
fn trust(all: &[&Authority], lists: &[Vec<u8>]) -> Trust {
    Trust::new(&bundle(all), lists).unwrap()
}

#[test]
fn a_certificate_under_a_trusted_root_is_believed_while_its_list_is_fresh() {
    let (ca, other) = (root("省电子认证中心"), root("另一家"));
    let certificate = end(&ca);
    let trusted = trust(&[&other, &ca], &[list(&ca, &[]), list(&other, &[])]);
    let chain = trusted.check(&certificate, at(NOW)).unwrap();
    assert_eq!(chain.above, [ca.root().fingerprint()]);
    assert_eq!((chain.list_from, chain.list_until), (at("2026-03-02T00:00"), at("2026-03-04T00:00")));
    assert!(certificate.codes().contains(&USCC.to_owned()));
    let second = Span::millis(1000);
    assert!(trusted.check(&certificate, chain.list_until).is_ok());
    assert_eq!(
        trusted.check(&certificate, chain.list_until.plus(second)),
        Err(Distrust::Stale(chain.list_until))
    );
    let (from, _) = certificate.validity();
    assert_eq!(trusted.check(&certificate, from.minus(second)), Err(Distrust::Validity));
}

#[test]
fn strangers_the_revoked_and_those_without_a_list_are_not() {
    let (ca, namesake) = (root("省电子认证中心"), root("省电子认证中心"));
    let certificate = end(&ca);
    let check = |trusted: Trust| trusted.check(&certificate, at(NOW));
    assert_eq!(check(trust(&[&namesake], &[list(&namesake, &[])])), Err(Distrust::Unknown));
    assert_eq!(check(trust(&[&ca], &[])), Err(Distrust::NoList));
    let revoked = list(&ca, &[&certificate]);
    assert_eq!(check(trust(&[&ca], &[revoked])), Err(Distrust::Revoked(at("2026-03-01T00:00"))));
    assert_eq!(check(Trust::default()), Err(Distrust::Unknown));
    let trusted = trust(&[&ca], &[list(&ca, &[])]);
    assert_eq!(trusted.check(ca.root(), at(NOW)), Err(Distrust::Usage), "a root signs no bid");
    assert!(Trust::new(&bundle(&[&ca]), &[list(&namesake, &[])]).is_err(), "a list by nobody");
    assert!(Trust::new("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", &[]).is_err());
    assert!(Trust::new("no certificate at all", &[]).unwrap().is_empty());
}

#[test]
fn an_intermediate_stands_between_where_the_root_lets_it() {
    let top = authority("根", 1, None);
    let middle = authority("运营CA", 0, Some(&top));
    let certificate = end(&middle);
    let trusted = trust(&[&top, &middle], &[list(&top, &[]), list(&middle, &[])]);
    let chain = trusted.check(&certificate, at(NOW)).unwrap();
    assert_eq!(chain.above, [middle.root().fingerprint(), top.root().fingerprint()]);
    let revoked = trust(&[&top, &middle], &[list(&top, &[middle.root()]), list(&middle, &[])]);
    assert!(matches!(revoked.check(&certificate, at(NOW)), Err(Distrust::Revoked(_))));
    let narrow = root("根");
    let below = authority("运营CA", 0, Some(&narrow));
    let trusted = trust(&[&narrow, &below], &[list(&narrow, &[]), list(&below, &[])]);
    assert_eq!(trusted.check(&end(&below), at(NOW)), Err(Distrust::Unknown), "the root allows none below");
}
