//! What a decision may do.

use crate::{
    MasterKey, Row, StoreError, Tx, Value,
    cache::{Held, Key},
    merkle::Frontier,
    shelf::Shelf,
    streams::{self, Erased},
    vault::{self, DataKey},
};
use kernel::{Digest, Instant, PersonId, Sealed, Stream, StreamId, StreamName};
use serde::{Serialize, de::DeserializeOwned};
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// A body that lies in the database may be so long; a longer one belongs into [`crate::Files`].
const BODY_LIMIT: usize = 16 << 10;

/// One decision's desk. All it does is kept in memory until the decision succeeds; a refused command leaves nothing.
pub struct Unit<'a> {
    tx: &'a mut dyn Tx,
    shelf: &'a mut Shelf,
    master: &'a MasterKey,
    now: Instant,
    received: Instant,
    log: &'a Frontier,
    pub(crate) outcome: Decision,
}

/// What a successful decision leaves to be written.
#[derive(Default)]
pub(crate) struct Decision {
    pub(crate) states: HashMap<Key, Held>,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) notes: Vec<Note>,
    pub(crate) on_behalf_of: Option<PersonId>,
    pub(crate) fault: Option<StoreError>,
}
/// An event not written yet.
pub(crate) struct Draft {
    pub(crate) key: Key,
    pub(crate) stream: StreamName,
    pub(crate) version: u64,
    pub(crate) kind: String,
    pub(crate) body: String,
    pub(crate) private: Vec<Digest>,
    pub(crate) event: Erased,
    pub(crate) state: Erased,
}
/// A write beside the events.
pub(crate) enum Note {
    Key { subject: Uuid, key: DataKey, wrapped: Vec<u8> },
    Sealed { id: Uuid, key: DataKey, commitment: Digest, sealed: Vec<u8> },
    Erased { subject: Uuid },
    Body { digest: Digest, bytes: Vec<u8> },
}

/// A point a trial decision can be taken back to.
pub struct Mark {
    states: HashMap<Key, Held>,
    drafts: usize,
    notes: usize,
    on_behalf_of: Option<PersonId>,
}

