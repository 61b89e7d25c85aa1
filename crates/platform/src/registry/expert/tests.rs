//! An expert's career on a platform: by whom, in which order, and what the draw and the reviews make of it.

use crate::evaluation::scene::{Scene, seed};
use crate::testing::{PASSWORD, REGION, SPECIALITY, Town, uscc};
use kernel::{
    Actor, Digest, DrawId, ExpertComplianceId, ExpertId, Instant, LotId, Money, PersonId, ProjectId, Refusal,
    Sealed, Span, StreamId,
};
use procurement::draw::{Candidates, Chosen, Draw, DrawEvent, DrawRequest, Panel, Standing};
use procurement::registry::{Compliance, Expert, ExpertStanding, FindingKind, Organisation};
use serde_json::{Value, json};
use uuid::Uuid;

const SCAN: &[u8] = b"%PDF-1.4\n%%EOF\n";
/// Born on 1985-06-15.
const CITIZEN: &str = "230103198506150019";
const OTHER: &str = "440304199002280021";

fn code<T>(answer: Result<T, Refusal>) -> String {
    answer.err().map_or_else(String::new, |refusal| refusal.code.into())
}
/// Somebody who has opened an application.
fn applicant(town: &Town, login: &str) -> (ExpertId, Actor) {
    let input = json!({ "name": "何欣", "region": REGION, "login": login, "password": PASSWORD });
    let accepted = town.run(&crate::public_actor(), "registry.apply_expert", input).expect("applied");
    let person: PersonId = town.id(&accepted);
    (town.id(&accepted), town.platform.actor(person).expect("active"))
}
fn parts(town: &Town, id: ExpertId, citizen: &str) -> Vec<(&'static str, Value)> {
    let file = town.platform.outside().put(SCAN).expect("stored");
    let mut all = vec![
        (
            "fill_expert_identity",
            json!({
                "name": "何欣", "citizen_id": citizen, "phone": "13900000001", "bank": "龙江银行",
                "card": "6222021000112233449",
            }),
        ),
        (
            "fill_expert_title",
            json!({
                "degree": "master", "school": "哈尔滨工业大学", "level": "senior", "title": "高级工程师",
                "since": "2010-07-01", "file": file,
            }),
        ),
        (
            "fill_expert_work",
            json!({ "work": [
            { "name": "大庆师范学院", "uscc": uscc("12230600", 700), "from": "2023-01-01" },
            { "name": "北辰信息", "uscc": uscc("12230600", 701), "from": "2010-07-01", "until": "2022-12-31" },
        ] }),
        ),
        ("add_expert_speciality", json!({ "code": SPECIALITY, "title": "职称证书", "file": file })),
        (
            "fill_expert_reach",
            json!({ "units": [{ "uscc": uscc("12230600", 702), "ground": "board" }], "remote": true }),
        ),
        (
            "sign_expert_commitment",
            json!({ "agreed": true, "healthy": true, "clean": true, "outsider": true }),
        ),
    ];
    for (_, input) in &mut all {
        input["expert"] = json!(id);
    }
    all
}
fn fill(town: &Town, id: ExpertId, actor: &Actor, citizen: &str) {
    for (command, input) in parts(town, id, citizen) {
        town.run(actor, &format!("registry.{command}"), input)
            .unwrap_or_else(|refusal| panic!("{command}: {refusal}"));
    }
}
fn review(town: &Town, id: ExpertId) -> Result<journal::Accepted, Refusal> {
    let input = json!({ "expert": id, "verdict": "passed" });
    town.run2(&town.finance.regulator, &town.finance.regulator_head, "registry.review_expert", input)
}
fn enrolled(town: &Town, login: &str, citizen: &str) -> (ExpertId, Actor) {
    enrolled_with(town, login, citizen, None)
}
/// An expert in office with these employers.
fn enrolled_with(town: &Town, login: &str, citizen: &str, work: Option<Value>) -> (ExpertId, Actor) {
    let (id, actor) = applicant(town, login);
    fill(town, id, &actor, citizen);
    if let Some(work) = work {
        let input = json!({ "expert": id, "work": work });
        town.run(&actor, "registry.fill_expert_work", input).expect("filled in");
    }
    town.run(&actor, "registry.submit_expert", json!({ "expert": id })).expect("handed in");
    review(town, id).expect("passed");
    let input = json!({ "expert": id, "score": 80 });
    town.run(&town.finance.regulator, "registry.examine_expert", input).expect("appointed");
    (id, actor)
}
fn standing(town: &Town, id: ExpertId) -> &'static str {
    town.state::<Expert>(id).standing.id()
}

