//! What is submitted to the writer.

use crate::{Stop, Unit};
use kernel::{Actor, Digest, Instant, PersonId};
use std::sync::Arc;
use uuid::Uuid;

/// Who goes first when commands queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// A legal time limit is running.
    Deadline,
    /// People.
    #[default]
    Normal,
    /// Imports, followers, simulation.
    Low,
}

/// The envelope of a command.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who gives it.
    pub actor: Actor,
    /// For whom, if for another.
    pub on_behalf_of: Option<PersonId>,
    /// `tender.publish_notice`.
    pub name: &'static str,
    /// Unique for each actor; UUIDv7.
    pub id: Uuid,
    /// Digest of the whole input: the same id with another input is a conflict.
    pub input: Digest,
    /// The rule set in service.
    pub ruleset: String,
    /// Its place in the queue.
    pub lane: Lane,
    /// When the last byte was durable; `None`: now.
    pub received: Option<Instant>,
}

/// A decision. It may run several times (a failed batch runs again one by one), so it keeps nothing between runs.
pub type Work = Arc<dyn Fn(&mut Unit<'_>) -> Result<(), Stop> + Send + Sync>;
