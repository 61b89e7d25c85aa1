//! The hand-over between the platform's pages and the client on a party's own computer: a one-time request that the
//! client fetches, the person confirms, and the client answers. Keys and plain text never pass through here.

use kernel::{BidId, ContractId, Digest, Instant, LotId, ObtainmentId, PersonId, StreamName};
use procurement::bidding::{BidTerms, Signature};
use serde::{Deserialize, Serialize};

/// The port on which the client listens, on loopback only.
pub const CLIENT_PORT: u16 = 17831;

/// A request as the client fetches it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The capability: whoever knows it may answer, once.
    pub id: String,
    /// The platform's clock.
    pub now: Instant,
    /// The person who asked.
    pub person: PersonId,
    /// The organisation acted for.
    pub organisation: String,
    /// What is to be done.
    pub task: Task,
}

/// What the client is to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "purpose", rename_all = "kebab-case")]
pub enum Task {
    /// Have the client's key certified.
    Certificate {},
    /// Compose, seal and hand in a bid.
    SubmitBid {
        /// The obtained document.
        obtainment: ObtainmentId,
        /// The lot.
        lot: LotId,
        /// What has to be answered.
        terms: Box<BidTerms>,
    },
    /// Hand over the one-time key of an envelope at the opening.
    OpenBid {
        /// The bid.
        bid: BidId,
        /// Project and lot.
        title: String,
        /// The envelope's digest.
        envelope: Digest,
    },
    /// Sign and seal a document.
    SealPaper {
        /// What it belongs to.
        paper: StreamName,
        /// What it is called.
        title: String,
        /// The text.
        text: String,
        /// SM3 of the text.
        digest: Digest,
    },
    /// Sign a contract's text.
    SignContract {
        /// The contract.
        contract: ContractId,
        /// Its name.
        title: String,
        /// The text.
        text: String,
        /// SM3 of the text.
        digest: Digest,
    },
    /// Sign a one-time challenge to sign in.
    SignIn {
        /// The platform as the browser reaches it; the client signs for its own platform alone.
        origin: String,
        /// Until when the challenge is good, by the real clock.
        until: Instant,
    },
}
impl Task {
    /// `submit-bid`.
    pub const fn purpose(&self) -> &'static str {
        match self {
            Self::Certificate {} => "certificate",
            Self::SubmitBid { .. } => "submit-bid",
            Self::OpenBid { .. } => "open-bid",
            Self::SealPaper { .. } => "seal-paper",
            Self::SignContract { .. } => "sign-contract",
            Self::SignIn { .. } => "sign-in",
        }
    }
}

/// The client's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "purpose", rename_all = "kebab-case")]
pub enum Answer {
    /// The public key, and a proof that the client holds the private one.
    Certificate {
        /// PEM.
        public_key: String,
        /// Signature over the request text.
        proof: String,
    },
    /// A sealed bid.
    SubmitBid {
        /// The age file, base64.
        envelope: String,
        /// The signature over its digest.
        signature: Signature,
    },
    /// The envelope's one-time key.
    OpenBid {
        /// `AGE-SECRET-KEY-1…`
        identity: String,
    },
    /// A signature over the document's digest.
    SealPaper {
        /// Serial number of the certificate.
        certificate: String,
        /// The signature.
        signature: Signature,
    },
    /// A signature over a challenge; the person's browser carries it back, so that it opens no other's session.
    SignIn {
        /// SM3 of the certificate.
        certificate: Digest,
        /// r ‖ s, hexadecimal.
        signature: String,
    },
    /// A signature over the text's digest.
    SignContract {
        /// Serial number of the certificate.
        certificate: String,
        /// The signature.
        signature: Signature,
    },
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The issued certificate, PEM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// The trial CA's root, PEM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// A bid's receipt 递交回执.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}

/// A bid's receipt (87号令第33条: 签收回执).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The bid.
    pub bid: BidId,
    /// The how-manieth hand-in.
    pub no: u32,
    /// When the last byte was durable.
    pub received: Instant,
    /// SM3 of the envelope.
    pub envelope: Digest,
}
