//! Private values under a key for each subject, the keys wrapped by the master key.

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
}
impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey(…)")
    }
}
