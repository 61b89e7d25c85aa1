//! Views: tables computed from the events in the same transaction.

use crate::{
    StoreError, Table, Tx,
    streams::{Erased, Fold},
};
use kernel::{Actor, Duty, Instant, PersonId, StreamName};
use uuid::Uuid;

/// A set of tables that one rule fills from the events. It touches no table but its own and asks no clock, so that the
/// same events always give the same rows; `verify` compares them.
pub trait View: Send + Sync {
    /// Unique name.
    fn name(&self) -> &'static str;
    /// Raised when the rows change meaning; the view is filled anew at the next start.
    fn version(&self) -> u32;
    /// Its tables.
    fn tables(&self) -> Vec<Table>;
    /// Takes in one event.
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError>;
}

/// An event as a view sees it, with the state right after it.
pub struct Recorded<'a> {
    /// Position in the journal, from 1, without gaps.
    pub seq: u64,
    /// The stream.
    pub stream: &'a StreamName,
    /// Position in the stream, from 1.
    pub version: u64,
    /// `<entity>.<past_tense>`.
    pub kind: &'a str,
    /// Journal time.
    pub at: Instant,
    /// Who gave the command.
    pub actor: &'a Actor,
    /// For whom, if for another.
    pub on_behalf_of: Option<PersonId>,
    /// The command's id.
    pub command: Uuid,
    /// The rule set it was decided under.
    pub ruleset: &'a str,
    /// The event's body, canonical JSON.
    pub body: &'a str,
    /// Whether it is the last event of this command on this stream: lists that mirror a state write only then.
    pub last_of_stream: bool,
    pub(crate) event: &'a Erased,
    pub(crate) state: &'a Erased,
    pub(crate) fold: &'a dyn Fold,
}
impl Recorded<'_> {
    /// The event, if it is an `E`.
    pub fn event<E: 'static>(&self) -> Option<&E> {
        self.event.downcast_ref()
    }
    /// The stream's state right after this event, if it is an `S`.
    pub fn state<S: 'static>(&self) -> Option<&S> {
        self.state.downcast_ref()
    }
    /// What has to be done next about the stream.
    pub fn duties(&self) -> Vec<Duty> {
        self.fold.duties(self.state)
    }
}
