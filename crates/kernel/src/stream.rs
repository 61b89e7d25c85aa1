//! What a stream is: an identified thing whose state is a fold of its events.

use crate::{Instant, OrganisationId, PersonId, Role};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{fmt, hash::Hash};
use uuid::Uuid;

/// The typed id of a stream; the kind is part of the type.
pub trait StreamId: Copy + Eq + Ord + Hash + fmt::Debug + fmt::Display + Send + Sync + 'static {
    /// `<subsystem>.<entity>`, for example `tender.project`.
    const KIND: &'static str;
    /// Wraps a UUID (v7: time-ordered).
    fn from_uuid(uuid: Uuid) -> Self;
    /// The UUID inside.
    fn uuid(self) -> Uuid;
    /// `<subsystem>.<entity>/<uuid>`, the name under which the journal stores it.
    fn stream(self) -> StreamName {
        StreamName(format!("{}/{}", Self::KIND, self.uuid()))
    }
}

/// A thing that is decided about. Its state is the fold of its events and holds what one decision needs, no crowd
/// (encoded at most 64 KB).
pub trait Stream: Default + Clone + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The id type; its `KIND` is the stream's kind.
    type Id: StreamId;
    /// Past-tense facts. An enum with `#[serde(tag = "kind", content = "body")]` and explicit names
    /// (`#[serde(rename = "notice.published")]`), because the names are stored forever.
    type Event: Serialize + DeserializeOwned + Clone + Send + Sync + 'static;
    /// Version of the fold; raised when `apply` changes meaning, so that stored states are folded again.
    const FOLD: u32;
    /// Adds one fact. Total: never fails, never looks outside.
    fn apply(&mut self, at: Instant, event: &Self::Event);
    /// What has to be done next, and by whom: the source of to-do lists (待办) and of the buttons on a page.
    fn duties(&self) -> Vec<Duty> {
        Vec::new()
    }
}

/// One thing that somebody has to do next about a stream 待办.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// The command that fulfils it.
    pub command: String,
    /// Who: an organisation's people, by role.
    pub organisation: OrganisationId,
    /// The role within the organisation.
    pub role: Role,
    /// One person only, where the duty is personal (an expert's score sheet).
    pub person: Option<PersonId>,
    /// The legal or agreed time limit, if there is one.
    pub due: Option<Instant>,
    /// What it is about, in the users' own words (a project's name).
    pub title: String,
}

impl Duty {
    /// What the platform itself does when `due` has passed: a timer.
    pub fn timer(command: &str, due: Instant, title: impl Into<String>) -> Self {
        Self {
            command: command.to_owned(),
            organisation: OrganisationId::from_uuid(Uuid::nil()),
            role: Role::System,
            person: None,
            due: Some(due),
            title: title.into(),
        }
    }
}

/// `<subsystem>.<entity>/<uuid>`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StreamName(String);

impl StreamName {
    /// Parses a stored name; `None` if it has no kind or no UUID.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once('/')?;
        (kind.contains('.') && Uuid::parse_str(id).is_ok()).then(|| Self(text.to_owned()))
    }
    /// The kind, `tender.project`.
    pub fn kind(&self) -> &str {
        self.0.split_once('/').map_or("", |(kind, _)| kind)
    }
    /// The subsystem, `tender`.
    pub fn subsystem(&self) -> &str {
        self.0.split_once('.').map_or("", |(subsystem, _)| subsystem)
    }
    /// The UUID.
    pub fn uuid(&self) -> Uuid {
        self.0.split_once('/').and_then(|(_, id)| id.parse().ok()).unwrap_or(Uuid::nil())
    }
    /// The typed id, if the kind is that of `I`.
    pub fn id<I: StreamId>(&self) -> Option<I> {
        (self.kind() == I::KIND).then(|| I::from_uuid(self.uuid()))
    }
    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl std::str::FromStr for StreamName {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::parse(text).ok_or(())
    }
}
impl fmt::Display for StreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for StreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
