//! A stored event.

use crate::{StoreError, streams};
use kernel::{Actor, Digest, Instant, PersonId, Stream, StreamName};
use uuid::Uuid;

/// An event as it lies in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Position in the journal, from 1, without gaps.
    pub seq: u64,
    /// The stream.
    pub stream: StreamName,
    /// Position in the stream, from 1.
    pub version: u64,
    /// `<entity>.<past_tense>`.
    pub kind: String,
    /// Journal time.
    pub at: Instant,
    /// Who gave the command.
    pub actor: Actor,
    /// For whom, if for another.
    pub on_behalf_of: Option<PersonId>,
    /// The command's id.
    pub command: Uuid,
    /// The rule set it was decided under.
    pub ruleset: String,
    /// The body, canonical JSON (column `public`).
    pub body: String,
    /// Commitments of the private values it refers to.
    pub private: Vec<Digest>,
    /// Salt of the log entry.
    pub salt: [u8; 16],
    /// The log entry: version byte ‖ SM3(salt ‖ canonical event).
    pub leaf: Vec<u8>,
}
impl Stored {
    /// The typed event; `None` if the stream is of another kind.
    pub fn event<S: Stream>(&self) -> Result<Option<S::Event>, StoreError> {
        if self.stream.id::<S::Id>().is_none() {
            return Ok(None);
        }
        streams::decode_event::<S>(&self.kind, &self.body).map(Some)
    }
}
