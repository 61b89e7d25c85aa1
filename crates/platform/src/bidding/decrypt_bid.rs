//! 远程解密: the bidder hands over the key of the one envelope; the server opens exactly what was handed in.

use crate::engine::prelude::*;
use documents::{DocumentError, OpeningKey};
use procurement::{
    bidding::{Bid, BidStage, Offer, Opening},
    registry::Organisation,
};

/// Opens a bid with the bidder's one-time key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DecryptBid {
    /// 投标
    pub bid: BidId,
    /// The envelope's one-time age key, `AGE-SECRET-KEY-1…`.
    pub identity: String,
}

impl Command for DecryptBid {
    const NAME: &'static str = "bidding.decrypt_bid";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("bidding.bid", "bid"));
    const FIELDS: &'static [Field] =
        &[Field::id("bid", "bidding.bid"), Field::new("identity", Kind::Blob { max: 400 })];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        bidder(desk, self.bid)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let bid = desk.load::<Bid>(self.bid)?;
        let matter = bid.matter.as_ref().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        let organisation = desk.load::<Organisation>(matter.supplier)?;
        let law = desk.law(organisation.registration.region);
        let BidStage::Locked { envelope, opening, .. } = &bid.stage else {
            // The law's own words for too early, too late and done.
            return Err(
                match bid.decrypt(Err(procurement::bidding::DecryptFault::Malformed), desk.received(), &law) {
                    Err(refusal) => refusal.into(),
                    Ok(_) => Refusal::new("E_STATE").into(),
                },
            );
        };
        let wrong = |_: DocumentError| Refusal::new("E_WRONG_KEY").field("identity", "field-invalid");
        let key: OpeningKey = self.identity.parse().map_err(wrong)?;
        let sealed = desk.outside().get(&envelope.digest)?;
        let opened = documents::bid::open(&sealed, &key, matter.lot, &envelope.signature.certificate);
        let opened = opened.map_err(wrong)?;
        let offered = match opened {
            Ok(opened) => {
                let body = desk.put_bytes(opened.bytes)?;
                Ok(Offer::of(&opened.content, body))
            }
            Err(fault) => Err(fault),
        };
        let valid = offered.is_ok();
        let events = bid.decrypt(offered, desk.received(), &law)?;
        desk.record_all::<Bid>(self.bid, events)?;
        let noted = desk.load::<Opening>(*opening)?.open_bid(self.bid, valid)?;
        desk.record_all::<Opening>(*opening, noted)
    }
}

/// The bidder alone.
pub(super) fn bidder(desk: &mut Desk<'_, '_>, bid: BidId) -> Result<Matter, Stop> {
    let supplier = desk.load::<Bid>(bid)?.matter.as_ref().map(|matter| matter.supplier);
    Ok(Matter::Organisation(supplier.ok_or_else(|| Refusal::new("E_NOT_FOUND"))?))
}
