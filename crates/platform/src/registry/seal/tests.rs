//! Electronic seals through the engine: made by two people, applied by a signature, cancelled with the name.

use crate::{
    Platform,
    payment::town::{Scene, contract},
    testing::Town,
    training::Keys,
};
use journal::Accepted;
use kernel::{Actor, DossierId, Refusal, SealId, Span, StreamId};
use procurement::{
    contract::Contract,
    registry::{Cause, Organisation, Picture, Seal, SealState},
};
use serde_json::{Value, json};

/// The serial number of a person's certificate; issued when it is first needed.
fn certificate(platform: &Platform, keys: &mut Keys, actor: &Actor) -> String {
    keys.of(platform, actor).expect("a certificate").1.serial()
}
/// The supplier has a seal made for its representative's certificate.
fn made(town: &Town, keys: &mut Keys, input: Value) -> Result<SealId, Refusal> {
    let supplier = &town.suppliers[0];
    let mut input = input;
    if input.get("certificate").is_none() {
        input["certificate"] = certificate(&town.platform, keys, &supplier.rep).into();
    }
    let accepted = town.run2(&supplier.clerk, &supplier.rep, "registry.make_seal", input)?;
    Ok(town.id(&accepted))
}
fn unit(town: &Town, keys: &mut Keys) -> SealId {
    made(town, keys, json!({ "kind": "unit" })).expect("made")
}
/// A party's signature under the scene's contract.
fn sign(scene: &Scene, keys: &mut Keys, actor: &Actor, seal: Option<SealId>) -> Result<Accepted, Refusal> {
    let text = scene.0.state::<Contract>(contract()).terms().expect("drafted").text;
    let signature = keys.sign(&scene.0.platform, actor, text.bytes()).expect("signed");
    let serial = certificate(&scene.0.platform, keys, actor);
    let input = json!({
        "contract": contract(), "certificate": serial, "signature": signature.value, "user": signature.user,
        "seal": seal,
    });
    scene.0.run(actor, "contract.sign", input)
}

