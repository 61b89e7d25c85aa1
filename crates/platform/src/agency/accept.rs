//! 接受委托.

use crate::engine::prelude::*;
use procurement::{agency::Entrustment, registry::Organisation};

/// The agency agrees; with a second person's consent the agreement is in force.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Accept {
    /// 委托代理协议
    pub entrustment: EntrustmentId,
}

impl Command for Accept {
    const NAME: &'static str = "agency.accept";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const APPROVAL: Approval = Approval::Second(Role::AgencyReviewer);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("agency.entrustment", "entrustment"));
    const FIELDS: &'static [Field] = &[Field::id("entrustment", "agency.entrustment")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Entrustment>(self.entrustment)?.agreement()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (agency, manager) = (desk.actor().organisation, desk.actor().person);
        desk.load::<Organisation>(agency)?.require_active()?;
        let events = desk.load::<Entrustment>(self.entrustment)?.accept(agency, manager)?;
        desk.record_all::<Entrustment>(self.entrustment, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Entrustment>(self.entrustment)?.agreement()?.title.clone())
    }
}
