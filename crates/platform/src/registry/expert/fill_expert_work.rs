//! 填写工作经历.

use super::{EXPERT, SUBJECT, editable, fill, own};
use crate::engine::prelude::*;
use procurement::registry::{Employment, ExpertFilling, ExpertParticulars};

/// Fills in the present employer and former ones, which the draw avoids (政府采购法实施条例第九条第一项).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FillExpertWork {
    /// The record.
    pub expert: ExpertId,
    /// 工作单位
    pub work: Vec<Employment>,
}

const WORK: &[Field] = &[
    Field::text("name", 100),
    Field::new("uscc", Kind::Uscc).optional(),
    Field::date("from"),
    Field::date("until").optional(),
];

impl Command for FillExpertWork {
    const NAME: &'static str = "registry.fill_expert_work";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT, Field::list("work", WORK, ExpertParticulars::EMPLOYERS)];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        fill(desk, self.expert, ExpertFilling::Work(self.work))
    }
}
