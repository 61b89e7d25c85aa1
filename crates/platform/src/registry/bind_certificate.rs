//! 绑定外部证书: a certificate of an outside authority (电子认证服务机构) that the operator of the platform trusts.

use crate::engine::{distrusted, prelude::*};
use documents::Certificate as Parsed;
use procurement::{
    bidding::Signature,
    registry::{Checked, Issued, Organisation},
};

/// Binds the actor's own certificate. What was checked, and against which list, is recorded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BindCertificate {
    /// The certificate, PEM.
    pub certificate: String,
    /// A signature by its key over the SM3 of [`documents::binding_text`], r ‖ s, hexadecimal.
    pub proof: String,
}

impl Command for BindCertificate {
    const NAME: &'static str = "registry.bind_certificate";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const FIELDS: &'static [Field] = &[
        Field::new("certificate", Kind::Paragraph { max: 8000 }),
        Field::new("proof", Kind::Blob { max: 200 }),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (id, holder, now) = (desk.actor().organisation, desk.actor().person, desk.now());
        let organisation = desk.load::<Organisation>(id)?;
        organisation.require_active()?;
        let wrong = |field| Refusal::new("E_SCHEMA").field(field, "field-invalid");
        let parsed = Parsed::from_pem(self.certificate.trim()).map_err(|_| wrong("certificate"))?;
        let key = parsed.public_key().map_err(|_| Refusal::new("E_CERTIFICATE_KEY"))?;
        let chain = desk.outside().trust()?.check(&parsed, now).map_err(|why| distrusted(&why))?;
        if !parsed.codes().contains(&organisation.registration.uscc) {
            return Err(Refusal::new("E_CERTIFICATE_OTHERS").field("certificate", "field-invalid").into());
        }
        let text = Digest::of(&documents::binding_text(&holder.to_string()));
        let user = documents::USER.to_owned();
        let proof = Signature { value: self.proof, user, certificate: parsed.fingerprint() };
        key.verify(text.bytes(), &proof).map_err(|_| wrong("proof"))?;
        let sql = "SELECT id FROM registry_certificate WHERE fingerprint = $1";
        if !desk.query(sql, &[parsed.fingerprint().to_string().into()])?.is_empty() {
            return Err(Refusal::new("E_ALREADY").into());
        }
        let (from, until) = parsed.validity();
        let issued = Issued {
            organisation: id,
            holder,
            role: super::certificates::position(desk)?,
            subject: parsed.holder().common_name,
            serial: parsed.serial(),
            fingerprint: parsed.fingerprint(),
            pem: parsed.to_pem().map_err(|_| wrong("certificate"))?,
            from,
            until,
        };
        let checked = Checked {
            root: chain.root,
            chain: chain.above,
            list_from: chain.list_from,
            list_until: chain.list_until,
        };
        super::certificates::record_new(desk, issued, Some(checked))
    }
    fn ready(_: &mut Desk<'_, '_>, _: &StreamName) -> Result<(), Stop> {
        Ok(())
    }
}
