//! 注销、撤并、分立.

use super::{certificates::revoke_of_organisation, dossier::of_organisation};
use crate::engine::prelude::*;
use procurement::registry::{Cause, Dossier, Organisation, Reason};

/// Takes an organisation off the register. After a merger or a split a successor of its kind carries on what is under
/// way; everything it did stays on record under its own name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeregisterOrganisation {
    /// The organisation.
    pub organisation: OrganisationId,
    /// 原因
    pub reason: String,
    /// 承继单位
    #[serde(default)]
    pub successor: Option<OrganisationId>,
}

impl Command for DeregisterOrganisation {
    const NAME: &'static str = "registry.deregister_organisation";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("registry.organisation", "organisation"));
    const FIELDS: &'static [Field] = &[
        Field::id("organisation", "registry.organisation"),
        Field::paragraph("reason", 500),
        Field::id("successor", "registry.organisation").optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Region(desk.load::<Organisation>(self.organisation)?.registration.region))
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<OrganisationId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        desk.load::<Organisation>(id)?.deregister(id, String::new(), None)?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let leaving = desk.load::<Organisation>(self.organisation)?;
        close_dossier(desk, self.organisation)?;
        let events = leaving.deregister(self.organisation, self.reason, self.successor)?;
        require_nothing_to_decide(desk, self.organisation)?;
        super::seal::cancel_all(desk, self.organisation, Cause::Left)?;
        match self.successor {
            Some(successor) => {
                let absorbed = desk.load::<Organisation>(successor)?.absorb(self.organisation, &leaving)?;
                desk.record_all::<Organisation>(self.organisation, events)?;
                desk.record_all::<Organisation>(successor, absorbed)?;
            }
            None => {
                let mut all = [self.organisation].into_iter().chain(leaving.absorbed.iter().copied());
                all.try_for_each(|organisation| require_nothing_under_way(desk, organisation))?;
                desk.record_all::<Organisation>(self.organisation, events)?;
            }
        }
        revoke_of_organisation(desk, self.organisation, Reason::CessationOfOperation)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Organisation>(self.organisation)?.registration.name.clone())
    }
}

/// Nothing is asked of the dossier any more; organisations of the platform itself have none.
fn close_dossier(desk: &mut Desk<'_, '_>, organisation: OrganisationId) -> Result<(), Stop> {
    let id = of_organisation(organisation);
    let Some(dossier) = desk.find::<Dossier>(id)? else { return Ok(()) };
    desk.record_all::<Dossier>(id, dossier.close()?)
}

/// A proposal is decided by a second person of the organisation that made it; a successor could not.
fn require_nothing_to_decide(desk: &mut Desk<'_, '_>, organisation: OrganisationId) -> Result<(), Stop> {
    let rows = desk.query(
        "SELECT stream FROM supervision_proposal WHERE organisation = $1 AND state = 'pending' LIMIT 1",
        &[organisation.to_string().into()],
    )?;
    if rows.is_empty() { Ok(()) } else { Err(Refusal::new("E_PROPOSAL_PENDING").into()) }
}

/// Whoever leaves without a successor has nothing left to do for anybody.
fn require_nothing_under_way(desk: &mut Desk<'_, '_>, organisation: OrganisationId) -> Result<(), Stop> {
    let rows = desk.query(
        "SELECT stream FROM todo WHERE organisation = $1 \
         AND command NOT IN ('registry.submit_dossier', 'registry.attach_document') LIMIT 1",
        &[organisation.to_string().into()],
    )?;
    match rows.is_empty() {
        true => Ok(()),
        false => Err(Refusal::new("E_MATTERS_UNDER_WAY").field("successor", "field-required").into()),
    }
}
