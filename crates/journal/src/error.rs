//! What can go wrong with the store, and how a command is answered when it is not accepted.

use kernel::Refusal;
use std::path::PathBuf;

/// The store failed, or was asked for something it cannot hold.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A statement failed.
    #[error("statement failed: {message}; in: {sql}")]
    Statement {
        /// The statement.
        sql: String,
        /// What the database said.
        message: String,
    },
    /// A column holds another type than was asked for.
    #[error("column {column} is not {wanted}")]
    Column {
        /// Position in the row, from 0.
        column: usize,
        /// The type asked for.
        wanted: &'static str,
    },
    /// The database cannot be reached, is full, locked or damaged.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// A stored or given value has no JSON form that can be read back.
    #[error("cannot encode or decode {what}: {message}")]
    Encoding {
        /// Which value.
        what: String,
        /// Why.
        message: String,
    },
    /// The stream kind was not registered with [`crate::Streams::with`].
    #[error("stream kind {0} is not registered")]
    UnknownKind(String),
    /// Larger than the journal accepts.
    #[error("{what} has {bytes} bytes, at most {limit} are allowed")]
    TooLarge {
        /// Which value.
        what: String,
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// The vault's ciphertext does not open under its key, or a key not under the master key.
    #[error("the vault cannot open {0}: wrong master key, or damaged")]
    Vault(String),
    /// Another writer has taken over.
    #[error("another writer has taken over this journal")]
    Deposed,
}

impl StoreError {
    /// A failure of the decision's own values: the database is sound, others of the batch go on.
    pub(crate) const fn is_own(&self) -> bool {
        matches!(self, Self::Encoding { .. } | Self::UnknownKind(_) | Self::TooLarge { .. } | Self::Vault(_))
    }
    pub(crate) fn encoding(what: impl Into<String>, error: impl std::fmt::Display) -> Self {
        Self::Encoding { what: what.into(), message: error.to_string() }
    }
}

/// Why a journal cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open.
    #[error("{0} is in use by another process")]
    Locked(PathBuf),
    /// Written by a later release.
    #[error("the database has schema {found}, this release knows {known}: use a newer release")]
    NewerSchema {
        /// Found in the database.
        found: u32,
        /// Known to this release.
        known: u32,
    },
    /// The journal ends before the last signed checkpoint.
    #[error(
        "the journal ends at {journal}, but checkpoint {checkpoint} was signed: entries are missing (restore a newer copy, or run recover)"
    )]
    Shorter {
        /// Entries in the journal.
        journal: u64,
        /// Entries in the checkpoint.
        checkpoint: u64,
    },
    /// The journal contradicts the last signed checkpoint.
    #[error("the journal is not the one whose checkpoint {0} was signed")]
    Different(u64),
    /// The checkpoint folder cannot be read or written, or its signature does not hold.
    #[error("checkpoint folder: {0}")]
    Checkpoint(String),
    /// The head row contradicts the events.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The settings contradict one another.
    #[error("{0}")]
    Settings(String),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a decision stops.
#[derive(Debug)]
pub enum Stop {
    /// The law, a rule or the input says no.
    Refused(Refusal),
    /// The store failed.
    Broken(StoreError),
}
impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Broken(error)
    }
}

/// Why a command was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// Decided and refused; nothing was written.
    Refused(Refusal),
    /// The same actor gave this id to another input.
    Conflict,
    /// Not decided; the same command (same id) may be sent again. The text is for the log, not for people.
    Unavailable(String),
}
impl std::fmt::Display for Rejected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "refused: {refusal}"),
            Self::Conflict => f.write_str("the id was used for another input"),
            Self::Unavailable(why) => write!(f, "unavailable: {why}"),
        }
    }
}
impl std::error::Error for Rejected {}
