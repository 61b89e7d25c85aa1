//! 放宽条件补抽.

use super::{
    candidates,
    request::{SPECIALITY, Speciality},
};
use crate::engine::prelude::*;
use procurement::draw::{Draw, DrawRequest};

/// Asks again with wider conditions after every candidate was called; who accepted stays, nobody is called twice.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Widen {
    /// 抽取
    pub draw: DrawId,
    /// 评审专业
    pub specialities: Vec<Speciality>,
    /// 评审开始时间
    pub evaluation_at: Instant,
    /// 专家所在地区
    pub reach: Region,
}

impl Command for Widen {
    const NAME: &'static str = "draw.widen";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("draw.draw", "draw"));
    const FIELDS: &'static [Field] = &[
        Field::id("draw", "draw.draw"),
        Field::list("specialities", SPECIALITY, 10),
        Field::instant("evaluation_at"),
        Field::new("reach", Kind::Region),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Draw>(self.draw)?.asked()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let draw = desk.load::<Draw>(self.draw)?;
        let request = DrawRequest {
            specialities: self.specialities.into_iter().map(|one| one.code).collect(),
            evaluation_at: self.evaluation_at,
            reach: self.reach,
            ..draw.asked()?.clone()
        };
        let law = desk.law(request.region);
        let called: Vec<PersonId> = draw.chosen.iter().map(|one| one.person).collect();
        let candidates = candidates::fix(desk, self.draw, &request, &called)?;
        let events = draw.request(request, candidates, desk.now(), &law)?;
        desk.record_all::<Draw>(self.draw, events)
    }
}
