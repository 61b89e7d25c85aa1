//! A plan and where it stands.

use super::LotPlan;
use crate::{
    Law,
    demand::{EvaluationMethod, Method, OrganisationForm, choices},
};
use kernel::{
    CatalogueCode, Date, DemandId, Duty, EntrustmentId, Instant, IntentionId, Money, OrganisationId, PlanId,
    ProjectId, Refusal, Region, Role, Stream,
};
use serde::{Deserialize, Serialize};

/// A plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// Not filed.
    #[default]
    Absent,
    /// Filed 备案.
    Filed {
        /// What was filed; it never changes.
        file: Box<PlanFile>,
        /// Where it stands.
        stage: PlanStage,
    },
}

/// What is filed (财库〔2021〕22号第26条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFile {
    /// 采购人
    pub purchaser: OrganisationId,
    /// Its region.
    pub region: Region,
    /// 项目名称
    pub name: String,
    /// The approved demand.
    pub demand: DemandId,
    /// The published intention, or why there is none.
    pub intention: IntentionBasis,
    /// 品目
    pub catalogue: CatalogueCode,
    /// 采购方式
    pub method: Method,
    /// 评审方法
    pub evaluation: EvaluationMethod,
    /// 组织形式
    pub form: OrganisationForm,
    /// 计划采购时间
    pub planned: Date,
    /// The lots, numbered from 1 in this order.
    pub lots: Vec<LotPlan>,
}
impl PlanFile {
    /// The sum of the lots' budgets.
    pub fn amount(&self) -> Money {
        self.lots.iter().map(|lot| lot.budget).sum()
    }
}

/// A published intention, or an exemption (财库〔2020〕10号).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntentionBasis {
    /// The intention; the 30 days are checked at the notice.
    Published(IntentionId),
    /// Exempt from publication.
    Exempt(Exemption),
}

/// An exemption from publishing an intention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    /// Why.
    pub reason: ExemptionReason,
    /// Number of the supervising unit's approval 主管预算单位批准文号.
    pub approval: Option<String>,
}

choices! {
    /// Why no intention need be published.
    ExemptionReason {
        /// 不可预见急需
        UnforeseeableUrgent = "unforeseeable_urgent",
        /// 涉密
        Classified = "classified",
        /// 协议供货、定点、框架第二阶段、卖场小额零星
        AgreementSupplySmall = "agreement_supply_small",
        /// 集采机构统一组织的批量集中采购
        BatchCentralized = "batch_centralized",
    }
}

/// Where a plan stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanStage {
    /// Filed; nobody has been entrusted.
    #[default]
    Filed,
    /// An agency has been invited or entrusted.
    Entrusted(EntrustmentId),
    /// A project carries it out.
    Executing(ProjectId),
    /// The project is closed.
    Completed(ProjectId),
}

/// What happened to a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum PlanEvent {
    /// Filed.
    #[serde(rename = "plan.filed")]
    Filed(Box<PlanFile>),
    /// An agency was invited.
    #[serde(rename = "plan.entrusted")]
    Entrusted {
        /// To act under this entrustment.
        entrustment: EntrustmentId,
    },
    /// The agency declined; another may be invited.
    #[serde(rename = "plan.entrustment_declined")]
    EntrustmentDeclined {
        /// The entrustment that came to nothing.
        entrustment: EntrustmentId,
    },
    /// A project was opened.
    #[serde(rename = "plan.executed")]
    Executed {
        /// The project.
        project: ProjectId,
    },
    /// The project was closed.
    #[serde(rename = "plan.completed")]
    Completed {
        /// The project.
        project: ProjectId,
    },
}

