//! Followers read the ordered feed, each at its own durable position, each safe to run twice. None is ever asked by a
//! decision.

use super::Platform;
use journal::{StoreError, Stored};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

/// Something that follows the journal.
pub trait Follower: Send + 'static {
    /// Unique name; its position is kept under it.
    fn name(&self) -> &'static str;
    /// Takes in one committed event. May give commands, in the low lane; never its own trigger again.
    ///
    /// # Errors
    /// It is tried three times, then the event is set aside with an alarm.
    fn on(&mut self, platform: &Platform, event: &Stored) -> Result<(), String>;
}

/// Running followers; dropping them stops and joins their threads.
pub struct Followers {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}
impl Drop for Followers {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

const TRIES: u32 = 3;
const PAGE: u32 = 256;

impl Platform {
    /// Starts every follower on a thread of its own.
    pub fn start_followers(&self) -> Followers {
        let stop = Arc::new(AtomicBool::new(false));
        let start = |mut follower: Box<dyn Follower>| {
            let (platform, stop) = (self.clone(), Arc::clone(&stop));
            std::thread::Builder::new().name(follower.name().to_owned()).spawn(move || {
                let commits = platform.journal().subscribe();
                let mut seen = 0;
                while !stop.load(Ordering::SeqCst) {
                    match platform.catch_up(follower.as_mut()) {
                        Ok(position) => seen = position,
                        Err(problem) => {
                            tracing::error!(%problem, follower = follower.name(), "a follower could not read")
                        }
                    }
                    commits.wait(seen, Duration::from_millis(500));
                }
            })
        };
        let threads = crate::followers().into_iter().filter_map(|follower| match start(follower) {
            Ok(thread) => Some(thread),
            Err(problem) => {
                tracing::error!(%problem, "a follower's thread could not start");
                None
            }
        });
        let threads = threads.collect();
        Followers { stop, threads }
    }
    /// Takes every follower up to the present, in this thread (after a simulation, in tests).
    ///
    /// # Errors
    /// If the store cannot be read or written.
    pub fn catch_up_all(&self) -> Result<(), StoreError> {
        crate::followers()
            .into_iter()
            .try_for_each(|mut follower| self.catch_up(follower.as_mut()).map(|_| ()))
    }
    fn catch_up(&self, follower: &mut dyn Follower) -> Result<u64, StoreError> {
        let mut position = self.journal().position(follower.name())?;
        loop {
            let page = self.journal().feed(position, PAGE)?;
            let Some(last) = page.last().map(|event| event.seq) else { return Ok(position) };
            for event in &page {
                let mut failed = None;
                for _ in 0..TRIES {
                    failed = follower.on(self, event).err();
                    if failed.is_none() {
                        break;
                    }
                }
                if let Some(problem) = failed {
                    metrics::counter!("yangcai_follower_set_aside", "follower" => follower.name())
                        .increment(1);
                    tracing::error!(
                        problem,
                        follower = follower.name(),
                        seq = event.seq,
                        "an event is set aside"
                    );
                }
            }
            position = last;
            self.journal().advance(follower.name(), position)?;
            let lag = self.journal().head().seq.saturating_sub(position);
            metrics::gauge!("yangcai_follower_lag_events", "follower" => follower.name())
                .set(u32::try_from(lag).unwrap_or(u32::MAX));
        }
    }
}
