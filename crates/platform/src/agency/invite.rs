//! 委托代理机构.

use crate::engine::prelude::*;
use procurement::{
    agency::{Agreement, Candidate, Entrustment, FeePayer, Terms},
    plan::Plan,
    registry::{Kind as OrganisationKind, Organisation},
};

/// Offers an entrustment to an agency that the purchaser chooses itself (政府采购法第19、20条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invite {
    /// 采购计划
    pub plan: PlanId,
    /// 代理机构
    pub agency: OrganisationId,
    /// 代理范围
    pub scope: String,
    /// 代理权限
    pub authority: String,
    /// 代理期限
    pub until: Date,
    /// 档案保存
    pub archive: String,
    /// 代理费支付方
    pub fee_payer: FeePayer,
    /// 代理费标准
    pub fee_standard: String,
    /// 评审费支付方
    pub review_fee_payer: FeePayer,
    /// 解除终止与违约责任
    pub liability: String,
}

impl Command for Invite {
    const NAME: &'static str = "agency.invite";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("plan.plan", "plan"));
    const FIELDS: &'static [Field] = &[
        Field::id("plan", "plan.plan"),
        Field::id("agency", "registry.organisation"),
        Field::paragraph("scope", 1000),
        Field::paragraph("authority", 1000),
        Field::date("until"),
        Field::paragraph("archive", 500),
        Field::choice("fee_payer", &["purchaser", "supplier"]),
        Field::paragraph("fee_standard", 500),
        Field::choice("review_fee_payer", &["purchaser", "agency"]),
        Field::paragraph("liability", 1000),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let plan = desk.load::<Plan>(self.plan)?;
        let law = desk.law(desk.actor().region);
        Ok(Matter::Organisation(plan.filed(&law)?.0.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let plan = desk.load::<Plan>(self.plan)?;
        let law = desk.law(desk.actor().region);
        let (file, _) = plan.filed(&law)?;
        let agency = desk.load::<Organisation>(self.agency)?;
        let agreement = Agreement {
            purchaser: file.purchaser,
            agency: self.agency,
            plan: self.plan,
            title: file.name.clone(),
            terms: Terms {
                scope: self.scope,
                authority: self.authority,
                until: self.until,
                archive: self.archive,
                fee_payer: self.fee_payer,
                fee_standard: self.fee_standard,
                review_fee_payer: self.review_fee_payer,
                liability: self.liability,
            },
        };
        let candidate = Candidate {
            organisation: self.agency,
            is_agency: agency.registration.kind == OrganisationKind::Agency,
            central: agency.registration.central,
            standing: &agency.standing,
        };
        let id = desk.new_id::<EntrustmentId>();
        let events = Entrustment::default().invite(agreement, candidate, file.form, desk.now(), &law)?;
        let planned = plan.entrust(id, &law)?;
        desk.record_all::<Entrustment>(id, events)?;
        desk.record_all::<Plan>(self.plan, planned)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        let plan = desk.load::<Plan>(self.plan)?;
        let law = desk.law(desk.actor().region);
        Ok(plan.filed(&law)?.0.name.clone())
    }
}
