//! Kept keys through the engine: what is kept, what confirms a use, what ends it.

use crate::{
    Platform,
    payment::town::{Scene, contract},
    registry::certificates::{certificate_of_serial, certificates_of},
    testing::{PASSWORD, Town, early_in_a_step},
};
use documents::{LockedKey, SharedSecret, locked_key, sign_locked};
use journal::Accepted;
use kernel::{Actor, Instant, Refusal, SigningKeyId, Span};
use procurement::{
    contract::Contract,
    registry::{Certificate, SigningKey},
};
use serde_json::{Value, json};

const PASSPHRASE: &str = "correct horse";
const CODES: &str = "AAAAA-AAAA1 AAAAA-AAAA2 AAAAA-AAAA3 AAAAA-AAAA4 AAAAA-AAAA5 AAAAA-AAAA6 AAAAA-AAAA7 \
                     AAAAA-AAAA8 AAAAA-AAAA9 AAAAA-AAA10";

/// Somebody with a second factor; its codes of this step and the next are left.
struct Owner<'t> {
    town: &'t Town,
    actor: Actor,
    shared: SharedSecret,
    now: Instant,
}
impl<'t> Owner<'t> {
    fn new(town: &'t Town, actor: &Actor) -> Self {
        let (shared, now) = (SharedSecret::generate(), early_in_a_step());
        let code = shared.code(now.minus(Span::millis(30_000)));
        let input =
            json!({ "password": PASSWORD, "secret": shared.to_text(), "recovery": CODES, "code": code });
        town.run(actor, "registry.enable_second_factor", input).expect("on");
        Self { town, actor: actor.clone(), shared, now }
    }
    fn code(&self, steps: i64) -> String {
        self.shared.code(self.now.plus(Span::millis(30_000 * steps)))
    }
    fn keep(&self, made: &LockedKey, code: &str) -> Result<SigningKeyId, Refusal> {
        let input = json!({
            "public_key": made.public_key, "proof": made.proof, "locked": hex::encode(&made.locked), "code": code,
        });
        self.town.run(&self.actor, "registry.keep_signing_key", input).map(|accepted| self.town.id(&accepted))
    }
    fn made(&self) -> LockedKey {
        locked_key(&self.actor.person.to_string(), PASSPHRASE).expect("made")
    }
}
fn locked(platform: &Platform, id: SigningKeyId) -> Option<Vec<u8>> {
    let kept = platform.state::<SigningKey>(id).expect("read")?.kept?;
    hex::decode(platform.unseal(&kept.locked)?).ok()
}
/// Signs the scene's contract as the web shell does.
fn sign(owner: &Owner<'_>, id: SigningKeyId, code: Option<&str>) -> Result<Accepted, Refusal> {
    let town = owner.town;
    let serial = town.state::<SigningKey>(id).kept.expect("kept").certificate;
    let held = town.platform.journal().read(|tx| certificate_of_serial(tx, &serial)).expect("read");
    let fingerprint = town.state::<Certificate>(held.expect("certified")).issued.expect("issued").fingerprint;
    let text = town.state::<Contract>(contract()).terms().expect("drafted").text;
    let locked = locked(&town.platform, id).expect("kept");
    let signature = sign_locked(&locked, PASSPHRASE, text.bytes(), fingerprint).expect("signed");
    let input = json!({
        "contract": contract(), "certificate": serial, "signature": signature.value, "user": signature.user,
        "code": code,
    });
    town.run(&owner.actor, "contract.sign", input)
}

