//! The platform as the shell sees it: give commands, ask lists, keep timers.

use super::{
    command::{Approval, CommandDef, CommandSet, Given},
    desk::Desk,
    input,
    outside::Outside,
    permit::{fresh, fresh_person, permitted},
    todo::Todo,
};
use crate::{engine::clock::BusinessClock, passwords};
use journal::{
    Accepted, Clock as _, Database, Files, Journal, Lane, MasterKey, Rejected, Request, Settings, Stop, Unit,
};
use kernel::{
    Actor, Digest, Instant, OrganisationId, PersonId, ProposalId, Refusal, Region, Role, Sealed, Stream,
    StreamId, StreamName,
};
use procurement::{
    RuleBook,
    registry::{Organisation, Person},
    supervision::{Proposal, ProposalEvent, Proposed},
};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex},
};
use uuid::Uuid;

/// What a platform is opened with.
pub struct Setup {
    /// Where the journal lies.
    pub database: Database,
    /// Where files and checkpoints lie.
    pub folder: PathBuf,
    /// Wraps the vault's keys.
    pub master: MasterKey,
    /// Business time.
    pub clock: Arc<BusinessClock>,
    /// The law as data.
    pub rules: Arc<RuleBook>,
    /// How much work a password hash is.
    pub password_cost: passwords::Cost,
    /// Outside authorities whose certificates may be bound.
    pub outside_ca: Option<super::OutsideCa>,
}

/// One command as it was sent.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The command's id; a repeated one answers as the first did.
    pub id: Uuid,
    /// `<subsystem>.<verb_noun>`.
    pub command: String,
    /// Its input, typed or as text.
    pub input: Value,
    /// Written reasons for warnings, by rule id.
    pub reasons: BTreeMap<String, String>,
    /// Refuse if the subject has moved on since.
    pub expected_version: Option<u64>,
    /// When the last byte was durable; now, if `None`.
    pub received: Option<Instant>,
}
impl Envelope {
    /// A command with nothing special about it.
    pub fn new(id: Uuid, command: impl Into<String>, input: Value) -> Self {
        Self {
            id,
            command: command.into(),
            input,
            reasons: BTreeMap::new(),
            expected_version: None,
            received: None,
        }
    }
}

/// A person's account: who it is, and which password it is reached with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who, for which organisation, in which roles.
    pub actor: Actor,
    /// Made of the commitments of the password's hash and of the second factor's secret; another one after every change of
    /// either.
    pub credential: Digest,
}

/// A running platform. Cheap to clone.
#[derive(Clone)]
pub struct Platform(Arc<Inner>);

struct Inner {
    journal: Journal,
    commands: CommandSet,
    outside: Arc<Outside>,
    clock: Arc<BusinessClock>,
    shelf: crate::statute::Shelf,
}

/// A command ready to be decided, again and again if need be.
struct Job {
    given: Box<dyn Given>,
    name: &'static str,
    approval: Approval,
    subject: Option<StreamName>,
    audience: &'static [Role],
    envelope: Envelope,
    person: Actor,
}

