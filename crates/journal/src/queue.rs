//! What the callers' threads and the writer's thread share.

use crate::{Head, Lane, Rejected, Request, Work, ticket::Answer};
use kernel::Instant;
use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::Duration,
};

/// Commands that may wait; beyond it callers are turned away at once.
const CAPACITY: usize = 20_000;

/// Something for the writer to do.
pub(crate) enum Task {
    Command { request: Box<Request>, received: Instant, work: Work },
    Advance { follower: String, seq: u64 },
}
pub(crate) struct Job {
    pub(crate) task: Task,
    pub(crate) answer: Answer,
}

#[derive(Default)]
struct Lanes {
    jobs: [VecDeque<Job>; 3],
    closed: bool,
    /// The writer sleeps.
    idle: bool,
}
struct Tail {
    head: Head,
    closed: bool,
    wakers: Vec<Waker>,
}

/// The queue before the writer, and the journal's end behind it.
pub(crate) struct Shared {
    lanes: Mutex<Lanes>,
    arrived: Condvar,
    tail: Mutex<Tail>,
    committed: Condvar,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    pub(crate) fn new() -> Self {
        let head = Head { seq: 0, root: [0; 32], at: Instant::default() };
        Self {
            lanes: Mutex::default(),
            arrived: Condvar::new(),
            tail: Mutex::new(Tail { head, closed: false, wakers: Vec::new() }),
            committed: Condvar::new(),
        }
    }
    pub(crate) fn push(&self, lane: Lane, job: Job) {
        let mut lanes = lock(&self.lanes);
        let why = if lanes.closed {
            "the journal is closed"
        } else if lanes.jobs.iter().map(VecDeque::len).sum::<usize>() >= CAPACITY {
            "too many commands wait"
        } else {
            lanes.jobs[lane as usize].push_back(job);
            if std::mem::take(&mut lanes.idle) {
                drop(lanes);
                self.arrived.notify_one();
            }
            return;
        };
        drop(lanes);
        job.answer.give(Err(Rejected::Unavailable(why.to_owned())));
    }
    /// The next jobs, most urgent lane first. Waits for one; empty after `patience`, `None` once closed and drained.
    pub(crate) fn take(&self, most: usize, patience: Option<Duration>) -> Option<Vec<Job>> {
        let mut lanes = lock(&self.lanes);
        loop {
            let mut jobs = Vec::new();
            for lane in &mut lanes.jobs {
                let n = lane.len().min(most - jobs.len());
                jobs.extend(lane.drain(..n));
            }
            if !jobs.is_empty() {
                return Some(jobs);
            }
            if lanes.closed {
                return None;
            }
            lanes.idle = true;
            lanes = match patience {
                None => self.arrived.wait(lanes).unwrap_or_else(PoisonError::into_inner),
                Some(patience) => {
                    let (lanes, waited) =
                        self.arrived.wait_timeout(lanes, patience).unwrap_or_else(PoisonError::into_inner);
                    if waited.timed_out() && lanes.jobs.iter().all(VecDeque::is_empty) && !lanes.closed {
                        return Some(Vec::new());
                    }
                    lanes
                }
            };
        }
    }
    pub(crate) fn depth(&self) -> usize {
        lock(&self.lanes).jobs.iter().map(VecDeque::len).sum()
    }
    /// No more jobs are taken in; the writer finishes those that wait.
    pub(crate) fn close(&self) {
        lock(&self.lanes).closed = true;
        self.arrived.notify_all();
    }
    pub(crate) fn head(&self) -> Head {
        lock(&self.tail).head
    }
    pub(crate) fn publish(&self, head: Head) {
        self.wake(|tail| tail.head = head);
    }
    /// Wakes all waiters for the last time; what still queues is answered unavailable.
    pub(crate) fn stopped(&self) {
        self.close();
        let rest: Vec<Job> = lock(&self.lanes).jobs.iter_mut().flat_map(std::mem::take).collect();
        drop(rest);
        self.wake(|tail| tail.closed = true);
    }
    fn wake(&self, change: impl FnOnce(&mut Tail)) {
        let wakers = {
            let mut tail = lock(&self.tail);
            change(&mut tail);
            std::mem::take(&mut tail.wakers)
        };
        self.committed.notify_all();
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// Wakes when something was committed.
#[derive(Clone)]
pub struct Commits(pub(crate) Arc<Shared>);
impl Commits {
    /// Blocks until the journal is longer than `after`, or `timeout` has passed, or it is closed; the present length.
    pub fn wait(&self, after: u64, timeout: Duration) -> u64 {
        let tail = lock(&self.0.tail);
        let waits = |tail: &mut Tail| tail.head.seq <= after && !tail.closed;
        let (tail, _) =
            self.0.committed.wait_timeout_while(tail, timeout, waits).unwrap_or_else(PoisonError::into_inner);
        tail.head.seq
    }
    /// Completes when the journal is longer than `after` or closed; the present length.
    pub async fn beyond(&self, after: u64) -> u64 {
        std::future::poll_fn(|context| self.poll(after, context)).await
    }
    fn poll(&self, after: u64, context: &Context<'_>) -> Poll<u64> {
        let mut tail = lock(&self.0.tail);
        if tail.head.seq > after || tail.closed {
            return Poll::Ready(tail.head.seq);
        }
        tail.wakers.push(context.waker().clone());
        Poll::Pending
    }
    /// Whether the journal is closed, so that nothing more will come.
    pub fn is_closed(&self) -> bool {
        lock(&self.0.tail).closed
    }
}
