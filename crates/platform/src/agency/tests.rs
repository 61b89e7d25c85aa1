//! Inviting and accepting.

use crate::testing::{Planned, Town};
use kernel::{EntrustmentId, PlanId, Refusal};
use procurement::{
    agency::Entrustment,
    plan::{Plan, PlanStage},
};
use serde_json::json;

fn invite(town: &Town, plan: PlanId, agency: kernel::OrganisationId) -> Result<EntrustmentId, Refusal> {
    let input = Planned::invitation(plan, agency, town.platform.now());
    let invited = town.run2(&town.purchaser.clerk, &town.purchaser.head, "agency.invite", input)?;
    Ok(town.id(&invited))
}

#[test]
fn an_agency_agrees_with_two_people_and_may_then_open_a_project() {
    let town = Town::new();
    let plan = town.planned(4_000_000, 3_860_000).plan;
    let id = invite(&town, plan, town.agency.organisation).expect("invited");
    assert_eq!(invite(&town, plan, town.agency.organisation).expect_err("twice").code, "E_PLAN_ENTRUSTED");
    let input = json!({ "entrustment": id });
    town.run(&town.agency.pm, "agency.accept", input).expect("proposed");
    assert!(matches!(town.state::<Entrustment>(id), Entrustment::Invited { .. }));
    let town = Town::new();
    let id = town.entrusted(4_000_000, 3_860_000);
    assert!(matches!(town.state::<Entrustment>(id), Entrustment::InForce { .. }));
    let todo = town.platform.todo(&town.agency.pm, 10).expect("a list");
    assert_eq!(todo[0].command, "tender.open_project");
}
#[test]
fn only_an_agency_is_invited() {
    let town = Town::new();
    let plan = town.planned(4_000_000, 3_860_000).plan;
    let refused = invite(&town, plan, town.suppliers[0].organisation).expect_err("a supplier");
    assert_eq!((refused.code.as_ref(), refused.rule.as_deref()), ("E_AGENCY_NOT_LISTED", Some("AGY-01")));
}
#[test]
fn after_a_refusal_another_agency_may_be_invited() {
    let town = Town::new();
    let plan = town.planned(4_000_000, 3_860_000).plan;
    let id = invite(&town, plan, town.agency.organisation).expect("invited");
    let decline = json!({ "entrustment": id, "reason": "人手不足" });
    town.run(&town.agency.pm, "agency.decline", decline).expect("declined");
    assert!(matches!(town.state::<Plan>(plan), Plan::Filed { stage: PlanStage::Filed, .. }));
    invite(&town, plan, town.agency.organisation).expect("invited again");
}
