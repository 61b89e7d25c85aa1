//! SM2 keys and signatures (GB/T 32918.2-2016), with the signer's user id kept beside each signature.

use crate::DocumentError;
use kernel::{Digest, secret};
use procurement::bidding::Signature;
use sm2::{
    SecretKey,
    dsa::{
        SigningKey, VerifyingKey,
        signature::{Signer as _, Verifier},
    },
    pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey, LineEnding},
};
use std::fmt;

/// The recommended curve: a ‖ b ‖ x_G ‖ y_G (GB/T 32918.5-2017).
const CURVE: &str = "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc\
                     28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93\
                     32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7\
                     bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0";

/// The user id that GM/T 0009-2012 prescribes where none is agreed.
pub const USER: &str = "1234567812345678";

/// Whoever signs with an SM2 key: a key in memory, or one on a token.
pub trait Signer: fmt::Debug + Send + Sync {
    /// The public half.
    fn public(&self) -> PublicKey;
    /// Signs `message` under the user id `user`; `certificate` is kept with the signature.
    ///
    /// # Errors
    /// [`DocumentError::Signature`]; [`DocumentError::Token`].
    fn sign(&self, user: &str, message: &[u8], certificate: Digest) -> Result<Signature, DocumentError>;
}
impl Signer for Key {
    fn public(&self) -> PublicKey {
        Self::public(self)
    }
    fn sign(&self, user: &str, message: &[u8], certificate: Digest) -> Result<Signature, DocumentError> {
        Self::sign(self, user, message, certificate)
    }
}

/// An SM2 key pair.
#[derive(Clone)]
pub struct Key(SecretKey);

impl Key {
    /// A new key from the operating system's randomness.
    pub fn generate() -> Self {
        loop {
            // A draw outside 1..n is as good as impossible, and not a key.
            if let Ok(key) = SecretKey::from_slice(&secret::bytes::<32>()) {
                return Self(key);
            }
        }
    }
    /// Reads a key in PKCS#8 PEM.
    ///
    /// # Errors
    /// [`DocumentError::Key`].
    pub fn from_pem(pem: &str) -> Result<Self, DocumentError> {
        SecretKey::from_pkcs8_pem(pem).map(Self).map_err(|_| DocumentError::Key)
    }
    /// The key in PKCS#8 PEM.
    ///
    /// # Errors
    /// [`DocumentError::Key`] if it cannot be encoded.
    pub fn to_pem(&self) -> Result<String, DocumentError> {
        self.0.to_pkcs8_pem(LineEnding::LF).map(|pem| pem.to_string()).map_err(|_| DocumentError::Key)
    }
    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.public_key())
    }
    /// Signs `message` under the user id `user`; `certificate` is kept with the signature.
    ///
    /// # Errors
    /// [`DocumentError::Signature`] if the user id is too long.
    pub fn sign(&self, user: &str, message: &[u8], certificate: Digest) -> Result<Signature, DocumentError> {
        let value = self.signing(user)?.try_sign(message).map_err(|_| DocumentError::Signature)?;
        Ok(Signature { value: hex::encode(value.to_bytes()), user: user.to_owned(), certificate })
    }
    pub(crate) fn signing(&self, user: &str) -> Result<SigningKey, DocumentError> {
        SigningKey::new(user, &self.0).map_err(|_| DocumentError::Signature)
    }
}
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// An SM2 public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(sm2::PublicKey);

