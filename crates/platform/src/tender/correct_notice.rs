//! 发布更正公告.

use super::notices;
use crate::engine::prelude::*;
use procurement::tender::{Change, Correction, Lot, LotStage, Notice, Project, ProjectStage};

/// Corrects, clarifies or extends what was announced; a changed document that was drafted before comes into force.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CorrectNotice {
    /// 采购项目
    pub project: ProjectId,
    /// 更正内容
    pub changes: Vec<Change>,
    /// 是否影响投标文件编制
    #[serde(default)]
    pub affects_preparation: bool,
    /// 不影响编制的理由
    #[serde(default)]
    pub reason: Option<String>,
    /// 顺延后的投标截止时间
    #[serde(default)]
    pub deadline: Option<Instant>,
}

const CHANGE: &[Field] =
    &[Field::text("item", 100), Field::paragraph("before", 2000), Field::paragraph("after", 2000)];

impl Command for CorrectNotice {
    const NAME: &'static str = "tender.correct_notice";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const APPROVAL: Approval = Approval::Second(Role::AgencyReviewer);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.project", "project"));
    const FIELDS: &'static [Field] = &[
        Field::id("project", "tender.project"),
        Field::list("changes", CHANGE, 50),
        Field::flag("affects_preparation"),
        Field::paragraph("reason", 500).optional(),
        Field::instant("deadline").optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Project>(self.project)?.about()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let project = desk.load::<Project>(self.project)?;
        let about = project.about()?;
        let (law, now, received) = (desk.law(about.region), desk.now(), desk.received());
        let notice = desk.new_id::<NoticeId>();
        let correction = Correction {
            notice,
            affects_preparation: self.affects_preparation,
            reason: self.reason,
            changes: self.changes,
            deadline: self.deadline,
        };
        let (event, announced) = project.correct_notice(&correction, received, now, &law)?;
        let draft = notices::correction(self.project, &project, &correction, now)?;
        desk.record::<Project>(self.project, event)?;
        let known = project.schedule()?.deadline;
        let deadline = self.deadline.filter(|deadline| *deadline != known);
        for lot in &about.lots {
            if desk.load::<Lot>(lot.id)?.stage == LotStage::Announced {
                desk.record::<Lot>(lot.id, announced.clone())?;
                if let Some(deadline) = deadline {
                    desk.record::<Lot>(lot.id, Lot::schedule_draw(deadline, &law))?;
                }
            }
        }
        if let Some(deadline) = deadline {
            crate::bidding::move_deadline(desk, self.project, deadline)?;
        }
        desk.record_all::<Notice>(notice, Notice::default().publish(draft, now, &law)?)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let Some(id) = subject.id::<ProjectId>() else { return Err(Refusal::new("E_NOT_FOUND").into()) };
        let now = desk.now();
        match &desk.load::<Project>(id)?.stage {
            ProjectStage::Announced(schedule) if now < schedule.deadline => Ok(()),
            _ => Err(Refusal::new("E_STATE").into()),
        }
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Project>(self.project)?.about()?.name.clone())
    }
}
