//! 递交投标文件: the sealed envelope, whose content nobody here can read.

use super::lists::BID;
use crate::{engine::prelude::*, registry::certificates};
use procurement::{
    bidding::{Bid, Envelope, Invitation, Obtainment, Signature, Submission},
    registry::Organisation,
    tender::{Lot, LotStage},
};

/// Hands in a sealed bid; a later one replaces an earlier one until the deadline. The envelope is stored and synced
/// before; the stamp taken then is what the deadline is judged by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SubmitBid {
    /// The obtained document.
    pub obtainment: ObtainmentId,
    /// 采购包
    pub lot: LotId,
    /// SM3 of the age file.
    pub envelope: Digest,
    /// Its length in bytes.
    pub size: u64,
    /// The bidder's SM2 signature over the digest.
    pub signature: String,
    /// The signer's user id.
    pub user: String,
    /// SM3 of the signer's certificate.
    pub certificate: Digest,
}

impl Command for SubmitBid {
    const NAME: &'static str = "bidding.submit_bid";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("bidding.obtainment", "obtainment"));
    const FIELDS: &'static [Field] = &[
        Field::id("obtainment", "bidding.obtainment"),
        Field::id("lot", "tender.lot"),
        Field::new("envelope", Kind::File),
        Field::new("size", Kind::Number { min: 1, max: 1 << 40 }),
        Field::new("signature", Kind::Blob { max: 256 }),
        Field::text("user", 64),
        Field::new("certificate", Kind::File),
    ];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        let stored = outside.get(&self.envelope)?;
        if !stored.starts_with(AGE) {
            return Err(Refusal::new("E_NOT_SEALED")
                .basis("87号令第33条第2款")
                .field("envelope", "bidding-field-not-sealed"));
        }
        if u64::try_from(stored.len()).ok() == Some(self.size) {
            Ok(())
        } else {
            Err(Refusal::new("E_SCHEMA").field("size", "field-invalid"))
        }
    }
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let obtainment = desk.load::<Obtainment>(self.obtainment)?;
        let supplier = obtainment.matter().map(|matter| matter.supplier);
        Ok(Matter::Organisation(supplier.ok_or_else(|| Refusal::new("E_NOT_FOUND"))?))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let supplier = desk.actor().organisation;
        let organisation = desk.load::<Organisation>(supplier)?;
        organisation.require_active()?;
        let lot = desk.load::<Lot>(self.lot)?;
        let (about, terms) = (lot.about()?, lot.terms()?);
        let obtainment = desk.load::<Obtainment>(self.obtainment)?;
        let obtained = obtainment.matter().is_some_and(|matter| matter.project == about.project);
        let signature = Signature { value: self.signature, user: self.user, certificate: self.certificate };
        certificates::by_fingerprint(desk, &signature.certificate)?
            .parsed
            .verify_signature(self.envelope.bytes(), &signature)
            .map_err(|_| Refusal::new("E_SIGNATURE_INVALID"))?;
        let ask = Submission {
            invitation: Invitation {
                project: about.project,
                lot: self.lot,
                title: about.title(),
                deadline: terms.deadline,
                open: matches!(lot.stage, LotStage::Announced),
            },
            supplier,
            envelope: Envelope { digest: self.envelope, size: self.size, signature },
            obtained,
            banned: false,
        };
        let known = desk.query(BID, &[self.lot.to_string().into(), supplier.to_string().into()])?;
        let id = match known.first() {
            Some(row) => row.parse(0)?,
            None => desk.new_id::<BidId>(),
        };
        let bid = if known.is_empty() { Default::default() } else { desk.load::<Bid>(id)? };
        let law = desk.law(about.region);
        let events = bid.submit(ask, desk.received(), &law)?;
        desk.record_all::<Bid>(id, events)?;
        desk.record_all::<Obtainment>(self.obtainment, obtainment.answer())
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<ObtainmentId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        let obtainment = desk.load::<Obtainment>(id)?;
        let open = obtainment.matter().is_some_and(|matter| desk.now() < matter.deadline);
        if open { Ok(()) } else { Err(Refusal::new("E_STATE").into()) }
    }
}

/// How every age file begins.
const AGE: &[u8] = b"age-encryption.org/v1\n";
