//! What people of a simulated town answer.

use crate::training::{Moves, Scene};
use kernel::{DemandId, IndicatorId, IntentionId, Money, Percent, Rounding, Span};
use procurement::{
    budget::Indicator,
    demand::{Demand, DemandStage, Intention},
};
use serde_json::{Value, json};

/// A demand for something at a budget (fen); `extra` holds the subject's field.
pub fn sample_need(name: &str, catalogue: &str, budget: Money, extra: Value) -> Value {
    let mut need = json!({
        "name": name, "catalogue": catalogue, "budget": budget.fen(),
        "technical": "主要设备为全新原厂产品，符合国家强制性标准；性能指标见招标文件技术需求部分，逐项列明量化等次。",
        "commercial": "合同签订后 30 日内交付安装完毕；交付地点为采购人指定地点；验收合格后付款；质保三年，24 小时内上门服务。",
        "acceptance": "由采购人组织，按合同和招标文件逐项验收；先核对数量、型号，再通电试运行，连续运行 72 小时无故障为合格。",
        "method": "public_tender", "evaluation": "comprehensive", "form": "decentralized", "pricing": "fixed_total",
        "choice_reason": "需求客观明确，市场竞争充分，达到或接近公开招标数额标准，采用公开招标和综合评分法，固定总价。",
    });
    if let (Some(into), Value::Object(from)) = (need.as_object_mut(), extra) {
        into.extend(from);
    }
    need
}

fn publish_intention(scene: &mut Scene<'_>) -> Option<Value> {
    let id = scene.id::<IndicatorId>()?;
    let indicator = scene.subject::<Indicator>()?;
    let account = indicator.account().ok()?;
    // What cannot be planned before the year is over is left to next year's budget.
    let today = scene.platform.now().date();
    if account.issue.year != today.year() || (today.month(), today.day()) > (12, 10) {
        return None;
    }
    // People ask for a little less than they were given.
    let share = Percent::whole(scene.dice.between(92, 100));
    let budget = share.of(account.available(), Rounding::Floor).fen() / 1_000_000 * 1_000_000;
    let budget = if budget > 0 { budget } else { account.available().fen() };
    let expected = scene.platform.now().plus(Span::days(scene.dice.between(45, 90))).date();
    Some(json!({
        "indicator": id, "name": format!("{}采购", account.issue.project), "catalogue": account.issue.catalogue,
        "summary": format!("{}一批，含运输、安装、调试和三年质保；质量符合国家标准；合同签订后 30 日内交付。", account.issue.project),
        "budget": budget, "expected": expected, "green": scene.dice.chance(30),
    }))
}

fn compile_demand(scene: &mut Scene<'_>) -> Option<Value> {
    let id = scene.id::<IntentionId>()?;
    let intention = scene.subject::<Intention>()?;
    let outline = &intention.published().ok()?.outline;
    let law = scene.platform.outside().rules.law(outline.region, scene.platform.now().date());
    let line = law.money(&format!("demand_survey_line.{}", outline.catalogue.category().id())).ok()?;
    let mut extra = json!({ "intention": id });
    if outline.budget >= line {
        extra = json!({
            "intention": id, "survey_completed": scene.platform.now().minus(Span::days(10)).date(),
            "survey_respondents": scene.dice.between(3, 6),
            "survey_findings": "市场供应充足，主流产品三家以上，近三年同类成交价平稳，后续耗材费用可控。",
        });
    }
    Some(sample_need(&outline.name, outline.catalogue.as_str(), outline.budget, extra))
}

fn revise_demand(scene: &mut Scene<'_>) -> Option<Value> {
    let demand = scene.subject::<Demand>()?;
    let need = &demand.file().ok()?.need;
    let mut extra = json!({ "demand": scene.id::<DemandId>()? });
    if let (Some(survey), Some(extra)) = (&need.survey, extra.as_object_mut()) {
        extra.insert("survey_completed".to_owned(), json!(survey.completed));
        extra.insert("survey_respondents".to_owned(), json!(survey.respondents));
        extra.insert("survey_findings".to_owned(), json!(survey.findings));
    }
    Some(sample_need(&need.name, need.catalogue.as_str(), need.budget, extra))
}

/// Now and then a reviewer sends a first version back.
fn sent_back(scene: &mut Scene<'_>) -> Option<bool> {
    let demand = scene.subject::<Demand>()?;
    let file = demand.file().ok()?;
    Some(file.version == 1 && matches!(file.stage, DemandStage::Compiled) && scene.dice.chance(8))
}

fn review_general(scene: &mut Scene<'_>) -> Option<Value> {
    let demand = scene.id::<DemandId>()?;
    let (reasons, opinion) = if sent_back(scene)? {
        ("failed", "采购方式和定价方式的适用理由不充分，请补充市场情况后重新报审。")
    } else {
        ("passed", "符合规定，同意。")
    };
    Some(json!({
        "demand": demand, "rules": "passed", "reasons": reasons, "approvals": "passed", "complete": "passed",
        "opinion": opinion,
    }))
}

fn review_key(scene: &mut Scene<'_>) -> Option<Value> {
    Some(json!({
        "demand": scene.id::<DemandId>()?, "non_discrimination": "passed", "competition": "passed", "policy": "passed",
        "performance_risk": "passed", "other": "passed", "opinion": "五项审查均无异议。",
    }))
}

pub(super) fn teach(moves: &mut Moves) {
    moves.teach("demand.publish_intention", publish_intention);
    moves.teach("demand.compile_demand", compile_demand);
    moves.teach("demand.revise_demand", revise_demand);
    moves.teach("demand.review_general", review_general);
    moves.teach("demand.review_key", review_key);
}
