//! Folds the whole journal again, in order, and shows it to views.

use crate::{
    Dialect, StoreError, Streams, Table, Tx, View,
    cache::{Held, Key},
    connection::Connection as _,
    event::{Raw, decode_actor},
    sql::{Column, Insert},
    sqlite::Sqlite,
    streams::{Erased, Fold},
    view::Recorded,
};
use kernel::{Actor, Instant, PersonId, StreamName};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};
use uuid::Uuid;

/// Decoded states in memory; the rest waits in the scratch database.
const STATES: usize = 40_000;

/// The event at which the replay stopped, and why.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) seq: Option<u64>,
    pub(crate) stream: Option<String>,
    pub(crate) what: String,
}
impl Fault {
    pub(crate) fn at(raw: &Raw, what: impl ToString) -> Self {
        Self { seq: Some(raw.seq), stream: Some(raw.stream.clone()), what: what.to_string() }
    }
    pub(crate) fn none(what: impl ToString) -> Self {
        Self { seq: None, stream: None, what: what.to_string() }
    }
}
impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::none(error)
    }
}

/// Folded states that do not fit into memory.
const FOLDED: Table = Table {
    name: "folded",
    columns: &[Column::text("stream"), Column::int("version"), Column::text("body")],
    primary: &["stream"],
    indexes: &[],
};

static PUT: LazyLock<Insert> = LazyLock::new(|| {
    let conflict = " ON CONFLICT (stream) DO UPDATE SET version = excluded.version, body = excluded.body";
    Insert::new(&FOLDED, conflict)
});

pub(crate) struct Replay<'a> {
    streams: &'a Streams,
    views: &'a [Arc<dyn View>],
    states: HashMap<Key, Held>,
    scratch: Sqlite,
    /// Events of one command, until the next command shows that there are no more.
    group: Vec<Raw>,
    /// The last actor as stored and as decoded: most events have that of their predecessor.
    actor: Option<(String, Actor, Option<PersonId>)>,
}

impl<'a> Replay<'a> {
    pub(crate) fn new(streams: &'a Streams, views: &'a [Arc<dyn View>]) -> Result<Self, StoreError> {
        let mut scratch = Sqlite::scratch()?;
        for sql in FOLDED.ddl(Dialect::Sqlite) {
            scratch.exec(&sql, &[])?;
        }
        scratch.begin()?;
        Ok(Self { streams, views, states: HashMap::new(), scratch, group: Vec::new(), actor: None })
    }
    /// Takes in the next event; views write to `tx`.
    pub(crate) fn push(&mut self, raw: Raw, tx: &mut dyn Tx) -> Result<(), Fault> {
        let same =
            self.group.last().is_some_and(|last| last.command == raw.command && last.actor == raw.actor);
        if !same {
            self.flush(tx)?;
        }
        self.group.push(raw);
        Ok(())
    }
    /// Shows the last command's events to the views.
    pub(crate) fn flush(&mut self, tx: &mut dyn Tx) -> Result<(), Fault> {
        let group = std::mem::take(&mut self.group);
        for (i, raw) in group.iter().enumerate() {
            let last_of_stream = !group[i + 1..].iter().any(|later| later.stream == raw.stream);
            self.one(raw, last_of_stream, tx).map_err(|error| Fault::at(raw, error))?;
        }
        if self.states.len() > STATES {
            self.spill()?;
        }
        Ok(())
    }
    fn one(&mut self, raw: &Raw, last_of_stream: bool, tx: &mut dyn Tx) -> Result<(), StoreError> {
        let malformed = |what: &str| StoreError::encoding("event", format!("malformed {what}"));
        let stream = StreamName::parse(&raw.stream).ok_or_else(|| malformed("stream"))?;
        let fold = Arc::clone(self.streams.fold(stream.kind())?);
        let key = (fold.kind(), stream.uuid());
        let held = self.take(key, raw.version, &raw.stream, &*fold)?;
        if held.version + 1 != raw.version {
            return Err(malformed(&format!("version: {} follows {}", raw.version, held.version)));
        }
        let event = fold.decode_event(&raw.kind, &raw.public)?;
        let at = Instant::from_millis(raw.at);
        let state = fold.apply(held.state, at, &event);
        if !self.views.is_empty() {
            let actor = match self.actor.take().filter(|(text, ..)| *text == raw.actor) {
                Some(actor) => actor,
                None => {
                    let (actor, on_behalf_of) = decode_actor(&raw.actor)?;
                    (raw.actor.clone(), actor, on_behalf_of)
                }
            };
            let (_, actor, on_behalf_of) = self.actor.insert(actor);
            let command: Uuid = raw.command.parse().map_err(|_| malformed("command"))?;
            let recorded = Recorded {
                seq: raw.seq,
                stream: &stream,
                version: raw.version,
                kind: &raw.kind,
                at,
                actor,
                on_behalf_of: *on_behalf_of,
                command,
                ruleset: &raw.ruleset,
                body: &raw.public,
                last_of_stream,
                event: &event,
                state: &state,
                fold: &*fold,
            };
            for view in self.views {
                view.on(tx, &recorded)?;
            }
        }
        self.states.insert(key, Held { state, version: raw.version });
        Ok(())
    }
    fn take(&mut self, key: Key, version: u64, name: &str, fold: &dyn Fold) -> Result<Held, StoreError> {
        if let Some(held) = self.states.remove(&key) {
            return Ok(held);
        }
        if version > 1 {
            let rows =
                self.scratch.query("SELECT version, body FROM folded WHERE stream = $1", &[name.into()])?;
            if let Some(row) = rows.first() {
                return Ok(Held { state: fold.decode_state(row.text(1)?)?, version: row.uint(0)? });
            }
        }
        Ok(Held { state: fold.fresh(), version: 0 })
    }
    fn spill(&mut self) -> Result<(), StoreError> {
        let mut states: Vec<(Key, Held)> = std::mem::take(&mut self.states).into_iter().collect();
        states.sort_unstable_by_key(|(key, _)| *key);
        let mut values = Vec::with_capacity(states.len() * FOLDED.columns.len());
        for ((kind, id), Held { state, version }) in states {
            let body = encode(self.streams, kind, &state)?;
            values.extend([format!("{kind}/{id}").into(), version.into(), body.into()]);
        }
        PUT.run(&mut self.scratch, &values)
    }
    /// The database of all folded states, in the table `folded`.
    pub(crate) fn finish(mut self) -> Result<Sqlite, StoreError> {
        self.spill()?;
        self.scratch.commit()?;
        Ok(self.scratch)
    }
}
fn encode(streams: &Streams, kind: &str, state: &Erased) -> Result<String, StoreError> {
    streams.fold(kind)?.encode_state(state)
}
