//! What an expert says of himself or herself, part by part (财库〔2016〕198号第八条、第九条).

use kernel::{Date, Digest, Instant, Sealed};
use serde::{Deserialize, Serialize};

/// The commitment that an expert makes.
pub const EXPERT_COMMITMENT: &str = include_str!("../../../../../data/commitments/expert.txt");

/// One part of the application: a line of its task list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpertPart {
    /// 身份信息
    Identity,
    /// 学历职称
    Title,
    /// 工作经历
    Work,
    /// 评审专业
    Specialities,
    /// 回避单位与评审意愿
    Reach,
    /// 承诺书
    Commitment,
}
impl ExpertPart {
    /// Every part, in the order of the task list.
    pub const ALL: [Self; 6] =
        [Self::Identity, Self::Title, Self::Work, Self::Specialities, Self::Reach, Self::Commitment];
    /// The stable id, `identity`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Title => "title",
            Self::Work => "work",
            Self::Specialities => "specialities",
            Self::Reach => "reach",
            Self::Commitment => "commitment",
        }
    }
    /// The part of this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }
}

/// 身份信息; lies in the vault.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpertIdentity {
    /// 姓名
    pub name: String,
    /// 居民身份证号
    pub citizen_id: String,
    /// 手机号
    pub phone: String,
    /// 开户行, for the fee 劳务报酬.
    pub bank: String,
    /// 银行卡号
    pub card: String,
}

/// Keyed hashes of an identity's values: equal values have equal marks, and nobody without the platform's key can tell
/// from a mark what was marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityMarks {
    /// Of the identity number.
    pub citizen_id: Digest,
    /// Of the telephone number.
    pub phone: Digest,
    /// Of the bank card.
    pub card: Digest,
}

/// 学历
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Degree {
    /// 博士研究生
    Doctor,
    /// 硕士研究生
    Master,
    /// 大学本科
    Bachelor,
    /// 大专及以下
    College,
}
impl Degree {
    /// The stable ids.
    pub const IDS: &'static [&'static str] = &["doctor", "master", "bachelor", "college"];
    /// `doctor`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Doctor => "doctor",
            Self::Master => "master",
            Self::Bachelor => "bachelor",
            Self::College => "college",
        }
    }
}

/// 专业技术职称等级 (财库〔2016〕198号第六条第二项).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleLevel {
    /// 高级职称
    Senior,
    /// 高级同等专业水平
    SeniorEqual,
    /// 中级职称
    Middle,
    /// 中级同等专业水平
    MiddleEqual,
}
impl TitleLevel {
    /// The stable ids.
    pub const IDS: &'static [&'static str] = &["senior", "senior_equal", "middle", "middle_equal"];
    /// `senior`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Senior => "senior",
            Self::SeniorEqual => "senior_equal",
            Self::Middle => "middle",
            Self::MiddleEqual => "middle_equal",
        }
    }
    /// Do years of work have to stand beside it?
    pub fn needs_years(self) -> bool {
        matches!(self, Self::Middle | Self::MiddleEqual)
    }
}

/// 学历职称
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// 学历
    pub degree: Degree,
    /// 毕业院校及专业
    pub school: String,
    /// 职称等级
    pub level: TitleLevel,
    /// 职称名称
    pub title: String,
    /// 从事相关领域工作的起始日期
    pub since: Date,
    /// 职称证书有效期至; `None` if it does not expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The scan of the certificate.
    pub certificate: Digest,
}

/// 工作单位, now or once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employment {
    /// 单位名称
    pub name: String,
    /// 统一社会信用代码; an employer abroad has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uscc: Option<String>,
    /// From this day.
    pub from: Date,
    /// To this day; `None` for the present employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// What proves a speciality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// 证明材料名称
    pub title: String,
    /// The scan.
    pub file: Digest,
}

/// 申报的评审专业, a catalogue code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// 品目编码
    pub code: String,
    /// What proves it; `None` for a speciality that was taken over from an older register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// Why a unit has to be avoided (政府采购法实施条例第九条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AvoidGround {
    /// 控股股东、实际控制人或持有股份
    Investment,
    /// 担任董事、监事
    Board,
    /// 与法定代表人或负责人有亲属关系
    Relative,
    /// 其他可能影响公平、公正的关系
    Other,
}
impl AvoidGround {
    /// The stable ids.
    pub const IDS: &'static [&'static str] = &["investment", "board", "relative", "other"];
    /// `investment`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Investment => "investment",
            Self::Board => "board",
            Self::Relative => "relative",
            Self::Other => "other",
        }
    }
}

