//! The registered stream kinds, with their types erased.

use crate::{StoreError, canonical};
use kernel::{Duty, Instant, Stream, StreamId};
use std::{any::Any, collections::BTreeMap, marker::PhantomData, sync::Arc};

/// A state or an event whose type only its [`Fold`] knows.
pub(crate) type Erased = Arc<dyn Any + Send + Sync>;

/// Fold, encode and decode of one kind of stream.
pub(crate) trait Fold: Send + Sync {
    fn kind(&self) -> &'static str;
    fn version(&self) -> u32;
    fn fresh(&self) -> Erased;
    fn decode_event(&self, kind: &str, body: &str) -> Result<Erased, StoreError>;
    fn apply(&self, state: Erased, at: Instant, event: &Erased) -> Erased;
    fn encode_state(&self, state: &Erased) -> Result<String, StoreError>;
    fn decode_state(&self, text: &str) -> Result<Erased, StoreError>;
    fn duties(&self, state: &Erased) -> Vec<Duty>;
}

struct Of<S>(PhantomData<fn() -> S>);
impl<S: Stream> Fold for Of<S> {
    fn kind(&self) -> &'static str {
        S::Id::KIND
    }
    fn version(&self) -> u32 {
        S::FOLD
    }
    fn fresh(&self) -> Erased {
        Arc::new(S::default())
    }
    fn decode_event(&self, kind: &str, body: &str) -> Result<Erased, StoreError> {
        decode_event::<S>(kind, body).map(|event| Arc::new(event) as Erased)
    }
    fn apply(&self, state: Erased, at: Instant, event: &Erased) -> Erased {
        match (state.downcast::<S>(), event.downcast_ref::<S::Event>()) {
            (Ok(mut state), Some(event)) => {
                Arc::make_mut(&mut state).apply(at, event);
                state
            }
            (Ok(state), None) => state,
            (Err(other), _) => other,
        }
    }
    fn encode_state(&self, state: &Erased) -> Result<String, StoreError> {
        let state =
            state.downcast_ref::<S>().ok_or_else(|| StoreError::UnknownKind(S::Id::KIND.to_owned()))?;
        serde_json::to_string(state).map_err(|error| StoreError::encoding(S::Id::KIND, error))
    }
    fn decode_state(&self, text: &str) -> Result<Erased, StoreError> {
        serde_json::from_str::<S>(text)
            .map(|state| Arc::new(state) as Erased)
            .map_err(|error| StoreError::encoding(S::Id::KIND, error))
    }
    fn duties(&self, state: &Erased) -> Vec<Duty> {
        state.downcast_ref::<S>().map(Stream::duties).unwrap_or_default()
    }
}

pub(crate) fn decode_event<S: Stream>(kind: &str, body: &str) -> Result<S::Event, StoreError> {
    let text = format!("{{\"kind\":\"{kind}\",\"body\":{body}}}");
    serde_json::from_str(&text)
        .map_err(|error| StoreError::encoding(format!("{}: {kind}", S::Id::KIND), error))
}

/// Splits an event into its stored kind and its canonical body.
pub(crate) fn encode_event<S: Stream>(event: &S::Event) -> Result<(String, String), StoreError> {
    let text = canonical::text(event)?;
    // Canonical JSON sorts keys, so the body comes first and the kind last.
    let (body, kind) = match text.strip_prefix("{\"body\":") {
        Some(rest) => rest.rsplit_once(",\"kind\":").unwrap_or(("", "")),
        None => ("null", text.strip_prefix("{\"kind\":").unwrap_or("")),
    };
    let kind = kind.strip_prefix('"').and_then(|kind| kind.strip_suffix("\"}")).unwrap_or("");
    let plain = kind.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'.');
    if !plain || !kind.contains('.') || body.is_empty() {
        let message = "not tagged `kind`/`body` with a name `<entity>.<past_tense>`";
        return Err(StoreError::encoding(S::Id::KIND, message));
    }
    #[cfg(debug_assertions)]
    {
        let again = canonical::text(&decode_event::<S>(kind, body)?)?;
        if again != text {
            return Err(StoreError::encoding(kind, format!("read back it differs: {text} became {again}")));
        }
    }
    Ok((kind.to_owned(), body.to_owned()))
}

/// The stream kinds a journal knows.
#[derive(Clone, Default)]
pub struct Streams(BTreeMap<&'static str, Arc<dyn Fold>>);
impl Streams {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }
    /// Adds the kind of `S`.
    #[must_use]
    pub fn with<S: Stream>(mut self) -> Self {
        self.0.insert(S::Id::KIND, Arc::new(Of::<S>(PhantomData)));
        self
    }
    /// The kinds, sorted.
    pub fn kinds(&self) -> Vec<&'static str> {
        self.0.keys().copied().collect()
    }
    pub(crate) fn fold(&self, kind: &str) -> Result<&Arc<dyn Fold>, StoreError> {
        self.0.get(kind).ok_or_else(|| StoreError::UnknownKind(kind.to_owned()))
    }
}
