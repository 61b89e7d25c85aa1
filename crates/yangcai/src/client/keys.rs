//! The key folder on a party's own computer: the signing key under a passphrase, its certificate, one file a bid.

use super::token::{Reader, TokenError};
use documents::{Certificate, DocumentError, Key, OpeningKey, Signer, lock, open, seal, unlock};
use kernel::{Digest, Instant, LotId};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Shortest passphrase in characters.
pub const PASSPHRASE_MIN: usize = 10;

/// What can go wrong with the folder.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The disk.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
    /// The passphrase or a key.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The signing key of this folder is on a token.
    #[error("the signing key of this folder is on a token: start with --pkcs11-module")]
    OnToken,
    /// The token.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// A file that this program did not write.
    #[error("{0} is damaged")]
    Damaged(PathBuf),
}

/// The folder.
#[derive(Clone, Debug)]
pub struct KeyFolder(PathBuf);

/// The keys, open.
#[derive(Clone, Debug)]
pub struct Unlocked {
    /// The SM2 signing key: out of the file, or on a token.
    pub key: Arc<dyn Signer>,
    /// Protects the bid keys at rest.
    store: OpeningKey,
}

#[cfg(test)]
impl Unlocked {
    /// New keys.
    pub fn generate() -> Self {
        Self { key: Arc::new(Key::generate()), store: OpeningKey::generate() }
    }
}

/// What lies in the key file, under the passphrase.
#[derive(Serialize, Deserialize)]
struct KeyFile {
    /// Left out where the signing key is on a token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signing: Option<String>,
    store: String,
}

/// A bid's one-time key as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeptBid {
    /// The lot.
    pub lot: LotId,
    /// Project and lot.
    pub title: String,
    /// The envelope.
    pub envelope: Digest,
    /// When it was composed, by the platform's clock.
    pub at: Instant,
    /// The one-time key, sealed (hexadecimal age file).
    key: String,
}

impl KeyFolder {
    /// The folder at `path`; made when something is written.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }
    fn key_file(&self) -> PathBuf {
        self.0.join("key.age")
    }
    fn bids_folder(&self) -> PathBuf {
        self.0.join("bids")
    }
    /// Is there a key?
    pub fn has_key(&self) -> bool {
        self.key_file().exists()
    }
    /// Makes the keys under a passphrase; the one that signs is the token's, if there is one. An existing file is never
    /// overwritten.
    pub fn create(&self, passphrase: &str, token: Option<Arc<dyn Signer>>) -> Result<Unlocked, KeyError> {
        let (key, signing): (Arc<dyn Signer>, _) = match token {
            Some(token) => (token, None),
            None => {
                let key = Key::generate();
                let pem = key.to_pem()?;
                (Arc::new(key), Some(pem))
            }
        };
        let unlocked = Unlocked { key, store: OpeningKey::generate() };
        let file = KeyFile { signing, store: unlocked.store.reveal() };
        let text = serde_json::to_vec(&file).map_err(|_| KeyError::Damaged(self.key_file()))?;
        write_private(&self.key_file(), &lock(&text, passphrase)?, true)?;
        Ok(unlocked)
    }
    /// Opens the keys with their passphrase; the one that signs is the token's, if there is one.
    pub fn unlock(&self, passphrase: &str, token: Option<Arc<dyn Signer>>) -> Result<Unlocked, KeyError> {
        let path = self.key_file();
        let text = unlock(&read(&path)?, passphrase)?;
        let file: KeyFile = serde_json::from_slice(&text).map_err(|_| KeyError::Damaged(path))?;
        let key = match (token, file.signing) {
            (Some(token), _) => token,
            (None, Some(pem)) => Arc::new(Key::from_pem(&pem)?),
            (None, None) => return Err(KeyError::OnToken),
        };
        Ok(Unlocked { key, store: file.store.parse()? })
    }
    /// The certificate, if there is one.
    pub fn certificate(&self) -> Option<Certificate> {
        Certificate::from_pem(&fs::read_to_string(self.0.join("certificate.pem")).ok()?).ok()
    }
    /// Keeps the certificate after checking that it is for this key and by this root.
    pub fn keep_certificate(
        &self,
        unlocked: &Unlocked,
        pem: &str,
        root: &str,
        now: Instant,
    ) -> Result<(), KeyError> {
        let (certificate, root_certificate) = (Certificate::from_pem(pem)?, Certificate::from_pem(root)?);
        if certificate.public_key()? != unlocked.key.public() {
            return Err(DocumentError::Key.into());
        }
        certificate.verify(&root_certificate, now)?;
        write_private(&self.0.join("root.pem"), root.as_bytes(), false)?;
        write_private(&self.0.join("certificate.pem"), pem.as_bytes(), false)
    }
    /// Keeps a bid's one-time key; called before the envelope leaves this computer.
    pub fn keep_bid(
        &self,
        unlocked: &Unlocked,
        (lot, title): (LotId, &str),
        (envelope, key): (Digest, &OpeningKey),
        at: Instant,
    ) -> Result<(), KeyError> {
        let sealed = seal(key.reveal().as_bytes(), &unlocked.store.recipient())?;
        let kept = KeptBid { lot, title: title.to_owned(), envelope, at, key: hex::encode(sealed) };
        let path = self.bids_folder().join(format!("{envelope}.json"));
        let text = serde_json::to_vec_pretty(&kept).map_err(|_| KeyError::Damaged(path.clone()))?;
        write_private(&path, &text, false)
    }
    /// The one-time key of an envelope; `None` if it was not composed here.
    pub fn bid_key(&self, unlocked: &Unlocked, envelope: &Digest) -> Result<Option<OpeningKey>, KeyError> {
        let path = self.bids_folder().join(format!("{envelope}.json"));
        if !path.exists() {
            return Ok(None);
        }
        let damaged = || KeyError::Damaged(path.clone());
        let kept: KeptBid = serde_json::from_slice(&read(&path)?).map_err(|_| damaged())?;
        let sealed = hex::decode(kept.key).map_err(|_| damaged())?;
        let key = String::from_utf8(open(&sealed, &unlocked.store)?).map_err(|_| damaged())?;
        Ok(Some(key.parse()?))
    }
    /// The bids whose keys are kept here, newest first.
    pub fn bids(&self) -> Vec<KeptBid> {
        let Ok(entries) = fs::read_dir(self.bids_folder()) else { return Vec::new() };
        let mut bids: Vec<KeptBid> = entries
            .filter_map(|entry| serde_json::from_slice(&fs::read(entry.ok()?.path()).ok()?).ok())
            .collect();
        bids.sort_by_key(|bid| std::cmp::Reverse(bid.at));
        bids
    }
}

/// Opens the token, if there is one.
pub fn token(reader: Option<&Reader>, pin: &str) -> Result<Option<Arc<dyn Signer>>, KeyError> {
    let opened = reader.map(|reader| reader.open(pin)).transpose()?;
    Ok(opened.map(|token| token as Arc<dyn Signer>))
}

fn read(path: &Path) -> Result<Vec<u8>, KeyError> {
    fs::read(path).map_err(|error| KeyError::Io(path.to_owned(), error))
}

/// Writes a file that its owner alone can read, wholly or not at all.
pub fn write_private(path: &Path, bytes: &[u8], new: bool) -> Result<(), KeyError> {
    let failed = |error| KeyError::Io(path.to_owned(), error);
    if new && path.exists() {
        return Err(failed(io::Error::from(io::ErrorKind::AlreadyExists)));
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(failed)?;
    }
    let draft = path.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
    fs::rename(&draft, path).map_err(failed)
}
