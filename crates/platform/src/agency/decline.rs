//! 谢绝委托.

use crate::engine::prelude::*;
use procurement::{agency::Entrustment, plan::Plan};

/// The agency declines; the purchaser may invite another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Decline {
    /// 委托代理协议
    pub entrustment: EntrustmentId,
    /// 原因
    pub reason: String,
}

impl Command for Decline {
    const NAME: &'static str = "agency.decline";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("agency.entrustment", "entrustment"));
    const FIELDS: &'static [Field] =
        &[Field::id("entrustment", "agency.entrustment"), Field::paragraph("reason", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Entrustment>(self.entrustment)?.agreement()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let agency = desk.actor().organisation;
        let entrustment = desk.load::<Entrustment>(self.entrustment)?;
        let plan = entrustment.agreement()?.plan;
        let events = entrustment.decline(agency, self.reason)?;
        let law = desk.law(desk.actor().region);
        let freed = desk.load::<Plan>(plan)?.entrustment_declined(self.entrustment, &law)?;
        desk.record_all::<Entrustment>(self.entrustment, events)?;
        desk.record_all::<Plan>(plan, freed)
    }
    /// Whoever is asked to accept may decline.
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        desk.require_duty("agency.accept", subject)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Entrustment>(self.entrustment)?.agreement()?.title.clone())
    }
}
