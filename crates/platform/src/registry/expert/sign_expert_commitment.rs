//! 签署承诺书.

use super::{EXPERT, SUBJECT, editable, fill, own};
use crate::engine::prelude::*;
use crate::registry::dossier::Wrong;
use procurement::registry::{EXPERT_COMMITMENT, ExpertCommitment, ExpertFilling};

/// Makes the promise that what no document proves is so: health, independence, no bad record in three years, no supervisor of procurement (财库〔2016〕198号第六条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignExpertCommitment {
    /// The record.
    pub expert: ExpertId,
    /// 已阅读并承诺
    #[serde(default)]
    pub agreed: bool,
    /// 身体健康，能够承担评审工作
    #[serde(default)]
    pub healthy: bool,
    /// 申请前三年内无不良行为记录
    #[serde(default)]
    pub clean: bool,
    /// 不是财政部门政府采购监督管理工作人员
    #[serde(default)]
    pub outsider: bool,
}

impl Command for SignExpertCommitment {
    const NAME: &'static str = "registry.sign_expert_commitment";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        EXPERT,
        Field::flag("agreed"),
        Field::flag("healthy"),
        Field::flag("clean"),
        Field::flag("outsider"),
    ];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let mut wrong = Wrong::default();
        wrong.unless(self.agreed, "agreed", "field-commitment");
        wrong.unless(self.healthy, "healthy", "field-expert-condition");
        wrong.unless(self.clean, "clean", "field-expert-condition");
        wrong.unless(self.outsider, "outsider", "field-expert-condition");
        wrong.refuse()?;
        let text = Digest::of(EXPERT_COMMITMENT.as_bytes());
        let commitment = ExpertCommitment { text, at: desk.now() };
        fill(desk, self.expert, ExpertFilling::Commitment(commitment))
    }
}
