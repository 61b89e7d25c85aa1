//! Which database a journal lies in.

use std::path::PathBuf;

/// Where the journal's tables are.
#[derive(Clone, Debug)]
pub enum Database {
    /// A SQLite file; made if missing.
    Sqlite(PathBuf),
    /// `postgres://user@host/database`, optionally with `?schema=name`: the tables then lie in that schema, which is made
    /// if missing (one schema for each test).
    Postgres(String),
}
