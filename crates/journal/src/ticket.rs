//! A submitted command's answer, to be waited for by a thread or by a task.

use crate::Rejected;
use kernel::{Instant, StreamName};
use std::{
    pin::Pin,
    sync::{Arc, Condvar, Mutex, PoisonError},
    task::{Context, Poll, Waker},
};
use uuid::Uuid;

/// A command that is durable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The command's id.
    pub command: Uuid,
    /// Journal time of the decision.
    pub at: Instant,
    /// Position of its first event.
    pub first: u64,
    /// Position of its last event; `first - 1` if it recorded none.
    pub last: u64,
    /// The streams it recorded events on, in order of first touch.
    pub streams: Vec<StreamName>,
    /// Whether this is the answer to an earlier sending of the same command.
    pub repeated: bool,
}

/// How a command ended.
pub type Outcome = Result<Accepted, Rejected>;

#[derive(Default)]
struct Slot {
    outcome: Option<Outcome>,
    waker: Option<Waker>,
    /// A thread sleeps: waking costs a call of the operating system even when nobody does.
    waiting: bool,
}

/// The place where a command's outcome will appear. Wait with [`Ticket::wait`] or `.await` it; no runtime is needed.
#[must_use = "the outcome is only known to who waits"]
pub struct Ticket(Arc<(Mutex<Slot>, Condvar)>);

/// The writer's end of a ticket. Dropped unanswered, it answers that the writer has stopped.
pub(crate) struct Answer(Arc<(Mutex<Slot>, Condvar)>);

pub(crate) fn ticket() -> (Ticket, Answer) {
    let shared = Arc::new((Mutex::new(Slot::default()), Condvar::new()));
    (Ticket(Arc::clone(&shared)), Answer(shared))
}

impl Answer {
    pub(crate) fn give(&self, outcome: Outcome) {
        let (slot, ready) = &*self.0;
        let (waker, waiting) = {
            let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
            if slot.outcome.is_some() {
                return;
            }
            slot.outcome = Some(outcome);
            (slot.waker.take(), slot.waiting)
        };
        if waiting {
            ready.notify_all();
        }
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
impl Drop for Answer {
    fn drop(&mut self) {
        if Arc::strong_count(&self.0) > 1 {
            self.give(Err(Rejected::Unavailable("the writer has stopped".to_owned())));
        }
    }
}

impl Ticket {
    /// Blocks until the command is durable, refused or given up.
    pub fn wait(self) -> Outcome {
        let (slot, ready) = &*self.0;
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(outcome) = slot.outcome.clone() {
                return outcome;
            }
            slot.waiting = true;
            slot = ready.wait(slot).unwrap_or_else(PoisonError::into_inner);
        }
    }
}
impl Future for Ticket {
    type Output = Outcome;
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        let mut slot = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(outcome) = slot.outcome.clone() {
            return Poll::Ready(outcome);
        }
        slot.waker = Some(context.waker().clone());
        Poll::Pending
    }
}
