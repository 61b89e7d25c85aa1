//! 签署合同.

use crate::{
    engine::prelude::*,
    registry::{Signed, certificates, signed},
};
use procurement::{
    bidding::Signature,
    contract::{Contract, ContractEvent, PartySignature},
    registry::Organisation,
    tender::Lot,
};

/// Signs the contract: the supplier's representative first, then the purchaser's head, each with the SM2 key of a
/// registered certificate over the 32 bytes of the text's digest (电子签名法第13、14条；CTR-09).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sign {
    /// 合同
    pub contract: ContractId,
    /// Serial number of the certificate.
    pub certificate: String,
    /// r ‖ s, hexadecimal.
    pub signature: String,
    /// The signer's user id that entered the hash.
    pub user: String,
    /// 电子印章; left out, those bound to the certificate are applied, if there are any.
    #[serde(default)]
    pub seal: Option<SealId>,
    /// 动态验证码, if the key is kept on the platform.
    #[serde(default)]
    pub code: Option<String>,
}

impl Command for Sign {
    const NAME: &'static str = "contract.sign";
    const AUDIENCE: &'static [Role] = &[Role::AuthorizedRep, Role::PurchaserHead];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("contract.contract", "contract"));
    const FIELDS: &'static [Field] = &[
        Field::id("contract", "contract.contract"),
        Field::text("certificate", 64),
        Field::new("signature", Kind::Blob { max: 200 }),
        Field::text("user", 64),
        Field::id("seal", "registry.seal").optional(),
        Field::text("code", 20).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let contract = desk.load::<Contract>(self.contract)?;
        let terms = contract.terms()?;
        Ok(Matter::Organisations(vec![terms.supplier.organisation, terms.purchaser.organisation]))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let contract = desk.load::<Contract>(self.contract)?;
        let terms = contract.terms()?;
        let law = desk.law(terms.origin.region);
        let signer = desk.actor().clone();
        let organisation = desk.load::<Organisation>(signer.organisation)?;
        let certificate =
            certificates::own_by_serial(desk, &self.certificate).map_err(|stop| match stop {
                Stop::Refused(refusal) if refusal.code == "E_CERTIFICATE_UNKNOWN" => {
                    law.refuse("E_CERTIFICATE_UNKNOWN", "CTR-09").field("certificate", "field-invalid").into()
                }
                other => other,
            })?;
        let signature = verified(&certificate.parsed, &self, &terms.text).ok_or_else(|| {
            law.refuse("E_SIGNATURE_INVALID", "CTR-09").arg("party", organisation.registration.name.clone())
        })?;
        let given = signature.clone();
        let signature = PartySignature {
            organisation: signer.organisation,
            person: signer.person,
            text: terms.text,
            signature,
        };
        let events = contract.sign(signature, desk.now(), &law)?;
        let late = contract.late_signing(desk.now());
        desk.warn(late.map(|finding| finding.shown_by([self.contract.stream()])));
        let effective = events.iter().any(|event| matches!(event, ContractEvent::TookEffect { .. }));
        let lot = terms.origin.lot;
        desk.record_all::<Contract>(self.contract, events)?;
        let sealing = Signed {
            certificate: &certificate.issued.serial,
            signature: &given,
            document: terms.text,
            about: self.contract.stream(),
            title: &terms.name,
        };
        signed(desk, &sealing, (self.seal, self.code.as_deref()))?;
        if effective {
            let signed = desk.load::<Lot>(lot)?.sign_contract(self.contract)?;
            desk.record_all::<Lot>(lot, signed)?;
        }
        Ok(())
    }
}

/// The signature, if it is this certificate's over this digest.
fn verified(certificate: &documents::Certificate, given: &Sign, text: &Digest) -> Option<Signature> {
    let signature = Signature {
        value: given.signature.clone(),
        user: given.user.clone(),
        certificate: certificate.fingerprint(),
    };
    certificate.verify_signature(text.bytes(), &signature).ok()?;
    Some(signature)
}