impl<'a> Unit<'a> {
    pub(crate) fn new(
        tx: &'a mut dyn Tx,
        shelf: &'a mut Shelf,
        master: &'a MasterKey,
        now: Instant,
        received: Instant,
        log: &'a Frontier,
    ) -> Self {
        Self { tx, shelf, master, now, received, log, outcome: Decision::default() }
    }
    /// Journal time: the later of the last event's and the clock's.
    pub const fn now(&self) -> Instant {
        self.now
    }
    /// The stamp taken when the command's last byte was durable, before it queued: deadlines are judged by it.
    pub const fn received(&self) -> Instant {
        self.received
    }
    fn held(&mut self, key: Key) -> Result<Held, StoreError> {
        match self.outcome.states.get(&key) {
            Some(held) => Ok(held.clone()),
            None => self.shelf.held(self.tx, key),
        }
    }
    /// A stream's state, including what this decision has recorded; the default at version 0.
    pub fn load<S: Stream>(&mut self, id: S::Id) -> Result<Arc<S>, StoreError> {
        let held = self.held((S::Id::KIND, id.uuid()))?;
        held.state.downcast().map_err(|_| StoreError::UnknownKind(S::Id::KIND.to_owned()))
    }
    /// How many events the stream has, 0 if it does not exist.
    pub fn version<S: Stream>(&mut self, id: S::Id) -> Result<u64, StoreError> {
        self.held((S::Id::KIND, id.uuid())).map(|held| held.version)
    }
    /// How many events the named stream has, 0 if it does not exist.
    pub fn version_of(&mut self, stream: &StreamName) -> Result<u64, StoreError> {
        let kind = self.shelf.streams.fold(stream.kind())?.kind();
        self.held((kind, stream.uuid())).map(|held| held.version)
    }
    /// The Merkle root of the last commit, hexadecimal: what a draw's seed is bound to.
    pub fn root(&self) -> String {
        hex::encode(self.log.root())
    }
    /// Records the command as given by its actor for `person` (the second of two persons decides the first one's).
    pub fn on_behalf_of(&mut self, person: PersonId) {
        self.outcome.on_behalf_of = Some(person);
    }
    /// Adds an event to a stream.
    pub fn record<S: Stream>(&mut self, id: S::Id, event: S::Event) -> Result<(), StoreError> {
        let key = (S::Id::KIND, id.uuid());
        let Held { state, version } = self.held(key)?;
        let (kind, body) = streams::encode_event::<S>(&event)?;
        // Out of the map, so that a state nobody else holds is changed in place.
        self.outcome.states.remove(&key);
        let mut state: Arc<S> =
            state.downcast().map_err(|_| StoreError::UnknownKind(S::Id::KIND.to_owned()))?;
        Arc::make_mut(&mut state).apply(self.now, &event);
        let version = version + 1;
        let private = commitments(&body);
        self.outcome.states.insert(key, Held { state: Arc::clone(&state) as Erased, version });
        self.outcome.drafts.push(Draft {
            key,
            stream: id.stream(),
            version,
            kind,
            body,
            private,
            event: Arc::new(event),
            state,
        });
        Ok(())
    }
    /// Asks the views; they include earlier commands of the batch, not this one's events.
    pub fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        if !["SELECT", "WITH"].iter().any(|word| sql.trim_start().starts_with(word)) {
            return Err(StoreError::encoding(sql, "a decision asks and never writes"));
        }
        self.tx.query(sql, params)
    }
    /// Puts a private value into the vault under the subject's key.
    pub fn seal<T: Serialize>(&mut self, subject: Uuid, value: &T) -> Result<Sealed<T>, StoreError> {
        let key = match self.key(subject)? {
            Some(key) => key,
            None => {
                let key = DataKey::generate(self.now);
                let wrapped = key.wrap(self.master)?;
                self.outcome.notes.push(Note::Key { subject, key, wrapped });
                key
            }
        };
        let id = vault::new_id(self.now);
        let (sealed, commitment) = key.seal(id, value)?;
        self.outcome.notes.push(Note::Sealed { id, key, commitment, sealed });
        Ok(Sealed::new(id, commitment))
    }
    /// The subject's key as this command sees it.
    fn key(&mut self, subject: Uuid) -> Result<Option<DataKey>, StoreError> {
        for note in self.outcome.notes.iter().rev() {
            match note {
                Note::Key { subject: other, key, .. } if *other == subject => return Ok(Some(*key)),
                Note::Erased { subject: other } if *other == subject => return Ok(None),
                _ => {}
            }
        }
        vault::key_of(self.tx, self.master, subject)
    }
    /// Takes a private value out of the vault; `None` if its subject was erased.
    pub fn unseal<T: DeserializeOwned>(&mut self, sealed: &Sealed<T>) -> Result<Option<T>, StoreError> {
        let fresh = self.outcome.notes.iter().find_map(|note| match note {
            Note::Sealed { id, key, sealed: bytes, .. } if *id == sealed.vault => Some((*key, bytes)),
            _ => None,
        });
        let (key, text) = match fresh {
            Some((key, bytes)) => (key.id, Some(key.open(sealed.vault, bytes)?.1)),
            None => {
                let rows = self.tx.query("SELECT key FROM vault WHERE id = $1", &[sealed.vault.into()])?;
                (rows.first().map_or(Ok(Uuid::nil()), |row| row.parse(0))?, None)
            }
        };
        if self.destroyed(key)? {
            return Ok(None);
        }
        if let Some(text) = text {
            return vault::decode(sealed.vault, &text).map(Some);
        }
        vault::open(self.tx, self.master, sealed.vault, &sealed.commitment)
    }
    /// Whether this command erases the subject of that key.
    fn destroyed(&mut self, key: Uuid) -> Result<bool, StoreError> {
        let erasures = self.outcome.notes.iter().enumerate().filter_map(|(at, note)| match note {
            Note::Erased { subject } => Some((at, *subject)),
            _ => None,
        });
        for (at, subject) in erasures.collect::<Vec<_>>() {
            let made = self.outcome.notes[..at].iter().any(|note| {
                matches!(note, Note::Key { subject: other, key: made, .. } if *other == subject && made.id == key)
            });
            let sql = "SELECT id FROM vault_key WHERE id = $1 AND subject = $2";
            if made || !self.tx.query(sql, &[key.into(), subject.into()])?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }
    /// Destroys the subject's key, and with it every value and salt sealed under it.
    pub fn erase(&mut self, subject: Uuid) {
        self.outcome.notes.push(Note::Erased { subject });
    }
    /// Stores a body of at most 16 KB in the database, in the same commit. A larger one fails the command.
    pub fn put_body(&mut self, bytes: Vec<u8>) -> Digest {
        let digest = Digest::of(&bytes);
        if bytes.len() > BODY_LIMIT {
            let what = format!("body {digest}");
            self.outcome.fault = Some(StoreError::TooLarge { what, bytes: bytes.len(), limit: BODY_LIMIT });
        } else {
            self.outcome.notes.push(Note::Body { digest, bytes });
        }
        digest
    }
    /// A body stored earlier, by this command too.
    pub fn body(&mut self, digest: &Digest) -> Result<Option<Vec<u8>>, StoreError> {
        let fresh = self.outcome.notes.iter().find_map(|note| match note {
            Note::Body { digest: other, bytes } if other == digest => Some(bytes.clone()),
            _ => None,
        });
        fresh.map_or_else(|| body(self.tx, digest), |bytes| Ok(Some(bytes)))
    }
    /// Remembers the present point.
    pub fn mark(&self) -> Mark {
        Mark {
            states: self.outcome.states.clone(),
            drafts: self.outcome.drafts.len(),
            notes: self.outcome.notes.len(),
            on_behalf_of: self.outcome.on_behalf_of,
        }
    }
    /// Takes back everything since `mark`.
    pub fn rewind(&mut self, mark: Mark) {
        self.outcome.states = mark.states;
        self.outcome.drafts.truncate(mark.drafts);
        self.outcome.notes.truncate(mark.notes);
        self.outcome.on_behalf_of = mark.on_behalf_of;
    }
}

