//! Where a decision finds states: this batch's, the warm ones, the stored ones, or the events folded again.

use crate::{
    StoreError, Streams, Tx,
    cache::{Cache, Held, Key},
    schema,
    sql::Insert,
    streams::{Erased, Fold},
};
use kernel::Instant;
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

/// Bytes of decoded state kept in each of the cache's two generations.
const WARM: usize = 96 << 20;
/// A stored state may be so long.
pub(crate) const STATE_LIMIT: usize = 64 << 10;

static PUT: LazyLock<Insert> = LazyLock::new(|| {
    let conflict = " ON CONFLICT (stream) DO UPDATE SET version = excluded.version, fold = excluded.fold, body = excluded.body";
    Insert::new(&schema::STATE, conflict)
});

pub(crate) struct Shelf {
    pub(crate) streams: Streams,
    cache: Cache,
    /// Written by this batch, not committed yet.
    batch: HashMap<Key, Held>,
}
impl Shelf {
    pub(crate) fn new(streams: Streams) -> Self {
        Self { streams, cache: Cache::new(WARM), batch: HashMap::new() }
    }
    pub(crate) fn held(&mut self, tx: &mut dyn Tx, key: Key) -> Result<Held, StoreError> {
        if let Some(held) = self.batch.get(&key) {
            return Ok(held.clone());
        }
        if let Some(held) = self.cache.get(&key) {
            return Ok(held);
        }
        let fold = Arc::clone(self.streams.fold(key.0)?);
        let name = format!("{}/{}", key.0, key.1);
        let Some((held, bytes)) = stored(tx, &*fold, &name)? else {
            return Ok(Held { state: fold.fresh(), version: 0 });
        };
        self.cache.put(key, held.clone(), bytes);
        Ok(held)
    }
    pub(crate) fn keep(&mut self, states: HashMap<Key, Held>) {
        self.batch.extend(states);
    }
    /// Writes each state of the batch once; answers the sizes for [`Shelf::committed`].
    pub(crate) fn write(&self, tx: &mut dyn Tx) -> Result<Vec<(Key, usize)>, StoreError> {
        let mut keys: Vec<&Key> = self.batch.keys().collect();
        keys.sort_unstable();
        let mut sizes = Vec::with_capacity(keys.len());
        let mut values = Vec::with_capacity(keys.len() * 4);
        for key in keys {
            let (Some(held), fold) = (self.batch.get(key), self.streams.fold(key.0)?) else { continue };
            let name = format!("{}/{}", key.0, key.1);
            let body = fold.encode_state(&held.state)?;
            if body.len() > STATE_LIMIT {
                let what = format!("the state of {name}");
                return Err(StoreError::TooLarge { what, bytes: body.len(), limit: STATE_LIMIT });
            }
            sizes.push((*key, body.len()));
            values.extend([name.into(), held.version.into(), fold.version().into(), body.into()]);
        }
        PUT.run(tx, &values)?;
        Ok(sizes)
    }
    pub(crate) fn committed(&mut self, sizes: Vec<(Key, usize)>) {
        for (key, bytes) in sizes {
            if let Some(held) = self.batch.remove(&key) {
                self.cache.put(key, held, bytes);
            }
        }
        self.batch.clear();
    }
    /// Forgets the batch. `all`: the database may have moved on, so forgets everything.
    pub(crate) fn drop_batch(&mut self, all: bool) {
        self.batch.clear();
        if all {
            self.cache.clear();
        }
    }
}

/// A stream's stored state, folded again if it was written by another fold.
pub(crate) fn stored(
    tx: &mut dyn Tx,
    fold: &dyn Fold,
    name: &str,
) -> Result<Option<(Held, usize)>, StoreError> {
    let rows = tx.query("SELECT version, fold, body FROM state WHERE stream = $1", &[name.into()])?;
    let Some(row) = rows.first() else { return Ok(None) };
    let version = row.uint(0)?;
    let body = row.text(2)?;
    let state = if row.uint(1)? == u64::from(fold.version()) { fold.decode_state(body).ok() } else { None };
    let state = state.map_or_else(|| folded(tx, fold, name), Ok)?;
    Ok(Some((Held { state, version }, body.len())))
}
fn folded(tx: &mut dyn Tx, fold: &dyn Fold, name: &str) -> Result<Erased, StoreError> {
    let rows =
        tx.query("SELECT kind, public, at FROM event WHERE stream = $1 ORDER BY version", &[name.into()])?;
    let mut state = fold.fresh();
    for row in rows {
        let event = fold.decode_event(row.text(0)?, row.text(1)?)?;
        state = fold.apply(state, Instant::from_millis(row.int(2)?), &event);
    }
    Ok(state)
}
