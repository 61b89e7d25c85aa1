//! What people of a simulated town do in a project.

use super::sample::document;
use crate::training::{Moves, Scene};
use kernel::{Instant, LotId, Money, ProjectId, Span};
use procurement::{
    agency::Entrustment,
    tender::{Lot, LotStage, Project},
};
use serde_json::{Value, json};

pub(super) fn teach(moves: &mut Moves) {
    moves.teach("tender.open_project", |scene| {
        scene.subject::<Entrustment>()?;
        Some(json!({ "entrustment": scene.id::<kernel::EntrustmentId>()? }))
    });
    moves.teach("tender.draft_document", draft_document);
    moves.teach("tender.review_document", |scene| {
        verdict(scene, "条款齐全，评分标准量化，同意报采购人确认。")
    });
    moves.teach("tender.confirm_document", |scene| verdict(scene, "与采购需求一致，确认发布。"));
    moves.teach("tender.publish_notice", publish_notice);
    moves.teach("tender.confirm_award", |scene| Some(json!({ "lot": scene.id::<LotId>()?, "rank": 1 })));
    moves.teach("tender.deem_award", |scene| Some(json!({ "lot": scene.id::<LotId>()? })));
    moves.teach("tender.publish_result", |scene| {
        let lot = scene.subject::<Lot>()?;
        let price = lot.confirmed().ok()?.candidate.price;
        // 1.2 % of the price, as small agencies charge.
        let fee = Money::from_fen((price.fen() * 12 / 1000).max(1));
        Some(json!({ "lot": scene.id::<LotId>()?, "agency_fee": fee.fen(), "agency_phone": "0459-4672210" }))
    });
    moves.teach("tender.void_lot", |scene| {
        let lot = scene.subject::<Lot>()?;
        let LotStage::Failed { reason } = lot.stage else { return None };
        let statement = "符合条件的投标人或对招标文件作实质响应的投标人不足三家。";
        Some(json!({ "lot": scene.id::<LotId>()?, "reason": reason.id(), "statement": statement }))
    });
    moves.teach("tender.close_project", |scene| Some(json!({ "project": scene.id::<ProjectId>()? })));
}

fn verdict(scene: &mut Scene<'_>, opinion: &str) -> Option<Value> {
    Some(json!({ "project": scene.id::<ProjectId>()?, "verdict": "passed", "opinion": opinion }))
}

/// The deadline is at half past nine on the first working day on which it may be.
fn publish_notice(scene: &mut Scene<'_>) -> Option<Value> {
    let project = scene.subject::<Project>()?;
    let about = project.about().ok()?;
    let now = scene.platform.now();
    let law = scene.platform.outside().rules.law(about.region, now.date());
    let earliest = law.earliest("D-TND-01", now).ok()?.date();
    let day = law.calendar().or_next_working_day(earliest).ok()?;
    let provision = law.earliest("D-NTC-02", now).ok()?;
    Some(json!({
        "project": scene.id::<ProjectId>()?, "provision_end": provision.plus(Span::hours(17)).millis(),
        "deadline": Instant::at(day, 9, 30).millis(), "opening_place": "阳采不见面开标大厅",
        "purchaser_phone": "0459-6281106", "agency_phone": "0459-4672210",
    }))
}

fn draft_document(scene: &mut Scene<'_>) -> Option<Value> {
    let project = scene.subject::<Project>()?;
    let about = project.about().ok()?;
    Some(document(scene.id::<ProjectId>()?, about, scene.dice.between(1, 3)))
}
