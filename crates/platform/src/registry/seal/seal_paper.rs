//! 文书用印.

use super::{Signed, paper, signed};
use crate::{engine::prelude::*, registry::certificates};
use procurement::{bidding::Signature, registry::Organisation};

/// Signs and seals a document on record in the name of one of its signatories; without a good seal it is refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SealPaper {
    /// What the document belongs to: the name of a stream.
    pub paper: String,
    /// Serial number of the certificate.
    pub certificate: String,
    /// r ‖ s, hexadecimal, over the 32 bytes of the text's digest.
    pub signature: String,
    /// The signer's user id that entered the hash.
    pub user: String,
    /// 电子印章; left out, those bound to the certificate.
    #[serde(default)]
    pub seal: Option<SealId>,
    /// 动态验证码, if the key is kept on the platform.
    #[serde(default)]
    pub code: Option<String>,
}
impl SealPaper {
    fn about(&self) -> Result<StreamName, Refusal> {
        StreamName::parse(&self.paper).ok_or_else(|| Refusal::new("E_SCHEMA").field("paper", "field-invalid"))
    }
}

impl Command for SealPaper {
    const NAME: &'static str = "registry.seal_paper";
    const AUDIENCE: &'static [Role] = &[
        Role::PurchaserClerk,
        Role::PurchaserHead,
        Role::SupplierClerk,
        Role::AuthorizedRep,
        Role::AgencyPm,
    ];
    const FIELDS: &'static [Field] = &[
        Field::text("paper", 80),
        Field::text("certificate", 64),
        Field::new("signature", Kind::Blob { max: 200 }),
        Field::text("user", 64),
        Field::id("seal", "registry.seal").optional(),
        Field::text("code", 20).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let paper = paper::read(desk, &self.about()?)?;
        Ok(Matter::Organisations(paper.signatories.into_iter().map(|party| party.organisation).collect()))
    }
    fn ready(_: &mut Desk<'_, '_>, _: &StreamName) -> Result<(), Stop> {
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let about = self.about()?;
        let paper = paper::read(desk, &about)?;
        let document = paper.digest();
        let signer = desk.actor().clone();
        let organisation = desk.load::<Organisation>(signer.organisation)?;
        let held = certificates::own_by_serial(desk, &self.certificate)?;
        let signature =
            Signature { value: self.signature, user: self.user, certificate: held.parsed.fingerprint() };
        held.parsed.verify_signature(document.bytes(), &signature).map_err(|_| {
            Refusal::new("E_SIGNATURE_INVALID").arg("party", organisation.registration.name.clone())
        })?;
        let before = desk.query(
            "SELECT seq FROM registry_sealing s JOIN registry_seal p ON p.id = s.seal \
             WHERE s.document = $1 AND p.organisation = $2 LIMIT 1",
            &[document.to_string().into(), signer.organisation.to_string().into()],
        )?;
        if !before.is_empty() {
            return Err(Refusal::new("E_ALREADY").into());
        }
        desk.put_bytes(paper.text.clone().into_bytes())?;
        let sealing = Signed {
            certificate: &held.issued.serial,
            signature: &signature,
            document,
            about,
            title: &paper.title,
        };
        match signed(desk, &sealing, (self.seal, self.code.as_deref()))? {
            0 => Err(Refusal::new("E_NO_SEAL").into()),
            _ => Ok(()),
        }
    }
}
