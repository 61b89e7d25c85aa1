//! A procurement demand 采购需求 with the choices that carry it out, its survey and its reviews (财库〔2021〕22号).

use super::{EvaluationMethod, GeneralReview, KeyReview, Method, OrganisationForm, Pricing};
use crate::{
    Law,
    budget::positive,
    goods::{Assets, DemandItem},
};
use kernel::{
    CatalogueCode, Date, DemandId, Duty, Instant, IntentionId, Money, OrganisationId, PersonId, PlanId,
    Refusal, Region, Role, Stream,
};
use serde::{Deserialize, Serialize};

/// A demand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// Not compiled.
    #[default]
    Absent,
    /// Compiled at least once.
    Compiled(Box<DemandFile>),
}

/// A demand on file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandFile {
    /// The newest version.
    pub need: Need,
    /// 1 for the first version.
    pub version: u32,
    /// Everybody who compiled a version: they must not review it (DEM-04).
    pub authors: Vec<PersonId>,
    /// Is a key review due (第33条), as the law stood when this version was compiled?
    pub key_review: bool,
    /// Where it stands.
    pub stage: DemandStage,
}

/// Where a demand stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemandStage {
    /// Waits for the general review.
    Compiled,
    /// Passed the general review, waits for the key review.
    GeneralPassed {
        /// By whom.
        by: PersonId,
    },
    /// Must be changed and reviewed again (第29条).
    Rejected {
        /// By whom.
        by: PersonId,
        /// Why.
        opinion: String,
    },
    /// Passed every review that was due.
    Approved {
        /// When.
        at: Instant,
        /// The plan filed on it.
        plan: Option<PlanId>,
    },
}

/// What is wanted and how it is to be bought (第6条、第13条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// 采购人
    pub purchaser: OrganisationId,
    /// Its region.
    pub region: Region,
    /// 项目名称
    pub name: String,
    /// The published intention it goes back to; `None` where publication is exempt.
    pub intention: Option<IntentionId>,
    /// 品目（末级）
    pub catalogue: CatalogueCode,
    /// 预算金额
    pub budget: Money,
    /// 技术要求
    pub technical: String,
    /// 商务要求: delivery time, place, payment, packing, service, insurance.
    pub commercial: String,
    /// 执行的标准
    pub standards: Option<String>,
    /// 履约验收方案和标准 (第24条)
    pub acceptance: String,
    /// 涉及公共利益、社会关注度较高
    pub public_interest: bool,
    /// 技术复杂、专业性较强
    pub complex: bool,
    /// 拟采购进口产品
    pub imported: bool,
    /// 需求调查
    pub survey: Option<Survey>,
    /// 采购方式
    pub method: Method,
    /// 评审方法
    pub evaluation: EvaluationMethod,
    /// 组织形式
    pub form: OrganisationForm,
    /// 定价方式
    pub pricing: Pricing,
    /// Why these choices fit (第30条).
    pub choice_reason: String,
    /// How many, for whom, instead of what: what asset standards ask.
    #[serde(default, skip_serializing_if = "Assets::is_empty")]
    pub assets: Assets,
}

/// A demand survey 需求调查 (第10、11条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// When it was finished.
    pub completed: Date,
    /// How many market participants were asked.
    pub respondents: i64,
    /// Industry, supply, past prices, follow-up purchases.
    pub findings: String,
}

/// What happened to a demand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum DemandEvent {
    /// A version was compiled.
    #[serde(rename = "demand.compiled")]
    Compiled {
        /// What it says.
        need: Box<Need>,
        /// By whom.
        author: PersonId,
        /// Is a key review due?
        key_review: bool,
    },
    /// General review done.
    #[serde(rename = "demand.general_reviewed")]
    GeneralReviewed {
        /// The four conclusions.
        review: GeneralReview,
        /// By whom.
        by: PersonId,
        /// In words.
        opinion: String,
    },
    /// Key review done.
    #[serde(rename = "demand.key_reviewed")]
    KeyReviewed {
        /// The five conclusions.
        review: KeyReview,
        /// By whom.
        by: PersonId,
        /// In words.
        opinion: String,
    },
    /// A plan was filed on it.
    #[serde(rename = "demand.planned")]
    Planned {
        /// The plan.
        plan: PlanId,
    },
}

