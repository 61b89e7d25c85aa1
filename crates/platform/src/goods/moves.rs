//! What people of a simulated town answer, and the goods that a town's library begins with.

use crate::training::Moves;
use kernel::{DemandStandardId, StandardId};
use serde_json::json;

/// Office goods as a file that is imported (CSV).
pub const SAMPLE_GOODS: &str = include_str!("../../../../data/goods/sample-goods.csv");

pub(super) fn teach(moves: &mut Moves) {
    moves.teach("goods.submit_standard", |scene| Some(json!({ "standard": scene.id::<StandardId>()? })));
    moves.teach("goods.review_standard", |scene| {
        Some(json!({ "standard": scene.id::<StandardId>()?, "verdict": "passed" }))
    });
    moves.teach("goods.submit_demand_standard", |scene| {
        Some(json!({ "standard": scene.id::<DemandStandardId>()? }))
    });
    moves.teach("goods.publish_demand_standard", |scene| {
        Some(json!({ "standard": scene.id::<DemandStandardId>()? }))
    });
}
