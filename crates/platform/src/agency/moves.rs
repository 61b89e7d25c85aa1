//! What people of a simulated town agree on.

use crate::{registry, training::Scene};
use kernel::{EntrustmentId, PlanId, Region, Span};
use serde_json::{Value, json};

/// Any agency of the province will do.
pub(super) fn invite(scene: &mut Scene<'_>) -> Option<Value> {
    let plan = scene.id::<PlanId>()?;
    let agencies = scene
        .platform
        .journal()
        .read(|tx| registry::organisations(tx, "agency", Region::default(), 50))
        .ok()?;
    let agency = scene.dice.pick(&agencies)?.id;
    Some(json!({
        "plan": plan, "agency": agency,
        "scope": "编制采购文件、发布公告、组织开标和评审、发布结果、协助签订合同。",
        "authority": "在委托范围内以采购人名义组织采购活动；采购文件和结果须经采购人确认。",
        "until": scene.platform.now().plus(Span::days(240)).date(),
        "archive": "代理机构整理并移交采购人，双方各存一套，保存期不少于 15 年。",
        "fee_payer": "supplier", "fee_standard": "按中标金额差额定率累进计算，货物 1.5%，由中标供应商支付。",
        "review_fee_payer": "purchaser", "liability": "一方违约的，另一方可以解除协议并要求赔偿损失。",
    }))
}

pub(super) fn accept(scene: &mut Scene<'_>) -> Option<Value> {
    Some(json!({ "entrustment": scene.id::<EntrustmentId>()? }))
}
