//! A stored event, its canonical form and its log entry.

use crate::{
    Row, StoreError, Value,
    canonical::{self, quote},
    streams,
};
use kernel::{Actor, Digest, Instant, PersonId, Stream, StreamName};
use serde::Deserialize;
use uuid::Uuid;

/// First byte of a log entry: the form of the rest.
const ENTRY_VERSION: u8 = 1;

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
    pub(crate) fn from_raw(raw: &Raw) -> Result<Self, StoreError> {
        let what = || format!("event {}", raw.seq);
        let malformed = |part: &str| StoreError::encoding(what(), format!("malformed {part}"));
        let (actor, on_behalf_of) = decode_actor(&raw.actor)?;
        Ok(Self {
            seq: raw.seq,
            stream: StreamName::parse(&raw.stream).ok_or_else(|| malformed("stream"))?,
            version: raw.version,
            kind: raw.kind.clone(),
            at: Instant::from_millis(raw.at),
            actor,
            on_behalf_of,
            command: raw.command.parse().map_err(|_| malformed("command"))?,
            ruleset: raw.ruleset.clone(),
            body: raw.public.clone(),
            private: serde_json::from_str(&raw.private)
                .map_err(|error| StoreError::encoding(what(), error))?,
            salt: raw.salt.as_slice().try_into().map_err(|_| malformed("salt"))?,
            leaf: raw.leaf.clone(),
        })
    }
}

/// A row of the table `event`, column by column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Raw {
    pub(crate) seq: u64,
    pub(crate) stream: String,
    pub(crate) version: u64,
    pub(crate) kind: String,
    pub(crate) at: i64,
    pub(crate) actor: String,
    pub(crate) command: String,
    pub(crate) ruleset: String,
    pub(crate) public: String,
    pub(crate) private: String,
    pub(crate) salt: Vec<u8>,
    pub(crate) leaf: Vec<u8>,
}
/// The columns of [`Raw`] in order, for a SELECT.
pub(crate) const COLUMNS: &str =
    "seq, stream, version, kind, at, actor, command, ruleset, public, private, salt, leaf";

impl Raw {
    pub(crate) fn from_row(row: Row) -> Result<Self, StoreError> {
        let columns: [Value; 12] =
            row.0.try_into().map_err(|_| StoreError::Column { column: 11, wanted: "there" })?;
        let [seq, stream, version, kind, at, actor, command, ruleset, public, private, salt, leaf] = columns;
        Ok(Self {
            seq: uint(seq, 0)?,
            stream: text(stream, 1)?,
            version: uint(version, 2)?,
            kind: text(kind, 3)?,
            at: int(at, 4)?,
            actor: text(actor, 5)?,
            command: text(command, 6)?,
            ruleset: text(ruleset, 7)?,
            public: text(public, 8)?,
            private: text(private, 9)?,
            salt: blob(salt, 10)?,
            leaf: blob(leaf, 11)?,
        })
    }
    /// The RFC 8785 form of the whole event: what stands before `public`, and what stands after it. `actor`, `public` and
    /// `private` are canonical already; every other text is escaped, so no text can pass for two of its neighbours.
    fn around(&self) -> (String, String) {
        let mut out = String::with_capacity(self.actor.len() + self.private.len() + 160);
        out.push_str("{\"actor\":");
        out.push_str(&self.actor);
        out.push_str(",\"at\":");
        out.push_str(&self.at.to_string());
        out.push_str(",\"command\":");
        quote(&mut out, &self.command);
        out.push_str(",\"kind\":");
        quote(&mut out, &self.kind);
        out.push_str(",\"private\":");
        out.push_str(&self.private);
        out.push_str(",\"public\":");
        let before = out;
        let mut out = String::with_capacity(self.ruleset.len() + self.stream.len() + 64);
        out.push_str(",\"ruleset\":");
        quote(&mut out, &self.ruleset);
        out.push_str(",\"seq\":");
        out.push_str(&self.seq.to_string());
        out.push_str(",\"stream\":");
        quote(&mut out, &self.stream);
        out.push_str(",\"version\":");
        out.push_str(&self.version.to_string());
        out.push('}');
        (before, out)
    }
    /// The log entry that follows from the other columns.
    pub(crate) fn entry(&self) -> Vec<u8> {
        let (before, after) = self.around();
        let parts = [&self.salt, before.as_bytes(), self.public.as_bytes(), after.as_bytes()];
        let digest = Digest::of_parts(&parts);
        let mut entry = Vec::with_capacity(33);
        entry.push(ENTRY_VERSION);
        entry.extend_from_slice(digest.bytes());
        entry
    }
    /// The columns in the table's order.
    pub(crate) fn values(self) -> [Value; 12] {
        [
            self.seq.into(),
            self.stream.into(),
            self.version.into(),
            self.kind.into(),
            self.at.into(),
            self.actor.into(),
            self.command.into(),
            self.ruleset.into(),
            self.public.into(),
            self.private.into(),
            self.salt.into(),
            self.leaf.into(),
        ]
    }
}

