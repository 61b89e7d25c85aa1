//! An accepted command's rows: events, views, vault, and the record that answers a repetition.

use crate::{
    Accepted, Request, StoreError, Streams, Tx, Value, View,
    cache::{Held, Key},
    event::{Raw, encode_actor},
    head::End,
    queue::{Job, Task},
    unit::Decision,
    view::Recorded,
};
use kernel::{Digest, Instant, StreamName};
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// An accepted command's row.
pub(crate) struct Known {
    pub(crate) input: Digest,
    pub(crate) first: u64,
    pub(crate) last: u64,
    pub(crate) at: Instant,
}

/// Writes one decision's rows and moves `end`.
pub(crate) fn write(
    tx: &mut dyn Tx,
    kinds: &Streams,
    views: &[Arc<dyn View>],
    request: &Request,
    decision: Decision,
    now: Instant,
    end: &mut End,
) -> Result<(Accepted, HashMap<Key, Held>), StoreError> {
    let on_behalf_of = decision.on_behalf_of.or(request.on_behalf_of);
    let actor = encode_actor(&request.actor, on_behalf_of)?;
    let first = end.seq + 1;
    let mut streams: Vec<StreamName> = Vec::new();
    let Decision { states, drafts, notes, .. } = decision;
    for (i, draft) in drafts.iter().enumerate() {
        let private: Vec<String> = draft.private.iter().map(|digest| format!("\"{digest}\"")).collect();
        let salt: [u8; 16] = kernel::secret::bytes();
        let mut raw = Raw {
            seq: end.seq + 1,
            stream: draft.stream.as_str().to_owned(),
            version: draft.version,
            kind: draft.kind.clone(),
            at: now.millis(),
            actor: actor.clone(),
            command: request.id.to_string(),
            ruleset: request.ruleset.clone(),
            public: draft.body.clone(),
            private: format!("[{}]", private.join(",")),
            salt: salt.to_vec(),
            leaf: Vec::new(),
        };
        raw.leaf = raw.entry();
        end.frontier.append(&raw.leaf);
        raw.insert(tx)?;
        end.seq += 1;
        let fold = kinds.fold(draft.key.0)?;
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
            last_of_stream: !drafts[i + 1..].iter().any(|later| later.key == draft.key),
            event: &draft.event,
            state: &draft.state,
            fold: &**fold,
        };
        for view in views {
            view.on(tx, &recorded)?;
        }
        if !streams.contains(&draft.stream) {
            streams.push(draft.stream.clone());
        }
    }
    for note in notes {
        note.write(tx)?;
    }
    end.at = now;
    let accepted = Accepted { command: request.id, at: now, first, last: end.seq, streams, repeated: false };
    tx.later(
        "INSERT INTO command (id, actor, name, input, first, last, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            request.id.into(),
            Value::id(request.actor.person),
            request.name.into(),
            request.input.into(),
            accepted.first.into(),
            accepted.last.into(),
            now.into(),
        ],
    )?;
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
        let value =
            Known { input: row.parse(2)?, first: row.uint(3)?, last: row.uint(4)?, at: row.instant(5)? };
        known.insert((row.parse(0)?, row.parse(1)?), value);
    }
    Ok(known)
}
/// The accepted answer, from the rows.
pub(crate) fn repeated(tx: &mut dyn Tx, command: Uuid, known: &Known) -> Result<Accepted, StoreError> {
    let sql = "SELECT stream FROM event WHERE seq BETWEEN $1 AND $2 ORDER BY seq";
    let mut streams: Vec<StreamName> = Vec::new();
    for row in tx.query(sql, &[known.first.into(), known.last.into()])? {
        streams.extend(StreamName::parse(row.text(0)?).filter(|stream| !streams.contains(stream)));
    }
    Ok(Accepted { command, at: known.at, first: known.first, last: known.last, streams, repeated: true })
}
