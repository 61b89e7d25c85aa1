//! A procurement intention 采购意向 (财库〔2020〕10号): published at least 30 days before the first notice.

use crate::{
    Law,
    budget::{Indicator, positive},
};
use kernel::{
    Args, CatalogueCode, Date, DemandId, Duty, IndicatorId, Instant, IntentionId, Money, NoticeId,
    OrganisationId, PlanId, Refusal, Region, Role, Stream,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An intention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intention {
    /// Not published.
    #[default]
    Absent,
    /// Published.
    Published(Box<PublishedIntention>),
}

/// A published intention, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedIntention {
    /// What was published.
    pub outline: Outline,
    /// Its notice (N-01).
    pub notice: NoticeId,
    /// When; the 30 days count from here (D-INT-01).
    pub at: Instant,
    /// The demand that is being determined on it.
    pub demand: Option<DemandId>,
    /// The plan that carries it out 已关联计划.
    pub plan: Option<PlanId>,
}

/// What an intention says (N-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// 采购单位
    pub purchaser: OrganisationId,
    /// Its region.
    pub region: Region,
    /// 项目名称
    pub name: String,
    /// 品目（末级）
    pub catalogue: CatalogueCode,
    /// 采购需求概况: object, quantity, quality, service, safety, time.
    pub summary: String,
    /// 预算金额
    pub budget: Money,
    /// 预计采购时间; only year and month are meant.
    pub expected: Date,
    /// 是否专门面向中小企业
    pub for_sme: bool,
    /// 是否采购节能、环保产品
    pub green: bool,
    /// 备注
    pub remark: Option<String>,
    /// The indicators that are to pay for it.
    pub indicators: Vec<IndicatorId>,
}

/// What happened to an intention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum IntentionEvent {
    /// Published.
    #[serde(rename = "intention.published")]
    Published {
        /// What it says.
        outline: Outline,
        /// Its notice.
        notice: NoticeId,
    },
    /// The demand is being determined.
    #[serde(rename = "intention.taken_up")]
    TakenUp {
        /// The demand.
        demand: DemandId,
    },
    /// A plan was filed on it.
    #[serde(rename = "intention.planned")]
    Planned {
        /// The plan.
        plan: PlanId,
    },
}

impl Stream for Intention {
    type Id = IntentionId;
    type Event = IntentionEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, at: Instant, event: &IntentionEvent) {
        match (&mut *self, event) {
            (Self::Absent, IntentionEvent::Published { outline, notice }) => {
                *self = Self::Published(Box::new(PublishedIntention {
                    outline: outline.clone(),
                    notice: *notice,
                    at,
                    demand: None,
                    plan: None,
                }));
            }
            (Self::Published(published), IntentionEvent::TakenUp { demand }) => {
                published.demand = Some(*demand)
            }
            (Self::Published(published), IntentionEvent::Planned { plan }) => published.plan = Some(*plan),
            _ => {}
        }
    }

    fn duties(&self) -> Vec<Duty> {
        match self {
            Self::Published(published) if published.demand.is_none() && published.plan.is_none() => {
                vec![Duty {
                    command: "demand.compile_demand".to_owned(),
                    organisation: published.outline.purchaser,
                    role: Role::PurchaserClerk,
                    person: None,
                    due: None,
                    title: published.outline.name.clone(),
                }]
            }
            _ => Vec::new(),
        }
    }
}

impl Intention {
    /// The publication, once there is one.
    ///
    /// # Errors
    /// `E_NOT_FOUND`.
    pub fn published(&self) -> Result<&PublishedIntention, Refusal> {
        match self {
            Self::Published(published) => Ok(published),
            Self::Absent => Err(Refusal::new("E_NOT_FOUND")),
        }
    }

