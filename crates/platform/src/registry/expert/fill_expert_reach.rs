//! 填写回避单位与评审意愿.

use super::{EXPERT, SUBJECT, editable, fill, own};
use crate::engine::prelude::*;
use procurement::registry::{AvoidGround, Avoided, ExpertFilling, Reach};

/// Fills in which units have to be avoided, and for what the expert can be called (财库〔2016〕198号第八条第四项).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FillExpertReach {
    /// The record.
    pub expert: ExpertId,
    /// 回避单位
    #[serde(default)]
    pub units: Vec<Avoided>,
    /// 外语语种
    #[serde(default)]
    pub languages: Option<String>,
    /// 可参加远程异地评审
    #[serde(default)]
    pub remote: bool,
}

const UNITS: &[Field] = &[Field::new("uscc", Kind::Uscc), Field::choice("ground", AvoidGround::IDS)];

impl Command for FillExpertReach {
    const NAME: &'static str = "registry.fill_expert_reach";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        EXPERT,
        Field::list("units", UNITS, Reach::UNITS).optional(),
        Field::text("languages", 60).optional(),
        Field::flag("remote"),
    ];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let reach = Reach { units: self.units, languages: self.languages, remote: self.remote };
        fill(desk, self.expert, ExpertFilling::Reach(reach))
    }
}