impl Platform {
    /// Opens the journal, checks that every rule has its function, and starts the writer.
    ///
    /// # Errors
    /// The journal's, as it tells them; or the rules that lack their function.
    pub fn open(setup: Setup) -> Result<Self, journal::OpenError> {
        procurement::supervision::risk::check_coverage(&setup.rules).map_err(|missing| {
            journal::OpenError::from(journal::StoreError::Unavailable(missing.join("; ")))
        })?;
        let files = Files::open(setup.folder.join("files")).map_err(|problem| {
            journal::OpenError::from(journal::StoreError::Unavailable(problem.to_string()))
        })?;
        let marker = setup.master.marker("registry.identity");
        let inputs = setup.master.marker("engine.input");
        let journal = Journal::open(Settings {
            database: setup.database,
            streams: crate::streams(),
            views: crate::views(),
            clock: Arc::clone(&setup.clock) as Arc<dyn journal::Clock>,
            master: setup.master,
            checkpoints: Some(setup.folder.join("checkpoints")),
        })?;
        let outside = Arc::new(Outside {
            rules: setup.rules,
            files,
            password_cost: setup.password_cost,
            marker,
            trusted: super::trust::Trusted::by(setup.outside_ca),
            inputs,
            attempts: Default::default(),
            authority_folder: setup.folder.join("trial-ca"),
            authority: std::sync::OnceLock::new(),
            maker: std::sync::OnceLock::new(),
        });
        Ok(Self(Arc::new(Inner {
            journal,
            commands: crate::commands(),
            outside,
            clock: setup.clock,
            shelf: crate::statute::Shelf::default(),
        })))
    }
    /// The journal underneath, for followers, proofs and pages' reads.
    pub fn journal(&self) -> &Journal {
        &self.0.journal
    }
    /// Every command.
    pub fn commands(&self) -> &CommandSet {
        &self.0.commands
    }
    /// Files and rules.
    pub fn outside(&self) -> &Outside {
        &self.0.outside
    }
    /// The statutes, kept between requests.
    pub(crate) fn shelf(&self) -> &crate::statute::Shelf {
        &self.0.shelf
    }
    /// Business time.
    pub fn clock(&self) -> &BusinessClock {
        &self.0.clock
    }
    /// Business time now.
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// Gives a command and waits until it is durable.
    ///
    /// # Errors
    /// The refusal; `E_BUSY` if the journal cannot write, `E_IDEMPOTENT_CONFLICT` for an id used with other input.
    pub fn submit(&self, actor: &Actor, envelope: Envelope) -> Result<Accepted, Refusal> {
        let (request, work) = self.job(actor, envelope, Lane::Normal)?;
        self.0.journal.submit(request, work).wait().map_err(rejected)
    }
    /// The same for an async caller.
    ///
    /// # Errors
    /// As [`Platform::submit`].
    pub async fn submit_async(&self, actor: Actor, envelope: Envelope) -> Result<Accepted, Refusal> {
        let platform = self.clone();
        let prepared = tokio::task::spawn_blocking(move || platform.job(&actor, envelope, Lane::Normal));
        let (request, work) = prepared.await.map_err(|_| Refusal::new("E_INTERNAL"))??;
        self.0.journal.submit(request, work).await.map_err(rejected)
    }
    /// Gives a command as the platform itself (timers and followers).
    ///
    /// # Errors
    /// As [`Platform::submit`].
    pub fn submit_as_system(&self, envelope: Envelope, lane: Lane) -> Result<Accepted, Refusal> {
        let (request, work) = self.job(&system_actor(), envelope, lane)?;
        self.0.journal.submit(request, work).wait().map_err(rejected)
    }

    /// Gives several commands of one actor in order, without waiting for one before the next is queued: they share
    /// commits. One whose input does not parse keeps all from being queued; one that the law refuses keeps no later one from
    /// being decided.
    ///
    /// # Errors
    /// The first refusal.
    pub fn submit_each(&self, actor: &Actor, envelopes: Vec<Envelope>, lane: Lane) -> Result<(), Refusal> {
        let jobs: Result<Vec<_>, _> =
            envelopes.into_iter().map(|envelope| self.job(actor, envelope, lane)).collect();
        let queued: Vec<_> =
            jobs?.into_iter().map(|(request, work)| self.0.journal.submit(request, work)).collect();
        let answers: Vec<_> = queued.into_iter().map(|ticket| ticket.wait().map_err(rejected)).collect();
        answers.into_iter().try_for_each(|answer| answer.map(|_| ()))
    }

    fn def(&self, name: &str) -> Result<&CommandDef, Refusal> {
        self.0.commands.get(name).ok_or_else(|| Refusal::new("E_UNKNOWN_COMMAND").arg("name", name))
    }

