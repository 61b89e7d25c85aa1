//! The journal's own tables and their numbered migrations.

use crate::{
    Column, Index, OpenError, StoreError, Table,
    connection::{Connection, has_table},
};

/// Every event, forever.
pub(crate) const EVENT: Table = Table {
    name: "event",
    columns: &[
        Column::int("seq"),
        Column::text("stream"),
        Column::int("version"),
        Column::text("kind"),
        Column::int("at"),
        Column::text("actor"),
        Column::text("command"),
        Column::text("ruleset"),
        Column::text("public"),
        Column::text("private"),
        Column::blob("salt"),
        Column::blob("leaf"),
    ],
    primary: &["seq"],
    indexes: &[Index::unique(&["stream", "version"])],
};
/// The one row that says where the journal ends; `frontier` is the Merkle tree's edge.
const HEAD: Table = Table {
    name: "head",
    columns: &[
        Column::int("id"),
        Column::int("seq"),
        Column::int("epoch"),
        Column::int("at"),
        Column::text("log"),
        Column::blob("root"),
        Column::blob("frontier"),
    ],
    primary: &["id"],
    indexes: &[],
};
/// Accepted commands.
pub(crate) const COMMAND: Table = Table {
    name: "command",
    columns: &[
        Column::text("id"),
        Column::text("actor"),
        Column::text("name"),
        Column::text("input"),
        Column::int("first"),
        Column::int("last"),
        Column::int("at"),
    ],
    primary: &["id", "actor"],
    indexes: &[],
};
/// The newest state of each stream.
pub(crate) const STATE: Table = Table {
    name: "state",
    columns: &[Column::text("stream"), Column::int("version"), Column::int("fold"), Column::text("body")],
    primary: &["stream"],
    indexes: &[],
};
/// Wrapped keys, one for each subject; deleting a row erases all that is sealed under it. A subject that is sealed for again
/// gets another key.
const VAULT_KEY: Table = Table {
    name: "vault_key",
    columns: &[Column::text("id"), Column::text("subject"), Column::blob("wrapped")],
    primary: &["id"],
    indexes: &[Index::unique(&["subject"])],
};
/// Encrypted private values; `key` is the id of a key that may be gone.
const VAULT: Table = Table {
    name: "vault",
    columns: &[Column::text("id"), Column::text("key"), Column::text("commitment"), Column::blob("sealed")],
    primary: &["id"],
    indexes: &[],
};
/// Small content-addressed bodies.
const BODY: Table = Table {
    name: "body",
    columns: &[Column::text("digest"), Column::blob("bytes")],
    primary: &["digest"],
    indexes: &[],
};
/// How far each follower has come.
const FOLLOWER: Table = Table {
    name: "follower",
    columns: &[Column::text("name"), Column::int("seq")],
    primary: &["name"],
    indexes: &[],
};
/// Which views are filled, by which version.
const VIEW: Table = Table {
    name: "view",
    columns: &[Column::text("name"), Column::int("version"), Column::text("shape"), Column::text("tables")],
    primary: &["name"],
    indexes: &[],
};
const MIGRATION: Table = Table {
    name: "migration",
    columns: &[Column::int("number"), Column::text("name")],
    primary: &["number"],
    indexes: &[],
};

/// Names no view may use.
pub(crate) const OWN: &[Table] =
    &[EVENT, HEAD, COMMAND, STATE, VAULT_KEY, VAULT, BODY, FOLLOWER, VIEW, MIGRATION];

/// One step of the schema. A released step is never edited.
struct Step {
    name: &'static str,
    tables: &'static [Table],
    sql: &'static [&'static str],
}
const STEPS: &[Step] = &[Step {
    name: "journal",
    tables: &[EVENT, HEAD, COMMAND, STATE, VAULT_KEY, VAULT, BODY, FOLLOWER, VIEW],
    sql: &[],
}];

/// Brings the schema to this release's number, in one transaction.
pub(crate) fn migrate(connection: &mut dyn Connection) -> Result<(), OpenError> {
    let dialect = connection.dialect();
    connection.begin()?;
    if !has_table(connection, MIGRATION.name)? {
        for sql in MIGRATION.ddl(dialect) {
            connection.exec(&sql, &[])?;
        }
    }
    let rows = connection.query("SELECT COALESCE(MAX(number), 0) FROM migration", &[])?;
    let found = rows.first().map_or(Ok(0), |row| row.uint(0))?;
    let known = STEPS.len();
    let Some(missing) = usize::try_from(found).ok().and_then(|found| STEPS.get(found..)) else {
        connection.rollback()?;
        return Err(OpenError::NewerSchema {
            found: u32::try_from(found).unwrap_or(u32::MAX),
            known: u32::try_from(known).unwrap_or(u32::MAX),
        });
    };
    for (number, step) in (found + 1..).zip(missing) {
        for table in step.tables {
            for sql in table.ddl(dialect) {
                connection.exec(&sql, &[])?;
            }
        }
        for sql in step.sql {
            connection.exec(sql, &[])?;
        }
        connection.exec(
            "INSERT INTO migration (number, name) VALUES ($1, $2)",
            &[number.into(), step.name.into()],
        )?;
    }
    connection.commit()?;
    Ok(())
}

/// The schema's number in the database, 0 if it holds no journal.
pub(crate) fn number(connection: &mut dyn Connection) -> Result<u64, StoreError> {
    if !has_table(connection, MIGRATION.name)? {
        return Ok(0);
    }
    let rows = connection.query("SELECT COALESCE(MAX(number), 0) FROM migration", &[])?;
    rows.first().map_or(Ok(0), |row| row.uint(0))
}
/// The number this release knows.
pub(crate) fn known() -> u64 {
    u64::try_from(STEPS.len()).unwrap_or(u64::MAX)
}
