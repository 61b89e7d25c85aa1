//! 注册审核.

use crate::engine::prelude::*;
use procurement::registry::Organisation;

/// The finance department passes or returns a registration.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewOrganisation {
    /// The organisation.
    pub organisation: OrganisationId,
    /// 结论
    pub verdict: Verdict,
    /// 退回原因
    #[serde(default)]
    pub reason: Option<String>,
}
/// 结论
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 通过
    Passed,
    /// 退回
    Returned,
}

impl Command for ReviewOrganisation {
    const NAME: &'static str = "registry.review_organisation";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator, Role::System];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.organisation", "organisation"));
    const FIELDS: &'static [Field] = &[
        Field::id("organisation", "registry.organisation"),
        Field::choice("verdict", &["passed", "returned"]),
        Field::paragraph("reason", 500).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Region(desk.load::<Organisation>(self.organisation)?.registration.region))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk
            .load::<Organisation>(self.organisation)?
            .review(self.verdict == Verdict::Passed, self.reason)?;
        desk.record_all::<Organisation>(self.organisation, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Organisation>(self.organisation)?.registration.name.clone())
    }
}
