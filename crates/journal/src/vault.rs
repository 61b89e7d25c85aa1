//! Private values under a key for each subject, the keys wrapped by the master key (XChaCha20-Poly1305).

use crate::{StoreError, Tx, Value, canonical};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use kernel::{Digest, Instant};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// The key that wraps all data keys; it is kept outside the data directory.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);
impl MasterKey {
    /// Wraps 32 secret bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
    /// A new random key.
    pub fn generate() -> Self {
        Self(kernel::secret::bytes())
    }
    /// What tells equal values of one kind (`purpose`) without holding them: HMAC-SM3 under a key of its own.
    pub fn marker(&self, purpose: &str) -> Marker {
        Marker(keyed(&self.0, purpose.as_bytes()))
    }
    /// Encrypts for storage; `about` must be the same when it is opened.
    pub(crate) fn wrap(&self, about: &str, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        encrypt(&self.0, about, secret)
    }
    pub(crate) fn unwrap(&self, about: &str, wrapped: &[u8]) -> Result<Vec<u8>, StoreError> {
        decrypt(&self.0, about, wrapped)
    }
}

/// Makes keyed hashes 密钥散列: equal values have equal marks, and without the master key a mark cannot be tried out.
pub struct Marker([u8; 32]);
impl Marker {
    /// The mark of a value.
    pub fn of(&self, value: &str) -> Digest {
        Digest::from_bytes(keyed(&self.0, value.as_bytes()))
    }
}
impl std::fmt::Debug for Marker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Marker(…)")
    }
}
fn keyed(key: &[u8; 32], bytes: &[u8]) -> [u8; 32] {
    // HMAC fills a key up with zeros to the block's 64 bytes.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mac: Hmac<sm3::Sm3> = hmac::KeyInit::new(&block.into());
    mac.chain_update(bytes).finalize().into_bytes().into()
}

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

const NONCE: usize = 24;
const SALT: usize = 16;

fn encrypt(key: &[u8; 32], about: &str, message: &[u8]) -> Result<Vec<u8>, StoreError> {
    let nonce: [u8; NONCE] = kernel::secret::bytes();
    let payload = Payload { msg: message, aad: about.as_bytes() };
    let sealed = XChaCha20Poly1305::new(&(*key).into())
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| StoreError::Vault(about.to_owned()))?;
    Ok([&nonce[..], &sealed].concat())
}
fn decrypt(key: &[u8; 32], about: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let damaged = || StoreError::Vault(about.to_owned());
    let (nonce, message) = sealed.split_first_chunk::<NONCE>().ok_or_else(damaged)?;
    let payload = Payload { msg: message, aad: about.as_bytes() };
    XChaCha20Poly1305::new(&(*key).into()).decrypt(&XNonce::from(*nonce), payload).map_err(|_| damaged())
}

/// A subject's data key.
#[derive(Clone, Copy)]
pub(crate) struct DataKey {
    pub(crate) id: Uuid,
    secret: [u8; 32],
}
impl DataKey {
    pub(crate) fn generate(now: Instant) -> Self {
        Self { id: new_id(now), secret: kernel::secret::bytes() }
    }
    pub(crate) fn wrap(&self, master: &MasterKey) -> Result<Vec<u8>, StoreError> {
        master.wrap(&self.id.to_string(), &self.secret)
    }
    pub(crate) fn unwrap(master: &MasterKey, id: Uuid, wrapped: &[u8]) -> Result<Self, StoreError> {
        let secret = master.unwrap(&id.to_string(), wrapped)?;
        let secret = secret.try_into().map_err(|_| StoreError::Vault(id.to_string()))?;
        Ok(Self { id, secret })
    }
    /// The stored form and the commitment. The salt lies inside the ciphertext, so it goes with the key.
    pub(crate) fn seal(&self, id: Uuid, value: &impl Serialize) -> Result<(Vec<u8>, Digest), StoreError> {
        let salt: [u8; SALT] = kernel::secret::bytes();
        let text = canonical::text(value)?;
        let message = [&salt[..], text.as_bytes()].concat();
        Ok((encrypt(&self.secret, &id.to_string(), &message)?, Digest::of(&message)))
    }
    /// The commitment that follows from what is stored, and the value's canonical JSON.
    pub(crate) fn open(&self, id: Uuid, sealed: &[u8]) -> Result<(Digest, String), StoreError> {
        let message = decrypt(&self.secret, &id.to_string(), sealed)?;
        let damaged = || StoreError::Vault(id.to_string());
        let text = message.get(SALT..).ok_or_else(damaged)?;
        Ok((Digest::of(&message), String::from_utf8(text.to_vec()).map_err(|_| damaged())?))
    }
}

