//! The journal: one writer, group commit, folds, views in the same transaction, a vault and a Merkle log, on SQLite and
//! PostgreSQL.
//!
//! Shape: [`Journal::open`] with [`Settings`]; [`Journal::submit`] a [`Request`] with a [`Work`] that decides on a [`Unit`];
//! read with [`Journal::read`], [`Journal::state`], [`Journal::feed`]; check with [`verify`].
//!
//! * A PostgreSQL schema other than the default one is named in the URL (`?schema=name`).
//! * A [`Ticket`] is waited for by `.wait()` or `.await`; nothing here needs the caller to run an async runtime, and everything
//!   may be called inside one.
//! * A command that meets a full, lost or locked database is answered [`Rejected::Unavailable`] and may be sent again under
//!   the same id: it is never done twice.
//! * New or changed views are filled at [`Journal::open`]. Followers keep their place with [`Journal::position`] and
//!   [`Journal::advance`].
//! * Metrics: `journal_commands_total{outcome}`, `journal_batch_commands`, `journal_batch_seconds`, `journal_queue_commands`,
//!   `journal_blocked`, `journal_failed_batches_total`, `journal_failed_checkpoints_total`.
#![warn(missing_docs)]

mod accept;
mod cache;
mod canonical;
mod checkpoint;
mod compare;
mod connection;
mod database;
mod error;
mod event;
#[cfg(test)]
mod faults;
mod files;
mod fill;
mod head;
mod journal;
mod merkle;
mod pool;
mod postgres;
mod queue;
mod replay;
mod request;
mod schema;
mod shelf;
mod sql;
mod sqlite;
mod streams;
mod ticket;
mod unit;
mod vault;
mod verify;
mod view;
mod writer;

pub use database::Database;
pub use error::{OpenError, Rejected, Stop, StoreError};
pub use event::Stored;
pub use files::{Files, StoredFile, Upload};
pub use journal::{Clock, Head, Journal, Settings};
pub use queue::Commits;
pub use request::{Lane, Request, Work};
pub use sql::{Column, Dialect, Index, Kind, Row, Table, Tx, Value};
pub use streams::Streams;
pub use ticket::{Accepted, Outcome, Ticket};
pub use unit::{Mark, Unit};
pub use vault::{Marker, MasterKey};
pub use verify::{Difference, Report, verify};
pub use view::{Recorded, View};
