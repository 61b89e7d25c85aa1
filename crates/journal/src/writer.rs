//! The one writer: takes what queues, decides it, writes it, commits it, answers.

use crate::{
    Accepted, Clock, Database, MasterKey, OpenError, Outcome, Rejected, Request, Stop, StoreError, View,
    Work,
    accept::{self, Books, Known, Waiting},
    checkpoint::Checkpoints,
    connection::{Access, Connection},
    fill,
    head::{self, End},
    queue::{Job, Shared, Task},
    schema,
    shelf::Shelf,
    unit::{Note, Unit},
};
use kernel::Instant;
use std::{
    collections::{BTreeMap, HashMap},
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};
use uuid::Uuid;

/// Commands that share one transaction.
const BATCH: usize = 256;
/// A clock that went back by more stops writing.
const BACKWARDS: i64 = 2_000;
/// A write-ahead log beyond it (a reader holds it up) stops writing.
const LOG_LIMIT: u64 = 1 << 30;

pub(crate) struct Writer {
    connection: Box<dyn Connection>,
    database: Database,
    shared: Arc<Shared>,
    shelf: Shelf,
    views: Vec<Arc<dyn View>>,
    clock: Arc<dyn Clock>,
    master: MasterKey,
    checkpoints: Option<Checkpoints>,
    end: End,
    epoch: u64,
    log_bytes: u64,
    /// Set when another writer has taken over.
    deposed: bool,
    /// The connection has to be made anew and the end read again before the next batch.
    broken: bool,
    /// Held for as long as the writer lives.
    _lock: Option<File>,
}

/// A batch that did not become durable, as far as is known.
struct Failure {
    error: StoreError,
    /// The commit was sent: it may have happened.
    unknown: bool,
}
impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self { error, unknown: false }
    }
}

