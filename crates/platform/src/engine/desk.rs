//! The desk at which a command is decided: who and when, streams, views, law, secrets. Synchronous, one transaction;
//! nothing leaves it until the batch is durable.

use super::{outside::Outside, todo::placeholders};
use journal::{Row, Stop, Unit, Value};
use kernel::{
    Actor, Date, Digest, Instant, OrganisationId, PersonId, Refusal, Region, Role, Sealed, Stream, StreamId,
    StreamName,
};
use procurement::{
    Law,
    registry::{Organisation, Person},
    supervision::risk::Finding,
};
use serde::{Serialize, de::DeserializeOwned};
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

/// What a decision may use.
pub struct Desk<'d, 'u> {
    pub(super) unit: &'d mut Unit<'u>,
    pub(super) outside: &'d Outside,
    pub(super) actor: Actor,
    pub(super) approver: Option<PersonId>,
    pub(super) command: Uuid,
    pub(super) reasons: &'d BTreeMap<String, String>,
    pub(super) findings: Vec<Finding>,
    pub(super) ids: u32,
}

impl Desk<'_, '_> {
    /// Who gives the command; under the two-person rule the one who proposed it.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
    /// Under the two-person rule: the second person.
    pub fn approver(&self) -> Option<PersonId> {
        self.approver
    }
    /// Journal time.
    pub fn now(&self) -> Instant {
        self.unit.now()
    }
    /// When the last byte of the command was durable: what deadlines are judged by.
    pub fn received(&self) -> Instant {
        self.unit.received()
    }
    /// The legal date.
    pub fn today(&self) -> Date {
        self.now().date()
    }
    /// The law of `region` today.
    pub fn law(&self, region: Region) -> Law {
        self.outside.rules.law(region, self.today())
    }
    /// A stream's state.
    ///
    /// # Errors
    /// `E_NOT_FOUND` if it has no event.
    pub fn load<S: Stream>(&mut self, id: S::Id) -> Result<Arc<S>, Stop> {
        if self.unit.version::<S>(id)? == 0 {
            return Err(Refusal::new("E_NOT_FOUND")
                .arg("what", kernel::Arg::Key(format!("stream-{}", S::Id::KIND.replace('.', "-"))))
                .into());
        }
        Ok(self.unit.load::<S>(id)?)
    }
    /// The same of a stream that need not have begun.
    ///
    /// # Errors
    /// If the store is broken.
    pub fn find<S: Stream>(&mut self, id: S::Id) -> Result<Option<Arc<S>>, Stop> {
        if self.unit.version::<S>(id)? == 0 { Ok(None) } else { Ok(Some(self.unit.load::<S>(id)?)) }
    }
    /// Records one event.
    ///
    /// # Errors
    /// If the store is broken.
    pub fn record<S: Stream>(&mut self, id: S::Id, event: S::Event) -> Result<(), Stop> {
        Ok(self.unit.record::<S>(id, event)?)
    }
    /// Records what a decision answered.
    ///
    /// # Errors
    /// If the store is broken.
    pub fn record_all<S: Stream>(&mut self, id: S::Id, events: Vec<S::Event>) -> Result<(), Stop> {
        events.into_iter().try_for_each(|event| self.record::<S>(id, event))
    }
    /// Asks the decision views; sees earlier commands of the batch, not this one's own events.
    ///
    /// # Errors
    /// If the store is broken.
    pub fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Stop> {
        Ok(self.unit.query(sql, params)?)
    }
    /// A new id: time-ordered, and the same when the command is decided again.
    pub fn new_id<I: StreamId>(&mut self) -> I {
        self.ids += 1;
        let person = self.actor.person.uuid();
        let seed = Digest::of_parts(&[self.command.as_bytes(), person.as_bytes(), &self.ids.to_be_bytes()]);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&seed.bytes()[..16]);
        let ms = u64::try_from(self.now().millis()).unwrap_or(0).to_be_bytes();
        bytes[..6].copy_from_slice(&ms[2..]);
        bytes[6] = 0x70 | (bytes[6] & 0x0f);
        bytes[8] = 0x80 | (bytes[8] & 0x3f);
        I::from_uuid(Uuid::from_bytes(bytes))
    }
    /// Puts a private value into the vault under `subject`'s key.
    ///
    /// # Errors
    /// If the store is broken.
    pub fn seal<T: Serialize>(&mut self, subject: impl StreamId, value: &T) -> Result<Sealed<T>, Stop> {
        Ok(self.unit.seal(subject.uuid(), value)?)
    }
    /// Reads a private value; `None` if it was erased.
    ///
    /// # Errors
    /// If the store is broken.
    pub fn unseal<T: DeserializeOwned>(&mut self, sealed: &Sealed<T>) -> Result<Option<T>, Stop> {
        Ok(self.unit.unseal(sealed)?)
    }
    /// Destroys the subject's key and every salt under it.
    pub fn erase(&mut self, subject: impl StreamId) {
        self.unit.erase(subject.uuid());
    }
    /// Stores a document of at most 16 KB with the commit; a larger one is stored by `prepare` through [`Outside::put`].
    ///
    /// # Errors
    /// If the store is broken.
    pub fn put<T: Serialize>(&mut self, document: &T) -> Result<Digest, Stop> {
        let bytes = serde_json::to_vec(document).map_err(|_| Refusal::new("E_INTERNAL"))?;
        Ok(self.unit.put_body(bytes))
    }
    /// Stores bytes: a small body with the commit, a large one as a file.
    ///
    /// # Errors
    /// `E_STORE`.
    pub fn put_bytes(&mut self, bytes: Vec<u8>) -> Result<Digest, Stop> {
        const BODY: usize = 16 * 1024;
        if bytes.len() <= BODY { Ok(self.unit.put_body(bytes)) } else { Ok(self.outside.put(&bytes)?) }
    }
    /// Reads a stored document.
    ///
    /// # Errors
    /// `E_FILE_MISSING`; or if the store is broken.
    pub fn get<T: DeserializeOwned>(&mut self, digest: &Digest) -> Result<T, Stop> {
        let bytes = match self.unit.body(digest)? {
            Some(bytes) => bytes,
            None => self.outside.get(digest)?,
        };
        serde_json::from_slice(&bytes)
            .map_err(|_| Refusal::new("E_FILE_MISSING").arg("digest", digest.to_string()).into())
    }
    /// What the world outside the transaction offers.
    pub fn outside(&self) -> &Outside {
        self.outside
    }
    /// The journal's Merkle root before this batch.
    pub fn root(&self) -> String {
        self.unit.root()
    }
    /// Reports a finding of a warning rule: without a written reason the command is refused with `E_REASON_NEEDED`,
    /// with one the reason is recorded as an explained alert.
    pub fn warn(&mut self, finding: Option<Finding>) {
        self.findings.extend(finding);
    }
    /// The findings so far, taken off the desk.
    pub(crate) fn take_findings(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.findings)
    }
    /// The written reason for a warning rule.
    pub(crate) fn reason(&self, rule: &str) -> Option<&str> {
        self.reasons.get(rule).map(|text| text.trim()).filter(|text| !text.is_empty())
    }
    /// The organisations for which the actor's people act: their own, and those whose matters it carries on.
    ///
    /// # Errors
    /// If the store is broken.
    pub fn acted_for(&mut self) -> Result<Vec<OrganisationId>, Stop> {
        let own = self.load::<Organisation>(self.actor.organisation)?;
        Ok([self.actor.organisation].into_iter().chain(own.absorbed.iter().copied()).collect())
    }
    /// Refuses unless the to-do list asks this actor to give `command` on `subject`.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn require_duty(&mut self, command: &str, subject: &StreamName) -> Result<(), Stop> {
        let acted_for = self.acted_for()?;
        let own = self.load::<Person>(self.actor.person)?;
        let sql = format!(
            "SELECT role, person FROM todo WHERE stream = $1 AND command = $2 AND organisation IN ({})",
            placeholders(3, acted_for.len())
        );
        let mut params = vec![subject.as_str().into(), command.into()];
        params.extend(acted_for.iter().map(|organisation| organisation.to_string().into()));
        let rows = self.query(&sql, &params)?;
        let own: Vec<String> =
            own.took_over.iter().chain([&self.actor.person]).map(ToString::to_string).collect();
        for row in &rows {
            let role = self.actor.is(&[row.parse::<Role>(0)?]);
            if role && row.opt_text(1)?.is_none_or(|only| own.iter().any(|person| person == only)) {
                return Ok(());
            }
        }
        Err(Refusal::new("E_STATE").into())
    }
}
