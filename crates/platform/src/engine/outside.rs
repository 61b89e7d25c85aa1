//! What lies outside the transaction: rules, files, keys.

use super::maker::Maker;
use crate::passwords::Cost;
use documents::{Authority, Certificate, Key};
use journal::Files;
use kernel::{Digest, Instant, Refusal};
use procurement::RuleBook;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

/// Rules in service and the file store.
pub struct Outside {
    /// The law as data.
    pub rules: Arc<RuleBook>,
    /// Content-addressed files.
    pub files: Files,
    /// How much work a password hash is.
    pub password_cost: Cost,
    /// Tells equal identity numbers, telephone numbers, bank cards.
    pub marker: journal::Marker,
    /// Outside authorities.
    pub(super) trusted: super::trust::Trusted,
    /// Tells equal inputs of a command. Keyed, because passwords and codes are among them and the mark is kept.
    pub(super) inputs: journal::Marker,
    /// Wrong codes of the second factor.
    pub(super) attempts: super::second_factor::Attempts,
    /// Where the trial CA's key and root certificate lie.
    pub(super) authority_folder: PathBuf,
    pub(super) authority: OnceLock<Authority>,
    pub(super) maker: OnceLock<Maker>,
}
impl Outside {
    /// The trial CA of this platform, made when it is first needed.
    ///
    /// # Errors
    /// `E_STORE` if its files cannot be read or written.
    pub fn authority(&self) -> Result<&Authority, Refusal> {
        if let Some(authority) = self.authority.get() {
            return Ok(authority);
        }
        let authority = open_authority(&self.authority_folder).map_err(|problem| {
            tracing::error!(%problem, "the trial CA cannot be opened");
            Refusal::new("E_STORE")
        })?;
        Ok(self.authority.get_or_init(|| authority))
    }
    /// Where the outside authorities' files lie, if any are configured.
    pub fn outside_ca(&self) -> Option<&super::trust::OutsideCa> {
        self.trusted.files()
    }
    /// The outside authorities as their files are now.
    ///
    /// # Errors
    /// `E_NO_OUTSIDE_CA` if none is configured, `E_OUTSIDE_CA_FILES` if the files cannot be read.
    pub fn trust(&self) -> Result<Arc<documents::Trust>, Refusal> {
        self.trusted.newest()
    }
    /// Stores and syncs a file; its SM3 digest is what commands cite.
    ///
    /// # Errors
    /// `E_STORE` if the disk refuses.
    pub fn put(&self, bytes: &[u8]) -> Result<Digest, Refusal> {
        self.files.put(bytes).map(|file| file.digest).map_err(|problem| {
            tracing::error!(%problem, "a file could not be stored");
            Refusal::new("E_STORE")
        })
    }
    /// Reads a file.
    ///
    /// # Errors
    /// `E_FILE_MISSING`.
    pub fn get(&self, digest: &Digest) -> Result<Vec<u8>, Refusal> {
        let found = self.files.read(digest).map_err(|problem| {
            tracing::error!(%problem, %digest, "a file could not be read");
            Refusal::new("E_STORE")
        })?;
        found.ok_or_else(|| Refusal::new("E_FILE_MISSING").arg("digest", digest.to_string()))
    }
}

/// The key's file is readable by its owner alone. Its certificates bind nobody outside this platform.
fn open_authority(folder: &Path) -> Result<Authority, Box<dyn std::error::Error>> {
    let (key, root) = (folder.join("key.pem"), folder.join("root.pem"));
    if root.exists() {
        let key = Key::from_pem(&std::fs::read_to_string(key)?)?;
        return Ok(Authority::load(key, Certificate::from_pem(&std::fs::read_to_string(root)?)?)?);
    }
    let from = Instant::from_millis(1_577_836_800_000);
    let until = Instant::from_millis(2_524_607_999_000);
    let authority = Authority::create("阳采试验CA", from, until)?;
    std::fs::create_dir_all(folder)?;
    crate::private::write(&key, authority.key().to_pem()?.as_bytes())?;
    std::fs::write(root, authority.root().to_pem()?)?;
    Ok(authority)
}