impl Stream for Plan {
    type Id = PlanId;
    type Event = PlanEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, _: Instant, event: &PlanEvent) {
        if let (Self::Absent, PlanEvent::Filed(file)) = (&*self, event) {
            *self = Self::Filed { file: file.clone(), stage: PlanStage::Filed };
            return;
        }
        let Self::Filed { stage, .. } = self else { return };
        match event {
            PlanEvent::Filed(_) => {}
            PlanEvent::Entrusted { entrustment } => *stage = PlanStage::Entrusted(*entrustment),
            PlanEvent::EntrustmentDeclined { .. } => *stage = PlanStage::Filed,
            PlanEvent::Executed { project } => *stage = PlanStage::Executing(*project),
            PlanEvent::Completed { project } => *stage = PlanStage::Completed(*project),
        }
    }

    /// A filed plan asks for an agency; from then on the entrustment asks, then the project.
    fn duties(&self) -> Vec<Duty> {
        match self {
            Self::Filed { file, stage: PlanStage::Filed } => vec![Duty {
                command: "agency.invite".to_owned(),
                organisation: file.purchaser,
                role: Role::PurchaserClerk,
                person: None,
                due: None,
                title: file.name.clone(),
            }],
            _ => Vec::new(),
        }
    }
}

impl Plan {
    /// What was filed, and where it stands.
    ///
    /// # Errors
    /// `E_PLAN_NOT_FILED` (PLN-01).
    pub fn filed(&self, law: &Law) -> Result<(&PlanFile, PlanStage), Refusal> {
        match self {
            Self::Filed { file, stage } => Ok((file, *stage)),
            Self::Absent => Err(law.refuse("E_PLAN_NOT_FILED", "PLN-01")),
        }
    }

    /// An agency is invited to carry it out; one at a time.
    ///
    /// # Errors
    /// `E_PLAN_ENTRUSTED`, `E_PLAN_NOT_FILED` (PLN-01).
    pub fn entrust(&self, entrustment: EntrustmentId, law: &Law) -> Result<Vec<PlanEvent>, Refusal> {
        match self.filed(law)? {
            (_, PlanStage::Filed) => Ok(vec![PlanEvent::Entrusted { entrustment }]),
            (file, _) => Err(Refusal::new("E_PLAN_ENTRUSTED").arg("name", file.name.clone())),
        }
    }

    /// The invited agency declined.
    ///
    /// # Errors
    /// `E_STATE`, `E_PLAN_NOT_FILED` (PLN-01).
    pub fn entrustment_declined(
        &self,
        entrustment: EntrustmentId,
        law: &Law,
    ) -> Result<Vec<PlanEvent>, Refusal> {
        match self.filed(law)? {
            (_, PlanStage::Entrusted(current)) if current == entrustment => {
                Ok(vec![PlanEvent::EntrustmentDeclined { entrustment }])
            }
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// A project is opened on it: only once, only by way of the entrustment (实施条例第29条, D-PLN-01, PLN-01).
    ///
    /// # Errors
    /// `E_PLAN_EXECUTED`, `E_NOT_ENTRUSTED` (AGY-05), `E_PLAN_NOT_FILED` (PLN-01).
    pub fn execute(
        &self,
        entrustment: EntrustmentId,
        project: ProjectId,
        law: &Law,
    ) -> Result<Vec<PlanEvent>, Refusal> {
        match self.filed(law)? {
            (_, PlanStage::Entrusted(current)) if current == entrustment => {
                Ok(vec![PlanEvent::Executed { project }])
            }
            (_, PlanStage::Filed | PlanStage::Entrusted(_)) => Err(law.refuse("E_NOT_ENTRUSTED", "AGY-05")),
            (file, _) => Err(Refusal::new("E_PLAN_EXECUTED").arg("name", file.name.clone())),
        }
    }

    /// Its project is closed.
    ///
    /// # Errors
    /// `E_STATE`, `E_PLAN_NOT_FILED` (PLN-01).
    pub fn complete(&self, project: ProjectId, law: &Law) -> Result<Vec<PlanEvent>, Refusal> {
        match self.filed(law)? {
            (_, PlanStage::Executing(current)) if current == project => {
                Ok(vec![PlanEvent::Completed { project }])
            }
            _ => Err(Refusal::new("E_STATE")),
        }
    }
}
