//! 项目结项.

use crate::engine::prelude::*;
use procurement::{
    plan::Plan,
    tender::{Lot, Project},
};

/// Closes a project whose lots are all accepted and paid, or void (HR-4).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CloseProject {
    /// 采购项目
    pub project: ProjectId,
}

impl Command for CloseProject {
    const NAME: &'static str = "tender.close_project";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.project", "project"));
    const FIELDS: &'static [Field] = &[Field::id("project", "tender.project")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Project>(self.project)?.about()?.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let project = desk.load::<Project>(self.project)?;
        let about = project.about()?;
        let mut lots = Vec::new();
        for lot in &about.lots {
            lots.push((lot.id, desk.load::<Lot>(lot.id)?));
        }
        let states: Vec<&Lot> = lots.iter().map(|(_, lot)| &**lot).collect();
        let events = project.close(&states)?;
        let law = desk.law(about.region);
        let completed = desk.load::<Plan>(about.plan)?.complete(self.project, &law)?;
        desk.record_all::<Project>(self.project, events)?;
        for (id, lot) in &lots {
            desk.record_all::<Lot>(*id, lot.close())?;
        }
        desk.record_all::<Plan>(about.plan, completed)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Project>(self.project)?.about()?.name.clone())
    }
}
