//! Decoded states of warm streams, bounded.

use crate::streams::Erased;
use std::collections::HashMap;
use uuid::Uuid;

/// A stream's kind and id.
pub(crate) type Key = (&'static str, Uuid);

/// A decoded state.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) state: Erased,
    pub(crate) version: u64,
}

/// Two generations: when the young one is full it becomes the old one, and what the old one held and nobody asked for
/// since is forgotten. A hit costs one look-up and no list to keep in order.
pub(crate) struct Cache {
    young: HashMap<Key, (Held, usize)>,
    old: HashMap<Key, (Held, usize)>,
    weight: usize,
    limit: usize,
}
impl Cache {
    /// At most about `limit` bytes in each generation.
    pub(crate) fn new(limit: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), weight: 0, limit }
    }
    pub(crate) fn get(&mut self, key: &Key) -> Option<Held> {
        if let Some((held, _)) = self.young.get(key) {
            return Some(held.clone());
        }
        let (held, text) = self.old.remove(key)?;
        self.put(*key, held.clone(), text);
        Some(held)
    }
    /// Keeps a state whose encoded text has so many bytes.
    pub(crate) fn put(&mut self, key: Key, held: Held, text: usize) {
        self.old.remove(&key);
        if let Some((_, before)) = self.young.insert(key, (held, text)) {
            self.weight -= weight(before);
        }
        self.weight += weight(text);
        if self.weight > self.limit {
            self.old = std::mem::take(&mut self.young);
            self.weight = 0;
        }
    }
    pub(crate) fn clear(&mut self) {
        self.young.clear();
        self.old.clear();
        self.weight = 0;
    }
}

/// A decoded state takes some multiple of its text.
const fn weight(text: usize) -> usize {
    text * 3 + 256
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let mut cache = Cache::new(3_000);
        let key = |n: u128| ("a.b", Uuid::from_u128(n));
        let held = |version| Held { state: Arc::new(()), version };
        cache.put(key(0), held(7), 0);
        for n in 1..100 {
            cache.put(key(n), held(1), 0);
            assert_eq!(cache.get(&key(0)).unwrap().version, 7);
        }
        assert!(cache.get(&key(1)).is_none());
        assert!(cache.young.len() + cache.old.len() < 30);
        cache.clear();
        assert!(cache.get(&key(0)).is_none());
    }
}