#[test]
fn a_seal_is_made_by_two_people_and_bears_the_registered_name() {
    let (town, mut keys) = (Town::new(), Keys::default());
    let id = unit(&town, &mut keys);
    let seal = town.state::<Seal>(id).made.expect("made");
    let organisation = town.state::<Organisation>(town.suppliers[0].organisation);
    assert_eq!(seal.body.name, organisation.registration.name);
    let certificate = keys.of(&town.platform, &town.suppliers[0].rep).expect("a certificate");
    assert_eq!(seal.body.until, certificate.1.validity().1, "as long as the certificate");
    let Some(Picture::Svg(svg)) = town.platform.unseal(&seal.body.picture) else { panic!("drawn") };
    assert!(organisation.registration.name.chars().all(|c| svg.contains(c)), "{svg}");
    let maker = documents::Certificate::from_pem(&seal.maker).expect("PEM");
    let outside = town.platform.outside();
    let root = outside.authority().expect("a CA").root();
    documents::stamp::verify_seal(&seal.body, &seal.signature, &maker, (root, seal.body.from))
        .expect("holds");

    let again = made(&town, &mut keys, json!({ "kind": "unit" })).expect_err("one of a kind");
    assert_eq!(again.code, "E_SEAL_EXISTS");
    let id = made(&town, &mut keys, json!({ "kind": "representative" })).expect("another kind");
    let seal = town.state::<Seal>(id).made.expect("made");
    let Some(Picture::Svg(svg)) = town.platform.unseal(&seal.body.picture) else { panic!("drawn") };
    assert!(svg.contains('印'), "{svg}");
}
#[test]
fn nobody_has_a_seal_made_alone_for_another_or_with_what_is_no_certificate_or_picture() {
    let (town, mut keys) = (Town::new(), Keys::default());
    let supplier = &town.suppliers[0];
    let serial = certificate(&town.platform, &mut keys, &supplier.rep);
    let input = json!({ "kind": "unit", "certificate": serial });
    let proposed = town.run(&supplier.clerk, "registry.make_seal", input.clone()).expect("proposed");
    let proposal = json!({ "proposal": town.id::<kernel::ProposalId>(&proposed) });
    let alone = town.run(&supplier.clerk, "supervision.approve_proposal", proposal).expect_err("alone");
    assert_eq!(alone.code, "E_SAME_PERSON");
    let rival = town.run(&town.suppliers[1].clerk, "registry.make_seal", input).expect_err("not its own");
    assert_eq!(rival.code, "E_CERTIFICATE_UNKNOWN");
    let unknown = made(&town, &mut keys, json!({ "kind": "unit", "certificate": "💮" }));
    assert_eq!(unknown.expect_err("none").code, "E_CERTIFICATE_UNKNOWN");
    for wrong in [&b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"[..], b"\x89PNG\r\n\x1a\n", b"MZ"] {
        let file = town.platform.outside().put(wrong).expect("stored");
        let refused = made(&town, &mut keys, json!({ "kind": "unit", "picture": file })).expect_err("no PNG");
        assert_eq!(refused.fields[0].key, "field-not-a-seal-picture");
    }
}
#[test]
fn a_purchaser_without_a_dossier_has_no_representative_s_seal_drawn() {
    let (town, mut keys) = (Town::new(), Keys::default());
    let purchaser = &town.purchaser;
    let serial = certificate(&town.platform, &mut keys, &purchaser.head);
    let input = json!({ "kind": "representative", "certificate": serial });
    let refused = town.run(&purchaser.clerk, "registry.make_seal", input).expect_err("nobody is known");
    assert_eq!(refused.code, "E_NO_REPRESENTATIVE");
}
#[test]
fn signing_applies_the_seals_of_the_certificate_and_each_use_is_in_the_journal() {
    let (scene, mut keys) = (Scene::drafted(), Keys::default());
    let (town, supplier) = (&scene.0, &scene.0.suppliers[0]);
    let seal = unit(town, &mut keys);
    sign(&scene, &mut keys, &supplier.rep, None).expect("signed and sealed");
    let text = town.state::<Contract>(contract()).terms().expect("drafted").text;
    let found = town.platform.journal().read(|tx| crate::registry::sealings_of(tx, &text)).expect("read");
    assert_eq!((found.len(), found[0].seal, found[0].person), (1, seal, supplier.rep.person));
    assert_eq!(found[0].about, contract().stream());
    assert_eq!(town.state::<Seal>(seal).made.expect("made").uses, 1);
    let uses = town.platform.journal().read(|tx| crate::registry::uses_of(tx, seal, 0, 10)).expect("read");
    assert_eq!(uses, found);
    // The purchaser has no seal and signs as ever.
    sign(&scene, &mut keys, &town.purchaser.head, None).expect("signed");
    let found = town.platform.journal().read(|tx| crate::registry::sealings_of(tx, &text)).expect("read");
    assert_eq!(found.len(), 1);
}
#[test]
fn a_seal_out_of_service_or_of_another_is_refused_and_leaves_the_contract_unsigned() {
    let (scene, mut keys) = (Scene::drafted(), Keys::default());
    let (town, supplier) = (&scene.0, &scene.0.suppliers[0]);
    let seal = unit(town, &mut keys);
    let serial = certificate(&town.platform, &mut keys, &town.purchaser.head);
    let theirs = town.run2(
        &town.purchaser.clerk,
        &town.purchaser.head,
        "registry.make_seal",
        json!({ "kind": "unit", "certificate": serial }),
    );
    let theirs = town.id::<SealId>(&theirs.expect("made"));
    let foreign = sign(&scene, &mut keys, &supplier.rep, Some(theirs)).expect_err("another's");
    assert_eq!(foreign.code, "E_SEAL_FOREIGN");
    let lost = json!({ "seal": seal, "reason": "密钥介质遗失" });
    let stranger = town.run(&town.purchaser.clerk, "registry.suspend_seal", lost.clone());
    assert_eq!(stranger.expect_err("not theirs").code, "E_FORBIDDEN_SCOPE");
    town.run(&supplier.rep, "registry.suspend_seal", lost.clone()).expect("at once, by one person");
    assert_eq!(
        town.run(&supplier.rep, "registry.suspend_seal", lost.clone()).expect_err("twice").code,
        "E_STATE"
    );
    let suspended = sign(&scene, &mut keys, &supplier.rep, Some(seal)).expect_err("suspended");
    assert_eq!(suspended.code, "E_SEAL_NOT_IN_SERVICE");
    assert_eq!(town.state::<Contract>(contract()).status(), "drafted", "nothing was signed");
    town.run2(&supplier.clerk, &supplier.rep, "registry.restore_seal", lost.clone()).expect("restored");
    town.run2(&supplier.clerk, &supplier.rep, "registry.cancel_seal", lost.clone()).expect("cancelled");
    let restored = town.run(&supplier.clerk, "registry.restore_seal", lost).expect_err("never again");
    assert_eq!(restored.code, "E_STATE");
    let cancelled = sign(&scene, &mut keys, &supplier.rep, Some(seal)).expect_err("cancelled");
    assert_eq!(cancelled.code, "E_SEAL_NOT_IN_SERVICE");
    sign(&scene, &mut keys, &supplier.rep, None).expect("without a seal as ever");
}
#[test]
fn a_seal_seals_until_the_second_before_its_certificate_ends() {
    let (town, mut keys) = (Town::new(), Keys::default());
    let seal = town.state::<Seal>(unit(&town, &mut keys));
    let until = seal.made.as_ref().expect("made").body.until;
    let body = &seal.made.as_ref().expect("made").body;
    let sealing = procurement::registry::Sealing {
        document: body.fingerprint,
        about: contract().stream(),
        title: "合同".to_owned(),
        person: body.holder,
        certificate: body.certificate.clone(),
        signature: procurement::bidding::Signature {
            value: String::new(),
            user: String::new(),
            certificate: body.fingerprint,
        },
    };
    let organisation = body.organisation;
    assert!(seal.apply(organisation, sealing.clone(), until.minus(Span::millis(1_000))).is_ok());
    let late = seal.apply(organisation, sealing, until.plus(Span::millis(1_000)));
    assert_eq!(late.expect_err("ended").code, "E_SEAL_EXPIRED");
}
#[test]
fn a_change_of_name_cancels_the_seal_and_asks_for_a_new_one() {
    let (town, mut keys) = (Town::new(), Keys::default());
    let supplier = &town.suppliers[0];
    let seal = unit(&town, &mut keys);
    let dossier = DossierId::from_uuid(supplier.organisation.uuid());
    let give = |command: &str, mut input: Value| {
        input["dossier"] = json!(dossier);
        town.run(&supplier.clerk, command, input).expect("accepted")
    };
    give(
        "registry.fill_identity",
        json!({ "name": "更名有限公司", "region": crate::testing::REGION, "address": "世纪大道 9 号", "established": "2015-06-01" }),
    );
    give("registry.fill_account", json!({ "bank": "龙江银行", "account": "6223000012345678" }));
    give("registry.submit_dossier", json!({}));
    let (first, second) = (&town.finance.regulator, &town.finance.regulator_head);
    let review = json!({ "dossier": dossier, "verdict": "passed" });
    town.run2(first, second, "registry.review_dossier", review).expect("passed");
    let old = town.state::<Seal>(seal).made.expect("made");
    assert_eq!(old.state, SealState::Cancelled { cause: Cause::Renamed });
    let asked = town.platform.todo(&supplier.clerk, 50).expect("read");
    assert!(asked.iter().any(|todo| todo.command == "registry.renew_seal"), "{asked:?}");
    let serial = certificate(&town.platform, &mut keys, &supplier.rep);
    let renew = json!({ "seal": seal, "certificate": serial });
    let renewed =
        town.run2(&supplier.clerk, &supplier.rep, "registry.renew_seal", renew.clone()).expect("renewed");
    let successor = town.state::<Seal>(seal).made.expect("made").successor.expect("replaced");
    assert!(renewed.streams.contains(&successor.stream()));
    assert_eq!(town.state::<Seal>(successor).made.expect("made").body.name, "更名有限公司");
    let asked = town.platform.todo(&supplier.clerk, 50).expect("read");
    assert!(!asked.iter().any(|todo| todo.command == "registry.renew_seal"), "{asked:?}");
    assert_eq!(town.run(&supplier.clerk, "registry.renew_seal", renew).expect_err("once").code, "E_ALREADY");
}

