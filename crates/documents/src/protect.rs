//! Key files protected by a passphrase (age's scrypt recipient), readable by the stock `age` tool.

use crate::DocumentError;
use age::secrecy::SecretString;

/// Work factor of new key files: about a quarter of a second to open (unoptimised tests take less).
const WORK: u8 = if cfg!(test) { 8 } else { 15 };

/// Encrypts `bytes` under a passphrase.
///
/// # Errors
/// [`DocumentError::Encoding`].
pub fn lock(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, DocumentError> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(WORK);
    age::encrypt(&recipient, bytes).map_err(|error| DocumentError::Encoding(error.to_string()))
}

/// Opens what [`lock`] made.
///
/// # Errors
/// [`DocumentError::Passphrase`]; [`DocumentError::Damaged`] if it is no such file.
pub fn unlock(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, DocumentError> {
    let identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    age::decrypt(&identity, bytes).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys
        | age::DecryptError::KeyDecryptionFailed
        | age::DecryptError::DecryptionFailed => DocumentError::Passphrase,
        _ => DocumentError::Damaged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_passphrase_opens_it() {
        let locked = lock(b"key", "correct horse").unwrap();
        assert_eq!(unlock(&locked, "correct horse").unwrap(), b"key");
        assert_eq!(unlock(&locked, "wrong horse"), Err(DocumentError::Passphrase));
        assert_eq!(unlock(b"nonsense", "correct horse"), Err(DocumentError::Damaged));
    }
}