    fn job(
        &self,
        actor: &Actor,
        envelope: Envelope,
        lane: Lane,
    ) -> Result<(Request, journal::Work), Refusal> {
        let def = self.def(&envelope.command)?;
        if !actor.is(def.audience) {
            return Err(Refusal::new("E_FORBIDDEN"));
        }
        let malformed = |fields| {
            let mut refusal = Refusal::new("E_SCHEMA");
            refusal.fields = fields;
            refusal
        };
        let parsed = input::parse(def.fields, &envelope.input).map_err(malformed)?;
        let reasons = input::reasons(&envelope.reasons).map_err(malformed)?;
        let envelope = Envelope { reasons, ..envelope };
        let said = serde_json::to_string(&(def.name, &parsed, &envelope.reasons)).unwrap_or_default();
        let digest = self.0.outside.inputs.of(&said);
        let subject = subject_of(def, &parsed);
        let mut given = (def.read)(parsed).map_err(|field| {
            let mut refusal = Refusal::new("E_SCHEMA");
            refusal.fields.push(field);
            refusal
        })?;
        let received = envelope.received.unwrap_or_else(|| self.now());
        given.prepare(&self.0.outside)?;
        let request = Request {
            actor: actor.clone(),
            on_behalf_of: None,
            name: def.name,
            id: envelope.id,
            input: digest,
            ruleset: self.0.outside.rules.digest().to_string(),
            lane,
            received: Some(received),
        };
        let job = Job {
            given,
            name: def.name,
            approval: def.approval,
            subject,
            audience: def.audience,
            envelope,
            person: actor.clone(),
        };
        let platform = Arc::downgrade(&self.0);
        let work = Arc::new(move |unit: &mut Unit<'_>| match platform.upgrade() {
            Some(inner) => inner.decide(&job, unit),
            None => Err(Refusal::new("E_BUSY").into()),
        });
        Ok((request, work))
    }

    /// May `actor` give `command` on `subject` now?
    ///
    /// # Errors
    /// Why not.
    pub fn ready(&self, actor: &Actor, command: &str, subject: &StreamName) -> Result<(), Refusal> {
        self.available(actor, subject, &[command]).pop().map_or(Ok(()), |(_, answer)| answer)
    }
    /// Of `commands` on `subject`: which may be given now by `actor`, and why another may not.
    pub fn available<'c>(
        &self,
        actor: &Actor,
        subject: &StreamName,
        commands: &[&'c str],
    ) -> Vec<(&'c str, Result<(), Refusal>)> {
        let answers = Arc::new(Mutex::new(Vec::new()));
        let defs: Vec<_> = commands
            .iter()
            .filter_map(|name| self.0.commands.get(name))
            .map(|def| (def.name, def.audience, def.ready))
            .collect();
        let (found, platform, person, about) =
            (Arc::clone(&answers), Arc::downgrade(&self.0), actor.clone(), subject.clone());
        let work: journal::Work = Arc::new(move |unit: &mut Unit<'_>| {
            let inner = platform.upgrade().ok_or_else(|| Refusal::new("E_BUSY"))?;
            let mut all = Vec::new();
            for (name, audience, ready) in &defs {
                let answer = if person.is(audience) {
                    let reasons = BTreeMap::new();
                    let mut desk = inner.desk(unit, person.clone(), None, Uuid::nil(), &reasons);
                    match ready(&mut desk, &about) {
                        Ok(()) => Ok(()),
                        Err(Stop::Refused(refusal)) => Err(refusal),
                        Err(broken) => return Err(broken),
                    }
                } else {
                    Err(Refusal::new("E_FORBIDDEN"))
                };
                all.push((*name, answer));
            }
            if let Ok(mut found) = found.lock() {
                *found = all;
            }
            Err(Refusal::new("E_TRIAL").into())
        });
        let request = Request {
            actor: actor.clone(),
            on_behalf_of: None,
            name: "platform.available",
            id: Uuid::from_bytes(kernel::secret::bytes()),
            input: Digest::of(b""),
            ruleset: String::new(),
            lane: Lane::Normal,
            received: None,
        };
        let _ = self.0.journal.submit(request, work).wait();
        let found = answers.lock().map(|mut found| std::mem::take(&mut *found)).unwrap_or_default();
        commands
            .iter()
            .map(|name| {
                let answer = found.iter().find(|(other, _)| other == name).map(|(_, answer)| answer.clone());
                (*name, answer.unwrap_or_else(|| Err(Refusal::new("E_BUSY"))))
            })
            .collect()
    }

    /// The to-do list of a person, most urgent first, at most `limit`.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn todo(&self, actor: &Actor, limit: u32) -> Result<Vec<Todo>, journal::StoreError> {
        let acted_for = self.acted_for(actor)?;
        let person = self.state::<Person>(actor.person)?.unwrap_or_default();
        let people = [actor.person].into_iter().chain(person.took_over);
        let people: Vec<String> = people.map(|person| person.to_string()).collect();
        let sql = format!(
            "SELECT {} FROM todo WHERE organisation IN ({}) AND (person IS NULL OR person IN ({})) \
             ORDER BY CASE WHEN due IS NULL THEN 1 ELSE 0 END, due, since LIMIT $1",
            Todo::COLUMNS,
            super::todo::placeholders(2, acted_for.len()),
            super::todo::placeholders(2 + acted_for.len(), people.len())
        );
        let mut params: Vec<journal::Value> = vec![i64::from(limit).into()];
        params.extend(acted_for.iter().map(|organisation| organisation.to_string().into()));
        params.extend(people.into_iter().map(Into::into));
        let rows = self.0.journal.read(|tx| tx.query(&sql, &params))?;
        let own = self.own_proposals(actor)?;
        let all: Vec<Todo> = rows.iter().map(Todo::from_row).collect::<Result<_, _>>()?;
        Ok(all.into_iter().filter(|todo| actor.is(&[todo.role]) && !own.contains(&todo.stream)).collect())
    }
    /// The organisations for which this actor's people act: their own, and those whose matters it carries on.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn acted_for(&self, actor: &Actor) -> Result<Vec<OrganisationId>, journal::StoreError> {
        let own = self.state::<Organisation>(actor.organisation)?.unwrap_or_default();
        Ok([actor.organisation].into_iter().chain(own.absorbed).collect())
    }
    /// Everything that is to be done about one stream, by anybody.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn todo_of(&self, stream: &StreamName) -> Result<Vec<Todo>, journal::StoreError> {
        let sql = format!("SELECT {} FROM todo WHERE stream = $1 ORDER BY ordinal", Todo::COLUMNS);
        let rows = self.0.journal.read(|tx| tx.query(&sql, &[stream.as_str().into()]))?;
        rows.iter().map(Todo::from_row).collect()
    }
    fn own_proposals(&self, actor: &Actor) -> Result<Vec<StreamName>, journal::StoreError> {
        let rows = self.0.journal.read(|tx| {
            tx.query(
                "SELECT stream FROM supervision_proposal WHERE proposer = $1 AND state = 'pending'",
                &[actor.person.to_string().into()],
            )
        })?;
        rows.iter().map(|row| row.parse(0)).collect()
    }

    /// A stream's state; `None` if it has no event.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn state<S: Stream>(&self, id: S::Id) -> Result<Option<S>, journal::StoreError> {
        Ok(self.0.journal.state::<S>(id)?.map(|(_, state)| state))
    }
    /// Who this person may act as.
    ///
    /// # Errors
    /// `E_ACCOUNT_DISABLED`, `E_BUSY`.
    pub fn actor(&self, person: PersonId) -> Result<Actor, Refusal> {
        let state = self.state::<Person>(person).map_err(|_| Refusal::new("E_BUSY"))?;
        state.unwrap_or_default().acting(person, self.now())
    }
    /// The account of a person as it is now.
    ///
    /// # Errors
    /// `E_ACCOUNT_DISABLED`, `E_BUSY`.
    pub fn account(&self, person: PersonId) -> Result<Account, Refusal> {
        let state = self.state::<Person>(person).map_err(|_| Refusal::new("E_BUSY"))?;
        account(person, &state.unwrap_or_default(), self.now())
    }
    /// Checks a password. Takes as long for an unknown name as for a known one.
    ///
    /// # Errors
    /// `E_SIGN_IN_FAILED`, the same for a wrong name and a wrong password; `E_WORD_EXPIRED`; `E_ACCOUNT_DISABLED`; `E_BUSY`.
    pub fn sign_in(&self, login: &str, password: &str) -> Result<Account, Refusal> {
        let busy = |_| Refusal::new("E_BUSY");
        let person = self.0.journal.read(|tx| crate::registry::person_by_login(tx, login)).map_err(busy)?;
        let state = match person {
            Some(person) => self.state::<Person>(person).map_err(busy)?,
            None => None,
        };
        let hash = state.as_ref().and_then(|state| self.unseal(&state.enrolment.as_ref()?.password));
        // Fields are trimmed when a password is set.
        let known = passwords::verify(password.trim(), hash.as_deref().unwrap_or(passwords::NOBODYS));
        match (known, person, state) {
            (true, Some(id), Some(state)) => {
                state.require_password("registry.change_password", self.now())?;
                account(id, &state, self.now())
            }
            _ => Err(Refusal::new("E_SIGN_IN_FAILED")),
        }
    }
    /// A person's name out of the vault, for a page that may show it; `None` once erased.
    pub fn name_of(&self, person: PersonId) -> Option<String> {
        let sealed = self.state::<Person>(person).ok()??.enrolment?.name;
        self.unseal(&sealed)
    }
    /// A private value; `None` once erased or if the store cannot be read.
    pub fn unseal<T: serde::de::DeserializeOwned>(&self, sealed: &Sealed<T>) -> Option<T> {
        self.0.journal.unseal(sealed).ok().flatten()
    }
    /// A stored document: a body of the journal or a file.
    pub fn document(&self, digest: &Digest) -> Option<Vec<u8>> {
        self.0.journal.body(digest).ok().flatten().or_else(|| self.0.outside.get(digest).ok())
    }
    /// A stored JSON document.
    pub fn document_as<T: serde::de::DeserializeOwned>(&self, digest: &Digest) -> Option<T> {
        serde_json::from_slice(&self.document(digest)?).ok()
    }
}