mod papers {
    use super::*;
    use crate::{payment::town, registry::paper};
    use kernel::{AcceptanceId, Digest};
    use procurement::acceptance::Acceptance;

    /// A contract whose goods were accepted.
    fn accepted() -> (Scene, AcceptanceId) {
        let scene = Scene::filed();
        let town = &scene.0;
        let apply = json!({ "contract": contract() });
        let applied = town.run(&town.suppliers[0].clerk, "acceptance.apply", apply).expect("applied");
        let id: AcceptanceId = town.id(&applied);
        let criteria = town.state::<Acceptance>(id).matter().expect("applied").criteria.len();
        let findings: Vec<_> =
            (1..=criteria).map(|no| json!({ "no": no, "passed": true, "note": "符合" })).collect();
        let record = json!({ "acceptance": id, "findings": findings });
        town.run2(&town.purchaser.clerk, &town.purchaser.supervisor, "acceptance.record", record)
            .expect("recorded");
        (scene, id)
    }
    fn seal(
        scene: &Scene,
        keys: &mut Keys,
        actor: &Actor,
        (paper, digest): (&str, Digest),
    ) -> Result<Accepted, Refusal> {
        let signature = keys.sign(&scene.0.platform, actor, digest.bytes()).expect("signed");
        let serial = certificate(&scene.0.platform, keys, actor);
        let input = json!({
            "paper": paper, "certificate": serial, "signature": signature.value, "user": signature.user,
        });
        scene.0.run(actor, "registry.seal_paper", input)
    }

