//! From an indicator to an approved demand.

use super::sample_need;
use crate::testing::{Planned, Town};
use kernel::{DemandId, IntentionId, Money, OrganisationId, PersonId};
use procurement::{
    budget::Indicator,
    demand::{Demand, DemandStage, Intention},
    tender::{Notice, NoticeType},
};
use serde_json::json;

#[test]
fn an_intention_is_published_by_two_people_with_its_notice() {
    let town = Town::new();
    let indicator = town.indicator(4_000_000);
    let clerk = &town.purchaser.clerk;
    let todo = town.platform.todo(clerk, 10).expect("a list");
    assert_eq!(todo[0].command, "demand.publish_intention");
    let input = Planned::intention(indicator, 3_860_000);
    town.run(clerk, "demand.publish_intention", input.clone()).expect("proposed");
    let again = town.run(clerk, "demand.publish_intention", input).expect_err("pending");
    assert_eq!(again.code, "E_PROPOSAL_PENDING");
    let town = Town::new();
    let id = town.intention(town.indicator(4_000_000), 3_860_000);
    let intention = town.state::<Intention>(id);
    let published = intention.published().expect("published");
    let notice = town.state::<Notice>(published.notice);
    let notice = notice.published().expect("published");
    assert_eq!((notice.notice.notice_type, notice.at), (NoticeType::Intention, published.at));
    assert!(notice.notice.title.starts_with("大同区第三中学"));
    let account = town.state::<Indicator>(published.outline.indicators[0]).account().expect("there").clone();
    assert_eq!(account.available(), Money::from_yuan(4_000_000), "nothing is held by an intention");
}
#[test]
fn an_intention_beyond_the_budget_is_refused_beside_its_field() {
    let town = Town::new();
    let input = Planned::intention(town.indicator(3_000_000), 3_000_001);
    let refused = town.run(&town.purchaser.clerk, "demand.publish_intention", input).expect_err("no budget");
    assert_eq!((refused.code.as_ref(), refused.rule.as_deref()), ("E_NO_BUDGET", Some("BUD-01")));
    assert_eq!(refused.fields[0].path, "budget");
    assert!(refused.basis.is_some());
}
#[test]
fn anothers_indicator_backs_nothing() {
    let town = Town::new();
    let library = json!({
        "kind": "purchaser", "name": "大同区图书馆", "uscc": crate::testing::uscc("12230606", 800),
        "region": crate::testing::REGION, "size": "none",
    });
    let library: OrganisationId =
        town.id(&town.run_system("registry.set_up_organisation", library).expect("set up"));
    let clerk = json!({
        "organisation": library, "name": "吴桐", "login": "wutong", "password": crate::testing::PASSWORD,
        "roles": [{ "role": "purchaser_clerk" }],
    });
    let clerk: PersonId = town.id(&town.run_system("registry.enrol_person", clerk).expect("enrolled"));
    let stranger = town.platform.actor(clerk).expect("active");
    let input = Planned::intention(town.indicator(4_000_000), 1);
    let refused = town.run(&stranger, "demand.publish_intention", input).expect_err("not theirs");
    assert_eq!(refused.code, "E_FORBIDDEN_SCOPE");
}
#[test]
fn a_rejected_demand_is_revised_and_reviewed_again() {
    let town = Town::new();
    let intention = town.intention(town.indicator(4_000_000), 3_860_000);
    let need = |extra| sample_need("多媒体教室设备采购", "A02010105", Money::from_yuan(3_860_000), extra);
    let compile = |intention: IntentionId| {
        town.run(&town.purchaser.clerk, "demand.compile_demand", need(json!({ "intention": intention })))
    };
    let id: DemandId = town.id(&compile(intention).expect("compiled"));
    assert_eq!(compile(intention).expect_err("taken").code, "E_INTENTION_TAKEN");
    let review = |reasons: &str, opinion: &str| {
        let input = json!({
            "demand": id, "rules": "passed", "reasons": reasons, "approvals": "passed", "complete": "passed",
            "opinion": opinion,
        });
        town.run(&town.purchaser.supervisor, "demand.review_general", input)
    };
    assert_eq!(review("failed", "").expect_err("no words").fields[0].path, "opinion");
    review("failed", "补充理由").expect("rejected");
    assert_eq!(review("passed", "").expect_err("rejected").code, "E_STATE");
    town.run(&town.purchaser.clerk, "demand.revise_demand", need(json!({ "demand": id }))).expect("revised");
    review("passed", "").expect("approved");
    let demand = town.state::<Demand>(id);
    let file = demand.file().expect("there");
    assert!(matches!(file.stage, DemandStage::Approved { plan: None, .. }) && file.version == 2);
}
#[test]
fn a_complex_demand_needs_survey_and_key_review() {
    let town = Town::new();
    let need = |extra| sample_need("信息系统", "A02010105", Money::from_yuan(100), extra);
    let compile = |extra| town.run(&town.purchaser.clerk, "demand.compile_demand", need(extra));
    assert_eq!(compile(json!({ "complex": true })).expect_err("no survey").code, "E_SURVEY_MISSING");
    let half = json!({ "survey_completed": "2026-02-01" });
    assert_eq!(compile(half).expect_err("half a survey").fields[0].path, "survey_respondents");
    let surveyed = json!({
        "complex": true, "survey_completed": "2026-02-01", "survey_respondents": 3, "survey_findings": "充足",
    });
    let id: DemandId = town.id(&compile(surveyed).expect("compiled"));
    let general = json!({
        "demand": id, "rules": "passed", "reasons": "passed", "approvals": "passed", "complete": "passed",
    });
    town.run(&town.purchaser.supervisor, "demand.review_general", general).expect("passed");
    let key = json!({
        "demand": id, "non_discrimination": "passed", "competition": "passed", "policy": "passed",
        "performance_risk": "passed",
    });
    let missing =
        town.run(&town.purchaser.finance, "demand.review_key", key.clone()).expect_err("four of five");
    assert_eq!((missing.code.as_ref(), missing.fields[0].path.as_str()), ("E_SCHEMA", "other"));
    let mut all = key;
    all["other"] = json!("passed");
    town.run(&town.purchaser.finance, "demand.review_key", all).expect("passed");
    assert!(matches!(town.state::<Demand>(id).file().expect("there").stage, DemandStage::Approved { .. }));
}