#[test]
fn a_natural_person_applies_is_passed_by_two_people_examined_and_appointed() {
    let town = Town::new();
    let (id, actor) = applicant(&town, "hexin");
    let submit = || town.run(&actor, "registry.submit_expert", json!({ "expert": id }));
    assert_eq!(code(submit()), "E_DOSSIER_INCOMPLETE");
    fill(&town, id, &actor, CITIZEN);
    submit().expect("handed in");
    assert_eq!(code(submit()), "E_UNDER_REVIEW", "twice");
    let withdraw = json!({ "expert": id });
    let regulator = &town.finance.regulator;
    let input = json!({ "expert": id, "verdict": "passed" });
    let proposed = town.run(regulator, "registry.review_expert", input).expect("proposed");
    assert_eq!(code(town.run(&actor, "registry.withdraw_expert", withdraw)), "E_PROPOSAL_PENDING");
    let alone = json!({ "proposal": proposed.streams[0].uuid() });
    assert_ne!(code(town.run(regulator, "supervision.approve_proposal", alone.clone())), "", "not alone");
    town.run(&town.finance.regulator_head, "supervision.approve_proposal", alone).expect("passed");
    assert_eq!(standing(&town, id), "training");
    let examine =
        |score: i64| town.run(regulator, "registry.examine_expert", json!({ "expert": id, "score": score }));
    assert_eq!(code(examine(-1)), "E_SCHEMA");
    assert_eq!(code(examine(101)), "E_SCHEMA");
    examine(80).expect("appointed");
    assert_eq!(standing(&town, id), "active");
    assert_eq!(code(examine(80)), "E_STATE", "twice");
}
#[test]
fn nobody_else_fills_in_reviews_or_resigns_for_an_expert() {
    let town = Town::new();
    let (id, _) = enrolled(&town, "hexin", CITIZEN);
    let expert = json!({ "expert": id, "reason": "无", "until": "2026-04-01", "purpose": "核对" });
    for command in ["resign_expert", "leave_expert", "reveal_expert"] {
        let answer = town.run(&town.experts[0], &format!("registry.{command}"), pick(&expert, command));
        assert_eq!(code(answer), "E_FORBIDDEN_SCOPE", "{command}");
    }
    let suspend = json!({ "expert": id, "reason": "核查" });
    for actor in [&town.agency.pm, &town.purchaser.clerk, &town.operator] {
        assert_eq!(code(town.run(actor, "registry.suspend_expert", suspend.clone())), "E_FORBIDDEN");
    }
    assert_eq!(
        code(town.run(
            &town.suppliers[0].clerk,
            "registry.fill_expert_work",
            json!({
        "expert": id, "work": [{ "name": "甲", "from": "2020-01-01" }] })
        )),
        "E_FORBIDDEN"
    );
}
/// The fields of a command that it has.
fn pick(all: &Value, command: &str) -> Value {
    let names: &[&str] = match command {
        "leave_expert" => &["expert", "until", "reason"],
        "reveal_expert" => &["expert", "purpose"],
        _ => &["expert", "reason"],
    };
    names
        .iter()
        .map(|name| ((*name).to_owned(), all[*name].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
#[test]
fn what_is_typed_wrong_is_said_beside_its_field_and_nothing_personal_enters_the_journal() {
    let town = Town::new();
    let (id, actor) = applicant(&town, "hexin");
    let identity = |citizen: &str, phone: &str, card: &str| {
        let input = json!({ "expert": id, "name": "何欣😀", "citizen_id": citizen, "phone": phone, "bank": "龙江银行", "card": card });
        town.run(&actor, "registry.fill_expert_identity", input)
    };
    let wrong = identity("230103198506150010", "1390", "6222021000112233440").expect_err("wrong");
    let fields: Vec<_> = wrong.fields.iter().map(|field| field.path.as_str()).collect();
    assert_eq!(fields, ["citizen_id", "phone", "card"]);
    assert_eq!(code(identity("110105194912310021", "13900000001", "6222021000112233449")), "E_SCHEMA");
    assert_eq!(code(identity("11010519491231002X", "13900000001", "6222021000112233449")), "E_EXPERT_AGE");
    identity(
        "２３０１０３１９８５０６１５００１９",
        "１３９００００００００１".trim_start_matches('０'),
        "6222 0210 0011 2233 449",
    )
    .expect_err("thirteen digits are no telephone number");
    identity("２３０１０３１９８５０６１５００１９", "１３９０００００００１", "6222 0210 0011 2233 449")
        .expect("full width");
    let events = town.platform.journal().events(&id.stream()).expect("reads");
    let all: String = events.iter().map(|event| format!("{:?}", event)).collect();
    for secret in [CITIZEN, "13900000001", "6222021000112233449", "何欣"] {
        assert!(!all.contains(secret), "{secret} stands in the journal");
    }
    let file = town.platform.outside().put(b"MZ no scan").expect("stored");
    let input = json!({ "expert": id, "code": SPECIALITY, "title": "证书", "file": file });
    assert_eq!(code(town.run(&actor, "registry.add_expert_speciality", input)), "E_SCHEMA");
}
#[test]
fn one_person_has_one_record() {
    let town = Town::new();
    let (first, _) = enrolled(&town, "hexin", CITIZEN);
    let (second, actor) = applicant(&town, "hexin2");
    fill(&town, second, &actor, CITIZEN);
    let submit = || town.run(&actor, "registry.submit_expert", json!({ "expert": second }));
    assert_eq!(code(submit()), "E_EXPERT_TWICE");
    let input = json!({ "expert": first, "cause": "health", "reason": "因病" });
    let (one, two) = (&town.finance.regulator, &town.finance.regulator_head);
    town.run2(one, two, "registry.dismiss_expert", input).expect("dismissed");
    submit().expect("the other record is over");
}
#[test]
fn the_draw_takes_who_is_active_and_has_nothing_to_avoid() {
    let town = Town::new();
    let (id, actor) = enrolled(&town, "hexin", CITIZEN);
    let drawn = |town: &Town| {
        let sql = "SELECT person FROM registry_expert WHERE person = $1 AND state = 'active'";
        let rows = town.platform.journal().read(|tx| tx.query(sql, &[id.to_string().into()])).expect("reads");
        !rows.is_empty()
    };
    assert!(drawn(&town));
    let leave = json!({ "expert": id, "until": "2026-03-20", "reason": "出国" });
    town.run(&actor, "registry.leave_expert", leave.clone()).expect("on leave");
    assert_eq!(code(town.run(&actor, "registry.leave_expert", leave)), "E_STATE", "twice");
    assert!(!drawn(&town));
    let end: Instant = "2026-03-21T00:00".parse().expect("an instant");
    town.advance_to(end.minus(Span::millis(1000)));
    assert_eq!(standing(&town, id), "suspended", "a second before");
    town.advance_to(end.plus(Span::millis(1000)));
    assert_eq!(standing(&town, id), "active", "a second after");
    assert!(drawn(&town));
    town.run(&actor, "registry.resign_expert", json!({ "expert": id, "reason": "工作调动" }))
        .expect("resigned");
    assert!(!drawn(&town));
    let sql = "SELECT uscc, ended FROM registry_expert_avoid WHERE person = $1 ORDER BY ordinal";
    let rows = town.platform.journal().read(|tx| tx.query(sql, &[id.to_string().into()])).expect("reads");
    let ended: Vec<_> = rows.iter().map(|row| row.text(1).expect("text").to_owned()).collect();
    assert_eq!(ended, ["", "2022-12-31", ""]);
}
#[test]
fn a_former_employer_is_avoided_for_three_years_and_not_a_day_longer() {
    for (left, candidates) in [("2023-03-02", 9), ("2023-03-01", 10)] {
        let scene = Scene::opened(&[980_000, 900_000, 950_000]);
        let school = scene.town.state::<Organisation>(scene.town.purchaser.organisation).registration.uscc;
        let work = json!([
            { "name": "大同区第三中学", "uscc": school, "from": "2015-09-01", "until": left },
            { "name": "大庆师范学院", "uscc": uscc("12230600", 700), "from": "2023-03-05" },
        ]);
        enrolled_with(&scene.town, "hexin", CITIZEN, Some(work));
        let draw = scene.town.state::<Draw>(scene.draw());
        assert_eq!(draw.candidates.map(|list| list.count), Some(candidates), "left on {left}");
    }
}
#[test]
fn who_sits_twice_that_day_is_spared_while_enough_remain() {
    for (busy, candidates) in [(4, 5), (5, 9)] {
        let scene = Scene::opened(&[980_000, 900_000, 950_000]);
        let town = &scene.town;
        let people: Vec<PersonId> = town.experts.iter().take(busy).map(|expert| expert.person).collect();
        let (purchaser, agency) = (town.purchaser.organisation, town.agency.organisation);
        let request = DrawRequest {
            project: ProjectId::from_uuid(Uuid::from_u128(801)),
            lot: LotId::from_uuid(Uuid::from_u128(802)),
            purchaser,
            agency,
            regulator: town.finance.organisation,
            region: REGION.parse().expect("a region"),
            reach: REGION.parse().expect("a region"),
            title: "另一个项目".to_owned(),
            specialities: vec![SPECIALITY.to_owned()],
            panel: Panel { experts: 5, representatives: 0 },
            budget: Money::from_yuan(1_000_000),
            complex: false,
            avoid: Vec::new(),
            evaluation_at: town.platform.now().plus(Span::hours(3)),
        };
        let salt = Sealed::new(Uuid::from_u128(803), Digest::of(b"salt"));
        seed(town, move |unit| {
            for n in [1, 2] {
                let draw = DrawId::from_uuid(Uuid::from_u128(810 + n));
                let candidates = Candidates {
                    count: 9,
                    digest: Digest::of(b"list"),
                    pages: Vec::new(),
                    salt,
                    algorithm: String::new(),
                };
                let (request, until) = (Box::new(request.clone()), request.evaluation_at);
                unit.record::<Draw>(draw, DrawEvent::Requested { request, candidates, until })?;
                for (index, person) in (0..).zip(&people) {
                    let employer = Digest::of(b"employer");
                    let (person, standing) = (*person, Standing::Accepted);
                    let chosen = Chosen { index, person, organisation: agency, employer, until, standing };
                    unit.record::<Draw>(draw, DrawEvent::Called { chosen })?;
                }
            }
            Ok(())
        });
        let draw = town.state::<Draw>(scene.draw());
        assert_eq!(draw.candidates.map(|list| list.count), Some(candidates), "{busy} are busy");
    }
}
#[test]
fn seventy_years_end_a_career_at_midnight() {
    let town = Town::new();
    // Born on 1956-04-10.
    let (id, _) = enrolled(&town, "hexin", "230103195604100011");
    let birthday: Instant = "2026-04-10T00:00".parse().expect("an instant");
    town.advance_to(birthday.minus(Span::millis(1000)));
    assert_eq!(standing(&town, id), "active");
    town.advance_to(birthday.plus(Span::millis(1000)));
    assert_eq!(standing(&town, id), "dismissed");
    town.advance_to(birthday.plus(Span::days(30)).plus(Span::millis(1000)));
    assert!(matches!(town.state::<Expert>(id).standing, ExpertStanding::Archived { .. }));
}
#[test]
fn a_review_finds_asks_and_settles_and_comes_again_next_month() {
    let town = Town::new();
    let (id, actor) = enrolled(&town, "hexin", CITIZEN);
    let (other, _) = enrolled(&town, "hexin2", OTHER);
    let compliance = ExpertComplianceId::from_uuid(town.finance.organisation.uuid());
    let check = json!({ "compliance": compliance });
    assert_eq!(code(town.run(&town.agency.pm, "registry.check_experts", check.clone())), "E_FORBIDDEN");
    town.run(&town.finance.regulator, "registry.check_experts", check.clone()).expect("reviewed");
    let run = town.state::<Compliance>(compliance).runs.last().cloned().expect("a review");
    assert_eq!(run.checked, 11);
    assert_eq!(run.raised.get(&FindingKind::Duplicate), Some(&2), "telephone and card are those of another");
    town.run(&town.finance.regulator, "registry.check_experts", check).expect("again");
    let run = town.state::<Compliance>(compliance).runs.last().cloned().expect("a review");
    assert!(run.raised.is_empty(), "nothing is found twice: {:?}", run.raised);

    let (one, two) = (&town.finance.regulator, &town.finance.regulator_head);
    let ask = json!({ "expert": id, "number": 1, "question": "与另一名专家的电话、银行卡相同，请说明。" });
    town.run(one, "registry.ask_finding", ask.clone()).expect("asked");
    assert_eq!(code(town.run(one, "registry.ask_finding", ask)), "E_ALREADY");
    let explain = json!({ "expert": id, "number": 1, "explanation": "夫妻共用。" });
    assert_eq!(
        code(town.run(&town.experts[0], "registry.explain_finding", explain.clone())),
        "E_FORBIDDEN_SCOPE"
    );
    town.run(&actor, "registry.explain_finding", explain).expect("explained");
    let answer = |id: ExpertId, answer: &str| {
        let input = json!({ "expert": id, "number": 1, "answer": answer, "reason": "已核对。" });
        town.run2(one, two, "registry.answer_finding", input)
    };
    answer(id, "kept").expect("settled");
    assert_eq!(code(answer(id, "kept")), "E_NOT_FOUND", "twice");
    answer(other, "suspended").expect("settled");
    assert_eq!(standing(&town, other), "suspended");
    let rows = town.platform.journal().read(|tx| super::findings_of(tx, id)).expect("reads");
    assert_eq!(rows[0].state, "kept");

    let first: Instant = "2026-04-01T02:00".parse().expect("an instant");
    town.advance_to(first.minus(Span::millis(1000)));
    assert_eq!(town.state::<Compliance>(compliance).runs.len(), 2);
    town.advance_to(first.plus(Span::millis(1000)));
    assert_eq!(town.state::<Compliance>(compliance).runs.len(), 3);
}

#[test]
fn whoever_only_applies_is_certified_as_nothing() {
    let town = Town::new();
    let (_, newcomer) = applicant(&town, "newcomer");
    let request = |actor: &Actor| {
        let input = crate::training::request_certificate(&documents::Key::generate(), actor.person);
        town.run(actor, "registry.issue_certificate", input.expect("a request"))
    };
    assert_eq!(code(request(&newcomer)), "E_EXPERT_NOT_IN_OFFICE");
    let (_, expert) = enrolled(&town, "expert", CITIZEN);
    request(&expert).expect("certified");
}