    #[test]
    fn an_acceptance_report_is_sealed_once_by_each_party_and_by_nobody_else() {
        let (scene, id) = accepted();
        let (town, mut keys) = (&scene.0, Keys::default());
        let stream = id.stream();
        let report = paper(&town.platform, &stream).expect("written");
        assert!(report.text.contains("验收结论：合格") && report.text.contains("1. "), "{}", report.text);
        let this = (stream.as_str(), report.digest());
        let rep = &town.suppliers[0].rep;
        assert_eq!(seal(&scene, &mut keys, rep, this).expect_err("no seal").code, "E_NO_SEAL");
        unit(town, &mut keys);
        let other = (stream.as_str(), Digest::of(b"another text"));
        assert_eq!(seal(&scene, &mut keys, rep, other).expect_err("another").code, "E_SIGNATURE_INVALID");
        seal(&scene, &mut keys, rep, this).expect("sealed");
        assert_eq!(seal(&scene, &mut keys, rep, this).expect_err("twice").code, "E_ALREADY");
        let stranger = seal(&scene, &mut keys, &town.suppliers[1].rep, this).expect_err("no party");
        assert_eq!(stranger.code, "E_FORBIDDEN_SCOPE");
        let found =
            town.platform.journal().read(|tx| crate::registry::sealings_of(tx, &this.1)).expect("read");
        assert_eq!((found.len(), found[0].about.clone(), found[0].person), (1, stream.clone(), rep.person));
        assert_eq!(town.platform.document(&this.1).expect("kept"), report.text.as_bytes());
    }
    #[test]
    fn what_is_not_written_yet_or_no_document_at_all_is_not_sealed() {
        let scene = Scene::filed();
        let (town, mut keys) = (&scene.0, Keys::default());
        let text = Digest::of(b"text");
        let rep = &town.suppliers[0].rep;
        for (paper, code) in [
            (contract().stream().to_string(), "E_NOT_FOUND"),
            ("tender.lot/不是".to_owned(), "E_SCHEMA"),
            ("💮".to_owned(), "E_SCHEMA"),
        ] {
            assert_eq!(
                seal(&scene, &mut keys, rep, (&paper, text)).expect_err("refused").code,
                code,
                "{paper}"
            );
        }
        let apply = json!({ "contract": contract() });
        let applied = town.run(&town.suppliers[0].clerk, "acceptance.apply", apply).expect("applied");
        let waiting = town.id::<AcceptanceId>(&applied).stream();
        let early = seal(&scene, &mut keys, rep, (waiting.as_str(), text)).expect_err("not recorded yet");
        assert_eq!(early.code, "E_STATE");
        assert!(
            paper(&town.platform, &town::lot().stream()).is_err(),
            "its letter lies nowhere in this scene"
        );
    }
}
