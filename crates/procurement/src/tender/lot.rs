//! A lot 采购包: the unit that is bid for, opened, evaluated, awarded, contracted, accepted and paid.

use super::{Award, Candidate};
use crate::{
    demand::{Method, choices},
    plan::SmeReservation,
};
use kernel::{
    AcceptanceId, CatalogueCode, Category, ContractId, Digest, DrawId, Duty, EvaluationId, Instant, LotId,
    Money, NoticeId, OpeningId, OrganisationId, PlanId, ProjectId, Refusal, Region, Role, Stream,
};
use serde::{Deserialize, Serialize};

/// A lot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// What it is; `None` until the project is opened.
    pub about: Option<LotAbout>,
    /// Dates and document, once announced.
    pub terms: Option<Terms>,
    /// The draw of its experts, once asked for.
    pub draw: Option<DrawId>,
    /// The first moment at which its experts may be drawn (D-EXP-01); `None` until it is announced.
    #[serde(default)]
    pub draw_from: Option<Instant>,
    /// Has that moment come?
    #[serde(default)]
    pub draw_due: bool,
    /// Its evaluation, once there is one.
    pub evaluation: Option<EvaluationId>,
    /// Where it stands.
    pub stage: LotStage,
}

/// What a lot is. It never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotAbout {
    /// The project.
    pub project: ProjectId,
    /// 项目编号
    pub project_no: String,
    /// 项目名称
    pub project_name: String,
    /// Its number within project and plan, from 1.
    pub number: u16,
    /// 包名称
    pub name: String,
    /// The plan; its lot of the same number says where the money comes from.
    pub plan: PlanId,
    /// 采购人
    pub purchaser: OrganisationId,
    /// 采购代理机构
    pub agency: OrganisationId,
    /// The purchaser's region.
    pub region: Region,
    /// 品目
    pub catalogue: CatalogueCode,
    /// Goods, services or works.
    pub category: Category,
    /// 采购方式
    pub method: Method,
    /// 预算
    pub budget: Money,
    /// 最高限价
    pub ceiling: Money,
    /// 中小企业预留
    pub sme: SmeReservation,
}
impl LotAbout {
    /// Project and lot, as lists show them.
    pub fn title(&self) -> String {
        if self.name == self.project_name {
            self.project_name.clone()
        } else {
            format!("{} · {}", self.project_name, self.name)
        }
    }
}

/// Under what terms bids are made. A correction replaces them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The document in force: digest of a [`super::TenderDocument`].
    pub document: Digest,
    /// 投标截止时间, which is the time of the opening (87号令第39条).
    pub deadline: Instant,
    /// Until when the document is handed out.
    pub provision_end: Instant,
    /// The invitation notice.
    pub notice: NoticeId,
    /// When it was first published.
    pub published_at: Instant,
}

/// Where a lot stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum LotStage {
    /// The document is being prepared.
    #[default]
    Preparing,
    /// Announced; bids are handed in until the deadline.
    Announced,
    /// The deadline has passed; the bids are opened.
    Opening {
        /// The opening.
        opening: OpeningId,
        /// Bids handed in.
        bids: u32,
    },
    /// Opened; under evaluation.
    Evaluating {
        /// Bids read out.
        bids: u32,
    },
    /// The report is with the purchaser.
    Recommended {
        /// The report's digest.
        report: Digest,
        /// In order.
        candidates: Vec<Candidate>,
        /// Last moment for the purchaser to confirm.
        confirm_by: Instant,
        /// Did that moment pass without a confirmation?
        #[serde(default)]
        overdue: bool,
    },
    /// Confirmed; not yet published.
    Confirmed {
        /// The award.
        award: Box<Award>,
        /// The report's digest.
        report: Digest,
    },
    /// Published, and the letter issued.
    Awarded(Box<Awarded>),
    /// The contract is signed by both.
    Contracted {
        /// The award.
        awarded: Box<Awarded>,
        /// The contract.
        contract: ContractId,
    },
    /// Accepted.
    Accepted {
        /// The award.
        awarded: Box<Awarded>,
        /// The contract.
        contract: ContractId,
        /// The acceptance.
        acceptance: AcceptanceId,
    },
    /// Accepted and paid in full.
    Paid {
        /// The award.
        awarded: Box<Awarded>,
        /// The contract.
        contract: ContractId,
        /// The acceptance.
        acceptance: AcceptanceId,
    },
    /// The project is closed.
    Closed {
        /// The award.
        awarded: Box<Awarded>,
        /// The contract.
        contract: ContractId,
        /// The acceptance.
        acceptance: AcceptanceId,
    },
    /// The contract was ended early 合同终止; what was bound of the budget is given back.
    Terminated {
        /// The award.
        awarded: Box<Awarded>,
        /// The contract.
        contract: ContractId,
    },
    /// It cannot go on; the termination notice is due.
    Failed {
        /// Why.
        reason: VoidReason,
    },
    /// Void 废标、终止.
    Void {
        /// Why.
        reason: VoidReason,
        /// What was published about it.
        statement: String,
        /// The termination notice.
        notice: NoticeId,
    },
}

