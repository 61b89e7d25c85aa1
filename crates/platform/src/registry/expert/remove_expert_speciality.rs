//! 删除评审专业.

use super::{EXPERT, SUBJECT, editable, fill, own};
use crate::engine::prelude::*;
use procurement::registry::ExpertFilling;

/// Takes a speciality out of the papers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RemoveExpertSpeciality {
    /// The record.
    pub expert: ExpertId,
    /// 评审专业
    pub code: String,
}

impl Command for RemoveExpertSpeciality {
    const NAME: &'static str = "registry.remove_expert_speciality";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT, Field::new("code", Kind::Catalogue)];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        fill(desk, self.expert, ExpertFilling::Unclaim(self.code))
    }
}