#[test]
fn a_kept_key_signs_with_the_second_factor_alone_and_every_use_is_journalled() {
    let scene = Scene::drafted();
    let owner = Owner::new(&scene.0, &scene.0.suppliers[0].rep);
    let id = owner.keep(&owner.made(), &owner.code(0)).expect("kept");
    let field = |answer: Result<Accepted, Refusal>| {
        let refusal = answer.expect_err("refused");
        (
            refusal.code.into_owned(),
            refusal.fields.first().map(|field| field.path.clone()).unwrap_or_default(),
        )
    };
    assert_eq!(field(sign(&owner, id, None)), ("E_SCHEMA".to_owned(), "code".to_owned()));
    assert_eq!(field(sign(&owner, id, Some("000000"))), ("E_CODE_WRONG".to_owned(), "code".to_owned()));
    assert_eq!(field(sign(&owner, id, Some(&owner.code(0)))).0, "E_CODE_USED");
    assert_eq!(scene.0.state::<Contract>(contract()).status(), "drafted", "nothing was signed");
    assert_eq!(scene.0.state::<SigningKey>(id).kept.expect("kept").uses, 0);
    sign(&owner, id, Some(&owner.code(1))).expect("signed");
    assert_eq!(scene.0.state::<Contract>(contract()).status(), "supplier_signed");
    assert_eq!(scene.0.state::<SigningKey>(id).kept.expect("kept").uses, 1);
}
#[test]
fn nothing_is_kept_without_a_second_factor_a_passphrase_or_a_proof() {
    let town = Town::new();
    let rep = &town.suppliers[0].rep;
    let made = locked_key(&rep.person.to_string(), PASSPHRASE).expect("made");
    let input = |locked: &[u8], proof: &str| json!({ "public_key": made.public_key, "proof": proof, "locked": hex::encode(locked), "code": "123456" });
    let keep = |input: Value| town.run(rep, "registry.keep_signing_key", input).expect_err("refused");
    assert_eq!(keep(input(&made.locked, &made.proof)).code, "E_SECOND_FACTOR_OFF");
    let owner = Owner::new(&town, rep);
    let open = documents::Key::generate().to_pem().expect("PEM");
    assert_eq!(keep(input(open.as_bytes(), &made.proof)).fields[0].path, "locked");
    let other = locked_key("somebody else", PASSPHRASE).expect("made");
    assert_eq!(keep(input(&made.locked, &other.proof)).fields[0].path, "proof");
    assert_eq!(owner.keep(&owner.made(), "000000").expect_err("wrong").code, "E_CODE_WRONG");
    let certified =
        town.platform.journal().read(|tx| certificates_of(tx, rep.organisation, 1)).expect("read");
    assert!(certified.is_empty(), "and nothing was certified");
}
#[test]
fn ten_wrong_passphrases_end_it_and_only_its_owner_counts_or_destroys_it() {
    let town = Town::new();
    let owner = Owner::new(&town, &town.suppliers[0].rep);
    let id = owner.keep(&owner.made(), &owner.code(0)).expect("kept");
    let input = json!({ "key": id });
    for command in ["registry.count_wrong_passphrase", "registry.destroy_signing_key"] {
        let colleague = town.run(&town.suppliers[0].clerk, command, input.clone()).expect_err("not theirs");
        assert_eq!(colleague.code, "E_FORBIDDEN_SCOPE");
    }
    for _ in 0..SigningKey::FAILURES {
        town.run(&owner.actor, "registry.count_wrong_passphrase", input.clone()).expect("counted");
    }
    let more = town.run(&owner.actor, "registry.count_wrong_passphrase", input.clone()).expect_err("ended");
    assert_eq!(more.code, "E_SIGNING_KEY_BLOCKED");
    let sealed = town.state::<SigningKey>(id).kept.expect("kept").locked;
    town.run(&owner.actor, "registry.destroy_signing_key", input.clone()).expect("destroyed");
    assert_eq!(town.platform.unseal(&sealed), None, "nobody can bring it back");
    let twice = town.run(&owner.actor, "registry.destroy_signing_key", input).expect_err("gone");
    assert_eq!(twice.code, "E_NO_SIGNING_KEY");
}
#[test]
fn a_new_key_and_the_end_of_the_account_destroy_the_old_one() {
    let town = Town::new();
    let owner = Owner::new(&town, &town.suppliers[0].rep);
    let first = owner.keep(&owner.made(), &owner.code(0)).expect("kept");
    let sealed = town.state::<SigningKey>(first).kept.expect("kept").locked;
    let second = owner.keep(&owner.made(), &owner.code(1)).expect("kept anew");
    assert_ne!(first, second);
    assert_eq!(town.platform.unseal(&sealed), None);
    assert!(locked(&town.platform, second).is_some());
    let gone = json!({ "person": owner.actor.person, "reason": "离职" });
    town.run2(&town.operator, &town.operator2, "registry.disable_person", gone).expect("disabled");
    assert_eq!(locked(&town.platform, second), None);
    assert!(town.platform.name_of(owner.actor.person).is_some(), "the name is kept for the record");
}
#[test]
fn nobody_s_key_is_certified_for_an_organisation_that_left_the_register() {
    let town = Town::new();
    let owner = Owner::new(&town, &town.suppliers[0].rep);
    let successor = town.suppliers[1].organisation;
    let leave = json!({ "organisation": owner.actor.organisation, "reason": "合并", "successor": successor });
    let (first, second) = (&town.finance.regulator, &town.finance.regulator_head);
    town.run2(first, second, "registry.deregister_organisation", leave).expect("left");
    let refused = owner.keep(&owner.made(), &owner.code(0)).expect_err("its certificates are revoked");
    assert_eq!(refused.code, "E_ORGANISATION_LEFT");
}
