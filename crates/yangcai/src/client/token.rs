//! A signing key on a PKCS#11 token (UKey, smart card, HSM) in the place of a key file: the key never leaves the token.
//!
//! PKCS#11 has no SM2 mechanism of its own; makers of tokens number theirs in the vendors' range, so the number is
//! configuration. What is asked of it is the raw operation: sign e = SM3(Z_A ‖ M), 32 bytes, and answer r ‖ s, 64 bytes. Every
//! answer is verified here before it is used: a mechanism that does something else is noticed at once.

use cryptoki::{
    context::{CInitializeArgs, CInitializeFlags, Function, Pkcs11},
    error::{Error, RvError},
    mechanism::{Mechanism, MechanismType, vendor_defined::VendorDefinedMechanism},
    object::{Attribute, AttributeType, ObjectClass, ObjectHandle},
    session::{Session, UserType},
    types::AuthPin,
};
use documents::{DocumentError, PublicKey, Signer};
use kernel::Digest;
use procurement::bidding::Signature;
use std::{
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

/// CKM_ECDSA, the standard's own raw mechanism.
const CKM_ECDSA: u64 = 0x1041;
/// Where the vendors' range of mechanisms begins.
const CKM_VENDOR: u64 = 0x8000_0000;

/// A token instead of a key file.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct TokenArgs {
    /// The maker's PKCS#11 library (.so, .dll): sign with a token instead of the key file.
    #[arg(long, env = "YANGCAI_PKCS11_MODULE", requires_all = ["token_label", "key_label", "mechanism"])]
    pkcs11_module: Option<PathBuf>,
    /// Label of the token.
    #[arg(long, env = "YANGCAI_TOKEN_LABEL", requires = "pkcs11_module")]
    token_label: Option<String>,
    /// Label of the key pair on the token.
    #[arg(long, env = "YANGCAI_KEY_LABEL", requires = "pkcs11_module")]
    key_label: Option<String>,
    /// Number of the maker's mechanism that signs an SM3 digest with an SM2 key, hexadecimal (0x8…), from its manual.
    #[arg(long, env = "YANGCAI_MECHANISM", requires = "pkcs11_module", value_parser = mechanism_number)]
    mechanism: Option<u64>,
}

fn mechanism_number(text: &str) -> Result<u64, String> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let number = match digits {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    match number {
        Ok(number) if number == CKM_ECDSA || (CKM_VENDOR..=0xffff_ffff).contains(&number) => Ok(number),
        _ => Err(format!("a vendor's mechanism begins at {CKM_VENDOR:#x}")),
    }
}

/// What can go wrong with a token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The PIN.
    #[error("the PIN is wrong")]
    Pin,
    /// Too many wrong PINs.
    #[error("the PIN is locked: the token's maker or administrator unlocks it")]
    Locked,
    /// No token of this label is plugged in.
    #[error("no token labelled {0}")]
    NoToken(String),
    /// No key pair of this label is on the token.
    #[error("no key pair labelled {0} on the token")]
    NoKey(String),
    /// The library or the token.
    #[error(transparent)]
    Library(Error),
    /// The key on it is no SM2 key.
    #[error(transparent)]
    Document(#[from] DocumentError),
}
impl From<Error> for TokenError {
    fn from(error: Error) -> Self {
        match error {
            Error::Pkcs11(RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange, _) => Self::Pin,
            Error::Pkcs11(RvError::PinLocked, _) => Self::Locked,
            other => Self::Library(other),
        }
    }
}

/// A library that is loaded, and which key of which token is meant.
#[derive(Clone, Debug)]
pub struct Reader {
    library: Pkcs11,
    token: String,
    key: String,
    mechanism: u64,
}

impl TokenArgs {
    /// Loads the library; `None` if no token was asked for.
    ///
    /// # Errors
    /// [`TokenError::Library`].
    pub fn reader(&self) -> Result<Option<Reader>, TokenError> {
        let (Some(module), Some(token), Some(key), Some(mechanism)) =
            (&self.pkcs11_module, &self.token_label, &self.key_label, self.mechanism)
        else {
            return Ok(None);
        };
        let library = Pkcs11::new(module)?;
        match library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
            Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, Function::Initialize)) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(Some(Reader { library, token: token.clone(), key: key.clone(), mechanism }))
    }
}

impl Reader {
    /// Opens the token with its PIN; the key has to be an SM2 key.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn open(&self, pin: &str) -> Result<Arc<Token>, TokenError> {
        let raw = self.raw(pin)?;
        let public = PublicKey::from_point(&raw.point)?;
        Ok(Arc::new(Token { raw, public }))
    }
    fn raw(&self, pin: &str) -> Result<Raw, TokenError> {
        let mut found = None;
        for slot in self.library.get_slots_with_token()? {
            if self.library.get_token_info(slot)?.label() == self.token {
                found = Some(slot);
            }
        }
        let slot = found.ok_or_else(|| TokenError::NoToken(self.token.clone()))?;
        let session = self.library.open_ro_session(slot)?;
        session.login(UserType::User, Some(&AuthPin::new(pin.to_owned().into())))?;
        let no_key = || TokenError::NoKey(self.key.clone());
        let find = |class| -> Result<ObjectHandle, TokenError> {
            let template = [Attribute::Class(class), Attribute::Label(self.key.clone().into_bytes())];
            session.find_objects(&template)?.first().copied().ok_or_else(no_key)
        };
        let (private, public) = (find(ObjectClass::PRIVATE_KEY)?, find(ObjectClass::PUBLIC_KEY)?);
        let point =
            session.get_attributes(public, &[AttributeType::EcPoint])?.into_iter().find_map(|found| {
                match found {
                    Attribute::EcPoint(point) => Some(uncompressed(&point).to_vec()),
                    _ => None,
                }
            });
        let point = point.ok_or_else(no_key)?;
        Ok(Raw { session: Mutex::new(session), private, point, mechanism: self.mechanism })
    }
}

/// A point is kept as an OCTET STRING (PKCS#11 §2.3.3), by some makers bare.
fn uncompressed(stored: &[u8]) -> &[u8] {
    match stored {
        [0x04, 0x41, point @ ..] if point.len() == 65 => point,
        _ => stored,
    }
}

/// A private key on a token and the raw operation with it.
struct Raw {
    session: Mutex<Session>,
    private: ObjectHandle,
    /// The public key's point, uncompressed.
    point: Vec<u8>,
    mechanism: u64,
}
impl Raw {
    /// Signs 32 bytes as they are; answers r ‖ s.
    fn sign(&self, digest: &[u8; 32]) -> Result<Vec<u8>, Error> {
        let mechanism = match self.mechanism {
            CKM_ECDSA => Mechanism::Ecdsa,
            number => Mechanism::VendorDefined(VendorDefinedMechanism::new::<()>(
                MechanismType::new_vendor_defined(number)?,
                None,
            )),
        };
        let session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        session.sign(&mechanism, self.private, digest)
    }
}

/// An SM2 key on a token.
pub struct Token {
    raw: Raw,
    public: PublicKey,
}
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Signer for Token {
    fn public(&self) -> PublicKey {
        self.public.clone()
    }
    fn sign(&self, user: &str, message: &[u8], certificate: Digest) -> Result<Signature, DocumentError> {
        let digest = self.public.message_digest(user, message)?;
        let value = self.raw.sign(&digest).map_err(|error| DocumentError::Token(error.to_string()))?;
        let signature = Signature { value: hex::encode(value), user: user.to_owned(), certificate };
        self.public.verify(message, &signature)?;
        Ok(signature)
    }
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
