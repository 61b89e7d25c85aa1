//! A bid as a party composes, seals and opens it. The plain functions that the client, the platform and the simulation
//! share.

use crate::{Certificate, DocumentError, OpeningKey, Signer, USER, envelope};
use kernel::{Digest, LotId};
use procurement::bidding::{BidContent, DecryptFault, Envelope, Signature};
use serde::{Deserialize, Serialize};

/// What lies in the envelope: the content as it was signed, byte for byte.
#[derive(Serialize, Deserialize)]
struct Signed {
    format: String,
    content: String,
    signature: Signature,
    certificate: String,
}

/// The format's name and version.
const FORMAT: &str = "yangcai-bid/1";

/// A sealed bid: what goes to the platform, and the key that stays with the bidder until the opening.
#[derive(Debug)]
pub struct SealedBid {
    /// The age file.
    pub bytes: Vec<u8>,
    /// Its digest, length and the bidder's signature over the digest.
    pub envelope: Envelope,
    /// The one-time key; keep it.
    pub key: OpeningKey,
}

/// Signs and seals a bid to a fresh key.
///
/// # Errors
/// [`DocumentError::Encoding`] or [`DocumentError::Signature`]: faults of the keys given.
pub fn compose(
    content: &BidContent,
    key: &dyn Signer,
    certificate: &Certificate,
) -> Result<SealedBid, DocumentError> {
    let failed = |error: serde_json::Error| DocumentError::Encoding(error.to_string());
    let content = serde_json_canonicalizer::to_string(content).map_err(failed)?;
    let signature = key.sign(USER, content.as_bytes(), certificate.fingerprint())?;
    let signed = Signed { format: FORMAT.to_owned(), content, signature, certificate: certificate.to_pem()? };
    let opening = OpeningKey::generate();
    let bytes = envelope::seal(&serde_json::to_vec(&signed).map_err(failed)?, &opening.recipient())?;
    let digest = Digest::of(&bytes);
    let signature = key.sign(USER, digest.bytes(), certificate.fingerprint())?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Ok(SealedBid { bytes, envelope: Envelope { digest, size, signature }, key: opening })
}

/// An opened bid.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenedBid {
    /// What it says.
    pub content: BidContent,
    /// The bytes that were signed (canonical JSON), to store.
    pub bytes: Vec<u8>,
}

/// Opens an envelope with the bidder's one-time key and checks the signature inside. `certificate` is the fingerprint of
/// the certificate under which it was handed in; the one inside has to be the same.
///
/// # Errors
/// [`DocumentError::WrongKey`] or [`DocumentError::Damaged`]: nothing was learnt. The inner error says why what was
/// opened is no bid.
pub fn open(
    bytes: &[u8],
    key: &OpeningKey,
    lot: LotId,
    certificate: &Digest,
) -> Result<Result<OpenedBid, DecryptFault>, DocumentError> {
    let plain = envelope::open(bytes, key)?;
    Ok(read(&plain, lot, certificate))
}

fn read(plain: &[u8], lot: LotId, fingerprint: &Digest) -> Result<OpenedBid, DecryptFault> {
    let signed: Signed = serde_json::from_slice(plain).map_err(|_| DecryptFault::Malformed)?;
    if signed.format != FORMAT {
        return Err(DecryptFault::Malformed);
    }
    let certificate = Certificate::from_pem(&signed.certificate).map_err(|_| DecryptFault::Malformed)?;
    if certificate.fingerprint() != *fingerprint {
        return Err(DecryptFault::Signature);
    }
    certificate
        .verify_signature(signed.content.as_bytes(), &signed.signature)
        .map_err(|_| DecryptFault::Signature)?;
    let content: BidContent = serde_json::from_str(&signed.content).map_err(|_| DecryptFault::Malformed)?;
    if content.lot != lot {
        return Err(DecryptFault::OtherLot);
    }
    Ok(OpenedBid { content, bytes: signed.content.into_bytes() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Authority, Key, Subject};
    use kernel::{Instant, Money, StreamId};
    use procurement::bidding::{Answer, Deviation, Sme};

    fn lot(n: u8) -> LotId {
        let id: kernel::BidId = format!("0197a000-0000-7000-8000-0000000000{n:02x}").parse().unwrap();
        LotId::from_uuid(id.uuid())
    }
    fn content() -> BidContent {
        BidContent {
            lot: lot(1),
            price: Money::from_yuan(386_000),
            lines: Vec::new(),
            answers: vec![Answer { key: "q1".into(), text: "满足".into(), deviation: Deviation::None }],
            delivery_days: 30,
            sme: Sme::Micro,
            domestic: true,
            machine: Vec::new(),
        }
    }
    fn bidder() -> (Key, Certificate) {
        let (from, until) = (Instant::from_millis(0), Instant::from_millis(4_000_000_000_000));
        let ca = Authority::create("试验CA", from, until).unwrap();
        let key = Key::generate();
        let subject =
            Subject { common_name: "某".into(), organisation: "某公司".into(), uscc: "9".into() };
        let certificate = ca.issue(&subject, &key.public(), from, until).unwrap();
        (key, certificate)
    }

    #[test]
    fn what_is_composed_is_what_is_opened() {
        let (key, certificate) = bidder();
        let sealed = compose(&content(), &key, &certificate).unwrap();
        assert_eq!(sealed.envelope.digest, Digest::of(&sealed.bytes));
        certificate.verify_signature(sealed.envelope.digest.bytes(), &sealed.envelope.signature).unwrap();
        let opened = open(&sealed.bytes, &sealed.key, lot(1), &certificate.fingerprint()).unwrap().unwrap();
        assert_eq!(opened.content, content());
        assert_eq!(serde_json::from_slice::<BidContent>(&opened.bytes).unwrap(), content());
    }

    #[test]
    fn wrong_key_other_lot_other_signer_and_nonsense_each_have_their_answer() {
        let (key, certificate) = bidder();
        let sealed = compose(&content(), &key, &certificate).unwrap();
        let wrong = open(&sealed.bytes, &OpeningKey::generate(), lot(1), &certificate.fingerprint());
        assert_eq!(wrong, Err(DocumentError::WrongKey));
        let other = open(&sealed.bytes, &sealed.key, lot(2), &certificate.fingerprint());
        assert_eq!(other, Ok(Err(DecryptFault::OtherLot)));
        let (_, stranger) = bidder();
        assert_eq!(
            open(&sealed.bytes, &sealed.key, lot(1), &stranger.fingerprint()),
            Ok(Err(DecryptFault::Signature))
        );
        let nonsense = envelope::seal(b"a letter", &sealed.key.recipient()).unwrap();
        assert_eq!(
            open(&nonsense, &sealed.key, lot(1), &certificate.fingerprint()),
            Ok(Err(DecryptFault::Malformed))
        );
        let cut = &sealed.bytes[..sealed.bytes.len() - 1];
        assert_eq!(open(cut, &sealed.key, lot(1), &certificate.fingerprint()), Err(DocumentError::Damaged));
    }
}
