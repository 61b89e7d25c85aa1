//! What the record of an expert is, and what happens to it.

use super::{
    findings::{Answer, Cleared, Finding},
    particulars::{ExpertFilling, ExpertParticulars},
};
use kernel::{Date, Instant, OrganisationId, PersonId, Region};
use serde::{Deserialize, Serialize};

/// Whose record it is and who keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// The expert.
    pub person: PersonId,
    /// The pool under which the expert signs in 评审专家库.
    pub organisation: OrganisationId,
    /// Where the expert is enrolled.
    pub region: Region,
    /// The finance department that reviews and supervises.
    pub reviewer: OrganisationId,
    /// 专家编号: what the expert is called where no name may stand.
    pub code: String,
}

/// 聘期
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// From this day on another term can be asked for.
    pub reminds: Date,
    /// 续聘提醒已发
    #[serde(default)]
    pub reminded: bool,
}

/// What is handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// 申请入库
    Application,
    /// 信息变更 (财库〔2016〕198号第十一条)
    Change,
    /// 续聘
    Renewal,
}
impl Purpose {
    /// `application`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Change => "change",
            Self::Renewal => "renewal",
        }
    }
}

/// Where the papers stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "paper", rename_all = "snake_case")]
pub enum Paper {
    /// Being filled in 填报中.
    #[default]
    Editing,
    /// Sent back 退回.
    Returned {
        /// What to change.
        reason: String,
    },
    /// Wait for review 待审核.
    Submitted {
        /// What for.
        purpose: Purpose,
        /// Since when.
        at: Instant,
    },
    /// What is filled in is what is in service 已生效.
    Settled,
}

/// Why an expert is not called for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspensionCause {
    /// 请假
    Leave,
    /// 聘期届满待续聘
    Renewal,
    /// 信用
    Credit,
    /// 合规审查
    Compliance,
}
impl SuspensionCause {
    /// `leave`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Leave => "leave",
            Self::Renewal => "renewal",
            Self::Credit => "credit",
            Self::Compliance => "compliance",
        }
    }
}

/// Why an expert leaves the register (财库〔2016〕198号第十二条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DismissalCause {
    /// 本人申请不再担任
    OwnWish,
    /// 身体健康原因
    Health,
    /// 年满七十周岁
    Age,
    /// 不再符合选聘条件
    Unqualified,
    /// 不良行为记录
    Breach,
    /// 受到刑事处罚
    Crime,
}
impl DismissalCause {
    /// The stable ids of those that a finance department decides.
    pub const DECIDED: &'static [&'static str] = &["health", "unqualified", "breach", "crime"];
    /// `own_wish`.
    pub fn id(self) -> &'static str {
        match self {
            Self::OwnWish => "own_wish",
            Self::Health => "health",
            Self::Age => "age",
            Self::Unqualified => "unqualified",
            Self::Breach => "breach",
            Self::Crime => "crime",
        }
    }
}

/// Where the career stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum ExpertStanding {
    /// Not passed yet 申请中.
    #[default]
    Applicant,
    /// Passed; training and examination to come 待培训考核.
    Training,
    /// May be drawn 在聘.
    Active,
    /// Not drawn for a while 暂停.
    Suspended {
        /// Why.
        cause: SuspensionCause,
        /// In words.
        reason: String,
        /// Last day of a leave.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
    /// Left the register 已解聘.
    Dismissed {
        /// Why.
        cause: DismissalCause,
        /// Since when.
        at: Instant,
        /// From here on the record is closed.
        closes: Instant,
    },
    /// The record is closed 已归档.
    Archived {
        /// Why the expert left.
        cause: DismissalCause,
    },
}
impl ExpertStanding {
    /// The stable ids.
    pub const IDS: &'static [&'static str] =
        &["applicant", "training", "active", "suspended", "dismissed", "archived"];
    /// `active`.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Training => "training",
            Self::Active => "active",
            Self::Suspended { .. } => "suspended",
            Self::Dismissed { .. } => "dismissed",
            Self::Archived { .. } => "archived",
        }
    }
    /// In the register, drawn or not.
    pub fn in_office(&self) -> bool {
        matches!(self, Self::Active | Self::Suspended { .. })
    }
    /// Out of it for good.
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Dismissed { .. } | Self::Archived { .. })
    }
}

