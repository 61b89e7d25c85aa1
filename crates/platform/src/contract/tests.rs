//! Publication, filing and termination of a contract through the engine.

use crate::{
    Envelope,
    payment::town::{Scene, contract, lot},
    testing::fresh,
    training::Keys,
};
use kernel::{Actor, Digest, Instant, Span, StreamId};
use procurement::{
    contract::Contract,
    tender::{Lot, Notice, NoticeType},
};
use serde_json::{Value, json};

fn input() -> serde_json::Value {
    json!({ "contract": contract() })
}

/// A command's input with the actor's signature over `message`.
fn signed(scene: &Scene, keys: &mut Keys, actor: &Actor, message: &[u8]) -> Value {
    let signature = keys.sign(&scene.0.platform, actor, message).expect("a key");
    let serial = keys.of(&scene.0.platform, actor).expect("a certificate").1.serial();
    json!({ "contract": contract(), "certificate": serial, "signature": signature.value, "user": signature.user })
}

#[test]
fn both_sign_the_text_with_their_own_keys_and_it_takes_effect() {
    let (scene, mut keys) = (Scene::drafted(), Keys::default());
    let text = scene.0.state::<Contract>(contract()).terms().unwrap().text;
    let (rep, head) = (&scene.0.suppliers[0].rep, &scene.0.purchaser.head);
    let early = signed(&scene, &mut keys, head, text.bytes());
    assert_eq!(scene.0.run(head, "contract.sign", early).unwrap_err().code, "E_SIGNATURE_INVALID");
    let other = signed(&scene, &mut keys, rep, Digest::of(b"other").bytes());
    assert_eq!(scene.0.run(rep, "contract.sign", other).unwrap_err().code, "E_SIGNATURE_INVALID");
    let theirs = signed(&scene, &mut keys, rep, text.bytes());
    let mut borrowed = theirs.clone();
    borrowed["certificate"] =
        signed(&scene, &mut keys, &scene.0.suppliers[0].clerk, text.bytes())["certificate"].take();
    assert_eq!(scene.0.run(rep, "contract.sign", borrowed).unwrap_err().code, "E_CERTIFICATE_UNKNOWN");
    scene.0.run(rep, "contract.sign", theirs.clone()).unwrap();
    assert_eq!(scene.0.run(rep, "contract.sign", theirs).unwrap_err().code, "E_SIGNATURE_INVALID");
    assert_eq!(scene.0.state::<Contract>(contract()).status(), "supplier_signed");
    let ours = signed(&scene, &mut keys, head, text.bytes());
    scene.0.run(head, "contract.sign", ours).unwrap();
    assert_eq!(scene.0.state::<Contract>(contract()).status(), "effective");
    assert_eq!(scene.0.state::<Lot>(lot()).stage.id(), "contracted");
}
#[test]
fn a_revoked_certificate_signs_no_contract() {
    let (scene, mut keys) = (Scene::drafted(), Keys::default());
    let text = scene.0.state::<Contract>(contract()).terms().unwrap().text;
    let rep = &scene.0.suppliers[0].rep;
    let theirs = signed(&scene, &mut keys, rep, text.bytes());
    let (now, held) = (scene.0.platform.now(), crate::registry::certificates::certificate_of);
    let held = scene.0.platform.journal().read(|tx| held(tx, rep.person, now)).unwrap().unwrap();
    let revoke = json!({ "certificate": held.id, "reason": "superseded" });
    scene.0.run(rep, "registry.revoke_certificate", revoke).unwrap();
    assert_eq!(scene.0.run(rep, "contract.sign", theirs).unwrap_err().code, "E_CERTIFICATE_REVOKED");
}
#[test]
fn a_late_signature_needs_a_reason_from_the_second_after_the_limit() {
    let (scene, mut keys) = (Scene::drafted(), Keys::default());
    let state = scene.0.state::<Contract>(contract());
    let rep = &scene.0.suppliers[0].rep;
    let input = signed(&scene, &mut keys, rep, state.terms().unwrap().text.bytes());
    let last = Instant::end_of("2026-04-01".parse().unwrap());
    scene.0.advance_to(last.plus(Span::millis(1_000)));
    let late = scene.0.run(rep, "contract.sign", input.clone()).unwrap_err();
    assert_eq!((late.code.as_ref(), late.fields[0].path.as_str()), ("E_REASON_NEEDED", "reasons.CTR-01"));
    let mut envelope = Envelope::new(fresh(), "contract.sign", input);
    envelope.reasons = [("CTR-01".to_owned(), "疫情封控，无法签署".to_owned())].into();
    scene.0.platform.submit(rep, envelope).unwrap();
}
#[test]
fn a_signature_within_the_limit_needs_no_reason() {
    let (scene, mut keys) = (Scene::drafted(), Keys::default());
    let state = scene.0.state::<Contract>(contract());
    let rep = &scene.0.suppliers[0].rep;
    let input = signed(&scene, &mut keys, rep, state.terms().unwrap().text.bytes());
    scene.0.advance_to(Instant::end_of("2026-04-01".parse().unwrap()).minus(Span::millis(1_000)));
    scene.0.run(rep, "contract.sign", input).unwrap();
}
#[test]
fn a_dropped_draft_lets_the_lot_have_another() {
    let scene = Scene::drafted();
    let end = json!({ "contract": contract(), "reason": "合同编号有误，重新起草" });
    scene.0.run2(&scene.0.purchaser.clerk, &scene.0.purchaser.head, "contract.terminate", end).unwrap();
    let todo = scene.0.platform.todo_of(&lot().stream()).unwrap();
    assert_eq!(todo[0].command, "contract.draft");
}
#[test]
fn a_contract_is_published_with_every_field_and_once() {
    let scene = Scene::effective();
    let clerk = &scene.0.purchaser.clerk;
    let published = scene.0.run(clerk, "contract.publish", input()).unwrap();
    let notice = scene.0.state::<Notice>(scene.0.id(&published));
    let notice = &notice.published().unwrap().notice;
    assert_eq!((notice.notice_type, notice.attachments.len()), (NoticeType::Contract, 1));
    assert_eq!(scene.0.run(clerk, "contract.publish", input()).unwrap_err().code, "E_ALREADY");
}
#[test]
fn a_late_publication_needs_a_reason_from_the_second_after_the_limit() {
    let scene = Scene::effective();
    let last = scene.0.state::<Contract>(contract()).active().unwrap().publish_by;
    assert_eq!(last, Instant::end_of("2026-03-04".parse().unwrap()));
    scene.0.advance_to(last.plus(Span::millis(1_000)));
    let clerk = &scene.0.purchaser.clerk;
    let late = scene.0.run(clerk, "contract.publish", input()).unwrap_err();
    assert_eq!((late.code.as_ref(), late.fields[0].path.as_str()), ("E_REASON_NEEDED", "reasons.CTR-03"));
    let mut envelope = Envelope::new(fresh(), "contract.publish", input());
    envelope.reasons = [("CTR-03".to_owned(), "印章系统故障".to_owned())].into();
    scene.0.platform.submit(clerk, envelope).unwrap();
}
#[test]
fn a_publication_within_the_limit_needs_none() {
    let scene = Scene::effective();
    let last = scene.0.state::<Contract>(contract()).active().unwrap().publish_by;
    scene.0.advance_to(last.minus(Span::millis(1_000)));
    scene.0.run(&scene.0.purchaser.clerk, "contract.publish", input()).unwrap();
}
#[test]
fn only_the_purchaser_publishes_and_files() {
    let scene = Scene::effective();
    for command in ["contract.publish", "contract.file"] {
        let supplier = scene.0.run(&scene.0.suppliers[0].clerk, command, input());
        assert_eq!(supplier.unwrap_err().code, "E_FORBIDDEN", "{command}");
    }
}
#[test]
fn a_second_contract_for_the_lot_is_refused() {
    let scene = Scene::effective();
    let draft = json!({
        "lot": lot(), "number": "HT-2", "name": "合同", "purchaser_address": "甲", "supplier_address": "乙",
    });
    let refused = scene.0.run(&scene.0.purchaser.clerk, "contract.draft", draft);
    assert_eq!(refused.unwrap_err().code, "E_ALREADY");
    assert_eq!(scene.0.state::<Lot>(lot()).stage.id(), "contracted");
}
#[test]
fn an_ended_contract_stays_ended() {
    let scene = Scene::filed();
    let end = json!({ "contract": contract(), "reason": "双方协商一致" });
    let (clerk, head) = (&scene.0.purchaser.clerk, &scene.0.purchaser.head);
    scene.0.run2(clerk, head, "contract.terminate", end.clone()).unwrap();
    assert_eq!(scene.0.state::<Lot>(lot()).stage.id(), "terminated", "its lot ends with it");
    assert_eq!(scene.0.state::<Contract>(contract()).status(), "terminated");
    assert_eq!(scene.0.run(clerk, "contract.terminate", end).unwrap_err().code, "E_STATE");
    let apply = scene.0.run(&scene.0.suppliers[0].clerk, "acceptance.apply", input());
    assert_eq!(apply.unwrap_err().code, "E_STATE");
}
