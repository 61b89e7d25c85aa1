//! 填写主体信息.

use super::dossier::{CLERKS, DOSSIER, SUBJECT, editable, fill, organisation_of, own};
use crate::engine::prelude::*;
use procurement::registry::{Filling, Identity, Kind as OrganisationKind, Organisation};

/// Fills in what stands on the licence.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FillIdentity {
    /// The dossier.
    pub dossier: DossierId,
    /// What stands on the licence.
    #[serde(flatten)]
    pub identity: Identity,
}

impl Command for FillIdentity {
    const NAME: &'static str = "registry.fill_identity";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        DOSSIER,
        Field::text("name", 100),
        Field::new("region", Kind::Region),
        Field::text("address", 200),
        Field::date("established"),
        Field::money("capital").optional(),
    ];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        require_place(desk, self.dossier, self.identity.region)?;
        fill(desk, self.dossier, Filling::Identity(self.identity))
    }
}

/// A finance department is reviewed by the one above the region that it registered for, and has no other.
fn require_place(desk: &mut Desk<'_, '_>, dossier: DossierId, region: Region) -> Result<(), Stop> {
    let registration = &desk.load::<Organisation>(organisation_of(dossier))?.registration;
    if registration.kind != OrganisationKind::Regulator || registration.region == region {
        return Ok(());
    }
    Err(Refusal::new("E_SCHEMA").field("region", "field-finance-place").into())
}