    /// Publishes (财库〔2020〕10号). The budget must be covered by what the unit's own indicators have available (HR-1); nothing
    /// is held yet. The expected month must not be over before the 30 days are.
    ///
    /// # Errors
    /// `E_NO_BUDGET` (BUD-01), `E_INTENTION_MONTH` (D-INT-01), `E_FORBIDDEN_SCOPE`, `E_FISCAL_YEAR`, `E_STATE`, `E_SCHEMA`.
    pub fn publish(
        &self,
        outline: Outline,
        indicators: &BTreeMap<IndicatorId, Indicator>,
        notice: NoticeId,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<IntentionEvent>, Refusal> {
        if *self != Self::Absent {
            return Err(Refusal::new("E_STATE"));
        }
        positive(outline.budget, "budget")?;
        if outline.indicators.is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("indicators", "field-required"));
        }
        let mut distinct = outline.indicators.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let mut available = Money::ZERO;
        for id in &distinct {
            let account = indicators.get(id).ok_or_else(|| Refusal::new("E_NOT_FOUND"))?.account()?;
            if account.issue.organisation != outline.purchaser {
                return Err(Refusal::new("E_FORBIDDEN_SCOPE"));
            }
            // Next year's money may be announced early; last year's buys nothing any more.
            if account.issue.year < at.date().year() {
                return Err(Refusal::new("E_FISCAL_YEAR")
                    .arg("year", account.issue.year.to_string())
                    .arg("current", at.date().year().to_string()));
            }
            available = available.plus(account.available());
        }
        if outline.budget > available {
            let args = Args::from([("available".into(), available.into())]);
            return Err(law
                .refuse("E_NO_BUDGET", "BUD-01")
                .arg("needed", outline.budget)
                .arg("available", available)
                .field_with("budget", "field-over-budget", args));
        }
        let earliest = law.earliest("D-INT-01", at)?.date();
        if outline.expected.last_of_month() < earliest {
            let args = Args::from([("earliest".into(), earliest.into())]);
            return Err(law.refuse("E_INTENTION_MONTH", "D-INT-01").arg("earliest", earliest).field_with(
                "expected",
                "field-intention-month",
                args,
            ));
        }
        Ok(vec![IntentionEvent::Published { outline: Outline { indicators: distinct, ..outline }, notice }])
    }

    /// Have the 30 days passed, so that the first notice may be published (INT-02, D-INT-01)? Asked by
    /// `tender.publish_notice`, not when the plan is filed.
    ///
    /// # Errors
    /// `E_INTENTION_LEAD` (INT-02) with the earliest moment; `E_NOT_FOUND`; those of [`Law::earliest`].
    pub fn lead_satisfied(&self, at: Instant, law: &Law) -> Result<(), Refusal> {
        let earliest = self.earliest_notice(law)?;
        if at < earliest {
            return Err(law.refuse("E_INTENTION_LEAD", "INT-02").arg("earliest", earliest));
        }
        Ok(())
    }

    /// The first moment at which a notice may be published on it.
    ///
    /// # Errors
    /// `E_NOT_FOUND`; those of [`Law::earliest`].
    pub fn earliest_notice(&self, law: &Law) -> Result<Instant, Refusal> {
        law.earliest("D-INT-01", self.published()?.at)
    }

    /// Starts determining the demand on it.
    ///
    /// # Errors
    /// `E_INTENTION_TAKEN`, `E_FORBIDDEN_SCOPE`, `E_NOT_FOUND`.
    pub fn take_up(
        &self,
        demand: DemandId,
        purchaser: OrganisationId,
    ) -> Result<Vec<IntentionEvent>, Refusal> {
        let published = self.published()?;
        if published.outline.purchaser != purchaser {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE"));
        }
        if published.plan.is_some() || published.demand.is_some_and(|other| other != demand) {
            return Err(Refusal::new("E_INTENTION_TAKEN").arg("name", published.outline.name.clone()));
        }
        Ok(if published.demand.is_some() { Vec::new() } else { vec![IntentionEvent::TakenUp { demand }] })
    }

    /// Links the plan that carries it out; one plan only.
    ///
    /// # Errors
    /// `E_INTENTION_TAKEN`, `E_FORBIDDEN_SCOPE`, `E_NOT_FOUND`.
    pub fn plan(
        &self,
        plan: PlanId,
        demand: DemandId,
        purchaser: OrganisationId,
    ) -> Result<Vec<IntentionEvent>, Refusal> {
        self.take_up(demand, purchaser)?;
        Ok(vec![IntentionEvent::Planned { plan }])
    }
}
