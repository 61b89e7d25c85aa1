//! 专家审核.

use super::{EXPERT, SUBJECT, begin_reviews, facts::require_only_record, open, reviewed};
use crate::engine::prelude::*;
use crate::registry::review_dossier::Verdict;
use procurement::registry::Expert;

/// The finance department passes or returns the papers; two people (财库〔2016〕198号第十条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewExpert {
    /// The record.
    pub expert: ExpertId,
    /// 结论
    pub verdict: Verdict,
    /// 退回原因
    #[serde(default)]
    pub reason: Option<String>,
}

impl Command for ReviewExpert {
    const NAME: &'static str = "registry.review_expert";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator, Role::System];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        EXPERT,
        Field::choice("verdict", &["passed", "returned"]),
        Field::paragraph("reason", 500).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        reviewed(desk, self.expert)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (expert, law) = open(desk, self.expert)?;
        let passed = self.verdict == Verdict::Passed;
        let events = expert.review(passed, self.reason, desk.today(), &law)?;
        desk.record_all::<Expert>(self.expert, events)?;
        if !passed {
            return Ok(());
        }
        require_only_record(desk, self.expert, &expert)?;
        begin_reviews(desk, expert.office()?.reviewer)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Expert>(self.expert)?.office()?.code.clone())
    }
}
