//! A signing key that somebody else keeps: made, locked and used in one go, so that neither the key nor the passphrase stays
//! in memory or leaves this module.

use crate::{DocumentError, Key, USER, lock, request_text, unlock};
use kernel::Digest;
use procurement::bidding::Signature;
use zeroize::Zeroizing;

/// Shortest passphrase of a key, in characters.
pub const PASSPHRASE_MIN: usize = 10;

/// A new key under its passphrase, with what a certificate is asked for with.
pub struct LockedKey {
    /// The private key: an age file.
    pub locked: Vec<u8>,
    /// The public key, PEM.
    pub public_key: String,
    /// Signature over [`request_text`], hexadecimal.
    pub proof: String,
}

/// Makes a key for `holder` and locks it under the passphrase.
///
/// # Errors
/// [`DocumentError::Encoding`], [`DocumentError::Key`].
pub fn locked_key(holder: &str, passphrase: &str) -> Result<LockedKey, DocumentError> {
    let key = Key::generate();
    let public = key.public();
    let proof = key.sign(USER, &request_text(&public, holder)?, Digest::of(b""))?.value;
    let pem = Zeroizing::new(key.to_pem()?);
    Ok(LockedKey { locked: lock(pem.as_bytes(), passphrase)?, public_key: public.to_pem()?, proof })
}

/// Signs with a locked key; `certificate` is kept with the signature.
///
/// # Errors
/// [`DocumentError::Passphrase`], [`DocumentError::Damaged`], [`DocumentError::Key`].
pub fn sign_locked(
    locked: &[u8],
    passphrase: &str,
    message: &[u8],
    certificate: Digest,
) -> Result<Signature, DocumentError> {
    let pem = Zeroizing::new(unlock(locked, passphrase)?);
    let pem = std::str::from_utf8(&pem).map_err(|_| DocumentError::Damaged)?;
    Key::from_pem(pem)?.sign(USER, message, certificate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PublicKey;

    #[test]
    fn it_signs_for_who_knows_the_passphrase_and_nobody_else() {
        let made = locked_key("person", "correct horse").unwrap();
        let public = PublicKey::from_pem(&made.public_key).unwrap();
        let proof = Signature { value: made.proof, user: USER.to_owned(), certificate: Digest::of(b"") };
        public.verify(&request_text(&public, "person").unwrap(), &proof).unwrap();
        let signature = sign_locked(&made.locked, "correct horse", b"text", Digest::of(b"c")).unwrap();
        public.verify(b"text", &signature).unwrap();
        assert!(public.verify(b"another text", &signature).is_err());
        let wrong = sign_locked(&made.locked, "wrong horse", b"text", Digest::of(b"c"));
        assert_eq!(wrong, Err(DocumentError::Passphrase));
        let locked = String::from_utf8_lossy(&made.locked).into_owned();
        assert!(!locked.contains("PRIVATE KEY") && !locked.contains("correct horse"));
    }
}
