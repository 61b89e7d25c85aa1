//! What lies outside the transaction: rules, files, keys.

use crate::passwords::Cost;
use journal::Files;
use kernel::{Digest, Refusal};
use procurement::RuleBook;
use std::sync::Arc;

/// Rules in service and the file store.
pub struct Outside {
    /// The law as data.
    pub rules: Arc<RuleBook>,
    /// Content-addressed files.
    pub files: Files,
    /// How much work a password hash is.
    pub password_cost: Cost,
}
impl Outside {
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
