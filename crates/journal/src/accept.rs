//! An accepted command's rows: events, views, vault, and the record that answers a repetition.

use crate::{
    Accepted, Request, StoreError, Streams, Tx, Value, View,
    cache::{Held, Key},
    event::{Raw, encode_actor},
    head::End,
    merkle::Frontier,
    queue::{Job, Task},
    schema,
    sql::Insert,
    unit::Decision,
    view::Recorded,
};
use kernel::{Digest, Instant, StreamName};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};
use uuid::Uuid;

/// An accepted command's row.
pub(crate) struct Known {
    pub(crate) input: Digest,
    first: u64,
    last: u64,
    at: Instant,
    /// Of a command of this batch, whose events wait to be written.
    streams: Option<Vec<StreamName>>,
}
impl Known {
    pub(crate) fn of(input: Digest, accepted: &Accepted) -> Self {
        let Accepted { first, last, at, streams, .. } = accepted;
        Self { input, first: *first, last: *last, at: *at, streams: Some(streams.clone()) }
    }
}

static EVENTS: LazyLock<Insert> = LazyLock::new(|| Insert::new(&schema::EVENT, ""));
static COMMANDS: LazyLock<Insert> = LazyLock::new(|| Insert::new(&schema::COMMAND, ""));

/// Rows of the journal's own tables that nobody asks for before the batch ends: there they are hashed and written together.
#[derive(Default)]
pub(crate) struct Waiting {
    events: Vec<Raw>,
    commands: Vec<Value>,
}
impl Waiting {
    /// Writes all, and moves the edge of the tree.
    pub(crate) fn write(self, tx: &mut dyn Tx, frontier: &mut Frontier) -> Result<(), StoreError> {
        let mut values = Vec::with_capacity(self.events.len() * schema::EVENT.columns.len());
        for mut raw in self.events {
            raw.leaf = raw.entry();
            frontier.append(&raw.leaf);
            values.extend(raw.values());
        }
        EVENTS.run(tx, &values)?;
        COMMANDS.run(tx, &self.commands)
    }
}

/// Where an accepted command's rows go.
pub(crate) struct Books<'a> {
    pub(crate) tx: &'a mut dyn Tx,
    pub(crate) kinds: &'a Streams,
    pub(crate) views: &'a [Arc<dyn View>],
    pub(crate) waiting: &'a mut Waiting,
}

/// Writes one decision's rows, or lays them by, and moves `end` except for the tree.
pub(crate) fn write(
    books: &mut Books<'_>,
    request: &Request,
    decision: Decision,
    now: Instant,
    end: &mut End,
) -> Result<(Accepted, HashMap<Key, Held>), StoreError> {
    let on_behalf_of = decision.on_behalf_of.or(request.on_behalf_of);
    let actor = encode_actor(&request.actor, on_behalf_of)?;
    let command = request.id.to_string();
    let first = end.seq + 1;
    let mut streams: Vec<StreamName> = Vec::new();
    let Decision { states, drafts, notes, .. } = decision;
    let keys: Vec<Key> = drafts.iter().map(|draft| draft.key).collect();
    for (i, draft) in drafts.into_iter().enumerate() {
        end.seq += 1;
        let recorded = Recorded {
            seq: end.seq,
            stream: &draft.stream,
            version: draft.version,
            kind: &draft.kind,
            at: now,
            actor: &request.actor,
            on_behalf_of,
            command: request.id,
            ruleset: &request.ruleset,
            body: &draft.body,
            last_of_stream: !keys[i + 1..].contains(&draft.key),
            event: &draft.event,
            state: &draft.state,
            fold: &**books.kinds.fold(draft.key.0)?,
        };
        for view in books.views {
            view.on(books.tx, &recorded)?;
        }
        let private: Vec<String> = draft.private.iter().map(|digest| format!("\"{digest}\"")).collect();
        let salt: [u8; 16] = kernel::secret::bytes();
        books.waiting.events.push(Raw {
            seq: end.seq,
            stream: draft.stream.as_str().to_owned(),
            version: draft.version,
            kind: draft.kind,
            at: now.millis(),
            actor: actor.clone(),
            command: command.clone(),
            ruleset: request.ruleset.clone(),
            public: draft.body,
            private: format!("[{}]", private.join(",")),
            salt: salt.to_vec(),
            leaf: Vec::new(),
        });
        if !streams.contains(&draft.stream) {
            streams.push(draft.stream);
        }
    }
    for note in notes {
        note.write(books.tx)?;
    }
    end.at = now;
    let accepted = Accepted { command: request.id, at: now, first, last: end.seq, streams, repeated: false };
    books.waiting.commands.extend([
        command.into(),
        Value::id(request.actor.person),
        request.name.into(),
        request.input.into(),
        accepted.first.into(),
        accepted.last.into(),
        now.into(),
    ]);
    Ok((accepted, states))
}

/// Which of the batch's commands were accepted before, asked in one query of a few sizes so that it stays prepared.
pub(crate) fn known(tx: &mut dyn Tx, jobs: &[Job]) -> Result<HashMap<(Uuid, Uuid), Known>, StoreError> {
    let mut ids: Vec<Value> = jobs
        .iter()
        .filter_map(|job| match &job.task {
            Task::Command { request, .. } => Some(request.id.into()),
            Task::Advance { .. } => None,
        })
        .collect();
    let Some(last) = ids.last().cloned() else { return Ok(HashMap::new()) };
    ids.resize(ids.len().next_power_of_two(), last);
    let places: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    let sql =
        format!("SELECT id, actor, input, first, last, at FROM command WHERE id IN ({})", places.join(", "));
    let mut known = HashMap::new();
    for row in tx.query(&sql, &ids)? {
        let value = Known {
            input: row.parse(2)?,
            first: row.uint(3)?,
            last: row.uint(4)?,
            at: row.instant(5)?,
            streams: None,
        };
        known.insert((row.parse(0)?, row.parse(1)?), value);
    }
    Ok(known)
}
/// The accepted answer, from the rows.
pub(crate) fn repeated(tx: &mut dyn Tx, command: Uuid, known: &Known) -> Result<Accepted, StoreError> {
    let streams = match &known.streams {
        Some(streams) => streams.clone(),
        None => streams_of(tx, known)?,
    };
    Ok(Accepted { command, at: known.at, first: known.first, last: known.last, streams, repeated: true })
}
fn streams_of(tx: &mut dyn Tx, known: &Known) -> Result<Vec<StreamName>, StoreError> {
    let sql = "SELECT stream FROM event WHERE seq BETWEEN $1 AND $2 ORDER BY seq";
    let mut streams: Vec<StreamName> = Vec::new();
    for row in tx.query(sql, &[known.first.into(), known.last.into()])? {
        streams.extend(StreamName::parse(row.text(0)?).filter(|stream| !streams.contains(stream)));
    }
    Ok(streams)
}
