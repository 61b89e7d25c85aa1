//! 采购人确认采购文件.

use super::review_document::{FIELDS, Verdict};
use crate::engine::prelude::*;
use procurement::tender::Project;

/// The purchaser confirms the document, which locks it, or returns it for mending.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmDocument {
    /// 采购项目
    pub project: ProjectId,
    /// 结论
    pub verdict: Verdict,
    /// 意见
    #[serde(default)]
    pub opinion: Option<String>,
}

impl Command for ConfirmDocument {
    const NAME: &'static str = "tender.confirm_document";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.project", "project"));
    const FIELDS: &'static [Field] = FIELDS;
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Project>(self.project)?.about()?.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let by = desk.actor().person;
        let passed = self.verdict == Verdict::Passed;
        let events = desk.load::<Project>(self.project)?.confirm_document(
            passed,
            self.opinion.unwrap_or_default(),
            by,
        )?;
        desk.record_all::<Project>(self.project, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Project>(self.project)?.about()?.name.clone())
    }
}
