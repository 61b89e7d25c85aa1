//! 专家合规审查.

use super::facts;
use crate::engine::prelude::*;
use procurement::registry::{Compliance, Expert, ExpertEvent, FindingKind};
use std::collections::BTreeMap;

/// Reviews by data the experts whom one finance department keeps: age, employer, sanctions, duplicated identity, parties
/// met too often, expired certificates, terms, ratings. A timer gives it each month, and the department when it likes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckExperts {
    /// The department's reviews.
    pub compliance: ExpertComplianceId,
}
impl CheckExperts {
    /// So many records get findings in one review; the next goes on with the rest.
    const MOST: usize = 300;
}

impl Command for CheckExperts {
    const NAME: &'static str = "registry.check_experts";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator, Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.expert_compliance", "compliance"));
    const FIELDS: &'static [Field] = &[Field::id("compliance", "registry.expert_compliance")];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(OrganisationId::from_uuid(self.compliance.uuid())))
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        match subject.uuid() == desk.actor().organisation.uuid() {
            true => Ok(()),
            false => Err(Refusal::new("E_FORBIDDEN_SCOPE").into()),
        }
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let reviews = desk.load::<Compliance>(self.compliance)?;
        let authority = OrganisationId::from_uuid(self.compliance.uuid());
        let law = desk.law(reviews.region);
        let checked = facts::in_office(desk, authority)?;
        let mut findings = Vec::new();
        let mut cut = false;
        for (id, found) in facts::gather(desk, authority, &law)? {
            let events = desk.load::<Expert>(id)?.raise(&found, desk.now());
            if events.is_empty() {
                continue;
            }
            if findings.len() >= Self::MOST {
                cut = true;
                break;
            }
            findings.push((id, events));
        }
        let mut raised = BTreeMap::<FindingKind, u32>::new();
        for event in findings.iter().flat_map(|(_, events)| events) {
            if let ExpertEvent::FindingRaised { finding } = event {
                *raised.entry(finding.kind).or_default() += 1;
            }
        }
        let events = reviews.run(checked, raised, cut, desk.now(), &law)?;
        desk.record_all::<Compliance>(self.compliance, events)?;
        findings.into_iter().try_for_each(|(id, events)| desk.record_all::<Expert>(id, events))
    }
}
