//! 双人双岗、逐项验收, tried through the engine.

use crate::payment::town::{Scene, contract};
use kernel::{AcceptanceId, Actor, Refusal, Role, StreamId};
use procurement::{
    acceptance::{Acceptance, AcceptanceStage},
    contract::Contract,
};
use serde_json::{Value, json};

fn applied(scene: &Scene) -> AcceptanceId {
    let input = json!({ "contract": contract() });
    let accepted = scene.0.run(&scene.0.suppliers[0].clerk, "acceptance.apply", input).unwrap();
    scene.0.id(&accepted)
}
fn record(scene: &Scene, second: &Actor, acceptance: AcceptanceId, findings: Value) -> Result<(), Refusal> {
    let input = json!({ "acceptance": acceptance, "findings": findings });
    scene.0.run2(&scene.0.purchaser.clerk, second, "acceptance.record", input).map(|_| ())
}
fn finding(no: u16, passed: bool) -> Value {
    json!({ "no": no, "passed": passed, "note": "见验收照片" })
}
fn stage(scene: &Scene, acceptance: AcceptanceId) -> AcceptanceStage {
    match scene.0.state::<Acceptance>(acceptance) {
        Acceptance::Open { stage, .. } => stage,
        Acceptance::None => panic!("applied for"),
    }
}

#[test]
fn what_fails_is_put_right_and_accepted_the_second_time() {
    let scene = Scene::filed();
    let id = applied(&scene);
    let supervisor = &scene.0.purchaser.supervisor;
    record(&scene, supervisor, id, json!([finding(1, true), finding(2, false)])).unwrap();
    assert!(matches!(stage(&scene, id), AcceptanceStage::Unqualified(_)));
    let todo = scene.0.platform.todo(&scene.0.suppliers[0].clerk, 9).unwrap();
    assert_eq!(todo[0].command, "acceptance.reapply");
    let again = json!({ "acceptance": id, "remedy": "已更换" });
    scene.0.run(&scene.0.suppliers[0].clerk, "acceptance.reapply", again).unwrap();
    record(&scene, supervisor, id, json!([finding(1, true), finding(2, true)])).unwrap();
    assert!(matches!(stage(&scene, id), AcceptanceStage::Qualified(_)));
    assert_eq!(scene.0.state::<Contract>(contract()).status(), "accepted");
}
#[test]
fn one_person_alone_does_not_accept() {
    let scene = Scene::filed();
    let id = applied(&scene);
    let all = json!([finding(1, true), finding(2, true)]);
    let clerk = scene.0.purchaser.clerk.clone();
    let own = record(&scene, &clerk, id, all.clone()).unwrap_err();
    assert!(own.code.starts_with("E_FORBIDDEN") || own.code == "E_SAME_PERSON", "{own}");
    assert!(matches!(stage(&scene, id), AcceptanceStage::Applied { .. }));
    let again = record(&scene, &scene.0.purchaser.supervisor, id, all).unwrap_err();
    assert_eq!(again.code, "E_PROPOSAL_PENDING");
}
#[test]
fn somebody_of_the_wrong_post_does_not_agree() {
    let scene = Scene::filed();
    let id = applied(&scene);
    let head = scene.0.purchaser.head.clone();
    assert!(record(&scene, &head, id, json!([finding(1, true), finding(2, true)])).is_err());
    assert!(matches!(stage(&scene, id), AcceptanceStage::Applied { .. }));
}
#[test]
fn no_item_is_left_out() {
    let scene = Scene::filed();
    let id = applied(&scene);
    let supervisor = &scene.0.purchaser.supervisor;
    let short = record(&scene, supervisor, id, json!([finding(1, true)])).unwrap_err();
    assert_eq!((short.code.as_ref(), short.rule.as_deref()), ("E_ACCEPTANCE_INCOMPLETE", Some("ACC-03")));
    let unknown = json!([finding(1, true), finding(2, true), finding(3, true)]);
    assert_eq!(record(&scene, supervisor, id, unknown).unwrap_err().code, "E_SCHEMA");
}
#[test]
fn an_item_that_reads_otherwise_than_the_contract_is_refused() {
    let scene = Scene::filed();
    let id = applied(&scene);
    let findings = |first: &str| json!([{ "no": 1, "item": first, "passed": true }, { "no": 2, "item": "质保三年", "passed": true }]);
    let supervisor = &scene.0.purchaser.supervisor;
    let other = record(&scene, supervisor, id, findings("带宽不低于100MHz")).unwrap_err();
    assert_eq!((other.code.as_ref(), other.fields[0].path.as_str()), ("E_SCHEMA", "findings[0].item"));
    record(&scene, supervisor, id, findings("带宽不低于200MHz")).unwrap();
}
#[test]
fn only_the_supplier_applies_and_only_once() {
    let scene = Scene::filed();
    let input = json!({ "contract": contract() });
    let other = scene.0.run(&scene.0.suppliers[1].clerk, "acceptance.apply", input.clone());
    assert_eq!(other.unwrap_err().code, "E_FORBIDDEN_SCOPE");
    applied(&scene);
    let twice = scene.0.run(&scene.0.suppliers[0].clerk, "acceptance.apply", input);
    assert_eq!(twice.unwrap_err().code, "E_ALREADY");
}
#[test]
fn the_purchaser_s_clerk_is_asked_to_record_within_seven_working_days() {
    let scene = Scene::filed();
    let id = applied(&scene);
    let todo = scene.0.platform.todo_of(&id.stream()).unwrap();
    assert_eq!((todo[0].command.as_str(), todo[0].role), ("acceptance.record", Role::PurchaserClerk));
    assert_eq!(todo[0].due.map(|due| due.to_string()).as_deref(), Some("2026-03-12 00:00:00 +08:00"));
}
