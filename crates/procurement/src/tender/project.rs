//! A project 采购项目: what is common to its lots, from the tender document to the closing.

use super::{Essentials, Limits, OPEN_TENDER};
use crate::{
    demand::{EvaluationMethod, Method, OrganisationForm},
    plan::SmeReservation,
};
use kernel::{
    CatalogueCode, Category, Digest, Duty, EntrustmentId, Instant, IntentionId, LotId, Money, NoticeId,
    OrganisationId, PersonId, PlanId, ProjectId, Refusal, Region, Role, Stream,
};
use serde::{Deserialize, Serialize};

/// A project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// What it is; `None` until it is opened.
    pub about: Option<ProjectAbout>,
    /// Versions of the document so far.
    pub versions: u32,
    /// Where it stands.
    pub stage: ProjectStage,
}

/// What a project is. It never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectAbout {
    /// 项目编号
    pub number: String,
    /// 项目名称
    pub name: String,
    /// The plan that it carries out.
    pub plan: PlanId,
    /// The agency's entrustment.
    pub entrustment: EntrustmentId,
    /// The published intention; `None` where the plan is exempt.
    pub intention: Option<IntentionId>,
    /// 采购人
    pub purchaser: OrganisationId,
    /// Its name when the project was opened.
    pub purchaser_name: String,
    /// 采购代理机构
    pub agency: OrganisationId,
    /// Its name when the project was opened.
    pub agency_name: String,
    /// The purchaser's region.
    pub region: Region,
    /// 品目
    pub catalogue: CatalogueCode,
    /// Goods, services or works.
    pub category: Category,
    /// 采购方式
    pub method: Method,
    /// 评审方法
    pub evaluation: EvaluationMethod,
    /// 组织形式
    pub form: OrganisationForm,
    /// Its lots, in order.
    pub lots: Vec<ProjectLot>,
}
impl ProjectAbout {
    /// The sum of the lots' budgets.
    pub fn budget(&self) -> Money {
        self.lots.iter().map(|lot| lot.budget).sum()
    }
    /// The sum of the lots' ceilings.
    pub fn ceiling(&self) -> Money {
        self.lots.iter().map(|lot| lot.ceiling).sum()
    }
}

/// A lot, as its project knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectLot {
    /// Its stream.
    pub id: LotId,
    /// From 1.
    pub number: u16,
    /// 包名称
    pub name: String,
    /// 预算
    pub budget: Money,
    /// 最高限价
    pub ceiling: Money,
    /// 中小企业预留
    pub sme: SmeReservation,
}

/// A version of the tender document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// From 1.
    pub number: u32,
    /// Digest of the [`super::TenderDocument`].
    pub digest: Digest,
    /// What decisions need of it.
    pub essentials: Essentials,
    /// Who drew it up.
    pub author: PersonId,
    /// When.
    pub at: Instant,
}

/// Dates and document after the notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The document in force.
    pub version: Version,
    /// The invitation notice.
    pub notice: NoticeId,
    /// When it was first published 首发时间.
    pub published_at: Instant,
    /// End of the notice period.
    pub notice_end: Instant,
    /// Until when the document is handed out.
    pub provision_end: Instant,
    /// 投标截止时间 = opening time.
    pub deadline: Instant,
    /// 开标地点
    pub opening_place: String,
    /// How many corrections there were.
    pub corrections: u32,
    /// A changed document that a correction will put in force.
    pub amendment: Option<Version>,
    /// Lots in which nothing remains to be done: paid, or void.
    pub finished: Vec<u16>,
}