impl Inner {
    fn desk<'d, 'u>(
        &'d self,
        unit: &'d mut Unit<'u>,
        actor: Actor,
        approver: Option<PersonId>,
        command: Uuid,
        reasons: &'d BTreeMap<String, String>,
    ) -> Desk<'d, 'u> {
        Desk { unit, outside: &self.outside, actor, approver, command, reasons, findings: Vec::new(), ids: 0 }
    }

    fn decide(&self, job: &Job, unit: &mut Unit<'_>) -> Result<(), Stop> {
        let person = fresh(unit, &job.person, job.name)?;
        if !person.is(job.audience) {
            return Err(Refusal::new("E_FORBIDDEN").into());
        }
        if let Some(principal) = person.principal(job.audience) {
            unit.on_behalf_of(principal);
        }
        let envelope = &job.envelope;
        if let (Some(expected), Some(subject)) = (envelope.expected_version, &job.subject)
            && unit.version_of(subject)? != expected
        {
            return Err(Refusal::new("E_STALE").into());
        }
        match job.name {
            "supervision.approve_proposal" => self.approve(job, person, unit),
            _ => match job.approval {
                Approval::None => {
                    let mut desk = self.desk(unit, person, None, envelope.id, &envelope.reasons);
                    permitted(job.given.as_ref(), &mut desk)?;
                    job.given.handle(&mut desk)?;
                    crate::supervision::record_reasons(&mut desk)
                }
                _ if person.is(&[Role::System]) => {
                    let mut desk = self.desk(unit, person, None, envelope.id, &envelope.reasons);
                    job.given.handle(&mut desk)
                }
                approval => {
                    let role = approval.second(&person).ok_or_else(|| Refusal::new("E_FORBIDDEN"))?;
                    self.propose(job, role, person, unit)
                }
            },
        }
    }