impl PublicKey {
    /// Reads a SubjectPublicKeyInfo in PEM.
    ///
    /// # Errors
    /// [`DocumentError::Key`].
    pub fn from_pem(pem: &str) -> Result<Self, DocumentError> {
        sm2::PublicKey::from_public_key_pem(pem).map(Self).map_err(|_| DocumentError::Key)
    }
    /// Reads a SubjectPublicKeyInfo in DER.
    ///
    /// # Errors
    /// [`DocumentError::Key`].
    pub fn from_der(der: &[u8]) -> Result<Self, DocumentError> {
        sm2::PublicKey::from_public_key_der(der).map(Self).map_err(|_| DocumentError::Key)
    }
    /// SubjectPublicKeyInfo in DER.
    ///
    /// # Errors
    /// [`DocumentError::Key`] if it cannot be encoded.
    pub fn to_der(&self) -> Result<Vec<u8>, DocumentError> {
        self.0.to_public_key_der().map(|der| der.as_bytes().to_vec()).map_err(|_| DocumentError::Key)
    }
    /// SubjectPublicKeyInfo in PEM, what a person hands to the trial CA.
    ///
    /// # Errors
    /// [`DocumentError::Key`] if it cannot be encoded.
    pub fn to_pem(&self) -> Result<String, DocumentError> {
        self.0.to_public_key_pem(LineEnding::LF).map_err(|_| DocumentError::Key)
    }
    /// Reads a point in its uncompressed form, as tokens keep it.
    ///
    /// # Errors
    /// [`DocumentError::Key`].
    pub fn from_point(point: &[u8]) -> Result<Self, DocumentError> {
        sm2::PublicKey::from_sec1_bytes(point).map(Self).map_err(|_| DocumentError::Key)
    }
    /// What is signed in the end: e = SM3(Z_A ‖ M), where Z_A = SM3(ENTL_A ‖ ID_A ‖ a ‖ b ‖ x_G ‖ y_G ‖ x_A ‖ y_A)
    /// (GB/T 32918.2-2016 §5.5, §6.1). For tokens, which sign a digest that they are given.
    ///
    /// # Errors
    /// [`DocumentError::Signature`] if the user id is too long.
    pub fn message_digest(&self, user: &str, message: &[u8]) -> Result<[u8; 32], DocumentError> {
        let bits = user.len().checked_mul(8).and_then(|bits| u16::try_from(bits).ok());
        let bits = bits.ok_or(DocumentError::Signature)?.to_be_bytes();
        let curve = hex::decode(CURVE).map_err(|_| DocumentError::Key)?;
        let point = self.0.to_sec1_bytes();
        let own = point.get(1..).ok_or(DocumentError::Key)?;
        let holder = Digest::of_parts(&[&bits, user.as_bytes(), &curve, own]);
        Ok(*Digest::of_parts(&[holder.bytes(), message]).bytes())
    }
    /// Checks a signature over `message` under the user id that is kept with it.
    ///
    /// # Errors
    /// [`DocumentError::Signature`].
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), DocumentError> {
        let bytes = hex::decode(&signature.value).map_err(|_| DocumentError::Signature)?;
        let value = sm2::dsa::Signature::from_slice(&bytes).map_err(|_| DocumentError::Signature)?;
        self.verify_raw(&signature.user, message, &value)
    }
    pub(crate) fn verify_raw(
        &self,
        user: &str,
        message: &[u8],
        value: &sm2::dsa::Signature,
    ) -> Result<(), DocumentError> {
        let key = VerifyingKey::new(user, self.0).map_err(|_| DocumentError::Signature)?;
        key.verify(message, value).map_err(|_| DocumentError::Signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Vectors {
        sm3: Vec<Sm3>,
        sm2_sign: Vec<Sm2>,
    }
    #[derive(serde::Deserialize)]
    struct Sm3 {
        msg_ascii: String,
        digest: String,
    }
    #[derive(serde::Deserialize)]
    struct Sm2 {
        d: String,
        px: String,
        py: String,
        id: String,
        msg_ascii: String,
        r: String,
        s: String,
    }
    fn vectors() -> Vectors {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/sm-vectors.json");
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    #[test]
    fn the_standards_vectors_hold() {
        for vector in vectors().sm3 {
            assert_eq!(Digest::of(vector.msg_ascii.as_bytes()).to_string(), vector.digest);
        }
        for vector in vectors().sm2_sign {
            let point = hex::decode(format!("04{}{}", vector.px, vector.py)).unwrap();
            let key = PublicKey(sm2::PublicKey::from_sec1_bytes(&point).unwrap());
            let d = hex::decode(&vector.d).unwrap();
            assert_eq!(Key(SecretKey::from_slice(&d).unwrap()).public(), key);
            let signature = Signature {
                value: format!("{}{}", vector.r, vector.s),
                user: vector.id.clone(),
                certificate: Digest::of(b""),
            };
            key.verify(vector.msg_ascii.as_bytes(), &signature).unwrap();
            assert!(key.verify(b"another message", &signature).is_err());
            let other = Signature { user: "somebody else".to_owned(), ..signature };
            assert!(key.verify(vector.msg_ascii.as_bytes(), &other).is_err());
        }
    }

    #[test]
    fn the_digest_that_a_token_signs_is_the_one_that_is_verified() {
        use sm2::dsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
        let key = Key::generate();
        for (user, message) in [(USER, &b"message"[..]), ("", b""), ("甲公司", &[0xff; 5000])] {
            let public = PublicKey::from_point(&key.public().0.to_sec1_bytes()).unwrap();
            let digest = public.message_digest(user, message).unwrap();
            let value: sm2::dsa::Signature = key.signing(user).unwrap().sign_prehash(&digest).unwrap();
            public.verify_raw(user, message, &value).unwrap();
            let verifying = VerifyingKey::new(user, public.0).unwrap();
            let signature = key.sign(user, message, Digest::of(b"")).unwrap();
            let bytes = hex::decode(signature.value).unwrap();
            let value = sm2::dsa::Signature::from_slice(&bytes).unwrap();
            verifying.verify_prehash(&digest, &value).unwrap();
        }
        assert!(key.public().message_digest(&"x".repeat(8192), b"").is_err());
        assert!(PublicKey::from_point(&[4; 65]).is_err() && PublicKey::from_point(b"").is_err());
    }

    #[test]
    fn keys_survive_pem_and_do_not_print() {
        let key = Key::generate();
        let again = Key::from_pem(&key.to_pem().unwrap()).unwrap();
        assert_eq!(key.public(), again.public());
        assert_eq!(format!("{key:?}"), "Key(…)");
        let public = PublicKey::from_pem(&key.public().to_pem().unwrap()).unwrap();
        let signature = again.sign(USER, b"message", Digest::of(b"")).unwrap();
        public.verify(b"message", &signature).unwrap();
        assert!(Key::from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----").is_err());
    }
}