/// Where a project stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum ProjectStage {
    /// Nothing has happened.
    #[default]
    Absent,
    /// The document is being drawn up, or was returned.
    Drafting {
        /// The newest version.
        version: Option<Version>,
        /// Why it was returned.
        returned: Option<String>,
    },
    /// Drawn up; the agency's second person reviews it.
    Drafted {
        /// The version.
        version: Version,
    },
    /// Reviewed by the agency; the purchaser confirms it.
    Reviewed {
        /// The version.
        version: Version,
        /// Who reviewed it.
        reviewer: PersonId,
    },
    /// Confirmed by the purchaser and locked.
    Locked {
        /// The version.
        version: Version,
        /// When.
        at: Instant,
    },
    /// Announced.
    Announced(Box<Schedule>),
    /// Closed 结项.
    Closed(Box<Schedule>),
}

/// What happens to a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum ProjectEvent {
    /// Opened.
    #[serde(rename = "project.opened")]
    Opened(Box<ProjectAbout>),
    /// A version of the document was drawn up.
    #[serde(rename = "project.document_drafted")]
    DocumentDrafted {
        /// From 1.
        number: u32,
        /// Digest of the document.
        digest: Digest,
        /// What decisions need of it.
        essentials: Essentials,
        /// Who drew it up.
        author: PersonId,
    },
    /// The agency's second person passed it.
    #[serde(rename = "project.document_reviewed")]
    DocumentReviewed {
        /// Who.
        reviewer: PersonId,
        /// In words.
        opinion: String,
    },
    /// It was returned for mending, by the agency's second person or by the purchaser.
    #[serde(rename = "project.document_returned")]
    DocumentReturned {
        /// Who.
        by: PersonId,
        /// Why.
        opinion: String,
    },
    /// The purchaser confirmed it, which locks it.
    #[serde(rename = "project.document_confirmed")]
    DocumentConfirmed {
        /// Digest of the document.
        digest: Digest,
    },
    /// Announced.
    #[serde(rename = "project.announced")]
    Announced {
        /// The notice.
        notice: NoticeId,
        /// End of the notice period.
        notice_end: Instant,
        /// Until when the document is handed out.
        provision_end: Instant,
        /// The deadline for bids.
        deadline: Instant,
        /// 开标地点
        opening_place: String,
    },
    /// Corrected.
    #[serde(rename = "project.corrected")]
    Corrected {
        /// The correction notice.
        notice: NoticeId,
        /// Does it affect how bids are prepared?
        affects_preparation: bool,
        /// Why not, where it does not.
        reason: Option<String>,
        /// The deadline that holds now.
        deadline: Instant,
        /// The changed document is in force now.
        amended: bool,
    },
    /// Nothing remains to be done in a lot.
    #[serde(rename = "project.lot_finished")]
    LotFinished {
        /// Its number.
        number: u16,
    },
    /// Closed.
    #[serde(rename = "project.closed")]
    Closed {},
}

