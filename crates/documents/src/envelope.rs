//! Sealed envelopes: age files to a fresh X25519 key per bid, so that the stock `age` tool opens them too.

use crate::DocumentError;
use age::secrecy::ExposeSecret;
use std::{fmt, str::FromStr};

/// The one-time key of one envelope; whoever holds it can open the envelope.
#[derive(Clone)]
pub struct OpeningKey(age::x25519::Identity);

impl OpeningKey {
    /// A fresh key (from the operating system's randomness).
    pub fn generate() -> Self {
        Self(age::x25519::Identity::generate())
    }
    /// `AGE-SECRET-KEY-1…`, what is handed over at the opening.
    pub fn reveal(&self) -> String {
        self.0.to_string().expose_secret().to_owned()
    }
    /// `age1…`, to which envelopes are sealed.
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }
}
impl FromStr for OpeningKey {
    type Err = DocumentError;
    /// Reads a key, also out of an identity file with comment lines.
    fn from_str(text: &str) -> Result<Self, DocumentError> {
        let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
        line.and_then(|line| line.parse().ok()).map(Self).ok_or(DocumentError::Key)
    }
}
impl fmt::Debug for OpeningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpeningKey(…)")
    }
}

/// Seals `bytes` to `recipient` (`age1…`).
///
/// # Errors
/// [`DocumentError::Key`] if that is no recipient, [`DocumentError::Encoding`].
pub fn seal(bytes: &[u8], recipient: &str) -> Result<Vec<u8>, DocumentError> {
    let recipient: age::x25519::Recipient = recipient.trim().parse().map_err(|_| DocumentError::Key)?;
    age::encrypt(&recipient, bytes).map_err(|error| DocumentError::Encoding(error.to_string()))
}

/// Opens what was sealed to `key`.
///
/// # Errors
/// [`DocumentError::WrongKey`], [`DocumentError::Damaged`].
pub fn open(envelope: &[u8], key: &OpeningKey) -> Result<Vec<u8>, DocumentError> {
    age::decrypt(&key.0, envelope).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys => DocumentError::WrongKey,
        _ => DocumentError::Damaged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn only_the_key_opens_it_and_damage_is_noticed() {
        let key = OpeningKey::generate();
        let mut sealed = seal(b"price 386000000", &key.recipient()).unwrap();
        assert_eq!(open(&sealed, &key).unwrap(), b"price 386000000");
        assert_eq!(open(&sealed, &OpeningKey::generate()), Err(DocumentError::WrongKey));
        assert_eq!(open(b"nonsense", &key), Err(DocumentError::Damaged));
        assert!(!sealed.windows(5).any(|window| window == b"price"));
        let last = sealed.len() - 1;
        sealed[last] ^= 1;
        assert_eq!(open(&sealed, &key), Err(DocumentError::Damaged));
        let file = format!("# created: today\n{}\n", key.reveal());
        assert_eq!(file.parse::<OpeningKey>().unwrap().recipient(), key.recipient());
        assert_eq!("nonsense".parse::<OpeningKey>().unwrap_err(), DocumentError::Key);
    }

    #[test]
    fn the_stock_age_tool_opens_it() {
        if Command::new("age").arg("--version").output().is_err() {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let (identity, file) = (folder.path().join("key"), folder.path().join("bid.age"));
        let key = OpeningKey::generate();
        std::fs::write(&identity, key.reveal()).unwrap();
        std::fs::write(&file, seal("投标".as_bytes(), &key.recipient()).unwrap()).unwrap();
        let out = Command::new("age").arg("-d").arg("-i").arg(&identity).arg(&file).output().unwrap();
        assert_eq!(out.stdout, "投标".as_bytes());
    }
}