    /// Decides once as a trial, then stores the proposal.
    fn propose(&self, job: &Job, role: Role, person: Actor, unit: &mut Unit<'_>) -> Result<(), Stop> {
        let envelope = &job.envelope;
        let mark = unit.mark();
        let mut desk = self.desk(unit, person.clone(), None, envelope.id, &envelope.reasons);
        permitted(job.given.as_ref(), &mut desk)?;
        if let Some(subject) = &job.subject {
            let pending = desk.query(
                "SELECT stream FROM supervision_proposal WHERE subject = $1 AND command = $2 AND state = 'pending'",
                &[subject.as_str().into(), job.name.into()],
            )?;
            if !pending.is_empty() {
                return Err(Refusal::new("E_PROPOSAL_PENDING").into());
            }
        }
        job.given.handle(&mut desk)?;
        crate::supervision::record_reasons(&mut desk)?;
        let title = job.given.title(&mut desk)?;
        unit.rewind(mark);
        let mut desk = self.desk(unit, person.clone(), None, envelope.id, &envelope.reasons);
        let id = desk.new_id::<ProposalId>();
        let input = desk.seal(id, &job.given.input())?;
        let proposed = Proposed {
            command: job.name.to_owned(),
            input,
            reasons: envelope.reasons.clone(),
            proposer: person.person,
            organisation: person.organisation,
            role,
            subject: job.subject.clone(),
            title,
            in_place_of: person.principal(job.audience),
            taken_over_from: None,
        };
        desk.record::<Proposal>(id, ProposalEvent::Made(proposed))
    }

