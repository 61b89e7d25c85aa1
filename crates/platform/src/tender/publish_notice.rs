//! 发布公开招标公告.

use super::notices;
use crate::engine::prelude::*;
use procurement::{
    demand::Intention,
    registry::Organisation,
    tender::{Lot, Notice, Project, Publication, TenderDocument},
};

/// Announces the project: the notice is drawn from the locked document, nothing in it is typed again (DOC-16).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PublishNotice {
    /// 采购项目
    pub project: ProjectId,
    /// 获取招标文件截止
    pub provision_end: Instant,
    /// 投标截止时间（开标时间）
    pub deadline: Instant,
    /// 开标地点
    pub opening_place: String,
    /// 采购人联系电话
    pub purchaser_phone: String,
    /// 代理机构联系电话
    pub agency_phone: String,
}

impl Command for PublishNotice {
    const NAME: &'static str = "tender.publish_notice";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const APPROVAL: Approval = Approval::Second(Role::AgencyReviewer);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.project", "project"));
    const FIELDS: &'static [Field] = &[
        Field::id("project", "tender.project"),
        Field::instant("provision_end"),
        Field::instant("deadline"),
        Field::text("opening_place", 200),
        Field::text("purchaser_phone", 40),
        Field::text("agency_phone", 40),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Project>(self.project)?.about()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let project = desk.load::<Project>(self.project)?;
        let about = project.about()?;
        let (law, now) = (desk.law(about.region), desk.now());
        if let Some(intention) = about.intention {
            desk.load::<Intention>(intention)?.lead_satisfied(now, &law)?;
        }
        let notice = desk.new_id::<NoticeId>();
        let publication = Publication {
            notice,
            provision_end: self.provision_end,
            deadline: self.deadline,
            opening_place: self.opening_place.clone(),
        };
        let (event, announced) = project.publish_notice(publication, now, &law)?;
        let digest =
            project.version().map(|version| version.digest).ok_or_else(|| Refusal::new("E_STATE"))?;
        let document = desk.get::<TenderDocument>(&digest)?;
        let agency = desk.load::<Organisation>(about.agency)?;
        let from = (&*agency, desk.actor().person);
        let draft = notices::tender(self.project, about, (&document, digest), &self, from, now, &law)?;
        desk.record::<Project>(self.project, event)?;
        for lot in &about.lots {
            desk.record::<Lot>(lot.id, announced.clone())?;
            desk.record::<Lot>(lot.id, Lot::schedule_draw(self.deadline, &law))?;
        }
        desk.record_all::<Notice>(notice, Notice::default().publish(draft, now, &law)?)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Project>(self.project)?.about()?.name.clone())
    }
}