/// A published award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awarded {
    /// The award.
    pub award: Award,
    /// The result notice.
    pub notice: NoticeId,
    /// The letter: digest of an [`super::AwardLetter`].
    pub letter: Digest,
    /// When both were issued.
    pub issued_at: Instant,
    /// End of the result notice.
    pub period_end: Instant,
    /// Last moment for an objection 质疑.
    pub objection_by: Instant,
    /// Last moment to sign the contract.
    pub sign_by: Instant,
    /// The contract that is drafted and waits for signatures.
    #[serde(default)]
    pub drafted: Option<ContractId>,
}

choices! {
    /// Why a lot is void (政府采购法第36条) or ended.
    VoidReason {
        /// 投标人或实质响应的投标人不足三家
        TooFewBidders = "too_few_bidders",
        /// 出现影响采购公正的违法、违规行为
        Unlawful = "unlawful",
        /// 报价均超过预算，采购人不能支付
        OverBudget = "over_budget",
        /// 因重大变故，采购任务取消
        TaskCancelled = "task_cancelled",
    }
}

/// What happens to a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum LotEvent {
    /// Opened with its project.
    #[serde(rename = "lot.opened")]
    Opened(Box<LotAbout>),
    /// Announced by the invitation notice, or announced anew by a correction.
    #[serde(rename = "lot.announced")]
    Announced(Terms),
    /// From when its experts may be drawn; told by the same command that announces or corrects.
    #[serde(rename = "lot.draw_scheduled")]
    DrawScheduled {
        /// First moment.
        from: Instant,
    },
    /// The time to draw its experts has come.
    #[serde(rename = "lot.draw_due")]
    DrawDue {},
    /// Its experts are being drawn.
    #[serde(rename = "lot.draw_requested")]
    DrawRequested {
        /// The draw.
        draw: DrawId,
    },
    /// The deadline passed and there were enough bids.
    #[serde(rename = "lot.opening_started")]
    OpeningStarted {
        /// The opening.
        opening: OpeningId,
        /// Bids handed in.
        bids: u32,
    },
    /// The opening is closed.
    #[serde(rename = "lot.bids_opened")]
    BidsOpened {
        /// Bids read out.
        bids: u32,
    },
    /// The evaluation began.
    #[serde(rename = "lot.evaluation_started")]
    EvaluationStarted {
        /// The evaluation.
        evaluation: EvaluationId,
    },
    /// The report was delivered to the purchaser.
    #[serde(rename = "lot.recommended")]
    Recommended {
        /// The report's digest.
        report: Digest,
        /// In order.
        candidates: Vec<Candidate>,
        /// Last moment for the purchaser to confirm.
        confirm_by: Instant,
    },
    /// The time to confirm ran out (D-EVA-02).
    #[serde(rename = "lot.confirmation_overdue")]
    ConfirmationOverdue {},
    /// The purchaser confirmed the award.
    #[serde(rename = "lot.award_confirmed")]
    AwardConfirmed(Box<Award>),
    /// The purchaser said nothing in time, so that the first candidate counts as confirmed 视同确认.
    #[serde(rename = "lot.award_deemed")]
    AwardDeemed(Box<Award>),
    /// The result was published and the letter issued.
    #[serde(rename = "lot.awarded")]
    Awarded {
        /// The result notice.
        notice: NoticeId,
        /// The letter.
        letter: Digest,
        /// End of the result notice.
        period_end: Instant,
        /// Last moment for an objection.
        objection_by: Instant,
        /// Last moment to sign the contract.
        sign_by: Instant,
    },
    /// The contract is drafted, or its draft was dropped.
    #[serde(rename = "lot.contract_drafted")]
    ContractDrafted {
        /// The contract; `None`: its draft was dropped.
        contract: Option<ContractId>,
    },
    /// The contract is signed by both.
    #[serde(rename = "lot.contracted")]
    Contracted {
        /// The contract.
        contract: ContractId,
    },
    /// Accepted.
    #[serde(rename = "lot.accepted")]
    Accepted {
        /// The acceptance.
        acceptance: AcceptanceId,
    },
    /// Paid in full.
    #[serde(rename = "lot.paid")]
    Paid {},
    /// The signed contract was ended early.
    #[serde(rename = "lot.contract_terminated")]
    ContractTerminated {},
    /// The project was closed.
    #[serde(rename = "lot.closed")]
    Closed {},
    /// It cannot go on.
    #[serde(rename = "lot.failed")]
    Failed {
        /// Why.
        reason: VoidReason,
    },
    /// Void.
    #[serde(rename = "lot.voided")]
    Voided {
        /// Why.
        reason: VoidReason,
        /// What was published about it.
        statement: String,
        /// The termination notice.
        notice: NoticeId,
    },
}

