//! What people of a simulated town file.

use crate::training::Scene;
use kernel::{DemandId, Money, Span};
use procurement::{
    budget::Indicator,
    demand::{Demand, Intention},
};
use serde_json::{Value, json};

/// One lot, paid by the intention's indicators in their order.
pub(super) fn file_plan(scene: &mut Scene<'_>) -> Option<Value> {
    let id = scene.id::<DemandId>()?;
    let demand = scene.subject::<Demand>()?;
    let need = &demand.file().ok()?.need;
    let intention = scene.state::<Intention>(need.intention?)?;
    let mut rest = need.budget;
    let mut funding = Vec::new();
    for indicator in &intention.published().ok()?.outline.indicators {
        let state = scene.state::<Indicator>(*indicator)?;
        let account = state.account().ok()?;
        if account.issue.year != scene.platform.now().date().year() {
            return None;
        }
        let part = rest.min(account.available());
        if part > Money::ZERO {
            funding.push(json!({ "indicator": indicator, "amount": part.fen() }));
            rest = rest.minus(part);
        }
    }
    if rest > Money::ZERO {
        return None;
    }
    let law = scene.platform.outside().rules.law(need.region, scene.platform.now().date());
    let line = law.money(&format!("sme_reserve_line.{}", need.catalogue.category().id())).ok()?;
    let mut lot = json!({
        "name": need.name, "budget": need.budget.fen(), "ceiling": need.budget.fen(), "funding": funding,
    });
    let sme = if need.budget <= line {
        json!({ "sme": if scene.dice.chance(50) { "whole_small" } else { "whole" } })
    } else if scene.dice.chance(30) {
        json!({ "sme": "subcontract", "sme_share": "40", "sme_small_share": "60" })
    } else {
        json!({ "sme": "none", "sme_reason": "r3" })
    };
    if let (Some(lot), Value::Object(sme)) = (lot.as_object_mut(), sme) {
        lot.extend(sme);
    }
    Some(json!({
        "demand": id, "name": need.name, "planned": scene.platform.now().plus(Span::days(35)).date(), "lots": [lot],
    }))
}
