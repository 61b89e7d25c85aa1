//! 提交审核.

use super::{EXPERT, SUBJECT, facts::require_only_record, own};
use crate::engine::prelude::*;
use procurement::registry::Expert;

/// Hands the papers in: the application or a change (财库〔2016〕198号第八条、第十一条); one person has one record.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SubmitExpert {
    /// The record.
    pub expert: ExpertId,
    /// 单位推荐意见
    #[serde(default)]
    pub recommendation: Option<String>,
}

impl Command for SubmitExpert {
    const NAME: &'static str = "registry.submit_expert";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT, Field::paragraph("recommendation", 500).optional()];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (expert, law) = super::open(desk, self.expert)?;
        let events = expert.submit(self.recommendation, desk.today(), &law)?;
        require_only_record(desk, self.expert, &expert)?;
        desk.record_all::<Expert>(self.expert, events)
    }
}
