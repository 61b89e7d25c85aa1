//! 填写企业规模.

use super::dossier::{CLERKS, DOSSIER, SUBJECT, Wrong, editable, fill, own};
use crate::engine::prelude::*;
use procurement::registry::{Dossier, Enterprise, Figures, Filling};

/// Declares industry and last year's figures; the size is computed (工信部联企业〔2011〕300号).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FillEnterprise {
    /// The dossier.
    pub dossier: DossierId,
    /// 所属行业 (GB/T 4754)
    pub industry: String,
    /// 从业人员
    #[serde(default)]
    pub employees: Option<i64>,
    /// 营业收入
    #[serde(default)]
    pub revenue: Option<Money>,
    /// 资产总额
    #[serde(default)]
    pub assets: Option<Money>,
    /// 由大型企业直接控股或管理
    #[serde(default)]
    pub controlled: bool,
    /// 监狱企业
    #[serde(default)]
    pub prison: bool,
    /// 残疾人福利性单位
    #[serde(default)]
    pub welfare: bool,
}

impl Command for FillEnterprise {
    const NAME: &'static str = "registry.fill_enterprise";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        DOSSIER,
        Field::text("industry", 4),
        Field::new("employees", Kind::Number { min: 0, max: 10_000_000 }).optional(),
        Field::money("revenue").optional(),
        Field::money("assets").optional(),
        Field::flag("controlled"),
        Field::flag("prison"),
        Field::flag("welfare"),
    ];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let unknown = |_| Refusal::new("E_SCHEMA").field("industry", "field-not-an-industry");
        let industry: Industry = self.industry.parse().map_err(unknown)?;
        let identity = desk.load::<Dossier>(self.dossier)?.draft.identity.clone();
        let new = identity.is_some_and(|is| is.established.year() == desk.today().year());
        let figures = match (self.employees, self.revenue, self.assets) {
            (Some(employees), Some(revenue), Some(assets)) => Some(Figures { employees, revenue, assets }),
            (None, None, None) if new => None,
            (employees, revenue, assets) => {
                let mut wrong = Wrong::default();
                wrong.unless(employees.is_some(), "employees", "field-required");
                wrong.unless(revenue.is_some(), "revenue", "field-required");
                wrong.unless(assets.is_some(), "assets", "field-required");
                return Err(wrong.refuse().err().unwrap_or_else(|| Refusal::new("E_SCHEMA")).into());
            }
        };
        let enterprise = Enterprise {
            industry,
            figures,
            controlled: self.controlled,
            prison: self.prison,
            welfare: self.welfare,
        };
        fill(desk, self.dossier, Filling::Enterprise(enterprise))
    }
}