/// 回避单位
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Avoided {
    /// 统一社会信用代码
    pub uscc: String,
    /// Why.
    pub ground: AvoidGround,
}

/// For whom and how the expert can work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// 回避单位, at most [`Reach::UNITS`].
    pub units: Vec<Avoided>,
    /// 外语语种
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<String>,
    /// 可参加远程异地评审
    pub remote: bool,
}
impl Reach {
    /// The longest list of units.
    pub const UNITS: usize = 30;
}

/// 承诺书 (财库〔2016〕198号第六条): what no document proves is promised, and checked afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpertCommitment {
    /// SM3 of the text that was agreed to.
    pub text: Digest,
    /// When.
    pub at: Instant,
}

/// One part as it was filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", content = "value", rename_all = "snake_case")]
pub enum ExpertFilling {
    /// 身份信息
    Identity {
        /// The values.
        sealed: Sealed<ExpertIdentity>,
        /// What tells equal ones.
        marks: IdentityMarks,
        /// 任职截止日: from 0:00 of this day on the expert is too old.
        retires: Date,
    },
    /// 学历职称
    Title(Title),
    /// 工作经历
    Work(Vec<Employment>),
    /// 新增评审专业
    Claim(Claim),
    /// 删除评审专业
    Unclaim(String),
    /// 回避单位与评审意愿
    Reach(Reach),
    /// 承诺书
    Commitment(ExpertCommitment),
}

/// Everything an expert says, at one version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpertParticulars {
    /// 身份信息
    pub identity: Option<Sealed<ExpertIdentity>>,
    /// What tells equal identities.
    pub marks: Option<IdentityMarks>,
    /// 任职截止日
    pub retires: Option<Date>,
    /// 学历职称
    pub title: Option<Title>,
    /// 工作经历, at most [`ExpertParticulars::EMPLOYERS`].
    pub work: Vec<Employment>,
    /// 评审专业
    pub claims: Vec<Claim>,
    /// 回避单位与评审意愿
    pub reach: Option<Reach>,
    /// 承诺书
    pub commitment: Option<ExpertCommitment>,
}
impl ExpertParticulars {
    /// The longest history of employers.
    pub const EMPLOYERS: usize = 10;

    /// Is this part complete?
    pub fn has(&self, part: ExpertPart) -> bool {
        match part {
            ExpertPart::Identity => self.identity.is_some(),
            ExpertPart::Title => self.title.is_some(),
            ExpertPart::Work => !self.work.is_empty(),
            ExpertPart::Specialities => {
                !self.claims.is_empty() && self.claims.iter().all(|claim| claim.evidence.is_some())
            }
            ExpertPart::Reach => self.reach.is_some(),
            ExpertPart::Commitment => self.commitment.is_some(),
        }
    }
    /// The parts that still lack something.
    pub fn missing(&self) -> Vec<ExpertPart> {
        ExpertPart::ALL.into_iter().filter(|part| !self.has(*part)).collect()
    }
    /// The present employer with a code.
    pub fn employer(&self) -> Option<&str> {
        self.work.iter().find(|one| one.until.is_none()).and_then(|one| one.uscc.as_deref())
    }
    /// Fills in a part.
    pub(super) fn fill(&mut self, filling: ExpertFilling) {
        match filling {
            ExpertFilling::Identity { sealed, marks, retires } => {
                (self.identity, self.marks, self.retires) = (Some(sealed), Some(marks), Some(retires));
            }
            ExpertFilling::Title(title) => self.title = Some(title),
            ExpertFilling::Work(work) => self.work = work,
            ExpertFilling::Claim(claim) => {
                self.claims.retain(|one| one.code != claim.code);
                self.claims.push(claim);
            }
            ExpertFilling::Unclaim(code) => self.claims.retain(|one| one.code != code),
            ExpertFilling::Reach(reach) => self.reach = Some(reach),
            ExpertFilling::Commitment(commitment) => self.commitment = Some(commitment),
        }
    }
}
