//! 代理机构复核采购文件.

use crate::engine::prelude::*;
use procurement::tender::Project;

/// The agency's second person passes the document or returns it for mending.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewDocument {
    /// 采购项目
    pub project: ProjectId,
    /// 结论
    pub verdict: Verdict,
    /// 意见
    #[serde(default)]
    pub opinion: Option<String>,
}
/// 结论
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 通过
    Passed,
    /// 退回修改
    Returned,
}

pub(super) const FIELDS: &[Field] = &[
    Field::id("project", "tender.project"),
    Field::choice("verdict", &["passed", "returned"]),
    Field::paragraph("opinion", 1000).optional(),
];

impl Command for ReviewDocument {
    const NAME: &'static str = "tender.review_document";
    const AUDIENCE: &'static [Role] = &[Role::AgencyReviewer];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.project", "project"));
    const FIELDS: &'static [Field] = FIELDS;
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Project>(self.project)?.about()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let reviewer = desk.actor().person;
        let passed = self.verdict == Verdict::Passed;
        let events = desk.load::<Project>(self.project)?.review_document(
            passed,
            self.opinion.unwrap_or_default(),
            reviewer,
        )?;
        desk.record_all::<Project>(self.project, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Project>(self.project)?.about()?.name.clone())
    }
}