/// A time-ordered id for a vault row.
pub(crate) fn new_id(now: Instant) -> Uuid {
    let random: [u8; 10] = kernel::secret::bytes();
    let millis = u64::try_from(now.millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// The subject's key, if it has one.
pub(crate) fn key_of(
    tx: &mut dyn Tx,
    master: &MasterKey,
    subject: Uuid,
) -> Result<Option<DataKey>, StoreError> {
    let rows = tx.query("SELECT id, wrapped FROM vault_key WHERE subject = $1", &[subject.into()])?;
    rows.first().map(|row| DataKey::unwrap(master, row.parse(0)?, row.blob(1)?)).transpose()
}

/// Opens a stored value; `None` if the key is destroyed.
pub(crate) fn open<T: DeserializeOwned>(
    tx: &mut dyn Tx,
    master: &MasterKey,
    id: Uuid,
    commitment: &Digest,
) -> Result<Option<T>, StoreError> {
    let sql = "SELECT v.key, v.sealed, k.wrapped FROM vault v LEFT JOIN vault_key k ON k.id = v.key WHERE v.id = $1";
    let rows = tx.query(sql, &[id.into()])?;
    let row = rows.first().ok_or_else(|| StoreError::Vault(id.to_string()))?;
    if row.values()[2] == Value::Null {
        return Ok(None);
    }
    let (found, text) = DataKey::unwrap(master, row.parse(0)?, row.blob(2)?)?.open(id, row.blob(1)?)?;
    if found != *commitment {
        return Err(StoreError::Vault(id.to_string()));
    }
    decode(id, &text).map(Some)
}
pub(crate) fn decode<T: DeserializeOwned>(id: Uuid, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::encoding(format!("vault value {id}"), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_equal_values_of_one_kind_under_one_key() {
        let (master, other) = (MasterKey::from_bytes([7; 32]), MasterKey::from_bytes([8; 32]));
        let of = |master: &MasterKey, purpose: &str| master.marker(purpose).of("230103198506150019");
        assert_eq!(of(&master, "identity"), of(&master, "identity"));
        assert_ne!(of(&master, "identity"), of(&other, "identity"));
        assert_ne!(of(&master, "identity"), of(&master, "phone"));
        assert_ne!(of(&master, "identity"), Digest::of(b"230103198506150019"));
    }
    #[test]
    fn a_value_opens_only_under_its_key_and_id() {
        let (master, id) = (MasterKey::generate(), Uuid::from_u128(2));
        let key = DataKey::generate(Instant::default());
        let (sealed, commitment) = key.seal(id, &"张三").unwrap();
        let again = DataKey::unwrap(&master, key.id, &key.wrap(&master).unwrap()).unwrap();
        assert_eq!(again.open(id, &sealed).unwrap(), (commitment, "\"张三\"".to_owned()));
        assert!(again.open(Uuid::from_u128(3), &sealed).is_err());
        assert!(DataKey::generate(Instant::default()).open(id, &sealed).is_err());
        assert!(DataKey::unwrap(&MasterKey::generate(), key.id, &key.wrap(&master).unwrap()).is_err());
        assert_ne!(key.seal(id, &"张三").unwrap().1, commitment, "salted");
    }
}
