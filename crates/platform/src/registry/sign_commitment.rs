//! 签署信用承诺.

use super::dossier::{CLERKS, DOSSIER, SUBJECT, editable, own};
use crate::engine::prelude::*;
use procurement::registry::{Commitment, Dossier, commitment_text};

/// Agrees to the commitment of one's kind of organisation; it may take the place of certificates 信用承诺制.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignCommitment {
    /// The dossier.
    pub dossier: DossierId,
    /// 已阅读并承诺
    #[serde(default)]
    pub agreed: bool,
    /// 以承诺代替财务、纳税、社保证明
    #[serde(default)]
    pub instead_of_certificates: bool,
}

impl Command for SignCommitment {
    const NAME: &'static str = "registry.sign_commitment";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] =
        &[DOSSIER, Field::flag("agreed"), Field::flag("instead_of_certificates")];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        if !self.agreed {
            return Err(Refusal::new("E_SCHEMA").field("agreed", "field-commitment").into());
        }
        let dossier = desk.load::<Dossier>(self.dossier)?;
        let commitment = Commitment {
            text: Digest::of(commitment_text(dossier.kind).as_bytes()),
            instead_of_certificates: self.instead_of_certificates,
            by: desk.actor().person,
            at: desk.now(),
        };
        desk.record_all::<Dossier>(self.dossier, dossier.commit(commitment)?)
    }
}
