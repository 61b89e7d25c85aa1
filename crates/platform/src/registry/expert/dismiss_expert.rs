//! 解聘专家.

use super::{EXPERT, SUBJECT, id_of, open, supervised};
use crate::engine::prelude::*;
use procurement::registry::{DismissalCause, Expert};

/// Dismisses an expert (财库〔2016〕198号第十二条); two people of a finance department.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DismissExpert {
    /// The record.
    pub expert: ExpertId,
    /// 解聘情形
    pub cause: DismissalCause,
    /// 原因
    pub reason: String,
}

impl Command for DismissExpert {
    const NAME: &'static str = "registry.dismiss_expert";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] =
        &[EXPERT, Field::choice("cause", DismissalCause::DECIDED), Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        supervised(desk, self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = id_of(subject)?;
        let (expert, law) = open(desk, id)?;
        expert.dismiss(DismissalCause::Unqualified, String::new(), desk.now(), &law)?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (expert, law) = open(desk, self.expert)?;
        let events = expert.dismiss(self.cause, self.reason, desk.now(), &law)?;
        desk.record_all::<Expert>(self.expert, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Expert>(self.expert)?.office()?.code.clone())
    }
}
