//! Against SoftHSM: it has no SM2 mechanism, so the raw path is tried with CKM_ECDSA and P-256, verified by our own code, and
//! an SM2 key with that mechanism shows that a signature of another kind is never let out.

use super::*;
use cryptoki::mechanism::Mechanism;
use p256::ecdsa::{Signature as P256Signature, VerifyingKey, signature::hazmat::PrehashVerifier};
use std::process::Command;

const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";
const PIN: &str = "1234-测试";
/// OBJECT IDENTIFIERs in DER: prime256v1, sm2.
const P256: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
const SM2: &[u8] = &[0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d];

/// SoftHSM reads where its tokens lie from the environment when it is loaded, so this test runs itself again in a process
/// that has it.
#[test]
fn a_key_on_a_token_signs_and_what_it_signs_is_verified() {
    const INSIDE: &str = "YANGCAI_TEST_TOKEN_IS_READY";
    if std::env::var_os(INSIDE).is_some() {
        return inside();
    }
    let folder = tempfile::tempdir().unwrap();
    let (tokens, config) = (folder.path().join("tokens"), folder.path().join("softhsm2.conf"));
    std::fs::create_dir(&tokens).unwrap();
    std::fs::write(&config, format!("directories.tokendir = {}\nlog.level = ERROR\n", tokens.display()))
        .unwrap();
    let made = Command::new("softhsm2-util")
        .args(["--init-token", "--free", "--label", "阳采", "--pin", PIN, "--so-pin", "12345678"])
        .env("SOFTHSM2_CONF", &config)
        .output()
        .expect("softhsm2 is installed (scripts/test does it)");
    assert!(made.status.success(), "{made:?}");
    let inner = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "client::token::tests::a_key_on_a_token_signs_and_what_it_signs_is_verified"])
        .env("SOFTHSM2_CONF", &config)
        .env(INSIDE, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&inner.stdout);
    assert!(inner.status.success() && said.contains("1 passed"), "{said}");
}

fn args(token: &str, key: &str, mechanism: u64) -> TokenArgs {
    TokenArgs {
        pkcs11_module: Some(MODULE.into()),
        token_label: Some(token.to_owned()),
        key_label: Some(key.to_owned()),
        mechanism: Some(mechanism),
    }
}
fn generate(reader: &Reader, label: &str, curve: &[u8]) -> Result<(), Error> {
    let slot = reader.library.get_slots_with_token()?[0];
    let session = reader.library.open_rw_session(slot)?;
    session.login(UserType::User, Some(&AuthPin::new(PIN.to_owned().into())))?;
    let label = Attribute::Label(label.as_bytes().to_vec());
    let public = [Attribute::Token(true), Attribute::EcParams(curve.to_vec()), label.clone()];
    let private = [Attribute::Token(true), Attribute::Sensitive(true), Attribute::Extractable(false), label];
    session.generate_key_pair(&Mechanism::EccKeyPairGen, &public, &private)?;
    Ok(())
}

fn inside() {
    let reader = |token: &str, key: &str| args(token, key, CKM_ECDSA).reader().unwrap().unwrap();
    let raw = reader("阳采", "p256");
    generate(&raw, "p256", P256).unwrap();
    assert!(matches!(reader("别的", "p256").raw(PIN), Err(TokenError::NoToken(_))));
    assert!(matches!(raw.raw("0000"), Err(TokenError::Pin)));
    assert!(matches!(reader("阳采", "none").raw(PIN), Err(TokenError::NoKey(_))));

    let key = raw.raw(PIN).unwrap();
    let digest = *Digest::of("政府采购合同".as_bytes()).bytes();
    let value = key.sign(&digest).unwrap();
    let public = VerifyingKey::from_sec1_bytes(&key.point).unwrap();
    public.verify_prehash(&digest, &P256Signature::from_slice(&value).unwrap()).unwrap();
    let other = *Digest::of(b"another text").bytes();
    assert!(public.verify_prehash(&other, &P256Signature::from_slice(&value).unwrap()).is_err());
    drop(key);
    assert!(matches!(raw.open(PIN), Err(TokenError::Document(DocumentError::Key))), "no SM2 key");

    let vendor = args("阳采", "p256", CKM_VENDOR + 1).reader().unwrap().unwrap();
    let unknown = vendor.raw(PIN).unwrap();
    assert!(unknown.sign(&digest).is_err(), "the token has no such mechanism");
    drop(unknown);

    generate(&raw, "sm2", SM2).unwrap();
    let token = reader("阳采", "sm2").open(PIN).unwrap();
    let refused =
        token.sign(documents::USER, b"text", Digest::of(b"")).expect_err("ECDSA is no SM2 signature");
    assert!(matches!(refused, DocumentError::Signature | DocumentError::Token(_)), "{refused}");
}

#[test]
fn only_a_vendor_s_number_is_a_mechanism() {
    assert_eq!(mechanism_number("0x80000201"), Ok(0x8000_0201));
    assert_eq!(mechanism_number("4161"), Ok(CKM_ECDSA));
    for wrong in ["", "0x", "1", "0x7fffffff", "-1", "0x180000000", "八"] {
        assert!(mechanism_number(wrong).is_err(), "{wrong}");
    }
    assert!(TokenArgs::default().reader().unwrap().is_none());
}
