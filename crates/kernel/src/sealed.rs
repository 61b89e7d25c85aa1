//! A private value's public face: where it lies and a commitment to it.

use crate::Digest;
use serde::{Deserialize, Serialize};
use std::{fmt, marker::PhantomData};
use uuid::Uuid;

/// A private value (personal data, unopened content) that lies in the vault. Events, states and views hold only this:
/// a reference, and the commitment SM3(salt ‖ canonical JSON of the value). Erasing the value destroys key and salt; the
/// commitment stays and says nothing.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Sealed<T> {
    /// Where the vault keeps it.
    pub vault: Uuid,
    /// SM3(salt ‖ value).
    pub commitment: Digest,
    #[serde(skip)]
    kind: PhantomData<fn() -> T>,
}
impl<T> Sealed<T> {
    /// Only the vault makes these.
    pub fn new(vault: Uuid, commitment: Digest) -> Self {
        Self { vault, commitment, kind: PhantomData }
    }
}
impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Sealed<T> {}
impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.vault == other.vault && self.commitment == other.commitment
    }
}
impl<T> Eq for Sealed<T> {}
impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({})", self.vault)
    }
}