impl Stream for Demand {
    type Id = DemandId;
    type Event = DemandEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, at: Instant, event: &DemandEvent) {
        match (&mut *self, event) {
            (Self::Absent, DemandEvent::Compiled { need, author, key_review }) => {
                *self = Self::Compiled(Box::new(DemandFile {
                    need: (**need).clone(),
                    version: 1,
                    authors: vec![*author],
                    key_review: *key_review,
                    stage: DemandStage::Compiled,
                }));
            }
            (Self::Compiled(file), DemandEvent::Compiled { need, author, key_review }) => {
                file.need = (**need).clone();
                file.version += 1;
                if !file.authors.contains(author) {
                    file.authors.push(*author);
                }
                file.key_review = *key_review;
                file.stage = DemandStage::Compiled;
            }
            (Self::Compiled(file), DemandEvent::GeneralReviewed { review, by, opinion }) => {
                file.stage = if !review.passed() {
                    DemandStage::Rejected { by: *by, opinion: opinion.clone() }
                } else if file.key_review {
                    DemandStage::GeneralPassed { by: *by }
                } else {
                    DemandStage::Approved { at, plan: None }
                };
            }
            (Self::Compiled(file), DemandEvent::KeyReviewed { review, by, opinion }) => {
                file.stage = if review.passed() {
                    DemandStage::Approved { at, plan: None }
                } else {
                    DemandStage::Rejected { by: *by, opinion: opinion.clone() }
                };
            }
            (Self::Compiled(file), DemandEvent::Planned { plan: filed }) => {
                if let DemandStage::Approved { plan, .. } = &mut file.stage {
                    *plan = Some(*filed);
                }
            }
            (Self::Absent, _) => {}
        }
    }

    fn duties(&self) -> Vec<Duty> {
        let Self::Compiled(file) = self else { return Vec::new() };
        let (command, role) = match &file.stage {
            DemandStage::Compiled => ("demand.review_general", Role::PurchaserSupervisor),
            DemandStage::GeneralPassed { .. } => ("demand.review_key", Role::PurchaserFinance),
            DemandStage::Rejected { .. } => ("demand.revise_demand", Role::PurchaserClerk),
            DemandStage::Approved { plan: None, .. } => ("plan.file_plan", Role::PurchaserClerk),
            DemandStage::Approved { .. } => return Vec::new(),
        };
        vec![Duty {
            command: command.to_owned(),
            organisation: file.need.purchaser,
            role,
            person: None,
            due: None,
            title: file.need.name.clone(),
        }]
    }
}

impl Demand {
    /// The file, once compiled.
    ///
    /// # Errors
    /// `E_NOT_FOUND`.
    pub fn file(&self) -> Result<&DemandFile, Refusal> {
        match self {
            Self::Compiled(file) => Ok(file),
            Self::Absent => Err(Refusal::new("E_NOT_FOUND")),
        }
    }

