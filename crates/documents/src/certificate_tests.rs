//! Cases of the trial CA, with OpenSSL as the second opinion where it is installed.

use super::*;
use kernel::Span;
use std::process::Command;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}
fn authority() -> Authority {
    Authority::create("阳采试验CA", at("2026-01-01T00:00"), at("2036-01-01T00:00")).unwrap()
}
fn subject() -> Subject {
    Subject {
        common_name: "王+敏, 授权代表".to_owned(),
        organisation: "启明教学设备有限公司".to_owned(),
        uscc: "91230606MA00000001".to_owned(),
    }
}
fn issued(ca: &Authority, key: &Key) -> Certificate {
    ca.issue(&subject(), &key.public(), at("2026-03-02T09:00"), at("2027-03-02T09:00")).unwrap()
}

#[test]
fn a_certificate_names_its_holder_and_verifies_within_its_validity() {
    let (ca, key) = (authority(), Key::generate());
    let certificate = Certificate::from_pem(&issued(&ca, &key).to_pem().unwrap()).unwrap();
    assert_eq!(certificate.holder(), subject());
    assert_eq!(certificate.public_key().unwrap(), key.public());
    let (from, until) = certificate.validity();
    let second = Span::millis(1000);
    let verify = |at| certificate.verify(ca.root(), at);
    assert_eq!(verify(from.minus(second)), Err(DocumentError::Validity));
    assert_eq!(verify(from), Ok(()));
    assert_eq!(verify(until), Ok(()));
    assert_eq!(verify(until.plus(second)), Err(DocumentError::Validity));
}

#[test]
fn another_authority_a_forged_key_and_the_root_itself_are_refused() {
    let (ca, key) = (authority(), Key::generate());
    let certificate = issued(&ca, &key);
    let now = at("2026-03-03T09:00");
    let namesake = authority();
    assert_eq!(certificate.verify(namesake.root(), now), Err(DocumentError::Signature));
    let other = Authority::create("另一家", at("2026-01-01T00:00"), at("2036-01-01T00:00")).unwrap();
    assert_eq!(certificate.verify(other.root(), now), Err(DocumentError::Issuer));
    assert_eq!(ca.root().verify(ca.root(), now), Err(DocumentError::Usage));
    assert_eq!(certificate.verify(&certificate, now), Err(DocumentError::Issuer));
    let mut der = certificate.der.clone();
    let place = der.len() - 200;
    der[place] ^= 1;
    assert!(Certificate::from_der(&der).is_ok_and(|c| c.verify(ca.root(), now).is_ok()).eq(&false));
}

#[test]
fn a_signature_is_checked_against_its_own_certificate() {
    let (ca, key) = (authority(), Key::generate());
    let certificate = issued(&ca, &key);
    let signature = key.sign(USER, b"text", certificate.fingerprint()).unwrap();
    certificate.verify_signature(b"text", &signature).unwrap();
    assert!(certificate.verify_signature(b"texts", &signature).is_err());
    let other = issued(&ca, &key);
    assert!(other.verify_signature(b"text", &signature).is_err());
}

#[test]
fn an_authority_is_stored_and_loaded() {
    let ca = authority();
    let root = Certificate::from_der(&ca.root().der).unwrap();
    let again = Authority::load(Key::from_pem(&ca.key().to_pem().unwrap()).unwrap(), root).unwrap();
    let certificate = issued(&again, &Key::generate());
    certificate.verify(ca.root(), at("2026-03-03T09:00")).unwrap();
    assert!(Authority::load(Key::generate(), ca.root().clone()).is_err());
}

#[test]
fn openssl_agrees() {
    if Command::new("openssl").arg("version").output().is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (ca, key) = (authority(), Key::generate());
    let certificate = issued(&ca, &key);
    std::fs::write(path("root.pem"), ca.root().to_pem().unwrap()).unwrap();
    std::fs::write(path("leaf.pem"), certificate.to_pem().unwrap()).unwrap();
    let out = Command::new("openssl")
        .args(["verify", "-attime", "1772500000", "-vfyopt", &format!("distid:{USER}")])
        .args(["-CAfile", &path("root.pem"), &path("leaf.pem")])
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));

    let signature = key.sign(USER, b"text", certificate.fingerprint()).unwrap();
    let value = sm2::dsa::Signature::from_slice(&hex::decode(&signature.value).unwrap()).unwrap();
    std::fs::write(path("text"), b"text").unwrap();
    std::fs::write(path("text.sig"), value.to_der().as_bytes()).unwrap();
    std::fs::write(path("key.pem"), key.public().to_pem().unwrap()).unwrap();
    let out = Command::new("openssl")
        .args(["pkeyutl", "-verify", "-pubin", "-inkey", &path("key.pem"), "-rawin", "-digest", "sm3"])
        .args(["-pkeyopt", &format!("distid:{USER}"), "-in", &path("text"), "-sigfile", &path("text.sig")])
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}
