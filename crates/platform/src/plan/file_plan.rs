//! 备案采购计划.

use super::lists::earlier_plans;
use crate::engine::prelude::*;
use procurement::{
    budget::{Hold, Indicator},
    demand::{Demand, Intention},
    plan::{
        Evidence, Exemption, ExemptionReason, Filing, Funding, LotPlan, Plan, SmeExemption, SmeReservation,
        warnings,
    },
    registry::Organisation,
};
use std::collections::BTreeMap;

/// Files a plan and holds its budget (实施条例第29条, HR-1).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FilePlan {
    /// 采购需求
    pub demand: DemandId,
    /// 采购意向; the demand's own, if left out.
    #[serde(default)]
    pub intention: Option<IntentionId>,
    /// 豁免事由
    #[serde(default)]
    pub exemption: Option<ExemptionReason>,
    /// 批准文号
    #[serde(default)]
    pub approval: Option<String>,
    /// 项目名称
    pub name: String,
    /// 计划采购时间
    pub planned: Date,
    /// 采购包
    pub lots: Vec<Lot>,
}

/// A lot as it is typed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Lot {
    /// 包名称
    pub name: String,
    /// 预算
    pub budget: Money,
    /// 最高限价
    pub ceiling: Money,
    /// 预留
    pub sme: Sme,
    /// 预留比例
    #[serde(default)]
    pub sme_share: Option<Percent>,
    /// 其中小微
    #[serde(default)]
    pub sme_small_share: Option<Percent>,
    /// 不预留理由
    #[serde(default)]
    pub sme_reason: Option<SmeExemption>,
    /// 资金来源
    pub funding: Vec<Source>,
}

/// A part of a lot's money.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Source {
    /// 指标
    pub indicator: IndicatorId,
    /// 金额
    pub amount: Money,
}

/// How a lot serves small and medium enterprises.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sme {
    /// 整体预留
    Whole,
    /// 整体预留给小微
    WholeSmall,
    /// 联合体
    Consortium,
    /// 分包
    Subcontract,
    /// 非预留部分
    Remainder,
    /// 不预留
    None,
}

impl Command for FilePlan {
    const NAME: &'static str = "plan.file_plan";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("demand.demand", "demand"));
    const FIELDS: &'static [Field] = &[
        Field::id("demand", "demand.demand"),
        Field::id("intention", "demand.intention").optional(),
        Field::choice("exemption", ExemptionReason::IDS).optional(),
        Field::text("approval", 40).optional(),
        Field::text("name", 100),
        Field::date("planned"),
        Field::list(
            "lots",
            const {
                &[
                    Field::text("name", 100),
                    Field::money("budget"),
                    Field::money("ceiling"),
                    Field::choice(
                        "sme",
                        &["whole", "whole_small", "consortium", "subcontract", "remainder", "none"],
                    ),
                    Field::new("sme_share", Kind::Percent { min: 0, max: 100 }).optional(),
                    Field::new("sme_small_share", Kind::Percent { min: 0, max: 100 }).optional(),
                    Field::choice("sme_reason", SmeExemption::IDS).optional(),
                    Field::list(
                        "funding",
                        const { &[Field::id("indicator", "budget.indicator"), Field::money("amount")] },
                        5,
                    ),
                ]
            },
            20,
        ),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Demand>(self.demand)?.file()?.need.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let purchaser = desk.actor().organisation;
        desk.load::<Organisation>(purchaser)?.require_active()?;
        let demand = desk.load::<Demand>(self.demand)?;
        let need = &demand.file()?.need;
        let law = desk.law(need.region);
        let plan = desk.new_id::<PlanId>();
        let linked = self
            .intention
            .or(need.intention)
            .filter(|_| self.exemption.is_none() || self.intention.is_some());
        let intention = match linked {
            Some(id) => Some(desk.load::<Intention>(id)?),
            None => None,
        };
        let mut indicators = BTreeMap::new();
        for source in self.lots.iter().flat_map(|lot| &lot.funding) {
            indicators.insert(source.indicator, desk.load::<Indicator>(source.indicator)?.as_ref().clone());
        }
        let mut lots = Vec::new();
        for (i, lot) in self.lots.into_iter().enumerate() {
            lots.push(lot.plan(i, desk)?);
        }
        let filing = Filing {
            plan,
            purchaser,
            demand: self.demand,
            name: self.name,
            planned: self.planned,
            intention: linked,
            exemption: self.exemption.map(|reason| Exemption { reason, approval: self.approval }),
            lots,
        };
        let earlier = earlier_plans(desk, purchaser, &need.catalogue)?;
        let found = warnings(&filing, need, intention.as_deref(), &earlier, desk.now(), &law)?;
        let evidence =
            Evidence { demand: demand.as_ref(), intention: intention.as_deref(), indicators: &indicators };
        let filed = Plan::default().file(filing, evidence, desk.now(), &law)?;
        for finding in found {
            desk.warn(Some(finding));
        }
        desk.record_all::<Plan>(plan, filed.plan)?;
        for (hold, movement) in filed.movements {
            desk.record::<Hold>(hold, movement.hold)?;
            desk.record::<Indicator>(movement.on, movement.indicator)?;
        }
        desk.record::<Demand>(self.demand, filed.demand)?;
        match linked {
            Some(id) => desk.record_all::<Intention>(id, filed.intention),
            None => Ok(()),
        }
    }
    fn title(&self, _desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(self.name.clone())
    }
}

impl Lot {
    fn plan(self, i: usize, desk: &mut Desk<'_, '_>) -> Result<LotPlan, Refusal> {
        let missing =
            |field: &str| Refusal::new("E_SCHEMA").field(format!("lots[{i}].{field}"), "field-required");
        let shares = || {
            let share = self.sme_share.ok_or_else(|| missing("sme_share"))?;
            Ok::<_, Refusal>((share, self.sme_small_share.unwrap_or_default()))
        };
        let sme = match self.sme {
            Sme::Whole => SmeReservation::Whole { small_only: false },
            Sme::WholeSmall => SmeReservation::Whole { small_only: true },
            Sme::Consortium => {
                let (share, small_share) = shares()?;
                SmeReservation::Consortium { share, small_share }
            }
            Sme::Subcontract => {
                let (share, small_share) = shares()?;
                SmeReservation::Subcontract { share, small_share }
            }
            Sme::Remainder => SmeReservation::Remainder,
            Sme::None => {
                SmeReservation::None { reason: self.sme_reason.ok_or_else(|| missing("sme_reason"))? }
            }
        };
        let funding = self.funding.iter().map(|source| Funding {
            indicator: source.indicator,
            amount: source.amount,
            hold: desk.new_id::<HoldId>(),
        });
        Ok(LotPlan {
            name: self.name,
            budget: self.budget,
            ceiling: self.ceiling,
            sme,
            funding: funding.collect(),
        })
    }
}