    /// Compiles a version: the first, or a changed one after a rejection.
    ///
    /// # Errors
    /// `E_SURVEY_MISSING` (DEM-01), `E_SURVEY_SAMPLE` (DEM-01), `E_SURVEY_OLD` (D-DEM-01), `E_STATE`, `E_SCHEMA`.
    pub fn compile(
        &self,
        need: Need,
        author: PersonId,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<DemandEvent>, Refusal> {
        let open = match self {
            Self::Absent => true,
            Self::Compiled(file) => {
                matches!(file.stage, DemandStage::Rejected { .. }) && file.need.purchaser == need.purchaser
            }
        };
        if !open {
            return Err(Refusal::new("E_STATE"));
        }
        positive(need.budget, "budget")?;
        // One list decides both: what must be surveyed must also pass the key review (第11条、第33条).
        let special = need.survey_required(law)?;
        match &need.survey {
            None if special => {
                return Err(law
                    .refuse("E_SURVEY_MISSING", "DEM-01")
                    .field("survey_completed", "field-required"));
            }
            None => {}
            Some(survey) => survey.check(at, law)?,
        }
        Ok(vec![DemandEvent::Compiled { need: Box::new(need), author, key_review: special }])
    }

    /// Records the general review (第30条).
    ///
    /// # Errors
    /// `E_REVIEWER_IS_AUTHOR` (DEM-04), `E_SCHEMA` for a rejection without words, `E_STATE`, `E_NOT_FOUND`.
    pub fn review_general(
        &self,
        review: GeneralReview,
        opinion: String,
        by: PersonId,
        law: &Law,
    ) -> Result<Vec<DemandEvent>, Refusal> {
        let file = self.file()?;
        if file.stage != DemandStage::Compiled {
            return Err(Refusal::new("E_STATE"));
        }
        file.reviewable(by, review.passed(), &opinion, law)?;
        Ok(vec![DemandEvent::GeneralReviewed { review, by, opinion }])
    }

    /// Records the key review (第31条).
    ///
    /// # Errors
    /// As [`Demand::review_general`].
    pub fn review_key(
        &self,
        review: KeyReview,
        opinion: String,
        by: PersonId,
        law: &Law,
    ) -> Result<Vec<DemandEvent>, Refusal> {
        let file = self.file()?;
        if !matches!(file.stage, DemandStage::GeneralPassed { .. }) {
            return Err(Refusal::new("E_STATE"));
        }
        file.reviewable(by, review.passed(), &opinion, law)?;
        Ok(vec![DemandEvent::KeyReviewed { review, by, opinion }])
    }

    /// The need, if every review that was due has passed and no plan was filed yet (DEM-02).
    ///
    /// # Errors
    /// `E_DEMAND_NOT_APPROVED` (DEM-02; DEM-03 where only the key review is missing), `E_DEMAND_PLANNED`, `E_NOT_FOUND`.
    pub fn approved(&self, law: &Law) -> Result<&Need, Refusal> {
        let file = self.file()?;
        match file.stage {
            DemandStage::Approved { plan: None, .. } => Ok(&file.need),
            DemandStage::Approved { plan: Some(_), .. } => {
                Err(Refusal::new("E_DEMAND_PLANNED").arg("name", file.need.name.clone()))
            }
            DemandStage::GeneralPassed { .. } => {
                Err(law.refuse("E_DEMAND_NOT_APPROVED", "DEM-03").arg("name", file.need.name.clone()))
            }
            _ => Err(law.refuse("E_DEMAND_NOT_APPROVED", "DEM-02").arg("name", file.need.name.clone())),
        }
    }
}

impl Need {
    /// What is held against the demand standard of its end item.
    pub fn item(&self, today: Date) -> DemandItem<'_> {
        DemandItem { budget: self.budget, assets: self.assets, text: &self.technical, today }
    }
    /// Must the market be surveyed, and the key review be held (第11条、第33条)?
    ///
    /// # Errors
    /// Those of [`Law::money`].
    pub fn survey_required(&self, law: &Law) -> Result<bool, Refusal> {
        let line = law.money(&format!("demand_survey_line.{}", self.catalogue.category().id()))?;
        Ok(self.budget >= line || self.public_interest || self.complex || self.imported)
    }
}

impl Survey {
    fn check(&self, at: Instant, law: &Law) -> Result<(), Refusal> {
        let least = law.number("demand_survey_respondents_min")?;
        if self.respondents < least {
            return Err(law
                .refuse("E_SURVEY_SAMPLE", "DEM-01")
                .arg("least", least)
                .field("survey_respondents", "field-invalid"));
        }
        let completed = Instant::at(self.completed, 0, 0);
        if completed > at {
            return Err(Refusal::new("E_SCHEMA").field("survey_completed", "field-in-the-future"));
        }
        let latest = law.latest("D-DEM-01", completed)?;
        if at > latest {
            return Err(law
                .refuse("E_SURVEY_OLD", "D-DEM-01")
                .arg("latest", latest)
                .field("survey_completed", "field-invalid"));
        }
        Ok(())
    }
}

impl DemandFile {
    fn reviewable(&self, by: PersonId, passed: bool, opinion: &str, law: &Law) -> Result<(), Refusal> {
        if self.authors.contains(&by) {
            return Err(law.refuse("E_REVIEWER_IS_AUTHOR", "DEM-04"));
        }
        if !passed && opinion.trim().is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("opinion", "field-required"));
        }
        Ok(())
    }
}
