//! The journal: one writer, group commit, folds, views in the same transaction, a vault and a Merkle log, on SQLite and
//! PostgreSQL.
//!
//! Shape: [`Journal::open`] with [`Settings`]; [`Journal::submit`] a [`Request`] with a [`Work`] that decides on a [`Unit`];
//! read with [`Journal::read`], [`Journal::state`], [`Journal::feed`]; check with [`verify`].
//! A PostgreSQL schema other than the default one is named in the URL (`?schema=name`). A [`Ticket`] is waited for by
//! `.wait()` or `.await`. Followers keep their place with [`Journal::position`] and [`Journal::advance`].
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
pub use vault::MasterKey;
pub use verify::{Difference, Report, verify};
pub use view::{Recorded, View};
