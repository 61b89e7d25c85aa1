//! Two clocks: business time, which demo, training and tests may move forward, and system time, which is always real.

use kernel::{Instant, Span};
use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

/// The real time, for sessions, throttling, timeouts and logs.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the system clock")]
pub fn system_now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Business time: the system clock plus an offset that only grows, and only where the clock is adjustable.
#[derive(Debug)]
pub struct BusinessClock {
    /// Added to the system clock; the time itself, if the clock stands still.
    offset: AtomicI64,
    adjustable: bool,
    standing: bool,
}
impl BusinessClock {
    /// The real time; cannot be moved.
    pub fn real() -> Self {
        Self { offset: AtomicI64::new(0), adjustable: false, standing: false }
    }
    /// Starts at `start` and runs on; can be moved forward.
    pub fn starting_at(start: Instant) -> Self {
        let offset = AtomicI64::new(start.since(system_now()).as_millis());
        Self { offset, adjustable: true, standing: false }
    }
    /// Stands at `start` and moves only when it is moved: for tests at the edge of a time limit.
    pub fn standing_at(start: Instant) -> Self {
        Self { offset: AtomicI64::new(start.millis()), adjustable: true, standing: true }
    }
    /// May it be moved?
    pub fn adjustable(&self) -> bool {
        self.adjustable
    }
    /// Moves to `target`; false if it is not adjustable or `target` is past.
    pub fn advance_to(&self, target: Instant) -> bool {
        let ahead = target.since(journal::Clock::now(self)).as_millis();
        if !self.adjustable || ahead < 0 {
            return false;
        }
        self.offset.fetch_add(ahead, Ordering::SeqCst);
        true
    }
}
impl journal::Clock for BusinessClock {
    fn now(&self) -> Instant {
        let offset = self.offset.load(Ordering::SeqCst);
        if self.standing { Instant::from_millis(offset) } else { system_now().plus(Span::millis(offset)) }
    }
}
