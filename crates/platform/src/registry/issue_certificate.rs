//! 申领数字证书: the certificate with which a person of an organisation signs.

use crate::engine::prelude::*;
use documents::{PublicKey, Subject};
use procurement::{
    bidding::Signature,
    registry::{Issued, Organisation},
};

/// Has the trial CA certify the actor's own key. The certificate names the organisation; the person is named by id only.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IssueCertificate {
    /// The public key, PEM.
    pub public_key: String,
    /// A signature by the key over [`documents::request_text`], r ‖ s, hexadecimal: whoever asks holds the key.
    pub proof: String,
}

impl Command for IssueCertificate {
    const NAME: &'static str = "registry.issue_certificate";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const FIELDS: &'static [Field] =
        &[Field::new("public_key", Kind::Blob { max: 1000 }), Field::new("proof", Kind::Blob { max: 200 })];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        desk.require_recent_code()?;
        certify(desk, &self.public_key, self.proof).map(|_| ())
    }
    fn ready(desk: &mut Desk<'_, '_>, _: &StreamName) -> Result<(), Stop> {
        desk.require_recent_code()
    }
}

/// Has the actor's own key certified; answers the certificate's serial number.
pub(super) fn certify(desk: &mut Desk<'_, '_>, public_key: &str, proof: String) -> Result<String, Stop> {
    let (id, holder) = (desk.actor().organisation, desk.actor().person);
    let organisation = desk.load::<Organisation>(id)?;
    organisation.require_active()?;
    super::expert::require_in_office(desk)?;
    let wrong = |field| Refusal::new("E_SCHEMA").field(field, "field-invalid");
    let key = PublicKey::from_pem(public_key).map_err(|_| wrong("public_key"))?;
    let text = documents::request_text(&key, &holder.to_string()).map_err(|_| wrong("public_key"))?;
    let user = documents::USER.to_owned();
    let proof = Signature { value: proof, user, certificate: Digest::of(b"") };
    key.verify(&text, &proof).map_err(|_| wrong("proof"))?;
    let registration = &organisation.registration;
    let subject = Subject {
        common_name: registration.name.clone(),
        organisation: registration.name.clone(),
        uscc: registration.uscc.to_string(),
    };
    // Clocks differ a little: a certificate that is valid a moment before its issue is good for whoever asked for it.
    let (from, until) = (desk.now().minus(Span::minutes(10)), desk.now().plus(Span::days(365)));
    let fault = |problem: documents::DocumentError| {
        tracing::error!(%problem, "a certificate could not be issued");
        Refusal::new("E_INTERNAL")
    };
    let issued = desk.outside().authority()?.issue(&subject, &key, from, until).map_err(fault)?;
    let (from, until) = issued.validity();
    let serial = issued.serial();
    let issued = Issued {
        organisation: id,
        holder,
        role: super::certificates::position(desk)?,
        subject: subject.common_name,
        serial: serial.clone(),
        fingerprint: issued.fingerprint(),
        pem: issued.to_pem().map_err(fault)?,
        from,
        until,
    };
    super::certificates::record_new(desk, issued, None)?;
    Ok(serial)
}
