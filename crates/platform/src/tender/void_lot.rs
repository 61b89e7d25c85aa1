//! 废标、终止采购.

use super::{finish_lot, notices, release_reserve};
use crate::{engine::prelude::*, payment::money};
use procurement::{
    registry::Organisation,
    tender::{Lot, LotStage, Notice, Project, VoidReason},
};

/// Declares a lot void on one of the law's grounds and tells everybody (政府采购法第36条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VoidLot {
    /// 采购包
    pub lot: LotId,
    /// 法定情形
    pub reason: VoidReason,
    /// 情况说明
    pub statement: String,
}

impl Command for VoidLot {
    const NAME: &'static str = "tender.void_lot";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const APPROVAL: Approval = Approval::Second(Role::AgencyReviewer);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.lot", "lot"));
    const FIELDS: &'static [Field] = &[
        Field::id("lot", "tender.lot"),
        Field::choice("reason", VoidReason::IDS),
        Field::paragraph("statement", 1000),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Lot>(self.lot)?.about()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let lot = desk.load::<Lot>(self.lot)?;
        let about = lot.about()?;
        let project = desk.load::<Project>(about.project)?;
        let (law, now) = (desk.law(about.region), desk.now());
        let notice = desk.new_id::<NoticeId>();
        let events = lot.void(self.reason, self.statement.clone(), notice)?;
        let invitation = desk.load::<Notice>(lot.terms()?.notice)?;
        let phones = ["purchaser_phone", "agency_phone"].map(|label| notices::phone(&invitation, label));
        let [purchaser_phone, agency_phone] = phones;
        let agency = desk.load::<Organisation>(about.agency)?;
        let contacts = notices::contacts(project.about()?, &agency, purchaser_phone, agency_phone);
        let draft = notices::termination(self.lot, &lot, &project, self.reason, &self.statement, contacts)?;
        let mut after = (*lot).clone();
        events.iter().for_each(|event| after.apply(now, event));
        desk.record_all::<Lot>(self.lot, events)?;
        finish_lot(desk, &after)?;
        let released = release_reserve(desk, about, &law)?;
        money::record(desk, released)?;
        desk.record_all::<Notice>(notice, Notice::default().publish(draft, now, &law)?)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let Some(id) = subject.id::<LotId>() else { return Err(Refusal::new("E_NOT_FOUND").into()) };
        match &desk.load::<Lot>(id)?.stage {
            LotStage::Failed { .. }
            | LotStage::Announced
            | LotStage::Opening { .. }
            | LotStage::Evaluating { .. }
            | LotStage::Recommended { .. }
            | LotStage::Confirmed { .. } => Ok(()),
            _ => Err(Refusal::new("E_STATE").into()),
        }
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Lot>(self.lot)?.about()?.title())
    }
}