fn text(value: Value, column: usize) -> Result<String, StoreError> {
    if let Value::Text(text) = value { Ok(text) } else { Err(StoreError::Column { column, wanted: "text" }) }
}
fn blob(value: Value, column: usize) -> Result<Vec<u8>, StoreError> {
    if let Value::Blob(bytes) = value {
        Ok(bytes)
    } else {
        Err(StoreError::Column { column, wanted: "bytes" })
    }
}
fn int(value: Value, column: usize) -> Result<i64, StoreError> {
    if let Value::Int(n) = value { Ok(n) } else { Err(StoreError::Column { column, wanted: "a number" }) }
}
fn uint(value: Value, column: usize) -> Result<u64, StoreError> {
    u64::try_from(int(value, column)?).map_err(|_| StoreError::Column { column, wanted: "not negative" })
}

/// The column `actor`: the actor, and for whom.
pub(crate) fn encode_actor(actor: &Actor, on_behalf_of: Option<PersonId>) -> Result<String, StoreError> {
    let text = canonical::text(actor)?;
    Ok(match (on_behalf_of, text.strip_prefix('{')) {
        // Sorts before every field of `Actor`.
        (Some(person), Some(rest)) => format!("{{\"on_behalf_of\":\"{person}\",{rest}"),
        _ => text,
    })
}
pub(crate) fn decode_actor(text: &str) -> Result<(Actor, Option<PersonId>), StoreError> {
    #[derive(Deserialize)]
    struct Behalf {
        on_behalf_of: PersonId,
    }
    let failed = |error| StoreError::encoding("actor", error);
    let actor: Actor = serde_json::from_str(text).map_err(failed)?;
    let behalf = if text.contains("on_behalf_of") {
        Some(serde_json::from_str::<Behalf>(text).map_err(failed)?.on_behalf_of)
    } else {
        None
    };
    Ok((actor, behalf))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{OrganisationId, Role, StreamId};

    #[test]
    fn the_hashed_form_is_canonical_json() {
        let actor = Actor {
            person: PersonId::from_uuid(Uuid::from_u128(1)),
            organisation: OrganisationId::from_uuid(Uuid::from_u128(2)),
            roles: vec![Role::PurchaserClerk],
            region: "320000".parse().unwrap(),
            lent: Vec::new(),
        };
        let behalf = PersonId::from_uuid(Uuid::from_u128(3));
        let raw = Raw {
            seq: 7,
            stream: "tender.lot/x".into(),
            version: 2,
            kind: "lot.voided".into(),
            at: 5,
            actor: encode_actor(&actor, Some(behalf)).unwrap(),
            command: "c".into(),
            ruleset: "a \"b\"\n".into(),
            public: "{\"a\":1}".into(),
            private: "[]".into(),
            salt: vec![0; 16],
            leaf: Vec::new(),
        };
        let (before, after) = raw.around();
        let whole = [before, raw.public.clone(), after].concat();
        let value: serde_json::Value = serde_json::from_str(&whole).unwrap();
        assert_eq!(canonical::text(&value).unwrap(), whole);
        assert_eq!(raw.entry()[1..], Digest::of_parts(&[&raw.salt, whole.as_bytes()]).bytes()[..]);
        assert_eq!(decode_actor(&raw.actor).unwrap(), (actor, Some(behalf)));
        assert_eq!(raw.entry().len(), 33);
    }
}
