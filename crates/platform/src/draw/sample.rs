//! How people of a simulated town answer the draw's to-dos.

use crate::training::Moves;
use kernel::{DrawId, LotId, Span};
use procurement::tender::Lot;
use serde_json::json;

pub(super) fn teach(moves: &mut Moves) {
    moves.teach("draw.request", |scene| {
        let lot = scene.subject::<Lot>()?;
        let at = scene.platform.now().plus(Span::hours(4));
        Some(json!({
            "lot": scene.id::<LotId>()?, "specialities": [{ "code": lot.about?.catalogue }], "experts": 5,
            "representatives": 0, "evaluation_at": at.millis(),
        }))
    });
    moves.teach("draw.commit", |scene| Some(json!({ "draw": scene.id::<DrawId>()? })));
    moves.teach("draw.reveal", |scene| Some(json!({ "draw": scene.id::<DrawId>()? })));
    moves.teach("draw.respond", |scene| {
        let answer = if scene.dice.between(1, 12) == 1 { "decline" } else { "accept" };
        Some(json!({ "draw": scene.id::<DrawId>()?, "answer": answer }))
    });
    moves.teach("draw.widen", |scene| {
        let draw = scene.subject::<procurement::draw::Draw>()?;
        let request = draw.request?;
        let specialities: Vec<_> = request.specialities.iter().map(|code| json!({ "code": code })).collect();
        let at = scene.platform.now().plus(Span::hours(4));
        let reach = request.reach.parent().unwrap_or(request.reach);
        Some(json!({
            "draw": scene.id::<DrawId>()?, "specialities": specialities, "evaluation_at": at.millis(),
            "reach": reach,
        }))
    });
}
