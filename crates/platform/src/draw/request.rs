//! 申请抽取评审专家.

use super::candidates;
use crate::engine::prelude::*;
use procurement::{
    draw::{Avoidance, Draw, DrawRequest, Panel},
    tender::{Lot, Project},
};

/// Requests the draw of a lot's experts and fixes who may be drawn (财库〔2016〕198号; EXP-01, EXP-02).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RequestDraw {
    /// 采购包
    pub lot: LotId,
    /// 评审专业
    pub specialities: Vec<Speciality>,
    /// 专家人数
    pub experts: u32,
    /// 采购人代表人数
    pub representatives: u32,
    /// 技术复杂或社会影响较大
    #[serde(default)]
    pub complex: bool,
    /// 评审开始时间
    pub evaluation_at: Instant,
    /// 专家所在地区; the lot's city if left empty.
    #[serde(default)]
    pub reach: Option<Region>,
    /// 回避单位
    #[serde(default)]
    pub avoid: Vec<Avoided>,
}

/// A speciality.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Speciality {
    /// 专业代码
    pub code: String,
}

/// An employer to avoid.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Avoided {
    /// 统一社会信用代码
    pub employer: String,
    /// 理由
    pub reason: String,
}

pub(super) const SPECIALITY: &[Field] = &[Field::new("code", Kind::Catalogue)];

impl Command for RequestDraw {
    const NAME: &'static str = "draw.request";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.lot", "lot"));
    const FIELDS: &'static [Field] = &[
        Field::id("lot", "tender.lot"),
        Field::list("specialities", SPECIALITY, 10),
        Field::new("experts", Kind::Number { min: 2, max: 31 }),
        Field::new("representatives", Kind::Number { min: 0, max: 10 }),
        Field::flag("complex"),
        Field::instant("evaluation_at"),
        Field::new("reach", Kind::Region).optional(),
        Field::list("avoid", &[Field::new("employer", Kind::Uscc), Field::text("reason", 200)], 50)
            .optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Lot>(self.lot)?.about()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let lot = desk.load::<Lot>(self.lot)?;
        let about = lot.about()?;
        let law = desk.law(about.region);
        let draw = desk.new_id::<DrawId>();
        let avoid =
            self.avoid.into_iter().map(|one| Avoidance { employer: one.employer, reason: one.reason });
        let request = DrawRequest {
            project: about.project,
            lot: self.lot,
            purchaser: about.purchaser,
            agency: about.agency,
            regulator: regulator(desk, about.region)?,
            region: about.region,
            reach: self.reach.or_else(|| about.region.parent()).unwrap_or(about.region),
            title: about.title(),
            specialities: self.specialities.into_iter().map(|one| one.code).collect(),
            panel: Panel { experts: self.experts, representatives: self.representatives },
            // 采购项目预算, not the lot's alone (87号令第47条第2款第1项).
            budget: desk.load::<Project>(about.project)?.about()?.budget(),
            complex: self.complex,
            avoid: avoid.collect(),
            evaluation_at: self.evaluation_at,
        };
        let candidates = candidates::fix(desk, draw, &request, &[])?;
        let events = Draw::default().request(request, candidates, desk.now(), &law)?;
        let noted = lot.request_draw(draw)?;
        desk.record_all::<Draw>(draw, events)?;
        desk.record_all::<Lot>(self.lot, noted)
    }
}

/// The finance authority that supervises a region: its own, or the nearest above.
fn regulator(desk: &mut Desk<'_, '_>, region: Region) -> Result<OrganisationId, Stop> {
    for place in region.ancestry() {
        let rows = desk.query(
            "SELECT id FROM registry_organisation WHERE kind = 'regulator' AND region = $1 AND state = 'active' \
             ORDER BY id LIMIT 1",
            &[place.code().into()],
        )?;
        if let Some(row) = rows.first() {
            return Ok(row.parse(0)?);
        }
    }
    Err(Refusal::new("E_NO_REGULATOR").arg("region", region.code()).into())
}
