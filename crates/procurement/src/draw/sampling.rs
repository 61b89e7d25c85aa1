//! The draw's arithmetic: commitments, seed, and uniform order. Documented so that anybody can write it again.
//!
//! `sm3-fisher-yates-1`: the number stream is SM3(seed ‖ "yangcai.draw" ‖ k) for k = 0, 1, … (8 bytes, big endian), each
//! digest read as four big-endian 64-bit numbers. A number below `n` is drawn by rejection: numbers of the last, partial
//! block of length `n` below 2^64 are thrown away, the rest taken modulo `n`, so every value is equally likely. The order
//! is a Fisher–Yates shuffle from the front: at place `i` the element at `i + draw(n − i)` is swapped in. The first
//! places are called, the following ones are the reserve, in order.

use kernel::{Digest, PersonId, StreamId};

/// Name of the algorithm, recorded with each draw.
pub const ALGORITHM: &str = "sm3-fisher-yates-1";

/// How a candidate is listed without being named: SM3(salt ‖ person).
pub fn candidate_commitment(salt: &[u8], person: PersonId) -> Digest {
    Digest::of_parts(&[salt, person.uuid().as_bytes()])
}

/// The digest of a candidate list: SM3 of the commitments, one after another, in ascending order.
pub fn candidates_digest(list: &[Digest]) -> Digest {
    Digest::of_parts(&list.iter().map(|commitment| &commitment.bytes()[..]).collect::<Vec<_>>())
}

/// The seed: SM3(sorted contributions ‖ candidate list digest ‖ journal root at commitment). Each contribution is entered
/// as its SM3, so that no two sets of contributions concatenate to the same text.
pub fn seed(contributions: &[&str], candidates: &Digest, root: &str) -> Digest {
    let mut digests: Vec<Digest> = contributions.iter().map(|text| Digest::of(text.as_bytes())).collect();
    digests.sort();
    let mut parts: Vec<&[u8]> = digests.iter().map(|digest| &digest.bytes()[..]).collect();
    parts.push(candidates.bytes());
    parts.push(root.as_bytes());
    Digest::of_parts(&parts)
}

/// The indices 0..`n` in the order in which they are called.
pub fn order(seed: &Digest, n: u32) -> Vec<u32> {
    let mut numbers = Numbers { seed, block: 0, left: Vec::new() };
    let mut indices: Vec<u32> = (0..n).collect();
    for at in 0..indices.len() {
        let rest = u64::try_from(indices.len() - at).unwrap_or(1);
        let step = usize::try_from(numbers.below(rest)).unwrap_or(0);
        indices.swap(at, at + step);
    }
    indices
}

struct Numbers<'s> {
    seed: &'s Digest,
    block: u64,
    left: Vec<u64>,
}
impl Numbers<'_> {
    fn next(&mut self) -> u64 {
        loop {
            if let Some(number) = self.left.pop() {
                return number;
            }
            let digest = Digest::of_parts(&[self.seed.bytes(), b"yangcai.draw", &self.block.to_be_bytes()]);
            self.block += 1;
            let words = digest.bytes().as_chunks::<8>().0;
            self.left = words.iter().rev().map(|word| u64::from_be_bytes(*word)).collect();
        }
    }
    /// Uniform on 0..`n`; `n` ≥ 1.
    fn below(&mut self, n: u64) -> u64 {
        // 2^64 mod n numbers at the top would make small values likelier.
        let surplus = (u64::MAX % n + 1) % n;
        loop {
            let number = self.next();
            if number <= u64::MAX - surplus {
                return number % n;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_hundred_thousand_draws_favour_nobody() {
        // 7 of 7 candidates shuffled: who comes first, and who sits third, over 100,000 seeds. Each expects 14,285.7;
        // χ² with 6 degrees of freedom exceeds 22.46 once in a thousand.
        const DRAWS: i64 = 100_000;
        let mut counts = [[0_i64; 7]; 2];
        for at in 0..DRAWS {
            let order = order(&Digest::of(&at.to_be_bytes()), 7);
            counts[0][order[0] as usize] += 1;
            counts[1][order[2] as usize] += 1;
        }
        for row in counts {
            // χ² = Σ (7·count − draws)² / (7·draws), kept whole.
            let squares: i64 = row.iter().map(|count| (7 * count - DRAWS).pow(2)).sum();
            assert!(squares * 100 < 2246 * 7 * DRAWS, "χ² too large: {row:?}");
        }
    }
    #[test]
    fn the_number_stream_is_the_documented_one() {
        let seed = Digest::of(b"seed");
        let first = Digest::of_parts(&[seed.bytes(), b"yangcai.draw", &0_u64.to_be_bytes()]);
        let mut numbers = Numbers { seed: &seed, block: 0, left: Vec::new() };
        for word in first.bytes().as_chunks::<8>().0 {
            assert_eq!(numbers.next(), u64::from_be_bytes(*word));
        }
    }
    #[test]
    fn the_seed_depends_on_every_contribution_and_not_on_their_order() {
        let list = Digest::of(b"list");
        assert_eq!(seed(&["a", "b"], &list, "r"), seed(&["b", "a"], &list, "r"));
        assert_ne!(seed(&["a", "b"], &list, "r"), seed(&["ab"], &list, "r"));
        assert_ne!(seed(&["a", "b"], &list, "r"), seed(&["a", "b"], &list, "s"));
    }
    proptest! {
        #[test]
        fn an_order_is_a_permutation(seed in any::<u64>(), n in 0_u32..200) {
            let mut drawn = order(&Digest::of(&seed.to_be_bytes()), n);
            drawn.sort_unstable();
            prop_assert_eq!(drawn, (0..n).collect::<Vec<_>>());
        }
    }
}