/// The record of an expert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expert {
    /// `None` before it was opened.
    pub office: Option<Office>,
    /// Versions that were accepted.
    pub version: u32,
    /// What is in service.
    pub served: ExpertParticulars,
    /// What is being filled in; the same as `served` when settled.
    pub draft: ExpertParticulars,
    /// Where the papers stand.
    pub paper: Paper,
    /// Where the career stands.
    pub standing: ExpertStanding,
    /// 聘期
    pub term: Option<Term>,
    /// Findings of compliance reviews that are not settled yet.
    pub findings: Vec<Finding>,
    /// What was looked at and left as it is: not found again while the facts are the same.
    pub kept: Vec<Cleared>,
    /// The last finding's number.
    pub numbered: u32,
}

/// What happens to the record of an expert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum ExpertEvent {
    /// 开始申请
    #[serde(rename = "expert.opened")]
    Opened {
        /// Whose.
        office: Office,
    },
    /// 存量专家转入: from a register that was kept elsewhere.
    #[serde(rename = "expert.taken_over")]
    TakenOver {
        /// Whose.
        office: Office,
        /// What is known.
        particulars: Box<ExpertParticulars>,
        /// 聘期
        term: Term,
    },
    /// 填写
    #[serde(rename = "expert.filled")]
    Filled {
        /// What.
        filling: Box<ExpertFilling>,
    },
    /// 提交审核
    #[serde(rename = "expert.submitted")]
    Submitted {
        /// What for.
        purpose: Purpose,
        /// 单位推荐意见
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recommendation: Option<String>,
    },
    /// 撤回
    #[serde(rename = "expert.withdrawn")]
    Withdrawn,
    /// 审核通过
    #[serde(rename = "expert.accepted")]
    Accepted {
        /// The new term, if the term was renewed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        term: Option<Term>,
    },
    /// 退回
    #[serde(rename = "expert.returned")]
    Returned {
        /// What to change.
        reason: String,
    },
    /// 考核未通过
    #[serde(rename = "expert.exam_failed")]
    ExamFailed {
        /// 成绩
        score: u32,
    },
    /// 选聘
    #[serde(rename = "expert.appointed")]
    Appointed {
        /// 成绩
        score: u32,
        /// 聘期
        term: Term,
    },
    /// 续聘提醒
    #[serde(rename = "expert.term_reminded")]
    TermReminded,
    /// 暂停
    #[serde(rename = "expert.suspended")]
    Suspended {
        /// Why.
        cause: SuspensionCause,
        /// In words.
        reason: String,
        /// Last day of a leave.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
    /// 恢复
    #[serde(rename = "expert.restored")]
    Restored {
        /// In words, if somebody decided it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 解聘
    #[serde(rename = "expert.dismissed")]
    Dismissed {
        /// Why.
        cause: DismissalCause,
        /// In words.
        reason: String,
        /// From here on the record is closed.
        closes: Instant,
    },
    /// 归档
    #[serde(rename = "expert.archived")]
    Archived,
    /// 查看敏感信息
    #[serde(rename = "expert.revealed")]
    Revealed {
        /// 用途
        purpose: String,
    },
    /// 合规审查线索
    #[serde(rename = "expert.finding_raised")]
    FindingRaised {
        /// What.
        finding: Finding,
    },
    /// 要求说明
    #[serde(rename = "expert.finding_asked")]
    FindingAsked {
        /// Which.
        number: u32,
        /// What is asked.
        question: String,
    },
    /// 作出说明
    #[serde(rename = "expert.finding_explained")]
    FindingExplained {
        /// Which.
        number: u32,
        /// The explanation.
        explanation: String,
    },
    /// 线索处理
    #[serde(rename = "expert.finding_answered")]
    FindingAnswered {
        /// Which.
        number: u32,
        /// How.
        answer: Answer,
        /// Why.
        reason: String,
    },
}
