//! 建立采购项目.

use crate::engine::prelude::*;
use procurement::{
    agency::Entrustment,
    plan::Plan,
    registry::Organisation,
    tender::{Lot, Opened, Project},
};

/// Opens a project with its lots on a filed plan, by the entrusted agency.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenProject {
    /// 委托协议
    pub entrustment: EntrustmentId,
}

impl Command for OpenProject {
    const NAME: &'static str = "tender.open_project";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("agency.entrustment", "entrustment"));
    const FIELDS: &'static [Field] = &[Field::id("entrustment", "agency.entrustment")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Entrustment>(self.entrustment)?.agreement()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let entrustment = desk.load::<Entrustment>(self.entrustment)?;
        let agreement = entrustment.agreement()?;
        let plan = desk.load::<Plan>(agreement.plan)?;
        let agency = desk.load::<Organisation>(agreement.agency)?;
        agency.require_active()?;
        let purchaser = desk.load::<Organisation>(agreement.purchaser)?;
        let region = purchaser.registration.region;
        let law = desk.law(region);
        let count = plan.filed(&law)?.0.lots.len();
        let project = desk.new_id::<ProjectId>();
        let number = next_number(desk, region)?;
        let lots = (0..count).map(|_| desk.new_id::<LotId>()).collect();
        let opened = Opened {
            project,
            number,
            plan: agreement.plan,
            plan_state: &plan,
            entrustment: self.entrustment,
            entrustment_state: &entrustment,
            agency: agreement.agency,
            agency_name: agency.registration.name.clone(),
            purchaser_name: purchaser.registration.name.clone(),
            lots,
        };
        let used = entrustment.open_project(agreement.agency, project, desk.now(), &law)?;
        let executed = plan.execute(self.entrustment, project, &law)?;
        let (event, lots) = Project::default().open(opened, &law)?;
        desk.record::<Project>(project, event)?;
        for (lot, event) in lots {
            desk.record::<Lot>(lot, event)?;
        }
        desk.record_all::<Entrustment>(self.entrustment, used)?;
        desk.record_all::<Plan>(agreement.plan, executed)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Entrustment>(self.entrustment)?.agreement()?.title.clone())
    }
}

/// 项目编号: region, year, serial number of the region's year. Unique by a key of the view.
fn next_number(desk: &mut Desk<'_, '_>, region: Region) -> Result<String, Stop> {
    let year = desk.today().year();
    let rows = desk.query(
        "SELECT MAX(serial) FROM tender_project WHERE region = $1 AND year = $2",
        &[region.code().into(), i64::from(year).into()],
    )?;
    let last = rows.first().map(|row| row.opt_int(0)).transpose()?.flatten().unwrap_or(0);
    Ok(format!("{}-{year}-{:06}", region.code(), last + 1))
}
