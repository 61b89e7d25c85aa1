//! What compiling and revising have in common: the fields of a demand.

use crate::engine::prelude::*;
use crate::goods::standard_in_force;
use procurement::{
    Law,
    demand::{EvaluationMethod, Method, Need, OrganisationForm, Pricing, Survey},
    goods::{Assets, asset_standard, check},
};

/// A demand as it is typed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Wanted {
    /// 项目名称
    pub name: String,
    /// 品目
    pub catalogue: CatalogueCode,
    /// 预算金额
    pub budget: Money,
    /// 技术要求
    pub technical: String,
    /// 商务要求
    pub commercial: String,
    /// 执行的标准
    #[serde(default)]
    pub standards: Option<String>,
    /// 履约验收方案
    pub acceptance: String,
    /// 涉及公共利益
    pub public_interest: bool,
    /// 技术复杂
    pub complex: bool,
    /// 进口产品
    pub imported: bool,
    /// 调查完成日期
    #[serde(default)]
    pub survey_completed: Option<Date>,
    /// 调查对象数量
    #[serde(default)]
    pub survey_respondents: Option<i64>,
    /// 调查结论
    #[serde(default)]
    pub survey_findings: Option<String>,
    /// 采购方式
    pub method: Method,
    /// 评审方法
    pub evaluation: EvaluationMethod,
    /// 组织形式
    pub form: OrganisationForm,
    /// 定价方式
    pub pricing: Pricing,
    /// 选择的理由
    pub choice_reason: String,
    /// 数量
    #[serde(default)]
    pub quantity: Option<u32>,
    /// 存量
    #[serde(default)]
    pub stock: Option<u32>,
    /// 编制内实有人数
    #[serde(default)]
    pub headcount: Option<u32>,
    /// 拟更新资产的启用日期
    #[serde(default)]
    pub replaces: Option<Date>,
}

/// The fields after the one that names the subject; the limits keep a demand under 64 KB.
macro_rules! wanted_fields {
    ($subject:expr) => {
        &[
            $subject,
            Field::text("name", 100),
            Field::new("catalogue", Kind::Catalogue),
            Field::money("budget"),
            Field::paragraph("technical", 9000),
            Field::paragraph("commercial", 3000),
            Field::paragraph("standards", 1000).optional(),
            Field::paragraph("acceptance", 3000),
            Field::flag("public_interest"),
            Field::flag("complex"),
            Field::flag("imported"),
            Field::date("survey_completed").optional(),
            Field::new("survey_respondents", Kind::Number { min: 1, max: 10_000 }).optional(),
            Field::paragraph("survey_findings", 2000).optional(),
            Field::choice("method", procurement::demand::Method::IDS),
            Field::choice("evaluation", procurement::demand::EvaluationMethod::IDS),
            Field::choice("form", procurement::demand::OrganisationForm::IDS),
            Field::choice("pricing", procurement::demand::Pricing::IDS),
            Field::paragraph("choice_reason", 1000),
            Field::new("quantity", Kind::Number { min: 1, max: 1_000_000 }).optional(),
            Field::new("stock", Kind::Number { min: 0, max: 1_000_000 }).optional(),
            Field::new("headcount", Kind::Number { min: 0, max: 1_000_000 }).optional(),
            Field::date("replaces").optional(),
        ]
    };
}
pub(super) use wanted_fields;

impl Wanted {
    /// The need of `purchaser`, going back to `intention`.
    pub fn need(
        self,
        purchaser: OrganisationId,
        region: Region,
        intention: Option<IntentionId>,
    ) -> Result<Need, Refusal> {
        if !Catalogue::builtin().is_leaf(&self.catalogue) {
            return Err(Refusal::new("E_SCHEMA").field("catalogue", "field-not-a-leaf"));
        }
        let survey = match (self.survey_completed, self.survey_respondents, self.survey_findings) {
            (None, None, None) => None,
            (Some(completed), Some(respondents), Some(findings)) => {
                Some(Survey { completed, respondents, findings })
            }
            (completed, respondents, _) => {
                let path = if completed.is_none() {
                    "survey_completed"
                } else if respondents.is_none() {
                    "survey_respondents"
                } else {
                    "survey_findings"
                };
                return Err(Refusal::new("E_SCHEMA").field(path, "field-survey-incomplete"));
            }
        };
        Ok(Need {
            purchaser,
            region,
            name: self.name,
            intention,
            catalogue: self.catalogue,
            budget: self.budget,
            technical: self.technical,
            commercial: self.commercial,
            standards: self.standards,
            acceptance: self.acceptance,
            public_interest: self.public_interest,
            complex: self.complex,
            imported: self.imported,
            survey,
            method: self.method,
            evaluation: self.evaluation,
            form: self.form,
            pricing: self.pricing,
            choice_reason: self.choice_reason,
            assets: Assets {
                quantity: self.quantity,
                stock: self.stock,
                headcount: self.headcount,
                replaces: self.replaces,
            },
        })
    }
}

/// Holds a need against the demand standard in force: what exceeds the asset standard (BUD-06) is explained or refused, as the
/// rule says.
pub(super) fn within_standard(
    desk: &mut Desk<'_, '_>,
    need: &Need,
    id: DemandId,
    law: &Law,
) -> Result<(), Stop> {
    if let Some(standard) = standard_in_force(desk, &need.catalogue, need.region)? {
        let found = asset_standard(&check(&need.item(desk.today()), &standard), law)?;
        desk.warn(found.map(|finding| finding.shown_by([id.stream()])));
    }
    Ok(())
}
