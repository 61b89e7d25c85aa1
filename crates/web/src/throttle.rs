//! Slows down who guesses passwords or floods what needs no sign-in. What is counted is counted by the sender's address:
//! by (sign-in name, address), so that a stranger elsewhere cannot lock an owner out of the account, and by address
//! alone, so that one address cannot try its way through all names.

use kernel::{Digest, Refusal};
use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// So many failures of one name from one address are honest slips.
const FREE: u32 = 5;
/// The wait after the first failure beyond them; it doubles with every further one.
const FIRST_WAIT: Duration = Duration::from_secs(2);
/// No wait is longer.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
/// After so long without a failure everything is forgotten.
const FORGOTTEN: Duration = Duration::from_secs(30 * 60);
/// Failures of all names together that one address has within [`WINDOW`]: a whole office behind one address fits.
const ADDRESS_FAILURES: u32 = 100;
/// Commands without sign-in (registration) that one address gives within [`WINDOW`].
const ADDRESS_COMMANDS: u32 = 30;
/// The window of the bounds per address.
const WINDOW: Duration = Duration::from_secs(10 * 60);
/// No more entries of a kind are remembered at once.
const MOST: usize = 100_000;

/// A sender's address as it is counted: an IPv6 subscriber has a /64 to himself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network([u8; 8]);
impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        let mut bytes = [0; 8];
        match address.to_canonical() {
            IpAddr::V4(four) => bytes[4..].copy_from_slice(&four.octets()),
            IpAddr::V6(six) => bytes.copy_from_slice(&six.octets()[..8]),
        }
        Self(bytes)
    }
}

/// Failed and pending attempts.
#[derive(Default)]
pub struct Throttle {
    /// Makes the names in the log unrecognisable to who does not know this process's memory.
    salt: Salt,
    names: Mutex<Bounded<(Digest, Network)>>,
    addresses: Mutex<Bounded<Network>>,
    commands: Mutex<Bounded<Network>>,
}

impl Throttle {
    /// May this name be tried from here now? The attempt counts as failed until [`Throttle::succeeded`] says otherwise,
    /// so that attempts at the same moment do not pass all at once.
    ///
    /// # Errors
    /// `E_THROTTLED`, with the seconds to wait.
    pub fn admit(&self, login: &str, from: IpAddr) -> Result<(), Refusal> {
        self.admit_at(login, from.into(), Instant::now())
    }
    fn admit_at(&self, login: &str, from: Network, now: Instant) -> Result<(), Refusal> {
        let mut names = lock(&self.names);
        let entry = names.entry((key(login), from), now);
        if now.duration_since(entry.last) > FORGOTTEN {
            entry.count = 0;
        }
        let left = wait_after(entry.count).saturating_sub(now.duration_since(entry.last));
        if !left.is_zero() {
            return Err(wait(left));
        }
        window(lock(&self.addresses).entry(from, now), ADDRESS_FAILURES, now)?;
        entry.count = entry.count.saturating_add(1);
        entry.last = now;
        Ok(())
    }
    /// The attempt succeeded: the name's failures from here are forgotten, and it does not count against the address.
    pub fn succeeded(&self, login: &str, from: IpAddr) {
        let (from, now) = (Network::from(from), Instant::now());
        lock(&self.names).entry((key(login), from), now).count = 0;
        let mut addresses = lock(&self.addresses);
        let entry = addresses.entry(from, now);
        entry.count = entry.count.saturating_sub(1);
    }
    /// What the log calls a sign-in name: the same name is called the same while the process lives.
    pub fn name_tag(&self, login: &str) -> String {
        let tag = Digest::of_parts(&[&self.salt.0, login.as_bytes()]).to_string();
        tag.chars().take(12).collect()
    }
    /// May a command be given from here without sign-in?
    ///
    /// # Errors
    /// `E_THROTTLED`, with the seconds to wait.
    pub fn unsigned_command(&self, from: IpAddr) -> Result<(), Refusal> {
        let now = Instant::now();
        window(lock(&self.commands).entry(from.into(), now), ADDRESS_COMMANDS, now)
    }
}