impl Stream for Lot {
    type Id = LotId;
    type Event = LotEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, at: Instant, event: &LotEvent) {
        let stage = std::mem::take(&mut self.stage);
        self.stage = match (event.clone(), stage) {
            (LotEvent::Opened(about), stage) => {
                self.about = Some(*about);
                stage
            }
            (LotEvent::Announced(terms), _) => {
                self.terms = Some(terms);
                LotStage::Announced
            }
            (LotEvent::DrawScheduled { from }, stage) => {
                self.draw_from = Some(from);
                self.draw_due = false;
                stage
            }
            (LotEvent::DrawDue {}, stage) => {
                self.draw_due = true;
                stage
            }
            (LotEvent::DrawRequested { draw }, stage) => {
                self.draw = Some(draw);
                stage
            }
            (LotEvent::EvaluationStarted { evaluation }, stage) => {
                self.evaluation = Some(evaluation);
                stage
            }
            (LotEvent::OpeningStarted { opening, bids }, _) => LotStage::Opening { opening, bids },
            (LotEvent::BidsOpened { bids }, _) => LotStage::Evaluating { bids },
            (LotEvent::Recommended { report, candidates, confirm_by }, _) => {
                LotStage::Recommended { report, candidates, confirm_by, overdue: false }
            }
            (
                LotEvent::ConfirmationOverdue {},
                LotStage::Recommended { report, candidates, confirm_by, .. },
            ) => LotStage::Recommended { report, candidates, confirm_by, overdue: true },
            (
                LotEvent::AwardConfirmed(award) | LotEvent::AwardDeemed(award),
                LotStage::Recommended { report, .. },
            ) => LotStage::Confirmed { award, report },
            (
                LotEvent::Awarded { notice, letter, period_end, objection_by, sign_by },
                LotStage::Confirmed { award, .. },
            ) => LotStage::Awarded(Box::new(Awarded {
                award: *award,
                notice,
                letter,
                issued_at: at,
                period_end,
                objection_by,
                sign_by,
                drafted: None,
            })),
            (LotEvent::ContractDrafted { contract }, LotStage::Awarded(mut awarded)) => {
                awarded.drafted = contract;
                LotStage::Awarded(awarded)
            }
            (LotEvent::Contracted { contract }, LotStage::Awarded(awarded)) => {
                LotStage::Contracted { awarded, contract }
            }
            (LotEvent::Accepted { acceptance }, LotStage::Contracted { awarded, contract }) => {
                LotStage::Accepted { awarded, contract, acceptance }
            }
            (LotEvent::Paid {}, LotStage::Accepted { awarded, contract, acceptance }) => {
                LotStage::Paid { awarded, contract, acceptance }
            }
            (
                LotEvent::ContractTerminated {},
                LotStage::Contracted { awarded, contract } | LotStage::Accepted { awarded, contract, .. },
            ) => LotStage::Terminated { awarded, contract },
            (LotEvent::Closed {}, LotStage::Paid { awarded, contract, acceptance }) => {
                LotStage::Closed { awarded, contract, acceptance }
            }
            (LotEvent::Failed { reason }, _) => LotStage::Failed { reason },
            (LotEvent::Voided { reason, statement, notice }, _) => {
                LotStage::Void { reason, statement, notice }
            }
            (_, stage) => stage,
        };
    }

    fn duties(&self) -> Vec<Duty> {
        let Some(about) = &self.about else { return Vec::new() };
        let duty = |command: &str, organisation, role, due| Duty {
            command: command.to_owned(),
            organisation,
            role,
            person: None,
            due,
            title: about.title(),
        };
        let agency = |command, due| duty(command, about.agency, Role::AgencyPm, due);
        let purchaser = |command, due| duty(command, about.purchaser, Role::PurchaserClerk, due);
        match (&self.stage, &self.terms) {
            (LotStage::Announced, Some(terms)) => {
                let mut duties = vec![Duty::timer("bidding.start_opening", terms.deadline, about.title())];
                match self.draw_from {
                    _ if self.draw.is_some() => {}
                    _ if self.draw_due => duties.push(agency("draw.request", Some(terms.deadline))),
                    Some(from) => duties.push(Duty::timer("draw.fall_due", from, about.title())),
                    None => {}
                }
                duties
            }
            (LotStage::Opening { .. } | LotStage::Evaluating { .. }, _) if self.draw.is_none() => {
                vec![agency("draw.request", None)]
            }
            (LotStage::Recommended { confirm_by, overdue, .. }, _) => vec![
                purchaser("tender.confirm_award", Some(*confirm_by)),
                if *overdue {
                    agency("tender.deem_award", None)
                } else {
                    Duty::timer("tender.lapse_confirmation", *confirm_by, about.title())
                },
            ],
            (LotStage::Confirmed { award, .. }, _) => {
                vec![agency("tender.publish_result", Some(award.publish_by))]
            }
            (LotStage::Awarded(awarded), _) if awarded.drafted.is_none() => {
                vec![purchaser("contract.draft", Some(awarded.sign_by))]
            }
            (LotStage::Failed { .. }, _) => vec![agency("tender.void_lot", None)],
            _ => Vec::new(),
        }
    }
}

