//! Chance for simulation: the same seed gives the same choices.

use kernel::{Digest, Money};

/// A small generator over SM3 in counter mode. For simulation only; secrets and draws never use it.
#[derive(Clone, Debug)]
pub struct Dice {
    seed: u64,
    counter: u64,
}
impl Dice {
    /// From a recorded seed.
    pub fn new(seed: u64) -> Self {
        Self { seed, counter: 0 }
    }
    fn next(&mut self) -> u64 {
        self.counter += 1;
        let digest = Digest::of_parts(&[&self.seed.to_be_bytes(), &self.counter.to_be_bytes()]);
        let mut word = [0; 8];
        word.copy_from_slice(&digest.bytes()[..8]);
        u64::from_be_bytes(word)
    }
    /// From 0 up to, but without, `n`; 0 if `n` is 0. The bias of the remainder does not matter here.
    pub fn below(&mut self, n: usize) -> usize {
        let word = self.next() >> 1;
        usize::try_from(word).unwrap_or(usize::MAX).checked_rem(n).unwrap_or(0)
    }
    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = usize::try_from(high.saturating_sub(low).saturating_add(1)).unwrap_or(1);
        low.saturating_add(i64::try_from(self.below(width)).unwrap_or(0))
    }
    /// True in `percent` of a hundred throws.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }
    /// One of them; `None` if there is none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let i = self.below(items.len());
        items.get(i)
    }
    /// A price: `low`–`high` percent of `amount`, in whole yuan.
    pub fn price(&mut self, amount: Money, low: i64, high: i64) -> Money {
        let thousandths = self.between(low * 10, high * 10);
        Money::from_yuan((amount.fen() / 100).saturating_mul(thousandths) / 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn the_same_seed_throws_the_same_and_stays_in_range() {
        let (mut a, mut b) = (Dice::new(7), Dice::new(7));
        for _ in 0..1000 {
            let throw = a.between(3, 9);
            assert!((3..=9).contains(&throw) && throw == b.between(3, 9));
        }
        assert_eq!(a.pick::<u8>(&[]), None);
    }
}
