//! What parties sign, seal and send: SM2 keys and signatures, certificates of the trial CA, sealed envelopes (age), bids, tables,
//! business licences.
#![warn(missing_docs)]

pub mod bid;
mod certificate;
mod envelope;
mod error;
mod hosted;
mod key;
pub mod licence;
mod protect;
mod revocation;
mod scan;
pub mod sheet;
pub mod stamp;
mod totp;
mod trust;

pub use certificate::{Authority, Certificate, Subject, Usage, binding_text, request_text, sign_in_text};
pub use envelope::{OpeningKey, open, seal};
pub use error::DocumentError;
pub use hosted::{LockedKey, PASSPHRASE_MIN, locked_key, sign_locked};
pub use key::{Key, PublicKey, Signer, USER};
pub use protect::{is_locked, lock, unlock};
pub use revocation::{RevocationList, Revoked};
pub use scan::Scan;
pub use totp::SharedSecret;
pub use trust::{Chain, Distrust, Trust};
