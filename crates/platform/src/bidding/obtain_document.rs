//! 获取采购文件: free, without any qualification asked.

use super::lists::OBTAINMENT;
use crate::engine::prelude::*;
use procurement::{
    bidding::{Obtain, Obtainment},
    registry::Organisation,
    tender::Project,
};

/// Hands the tender document out to a supplier.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ObtainDocument {
    /// 采购项目
    pub project: ProjectId,
}

impl Command for ObtainDocument {
    const NAME: &'static str = "bidding.obtain_document";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.project", "project"));
    const FIELDS: &'static [Field] = &[Field::id("project", "tender.project")];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let project = subject.id::<ProjectId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        obtain(desk, project).map(|_| ())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = obtain(desk, self.project)?;
        let id = desk.new_id::<ObtainmentId>();
        desk.record_all::<Obtainment>(id, events)
    }
}

fn obtain(
    desk: &mut Desk<'_, '_>,
    id: ProjectId,
) -> Result<Vec<procurement::bidding::ObtainmentEvent>, Stop> {
    let supplier = desk.actor().organisation;
    desk.load::<Organisation>(supplier)?.require_active()?;
    let project = desk.load::<Project>(id)?;
    let (about, schedule) = (project.about()?, project.schedule()?);
    let had = desk.query(OBTAINMENT, &[id.to_string().into(), supplier.to_string().into()])?;
    if !had.is_empty() {
        return Err(Refusal::new("E_ALREADY_OBTAINED").into());
    }
    let law = desk.law(about.region);
    let ask = Obtain {
        project: id,
        supplier,
        title: about.name.clone(),
        document: schedule.version.digest,
        from: schedule.published_at,
        until: schedule.provision_end,
        deadline: schedule.deadline,
        banned: false,
    };
    Ok(Obtainment::default().obtain(ask, desk.received().max(schedule.published_at), &law)?)
}
