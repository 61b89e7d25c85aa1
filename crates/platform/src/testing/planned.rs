//! The first steps of every purchase in one call each, for tests of the later ones.

use super::Town;
use crate::{budget::sample_import_indicator, demand::sample_need};
use kernel::{DemandId, EntrustmentId, IndicatorId, Instant, IntentionId, Money, PlanId, Span};
use serde_json::{Value, json};

/// What the first steps made.
#[derive(Clone, Copy, Debug)]
pub struct Planned {
    /// 预算指标
    pub indicator: IndicatorId,
    /// 采购意向
    pub intention: IntentionId,
    /// 采购需求
    pub demand: DemandId,
    /// 采购计划
    pub plan: PlanId,
}

/// What everything here is called and which item it is.
pub const PURCHASE: &str = "多媒体教室设备采购";
const ITEM: &str = "A02010105";

impl Planned {
    /// An intention of so many yuan on one indicator, on the town's first day.
    pub fn intention(indicator: IndicatorId, yuan: i64) -> Value {
        json!({
            "indicator": indicator, "name": PURCHASE, "catalogue": ITEM,
            "summary": "46 间教室，每间智能黑板 1 台，含安装和三年质保。", "budget": yuan * 100, "expected": "2026-05-15",
        })
    }
    /// A plan of one lot for each (indicator, yuan), reserved for nobody.
    pub fn filing(demand: DemandId, lots: &[(IndicatorId, i64)]) -> Value {
        let lots: Vec<Value> = lots
            .iter()
            .zip(1..)
            .map(|((indicator, yuan), n)| {
                json!({
                    "name": format!("包 {n}"), "budget": yuan * 100, "ceiling": yuan * 100, "sme": "none",
                    "sme_reason": "r3", "funding": [{ "indicator": indicator, "amount": yuan * 100 }],
                })
            })
            .collect();
        json!({ "demand": demand, "name": PURCHASE, "planned": "2026-05-15", "lots": lots })
    }
    /// An invitation to an agency until half a year from `now`.
    pub fn invitation(plan: PlanId, agency: kernel::OrganisationId, now: Instant) -> Value {
        json!({
            "plan": plan, "agency": agency, "scope": "编制采购文件至签订合同", "authority": "以采购人名义组织采购活动",
            "until": now.plus(Span::days(183)).date(), "archive": "移交采购人，保存 15 年", "fee_payer": "supplier",
            "fee_standard": "中标金额的 1.5%", "review_fee_payer": "purchaser", "liability": "违约方赔偿损失",
        })
    }
}

impl Town {
    /// An indicator of so many yuan for the purchaser, this year.
    pub fn indicator(&self, yuan: i64) -> IndicatorId {
        let number = super::fresh().simple().to_string();
        let year = self.platform.now().date().year();
        let input =
            sample_import_indicator(self.purchaser.organisation, &number, year, "多媒体教室", ITEM, yuan);
        self.id(&self.run(&self.finance.budget, "budget.import_indicator", input).expect("imported"))
    }
    /// A published intention.
    pub fn intention(&self, indicator: IndicatorId, yuan: i64) -> IntentionId {
        let input = Planned::intention(indicator, yuan);
        let (clerk, head) = (&self.purchaser.clerk, &self.purchaser.head);
        self.id(&self.run2(clerk, head, "demand.publish_intention", input).expect("published"))
    }
    /// A compiled demand.
    pub fn compiled(&self, intention: IntentionId, yuan: i64) -> DemandId {
        let need = sample_need(PURCHASE, ITEM, Money::from_yuan(yuan), json!({ "intention": intention }));
        self.id(&self.run(&self.purchaser.clerk, "demand.compile_demand", need).expect("compiled"))
    }
    /// An approved demand.
    pub fn demand(&self, intention: IntentionId, yuan: i64) -> DemandId {
        let demand = self.compiled(intention, yuan);
        let review = json!({
            "demand": demand, "rules": "passed", "reasons": "passed", "approvals": "passed", "complete": "passed",
        });
        self.run(&self.purchaser.supervisor, "demand.review_general", review).expect("passed");
        demand
    }
    /// A filed plan of one lot of `yuan` on an indicator of `budget` yuan.
    pub fn planned(&self, budget: i64, yuan: i64) -> Planned {
        let indicator = self.indicator(budget);
        let intention = self.intention(indicator, yuan);
        let demand = self.demand(intention, yuan);
        let (clerk, head) = (&self.purchaser.clerk, &self.purchaser.head);
        let input = Planned::filing(demand, &[(indicator, yuan)]);
        let plan = self.id(&self.run2(clerk, head, "plan.file_plan", input).expect("filed"));
        Planned { indicator, intention, demand, plan }
    }
    /// An entrustment in force for such a plan.
    pub fn entrusted(&self, budget: i64, yuan: i64) -> EntrustmentId {
        let planned = self.planned(budget, yuan);
        let input = Planned::invitation(planned.plan, self.agency.organisation, self.platform.now());
        let (clerk, head) = (&self.purchaser.clerk, &self.purchaser.head);
        let invited = self.run2(clerk, head, "agency.invite", input).expect("invited");
        let entrustment: EntrustmentId = self.id(&invited);
        let accept = json!({ "entrustment": entrustment });
        self.run2(&self.agency.pm, &self.agency.reviewer, "agency.accept", accept).expect("accepted");
        entrustment
    }
}