impl Writer {
    pub(crate) fn open(settings: crate::Settings, shared: Arc<Shared>) -> Result<Self, OpenError> {
        let crate::Settings { database, streams, views, clock, master, checkpoints } = settings;
        let lock = head::lock(&database)?;
        let mut connection = database.connect(Access::Write)?;
        schema::migrate(&mut *connection)?;
        let (end, log, epoch) = head::lead(&mut *connection)?;
        let checkpoints = match checkpoints {
            None => None,
            Some(folder) => {
                let mut entries = |after: u64, each: &mut dyn FnMut(&[u8])| {
                    head::read_entries(&mut *connection, after, each)
                };
                Some(Checkpoints::open(&folder, &log, &master, &end.frontier, &mut entries)?)
            }
        };
        fill::fill(&mut *connection, &streams, &views, end.seq)?;
        shared.publish(end.head());
        Ok(Self {
            connection,
            database,
            shared,
            shelf: Shelf::new(streams),
            views,
            clock,
            master,
            checkpoints,
            end,
            epoch,
            log_bytes: 0,
            deposed: false,
            broken: false,
            _lock: lock,
        })
    }
    /// Works until the queue is closed and empty.
    pub(crate) fn run(mut self) {
        loop {
            let due = self.checkpoints.as_ref().and_then(|checkpoints| checkpoints.due(self.end.seq));
            let Some(jobs) = self.shared.take(BATCH, due) else { break };
            if !jobs.is_empty() {
                self.batch(&jobs);
            }
            self.between();
        }
        self.checkpoint();
        // Nothing is lost if the log cannot be moved now: the next start does it.
        let _ = self.connection.tidy(true);
    }
    /// Puts something between the writer and its connection.
    #[cfg(test)]
    pub(crate) fn wrap(&mut self, wrap: impl FnOnce(Box<dyn Connection>) -> Box<dyn Connection>) {
        let placeholder = Box::new(crate::sqlite::Sqlite::scratch().unwrap());
        let inner = std::mem::replace(&mut self.connection, placeholder);
        self.connection = wrap(inner);
    }
    pub(crate) fn batch(&mut self, jobs: &[Job]) {
        metrics::gauge!("journal_queue_commands").set(u32::try_from(self.shared.depth()).unwrap_or(u32::MAX));
        metrics::histogram!("journal_batch_commands").record(u32::try_from(jobs.len()).unwrap_or(u32::MAX));
        if let Some(why) = self.blocked() {
            tracing::error!(why, "the journal does not write");
            metrics::gauge!("journal_blocked").set(1);
            for job in jobs {
                job.answer.give(Err(Rejected::Unavailable(why.clone())));
            }
            return;
        }
        metrics::gauge!("journal_blocked").set(0);
        match self.attempt(jobs) {
            Ok(outcomes) => answer(jobs, outcomes),
            Err(failure) => {
                tracing::warn!(error = %failure.error, commands = jobs.len(), "a batch failed and runs again one by one");
                self.recover(&failure);
                for job in jobs {
                    self.alone(job);
                }
            }
        }
    }
    /// Runs one command in a transaction of its own; once more if the commit's outcome is unknown: it then finds itself
    /// among the accepted commands, or runs.
    fn alone(&mut self, job: &Job) {
        let mut error = StoreError::Deposed;
        for _ in 0..2 {
            if let Some(why) = self.blocked() {
                job.answer.give(Err(Rejected::Unavailable(why)));
                return;
            }
            let failure = match self.attempt(std::slice::from_ref(job)) {
                Ok(outcomes) => return answer(std::slice::from_ref(job), outcomes),
                Err(failure) => failure,
            };
            self.recover(&failure);
            error = failure.error;
            if !failure.unknown {
                break;
            }
        }
        tracing::error!(%error, "a command failed");
        job.answer.give(Err(Rejected::Unavailable(error.to_string())));
    }
    /// Why nothing may be written now.
    fn blocked(&mut self) -> Option<String> {
        if self.deposed {
            return Some(StoreError::Deposed.to_string());
        }
        if self.broken
            && let Err(error) = self.reload()
        {
            return Some(error.to_string());
        }
        let behind = self.end.at.since(self.clock.now()).as_millis();
        if behind > BACKWARDS {
            return Some(format!("the business clock went back by {behind} ms"));
        }
        if self.log_bytes > LOG_LIMIT {
            self.tidy(false);
        }
        (self.log_bytes > LOG_LIMIT)
            .then(|| "the write-ahead log passes 1 GB: a reader holds it up".to_owned())
    }
    fn attempt(&mut self, jobs: &[Job]) -> Result<Vec<Outcome>, Failure> {
        let started = std::time::Instant::now();
        self.connection.begin()?;
        let mut known = accept::known(self.connection.as_tx(), jobs)?;
        let mut end = self.end.clone();
        let mut waiting = Waiting::default();
        let mut outcomes = Vec::with_capacity(jobs.len());
        let (mut wrote, mut erased) = (false, false);
        for job in jobs {
            outcomes.push(match &job.task {
                Task::Advance { follower, seq } => {
                    wrote = true;
                    self.connection.later(
                        "INSERT INTO follower (name, seq) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET seq = $2",
                        &[follower.into(), (*seq).into()],
                    )?;
                    Ok(Accepted {
                        command: Uuid::nil(),
                        at: end.at,
                        first: end.seq + 1,
                        last: end.seq,
                        streams: Vec::new(),
                        repeated: false,
                    })
                }
                Task::Command { request, received, work } => {
                    match self.command(request, *received, work, &mut end, &mut waiting, &mut known)? {
                        Ok((accepted, erases)) => {
                            wrote |= !accepted.repeated;
                            erased |= erases;
                            Ok(accepted)
                        }
                        Err(rejected) => Err(rejected),
                    }
                }
            });
        }
        if !wrote {
            self.connection.rollback()?;
            return Ok(outcomes);
        }
        waiting.write(self.connection.as_tx(), &mut end.frontier)?;
        let sizes = self.shelf.write(self.connection.as_tx())?;
        let moved = self.connection.exec(
            "UPDATE head SET seq = $1, at = $2, root = $3, frontier = $4 WHERE id = 1 AND seq = $5 AND epoch = $6",
            &[
                end.seq.into(),
                end.at.into(),
                end.frontier.root().as_slice().into(),
                end.frontier.bytes().into(),
                self.end.seq.into(),
                self.epoch.into(),
            ],
        )?;
        if moved != 1 {
            return Err(StoreError::Deposed.into());
        }
        self.connection.commit().map_err(|error| Failure { error, unknown: true })?;
        self.end = end;
        self.shelf.committed(sizes);
        if erased {
            // The old pages still lie in the log.
            self.tidy(true);
        }
        self.shared.publish(self.end.head());
        metrics::histogram!("journal_batch_seconds").record(started.elapsed());
        Ok(outcomes)
    }
    /// Decides one command and, if it is accepted, writes its rows; also says whether it erases.
    fn command(
        &mut self,
        request: &Request,
        received: Instant,
        work: &Work,
        end: &mut End,
        waiting: &mut Waiting,
        known: &mut HashMap<(Uuid, Uuid), Known>,
    ) -> Result<Result<(Accepted, bool), Rejected>, StoreError> {
        let tx = self.connection.as_tx();
        let id = (request.id, kernel::StreamId::uuid(request.actor.person));
        if let Some(known) = known.get(&id) {
            if known.input != request.input {
                return Ok(Err(Rejected::Conflict));
            }
            return accept::repeated(tx, request.id, known).map(|accepted| Ok((accepted, false)));
        }
        let now = end.at.max(self.clock.now());
        let mut unit = Unit::new(tx, &mut self.shelf, &self.master, now, received, &self.end.frontier);
        let decided = catch_unwind(AssertUnwindSafe(|| work(&mut unit)));
        let mut decision = unit.outcome;
        let failed = match (decided, decision.fault.take()) {
            (Ok(Ok(())), None) => None,
            (Ok(Ok(())), Some(fault)) => Some(Stop::Broken(fault)),
            (Ok(Err(stop)), _) => Some(stop),
            (Err(_), _) => {
                tracing::error!(command = request.name, "a decision panicked");
                return Ok(Err(Rejected::Unavailable(format!("{} panicked", request.name))));
            }
        };
        match failed {
            None => {}
            Some(Stop::Refused(refusal)) => return Ok(Err(Rejected::Refused(refusal))),
            Some(Stop::Broken(error)) if error.is_own() => {
                tracing::error!(command = request.name, %error, "a decision failed");
                return Ok(Err(Rejected::Unavailable(error.to_string())));
            }
            Some(Stop::Broken(error)) => return Err(error),
        }
        let erases = decision.notes.iter().any(|note| matches!(note, Note::Erased { .. }));
        let (kinds, views) = (&self.shelf.streams, &self.views[..]);
        let mut books = Books { tx: self.connection.as_tx(), kinds, views, waiting };
        let writing = AssertUnwindSafe(|| accept::write(&mut books, request, decision, now, end));
        let (accepted, states) = catch_unwind(writing)
            .map_err(|_| StoreError::Unavailable(format!("a view panicked at {}", request.name)))??;
        self.shelf.keep(states);
        known.insert(id, Known::of(request.input, &accepted));
        Ok(Ok((accepted, erases)))
    }
    /// After a failure: nothing half done stays in the transaction, the cache or the writer's head.
    fn recover(&mut self, failure: &Failure) {
        metrics::counter!("journal_failed_batches_total").increment(1);
        let lost = self.connection.rollback().is_err();
        self.shelf.drop_batch(failure.unknown || lost);
        self.deposed |= matches!(failure.error, StoreError::Deposed);
        self.broken |= lost || failure.unknown;
        if self.broken && !self.deposed {
            for wait in [0, 50, 200, 500, 1_000] {
                std::thread::sleep(Duration::from_millis(wait));
                match self.reload() {
                    Ok(()) => return,
                    Err(error) => tracing::warn!(%error, "the journal's database does not answer"),
                }
            }
        }
    }
    /// Connects anew where the connection is lost, and reads the end.
    fn reload(&mut self) -> Result<(), StoreError> {
        if self.connection.rollback().is_err() {
            self.connection = self.database.connect(Access::Write)?;
        }
        let (end, _, epoch) = head::read_end(self.connection.as_tx())?
            .ok_or_else(|| StoreError::Unavailable("the head row is gone".to_owned()))?;
        if epoch != self.epoch {
            self.deposed = true;
            return Err(StoreError::Deposed);
        }
        self.end = end;
        self.shelf.drop_batch(true);
        self.broken = false;
        self.shared.publish(self.end.head());
        Ok(())
    }
    /// What is done when the callers have their answers.
    pub(crate) fn between(&mut self) {
        if !self.broken {
            self.tidy(false);
        }
        let due = self.checkpoints.as_ref().and_then(|checkpoints| checkpoints.due(self.end.seq));
        if due == Some(Duration::ZERO) {
            self.checkpoint();
        }
    }
    fn tidy(&mut self, thorough: bool) {
        match self.connection.tidy(thorough) {
            Ok(bytes) => self.log_bytes = bytes,
            Err(error) => tracing::warn!(%error, "the write-ahead log cannot be moved"),
        }
    }
    fn checkpoint(&mut self) {
        let Some(checkpoints) = &mut self.checkpoints else { return };
        if self.deposed || self.broken || checkpoints.due(self.end.seq).is_none() {
            return;
        }
        if let Err(error) = checkpoints.write(&self.end.frontier) {
            tracing::error!(%error, "no checkpoint could be signed");
            metrics::counter!("journal_failed_checkpoints_total").increment(1);
        }
    }
}

fn answer(jobs: &[Job], outcomes: Vec<Outcome>) {
    let mut counts: BTreeMap<&'static str, u64> = BTreeMap::new();
    for (job, outcome) in jobs.iter().zip(outcomes) {
        let label = match &outcome {
            Ok(accepted) if accepted.repeated => "repeated",
            Ok(_) => "accepted",
            Err(Rejected::Refused(_)) => "refused",
            Err(Rejected::Conflict) => "conflict",
            Err(Rejected::Unavailable(_)) => "unavailable",
        };
        *counts.entry(label).or_default() += 1;
        job.answer.give(outcome);
    }
    for (label, count) in counts {
        metrics::counter!("journal_commands_total", "outcome" => label).increment(count);
    }
}