impl LotStage {
    /// The stage's stable id, `announced`; the locale key is `lot-stage-announced`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Announced => "announced",
            Self::Opening { .. } => "opening",
            Self::Evaluating { .. } => "evaluating",
            Self::Recommended { .. } => "recommended",
            Self::Confirmed { .. } => "confirmed",
            Self::Awarded(_) => "awarded",
            Self::Contracted { .. } => "contracted",
            Self::Accepted { .. } => "accepted",
            Self::Paid { .. } => "paid",
            Self::Closed { .. } => "closed",
            Self::Terminated { .. } => "terminated",
            Self::Failed { .. } => "failed",
            Self::Void { .. } => "void",
        }
    }
    /// The published award, from the letter on.
    pub fn awarded(&self) -> Option<&Awarded> {
        match self {
            Self::Awarded(awarded)
            | Self::Contracted { awarded, .. }
            | Self::Accepted { awarded, .. }
            | Self::Paid { awarded, .. }
            | Self::Terminated { awarded, .. }
            | Self::Closed { awarded, .. } => Some(awarded),
            _ => None,
        }
    }
    /// The contract, from its signing on.
    pub fn contract(&self) -> Option<ContractId> {
        match self {
            Self::Contracted { contract, .. }
            | Self::Accepted { contract, .. }
            | Self::Paid { contract, .. }
            | Self::Terminated { contract, .. }
            | Self::Closed { contract, .. } => Some(*contract),
            _ => None,
        }
    }
}

impl Lot {
    /// What it is.
    ///
    /// # Errors
    /// `E_OFF_PLATFORM` before its project is opened (HR-2).
    pub fn about(&self) -> Result<&LotAbout, Refusal> {
        self.about.as_ref().ok_or_else(|| Refusal::new("E_OFF_PLATFORM").rule("HR-2"))
    }
    /// Dates and document.
    ///
    /// # Errors
    /// `E_STATE` before it is announced.
    pub fn terms(&self) -> Result<&Terms, Refusal> {
        self.terms.as_ref().ok_or_else(|| Refusal::new("E_STATE"))
    }
    /// The published award.
    ///
    /// # Errors
    /// `E_STATE` before the letter of award is issued.
    pub fn awarded(&self) -> Result<&Awarded, Refusal> {
        self.stage.awarded().ok_or_else(|| Refusal::new("E_STATE"))
    }
    /// The award that waits for its notice.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn confirmed(&self) -> Result<&Award, Refusal> {
        match &self.stage {
            LotStage::Confirmed { award, .. } => Ok(award),
            stage => Err(Refusal::new("E_STATE").arg("stage", stage.id())),
        }
    }
    /// Is it paid, ended or void: does nothing remain to be done?
    pub fn finished(&self) -> bool {
        matches!(
            self.stage,
            LotStage::Paid { .. }
                | LotStage::Closed { .. }
                | LotStage::Terminated { .. }
                | LotStage::Void { .. }
        )
    }
}
