//! Key files protected by a passphrase (age's scrypt recipient), readable by the stock `age` tool.

use crate::DocumentError;
use age::secrecy::SecretString;

/// Work factor of new key files: about a quarter of a second to open (unoptimised tests take less).
const WORK: u8 = if cfg!(test) { 8 } else { 15 };

/// Largest work factor that is opened, that of the stock `age` tool: 256 MB of memory. Whoever hands in a file says how much
/// work it is.
const MOST: u8 = 18;

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
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MOST);
    age::decrypt(&identity, bytes).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys
        | age::DecryptError::KeyDecryptionFailed
        | age::DecryptError::DecryptionFailed => DocumentError::Passphrase,
        _ => DocumentError::Damaged,
    })
}

/// Is it a file under a passphrase that can be opened with bearable work?
pub fn is_locked(bytes: &[u8]) -> bool {
    let mut lines =
        bytes.split(|byte| *byte == b'\n').map(|line| std::str::from_utf8(line).unwrap_or_default());
    let version = lines.next() == Some("age-encryption.org/v1");
    let work =
        lines.next().and_then(|line| line.strip_prefix("-> scrypt ")?.split(' ').nth(1)?.parse::<u8>().ok());
    version && work.is_some_and(|work| work <= MOST)
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
    #[test]
    fn nobody_hands_in_a_file_that_costs_the_machine_s_memory() {
        let locked = lock(b"key", "correct horse").unwrap();
        assert!(is_locked(&locked));
        let at = locked.windows(3).position(|three| three == b" 8\n").unwrap();
        let costly = [&locked[..at], b" 19\n", &locked[at + 3..]].concat();
        assert!(
            !is_locked(&costly) && !is_locked(b"") && !is_locked(b"age-encryption.org/v1\n-> X25519 a 8\n")
        );
        assert_eq!(unlock(&costly, "correct horse"), Err(DocumentError::Damaged), "not even tried");
    }
}
