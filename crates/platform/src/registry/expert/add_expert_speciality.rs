//! 申报评审专业.

use super::{EXPERT, SUBJECT, editable, fill, own, require_scan};
use crate::engine::prelude::*;
use procurement::registry::{Claim, Evidence, ExpertFilling};

/// Claims a speciality, with what proves it (财库〔2016〕198号第九条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddExpertSpeciality {
    /// The record.
    pub expert: ExpertId,
    /// 评审专业
    pub code: String,
    /// 证明材料名称
    pub title: String,
    /// The scan.
    pub file: Digest,
}

impl Command for AddExpertSpeciality {
    const NAME: &'static str = "registry.add_expert_speciality";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        EXPERT,
        Field::new("code", Kind::Catalogue),
        Field::text("title", 100),
        Field::new("file", Kind::File),
    ];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        require_scan(outside, &self.file)
    }
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let evidence = Evidence { title: self.title, file: self.file };
        let claim = Claim { code: self.code, evidence: Some(evidence) };
        fill(desk, self.expert, ExpertFilling::Claim(claim))
    }
}