impl Stream for Project {
    type Id = ProjectId;
    type Event = ProjectEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, at: Instant, event: &ProjectEvent) {
        let stage = std::mem::take(&mut self.stage);
        self.stage = match (event.clone(), stage) {
            (ProjectEvent::Opened(about), _) => {
                self.about = Some(*about);
                ProjectStage::Drafting { version: None, returned: None }
            }
            (ProjectEvent::DocumentDrafted { number, digest, essentials, author }, stage) => {
                self.versions = number;
                let version = Version { number, digest, essentials, author, at };
                match stage {
                    ProjectStage::Announced(mut schedule) => {
                        schedule.amendment = Some(version);
                        ProjectStage::Announced(schedule)
                    }
                    _ => ProjectStage::Drafted { version },
                }
            }
            (ProjectEvent::DocumentReviewed { reviewer, .. }, ProjectStage::Drafted { version }) => {
                ProjectStage::Reviewed { version, reviewer }
            }
            (
                ProjectEvent::DocumentReturned { opinion, .. },
                ProjectStage::Drafted { version } | ProjectStage::Reviewed { version, .. },
            ) => ProjectStage::Drafting { version: Some(version), returned: Some(opinion) },
            (ProjectEvent::DocumentConfirmed { .. }, ProjectStage::Reviewed { version, .. }) => {
                ProjectStage::Locked { version, at }
            }
            (
                ProjectEvent::Announced { notice, notice_end, provision_end, deadline, opening_place },
                ProjectStage::Locked { version, .. },
            ) => ProjectStage::Announced(Box::new(Schedule {
                version,
                notice,
                published_at: at,
                notice_end,
                provision_end,
                deadline,
                opening_place,
                corrections: 0,
                amendment: None,
                finished: Vec::new(),
            })),
            (ProjectEvent::Corrected { deadline, amended, .. }, ProjectStage::Announced(mut schedule)) => {
                schedule.corrections += 1;
                schedule.deadline = deadline;
                if amended && let Some(version) = schedule.amendment.take() {
                    schedule.version = version;
                }
                ProjectStage::Announced(schedule)
            }
            (ProjectEvent::LotFinished { number }, ProjectStage::Announced(mut schedule)) => {
                if !schedule.finished.contains(&number) {
                    schedule.finished.push(number);
                }
                ProjectStage::Announced(schedule)
            }
            (ProjectEvent::Closed {}, ProjectStage::Announced(schedule)) => ProjectStage::Closed(schedule),
            (_, stage) => stage,
        };
    }

    fn duties(&self) -> Vec<Duty> {
        let Some(about) = &self.about else { return Vec::new() };
        let (command, organisation, role) = match &self.stage {
            ProjectStage::Drafting { .. } => ("tender.draft_document", about.agency, Role::AgencyPm),
            ProjectStage::Drafted { .. } => ("tender.review_document", about.agency, Role::AgencyReviewer),
            ProjectStage::Reviewed { .. } => {
                ("tender.confirm_document", about.purchaser, Role::PurchaserClerk)
            }
            ProjectStage::Locked { .. } => ("tender.publish_notice", about.agency, Role::AgencyPm),
            ProjectStage::Announced(schedule) if schedule.finished.len() == about.lots.len() => {
                ("tender.close_project", about.purchaser, Role::PurchaserClerk)
            }
            ProjectStage::Announced(_) | ProjectStage::Absent | ProjectStage::Closed(_) => return Vec::new(),
        };
        vec![Duty {
            command: command.to_owned(),
            organisation,
            role,
            person: None,
            due: None,
            title: about.name.clone(),
        }]
    }
}

impl ProjectStage {
    /// The stage's stable id, `announced`; the locale key is `project-stage-announced`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Drafting { .. } => "drafting",
            Self::Drafted { .. } => "drafted",
            Self::Reviewed { .. } => "reviewed",
            Self::Locked { .. } => "locked",
            Self::Announced(_) => "announced",
            Self::Closed(_) => "closed",
        }
    }
}

impl Project {
    /// What it is.
    ///
    /// # Errors
    /// `E_OFF_PLATFORM` before it is opened (HR-2).
    pub fn about(&self) -> Result<&ProjectAbout, Refusal> {
        self.about.as_ref().ok_or_else(|| Refusal::new("E_OFF_PLATFORM").rule("HR-2"))
    }
    /// The newest version of the document, in force or not.
    pub fn version(&self) -> Option<&Version> {
        match &self.stage {
            ProjectStage::Absent => None,
            ProjectStage::Drafting { version, .. } => version.as_ref(),
            ProjectStage::Drafted { version }
            | ProjectStage::Reviewed { version, .. }
            | ProjectStage::Locked { version, .. } => Some(version),
            ProjectStage::Announced(schedule) | ProjectStage::Closed(schedule) => Some(&schedule.version),
        }
    }
    /// Dates and document, once announced.
    ///
    /// # Errors
    /// `E_STATE` before the notice.
    pub fn schedule(&self) -> Result<&Schedule, Refusal> {
        match &self.stage {
            ProjectStage::Announced(schedule) | ProjectStage::Closed(schedule) => Ok(schedule),
            stage => Err(Refusal::new("E_STATE").arg("stage", stage.id())),
        }
    }
    /// The limits of its procedure.
    pub(super) fn limits(&self) -> Limits {
        OPEN_TENDER.limits
    }
}