struct Salt([u8; 16]);
impl Default for Salt {
    fn default() -> Self {
        Self(kernel::secret::bytes())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
fn key(login: &str) -> Digest {
    Digest::of_parts(&[b"login", login.as_bytes()])
}
fn wait(left: Duration) -> Refusal {
    Refusal::new("E_THROTTLED")
        .arg("seconds", i64::try_from(left.as_secs()).unwrap_or(i64::MAX).saturating_add(1))
}
fn wait_after(failures: u32) -> Duration {
    match failures.checked_sub(FREE) {
        None => Duration::ZERO,
        Some(beyond) => FIRST_WAIT.saturating_mul(1 << beyond.min(16)).min(LONGEST_WAIT),
    }
}
/// Counts one more within the window that began with the entry.
fn window(entry: &mut Entry, most: u32, now: Instant) -> Result<(), Refusal> {
    if now.duration_since(entry.last) > WINDOW {
        *entry = Entry { count: 0, last: now };
    }
    if entry.count >= most {
        return Err(wait(WINDOW.saturating_sub(now.duration_since(entry.last))));
    }
    entry.count += 1;
    Ok(())
}

#[derive(Clone, Copy)]
struct Entry {
    count: u32,
    /// The last failure; for a window, when it began.
    last: Instant,
}

/// A table of two generations: when the younger is full it becomes the elder, and what only the elder's predecessor knew
/// is forgotten. Bounded, without ever a long pause.
struct Bounded<K> {
    young: HashMap<K, Entry>,
    old: HashMap<K, Entry>,
    most: usize,
}
impl<K> Default for Bounded<K> {
    fn default() -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), most: MOST / 2 }
    }
}
impl<K: Copy + Eq + Hash> Bounded<K> {
    fn entry(&mut self, key: K, now: Instant) -> &mut Entry {
        let known = self.old.remove(&key);
        if self.young.len() >= self.most && !self.young.contains_key(&key) {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.entry(key).or_insert(known.unwrap_or(Entry { count: 0, last: now }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: &str = "10.0.0.1";
    const RIVAL: &str = "203.0.113.9";
    fn at(address: &str) -> IpAddr {
        address.parse().expect("an address")
    }
    fn fail_until_throttled(throttle: &Throttle, login: &str, from: &str, now: Instant) -> u32 {
        (0..10_000).take_while(|_| throttle.admit_at(login, at(from).into(), now).is_ok()).count() as u32
    }

    #[test]
    fn a_stranger_elsewhere_does_not_lock_the_owner_out() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        assert_eq!(fail_until_throttled(&throttle, "clerk", RIVAL, now), FREE);
        assert!(throttle.admit_at("clerk", at(OWNER).into(), now).is_ok());
    }
    #[test]
    fn the_wait_grows_with_every_failure_and_ends() {
        let (throttle, mut now) = (Throttle::default(), Instant::now());
        fail_until_throttled(&throttle, "clerk", RIVAL, now);
        for seconds in [2, 4, 8, 16] {
            let early = now + Duration::from_secs(seconds) - Duration::from_millis(1);
            assert!(throttle.admit_at("clerk", at(RIVAL).into(), early).is_err(), "{seconds}");
            now += Duration::from_secs(seconds);
            assert!(throttle.admit_at("clerk", at(RIVAL).into(), now).is_ok(), "{seconds}");
        }
        assert_eq!(wait_after(u32::MAX), LONGEST_WAIT);
        let later = now + FORGOTTEN + Duration::from_secs(1);
        assert_eq!(fail_until_throttled(&throttle, "clerk", RIVAL, later), FREE);
    }
    #[test]
    fn one_address_does_not_try_its_way_through_all_names() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        let admitted = (0..1000)
            .filter(|n| throttle.admit_at(&format!("clerk{n}"), at(RIVAL).into(), now).is_ok())
            .count();
        assert_eq!(admitted, ADDRESS_FAILURES as usize);
        assert!(throttle.admit_at("clerk", at(OWNER).into(), now).is_ok());
        let later = now + WINDOW + Duration::from_secs(1);
        assert!(throttle.admit_at("clerk", at(RIVAL).into(), later).is_ok());
    }
    #[test]
    fn success_forgets_the_failures_before_it() {
        let throttle = Throttle::default();
        for _ in 0..1000 {
            assert!(throttle.admit("clerk", at(OWNER)).is_ok());
            throttle.succeeded("clerk", at(OWNER));
        }
    }
    #[test]
    fn the_addresses_of_one_ipv6_subscriber_are_one() {
        assert_eq!(Network::from(at("2001:db8:1:2::1")), Network::from(at("2001:db8:1:2:ffff::9")));
        assert_ne!(Network::from(at("2001:db8:1:2::1")), Network::from(at("2001:db8:1:3::1")));
        assert_eq!(Network::from(at("::ffff:10.0.0.1")), Network::from(at(OWNER)));
    }
    #[test]
    fn the_tables_are_bounded_and_a_busy_entry_survives() {
        let now = Instant::now();
        let mut table = Bounded::<u32> { most: 10, ..Bounded::default() };
        table.entry(0, now).count = 7;
        for key in 1..1000 {
            table.entry(key, now);
            assert_eq!(table.entry(0, now).count, 7);
            assert!(table.young.len() + table.old.len() <= 21);
        }
    }
    #[test]
    fn what_needs_no_sign_in_is_bounded_by_address() {
        let throttle = Throttle::default();
        let given = (0..1000).filter(|_| throttle.unsigned_command(at(RIVAL)).is_ok()).count();
        assert_eq!(given, ADDRESS_COMMANDS as usize);
        assert!(throttle.unsigned_command(at(OWNER)).is_ok());
    }
}
