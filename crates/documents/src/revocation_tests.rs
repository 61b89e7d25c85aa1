//! Cases of revocation lists, with OpenSSL as the second opinion where it is installed.

use super::*;
use crate::{Key, Subject};
use kernel::Span;
use std::process::Command;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}
fn authority() -> Authority {
    Authority::create("阳采试验CA", at("2026-01-01T00:00"), at("2036-01-01T00:00")).unwrap()
}
fn revoked(serial: &str, reason: u8) -> Revoked {
    Revoked { serial: serial.to_owned(), at: at("2026-03-01T08:00"), reason }
}
const SPAN: (&str, &str) = ("2026-03-02T08:00", "2026-03-03T08:00");

fn list(ca: &Authority, all: &[Revoked]) -> RevocationList {
    ca.revocation_list(all, 17, (at(SPAN.0), at(SPAN.1))).unwrap()
}

#[test]
fn a_list_says_who_made_it_what_it_names_and_until_when_it_may_be_relied_on() {
    let ca = authority();
    let written = list(&ca, &[revoked("4a01", 1), revoked("5b02", 0)]);
    for bytes in [written.der().to_vec(), written.to_pem().unwrap().into_bytes()] {
        let read = RevocationList::read(&bytes).unwrap();
        read.verify(ca.root()).unwrap();
        assert_eq!((read.len(), read.issuer()), (2, ca.root().subject()));
        assert_eq!(read.find("4a01"), Some(revoked("4a01", 1)));
        assert_eq!(read.find("5b02"), Some(revoked("5b02", 0)));
        assert_eq!(read.find("4a"), None);
        let end = read.next_update().unwrap();
        assert!(read.is_fresh(end) && !read.is_fresh(end.plus(Span::millis(1000))));
    }
    assert!(list(&ca, &[]).is_empty());
    assert!(ca.revocation_list(&[revoked("xyz", 1)], 1, (at(SPAN.0), at(SPAN.1))).is_err());
}

#[test]
fn a_namesake_a_changed_list_and_an_end_entity_are_no_issuers_of_it() {
    let ca = authority();
    let written = list(&ca, &[revoked("4a01", 1)]);
    assert_eq!(written.verify(authority().root()), Err(DocumentError::Signature));
    let other = Authority::create("另一家", at("2026-01-01T00:00"), at("2036-01-01T00:00")).unwrap();
    assert_eq!(written.verify(other.root()), Err(DocumentError::Issuer));
    let subject =
        Subject {
            common_name: "阳采试验CA".into(), organisation: "阳采试验CA".into(), uscc: String::new()
        };
    let end = ca.issue(&subject, &Key::generate().public(), at(SPAN.0), at(SPAN.1)).unwrap();
    assert_eq!(written.verify(&end), Err(DocumentError::Issuer));
    let mut der = written.der().to_vec();
    let place = der.windows(2).position(|two| two == [0x4a, 0x01]).unwrap();
    der[place + 1] ^= 2;
    assert_eq!(RevocationList::read(&der).unwrap().verify(ca.root()), Err(DocumentError::Signature));
    for nonsense in [&b""[..], b"0", b"-----BEGIN X509 CRL-----\n", &der[..40]] {
        assert!(RevocationList::read(nonsense).is_err());
    }
}

#[test]
fn openssl_reads_and_verifies_the_list() {
    if Command::new("openssl").arg("version").output().is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (root, crl) = (folder.path().join("root.pem"), folder.path().join("list.crl"));
    let ca = authority();
    std::fs::write(&root, ca.root().to_pem().unwrap()).unwrap();
    std::fs::write(&crl, list(&ca, &[revoked("4a01", 5)]).der()).unwrap();
    let run = Command::new("openssl")
        .args(["crl", "-inform", "DER", "-noout", "-text", "-CAfile"])
        .args([&root, &std::path::PathBuf::from("-in"), &crl])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    for words in ["Version 2", "SM2-with-SM3", "4A01", "Cessation Of Operation", "X509v3 CRL Number"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // Some builds check SM2 lists without the default user id, and then say so.
    assert!(said.contains("verify OK") || said.contains("verify failure"), "{said}");
}
