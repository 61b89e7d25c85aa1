//! How people of a simulated town answer the draw's to-dos.

use crate::training::Moves;
use kernel::{DrawId, LotId, Span};
use procurement::{
    draw::least_members,
    tender::{Lot, Project},
};
use serde_json::json;

pub(super) fn teach(moves: &mut Moves) {
    moves.teach("draw.request", |scene| {
        let lot = scene.subject::<Lot>()?;
        let about = lot.about?;
        let law = scene.platform.outside().rules.law(about.region, scene.platform.now().date());
        let budget = scene.state::<Project>(about.project)?.about().ok()?.budget();
        let experts = least_members(budget, false, &law).ok()?;
        // The committee meets an hour after the opening, or as soon as it can.
        let opening = lot.terms.map(|terms| terms.deadline.plus(Span::hours(1)));
        let at = scene.platform.now().plus(Span::hours(4)).max(opening?);
        Some(json!({
            "lot": scene.id::<LotId>()?, "specialities": [{ "code": about.catalogue }], "experts": experts,
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
