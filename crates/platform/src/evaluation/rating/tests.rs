//! Ratings after an evaluation: by whom, once, in time.

use crate::evaluation::scene::Scene;
use kernel::{Actor, RatingId, Refusal, Span, StreamId};
use procurement::evaluation::Rating;
use serde_json::json;

fn code<T>(answer: Result<T, Refusal>) -> String {
    answer.err().map_or_else(String::new, |refusal| refusal.code.into())
}
fn rated() -> (Scene, RatingId, Vec<Actor>) {
    let scene = Scene::opened(&[980_000, 900_000, 950_000]);
    let (evaluation, members) = scene.delivered();
    (scene, RatingId::from_uuid(evaluation.uuid()), members)
}

#[test]
fn the_agency_and_the_purchaser_rate_experts_and_are_rated_and_nobody_else() {
    let (scene, id, members) = rated();
    let town = &scene.town;
    let give = |actor: &Actor, seat: u8, mark: i64, comment: &str| {
        let input = json!({
            "rating": id, "seat": seat, "discipline": mark, "competence": 5, "integrity": 5, "comment": comment,
        });
        town.run(actor, "evaluation.rate_expert", input)
    };
    assert_eq!(code(give(&town.suppliers[0].clerk, 1, 5, "")), "E_FORBIDDEN");
    assert_eq!(code(give(&members[0], 1, 5, "")), "E_FORBIDDEN");
    for mark in [-1, 0, 6] {
        assert_eq!(code(give(&town.agency.pm, 1, mark, "")), "E_SCHEMA", "{mark}");
    }
    assert_eq!(code(give(&town.agency.pm, 1, 1, "")), "E_SCHEMA", "a low mark wants words");
    give(&town.agency.pm, 1, 1, "迟到四十分钟").expect("given");
    assert_eq!(code(give(&town.agency.pm, 1, 5, "")), "E_ALREADY");
    give(&town.purchaser.clerk, 1, 5, "").expect("given");
    let explain = json!({ "rating": id, "words": "道路封闭，已提前电话告知。" });
    let outsider = scene.outsider(kernel::EvaluationId::from_uuid(id.uuid()));
    assert_eq!(code(town.run(&outsider, "evaluation.explain_rating", explain.clone())), "E_FORBIDDEN_SCOPE");
    let first = town.state::<Rating>(id).experts[0].person;
    let first = members.iter().find(|member| member.person == first).expect("a member");
    town.run(first, "evaluation.explain_rating", explain.clone()).expect("explained");
    assert_eq!(code(town.run(first, "evaluation.explain_rating", explain)), "E_ALREADY");
    let back = |actor: &Actor| {
        let input =
            json!({ "rating": id, "party": "agency", "discipline": 4, "competence": 4, "integrity": 5 });
        town.run(actor, "evaluation.rate_organiser", input)
    };
    assert_eq!(code(back(&outsider)), "E_FORBIDDEN_SCOPE");
    back(first).expect("given");
    assert_eq!(code(back(first)), "E_ALREADY");
    let rows = town.platform.journal().read(|tx| super::ratings_of(tx, first.person, 10)).expect("reads");
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().any(|row| row.percent == 73 && row.explanation.starts_with("道路")), "{rows:?}");
    let all = town.platform.journal().read(|tx| super::ratings_of_evaluation(tx, id)).expect("reads");
    assert_eq!(all.len(), 3);
}
#[test]
fn the_time_for_marks_ends_to_the_second() {
    let (scene, id, members) = rated();
    let town = &scene.town;
    let until = town.state::<Rating>(id).matter.expect("opened").until;
    let give = |seat: u8| {
        let input = json!({ "rating": id, "seat": seat, "discipline": 5, "competence": 5, "integrity": 5 });
        town.run(&town.agency.pm, "evaluation.rate_expert", input)
    };
    town.advance_to(until.minus(Span::millis(1000)));
    give(1).expect("a second before");
    town.advance_to(until.plus(Span::millis(1000)));
    assert_eq!(code(give(2)), "E_TOO_LATE");
    assert!(town.state::<Rating>(id).closed);
    let input = json!({ "rating": id, "party": "agency", "discipline": 4, "competence": 4, "integrity": 5 });
    assert_eq!(code(town.run(&members[0], "evaluation.rate_organiser", input)), "E_TOO_LATE");
}