/// Commitments of the sealed values a canonical body mentions, in order.
fn commitments(body: &str) -> Vec<Digest> {
    body.split("{\"commitment\":\"")
        .skip(1)
        .filter(|rest| rest.get(64..).is_some_and(|rest| rest.starts_with("\",\"vault\":\"")))
        .filter_map(|rest| rest.get(..64)?.parse().ok())
        .collect()
}

pub(crate) fn body(tx: &mut dyn Tx, digest: &Digest) -> Result<Option<Vec<u8>>, StoreError> {
    let rows = tx.query("SELECT bytes FROM body WHERE digest = $1", &[digest.into()])?;
    rows.first().map(|row| row.blob(0).map(<[u8]>::to_vec)).transpose()
}

impl Note {
    pub(crate) fn write(self, tx: &mut dyn Tx) -> Result<(), StoreError> {
        match self {
            Self::Key { subject, key, wrapped } => tx.later(
                "INSERT INTO vault_key (id, subject, wrapped) VALUES ($1, $2, $3)",
                &[key.id.into(), subject.into(), wrapped.into()],
            ),
            Self::Sealed { id, key, commitment, sealed } => tx.later(
                "INSERT INTO vault (id, key, commitment, sealed) VALUES ($1, $2, $3, $4)",
                &[id.into(), key.id.into(), commitment.into(), sealed.into()],
            ),
            Self::Erased { subject } => {
                // Overwritten before it is deleted, so that the page does not keep it.
                tx.later(
                    "UPDATE vault_key SET wrapped = $2 WHERE subject = $1",
                    &[subject.into(), vec![0_u8; 72].into()],
                )?;
                tx.later("DELETE FROM vault_key WHERE subject = $1", &[subject.into()])
            }
            Self::Body { digest, bytes } => tx.later(
                "INSERT INTO body (digest, bytes) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING",
                &[digest.into(), bytes.into()],
            ),
        }
    }
}