    /// The second person agrees: the command is decided anew, as the first person's, and recorded with both.
    fn approve(&self, job: &Job, second: Actor, unit: &mut Unit<'_>) -> Result<(), Stop> {
        let approve: crate::supervision::ApproveProposal =
            serde_json::from_value(job.given.input()).map_err(|_| Stop::from(Refusal::new("E_INTERNAL")))?;
        let nothing = BTreeMap::new();
        let mut desk = self.desk(unit, second.clone(), None, job.envelope.id, &nothing);
        let proposal = desk.load::<Proposal>(approve.proposal)?;
        let acted_for = desk.acted_for()?;
        let proposed = proposal.decidable_by(&second, &acted_for)?.clone();
        let in_place_of = second.principal(&[proposed.role]);
        let input = desk.unseal(&proposed.input)?.ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        let def = self.commands.get(&proposed.command).ok_or_else(|| Refusal::new("E_UNKNOWN_COMMAND"))?;
        let given = (def.read)(input).map_err(|_| Refusal::new("E_PROPOSAL_OUTDATED"))?;
        let first = fresh_person(unit, proposed.proposer)?;
        // Positions change between the two decisions: what is no longer the first person's to give is proposed anew.
        if !first.is(def.audience) {
            return Err(Refusal::new("E_PROPOSAL_OUTDATED").into());
        }
        unit.on_behalf_of(proposed.proposer);
        let mut desk = self.desk(unit, first, Some(second.person), job.envelope.id, &proposed.reasons);
        permitted(given.as_ref(), &mut desk)?;
        given.handle(&mut desk)?;
        crate::supervision::record_reasons(&mut desk)?;
        unit.record::<Proposal>(
            approve.proposal,
            ProposalEvent::Approved { by: second.person, in_place_of },
        )?;
        Ok(())
    }
}

fn account(id: PersonId, person: &Person, at: Instant) -> Result<Account, Refusal> {
    let actor = person.acting(id, at)?;
    let password = person.enrolment.as_ref().map(|enrolment| enrolment.password.commitment);
    let password = password.ok_or_else(|| Refusal::new("E_ACCOUNT_DISABLED"))?;
    let credential = match &person.second_factor {
        Some(factor) => Digest::of_parts(&[password.bytes(), factor.secret.commitment.bytes()]),
        None => password,
    };
    Ok(Account { actor, credential })
}

fn subject_of(def: &CommandDef, input: &Value) -> Option<StreamName> {
    let (kind, field) = def.subject?;
    StreamName::parse(&format!("{kind}/{}", input.get(field)?.as_str()?))
}

/// Somebody who has not signed in.
pub fn public_actor() -> Actor {
    Actor { roles: vec![Role::Public], ..system_actor() }
}

/// The platform itself, for timers and followers.
pub fn system_actor() -> Actor {
    Actor {
        person: PersonId::from_uuid(Uuid::nil()),
        organisation: OrganisationId::from_uuid(Uuid::nil()),
        roles: vec![Role::System],
        region: Region::default(),
        lent: Vec::new(),
    }
}

fn rejected(rejected: Rejected) -> Refusal {
    match rejected {
        Rejected::Refused(refusal) => refusal,
        Rejected::Conflict => Refusal::new("E_IDEMPOTENT_CONFLICT"),
        Rejected::Unavailable(why) => {
            tracing::error!(why, "the journal does not write");
            Refusal::new("E_BUSY")
        }
    }
}
