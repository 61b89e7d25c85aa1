//! One SQL text for SQLite and PostgreSQL: values, rows, the transaction, and tables whose DDL is made per dialect.
//!
//! Parameters are written `$1`, `$2` …; booleans are 0 and 1; text sorts by bytes on both.

use crate::StoreError;
use kernel::{Digest, Instant, Money};
use uuid::Uuid;

/// A parameter or a column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// SQL NULL.
    Null,
    /// A 64-bit whole number.
    Int(i64),
    /// UTF-8.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}
macro_rules! values {
    ($($from:ty: $value:ident => $to:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self { $to }
        }
    )*};
}
values! {
    i64: value => Self::Int(value);
    i32: value => Self::Int(i64::from(value));
    u32: value => Self::Int(i64::from(value));
    u64: value => Self::Int(i64::try_from(value).unwrap_or(i64::MAX));
    usize: value => Self::Int(i64::try_from(value).unwrap_or(i64::MAX));
    bool: value => Self::Int(i64::from(value));
    &str: value => Self::Text(value.to_owned());
    String: value => Self::Text(value);
    &String: value => Self::Text(value.clone());
    Vec<u8>: value => Self::Blob(value);
    &[u8]: value => Self::Blob(value.to_vec());
    Instant: value => Self::Int(value.millis());
    Money: value => Self::Int(value.fen());
    Uuid: value => Self::Text(value.to_string());
    Digest: value => Self::Text(value.to_string());
    &Digest: value => Self::Text(value.to_string());
    kernel::Date: value => Self::Text(value.to_string());
    &kernel::StreamName: value => Self::Text(value.as_str().to_owned());
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
impl Value {
    /// The UUID of a typed id, as text.
    pub fn id(id: impl kernel::StreamId) -> Self {
        Self::Text(id.uuid().to_string())
    }
}

/// One row of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub(crate) Vec<Value>);
impl Row {
    /// The columns.
    pub fn values(&self) -> &[Value] {
        &self.0
    }
    /// Column `i` as a number.
    pub fn int(&self, i: usize) -> Result<i64, StoreError> {
        self.opt_int(i)?.ok_or(StoreError::Column { column: i, wanted: "a number" })
    }
    /// Column `i` as a number that is not negative.
    pub fn uint(&self, i: usize) -> Result<u64, StoreError> {
        u64::try_from(self.int(i)?).map_err(|_| StoreError::Column { column: i, wanted: "not negative" })
    }
    /// Column `i` as text.
    pub fn text(&self, i: usize) -> Result<&str, StoreError> {
        self.opt_text(i)?.ok_or(StoreError::Column { column: i, wanted: "text" })
    }
    /// Column `i` as bytes.
    pub fn blob(&self, i: usize) -> Result<&[u8], StoreError> {
        match self.0.get(i) {
            Some(Value::Blob(bytes)) => Ok(bytes),
            _ => Err(StoreError::Column { column: i, wanted: "bytes" }),
        }
    }
    /// Column `i` as a number, or `None` for NULL.
    pub fn opt_int(&self, i: usize) -> Result<Option<i64>, StoreError> {
        match self.0.get(i) {
            Some(Value::Int(n)) => Ok(Some(*n)),
            Some(Value::Null) => Ok(None),
            _ => Err(StoreError::Column { column: i, wanted: "a number" }),
        }
    }
    /// Column `i` as text, or `None` for NULL.
    pub fn opt_text(&self, i: usize) -> Result<Option<&str>, StoreError> {
        match self.0.get(i) {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Null) => Ok(None),
            _ => Err(StoreError::Column { column: i, wanted: "text" }),
        }
    }
    /// Column `i` parsed from text: ids, UUIDs, digests, dates.
    pub fn parse<T: std::str::FromStr>(&self, i: usize) -> Result<T, StoreError> {
        self.text(i)?
            .parse()
            .map_err(|_| StoreError::Column { column: i, wanted: std::any::type_name::<T>() })
    }
    /// Column `i` as a moment.
    pub fn instant(&self, i: usize) -> Result<Instant, StoreError> {
        self.int(i).map(Instant::from_millis)
    }
    /// Column `i` as an amount.
    pub fn money(&self, i: usize) -> Result<Money, StoreError> {
        self.int(i).map(Money::from_fen)
    }
}

/// An open transaction. Synchronous and object-safe.
pub trait Tx {
    /// Runs a statement and says how many rows it touched.
    fn exec(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError>;
    /// Runs a statement whose result nobody needs; PostgreSQL sends these together before the next question.
    fn later(&mut self, sql: &str, params: &[Value]) -> Result<(), StoreError>;
    /// Asks.
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError>;
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 64-bit whole number.
    Int,
    /// UTF-8, sorted by bytes.
    Text,
    /// Bytes.
    Blob,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Whether NULL is allowed.
    pub null: bool,
}
impl Column {
    /// A number.
    pub const fn int(name: &'static str) -> Self {
        Self { name, kind: Kind::Int, null: false }
    }
    /// Text.
    pub const fn text(name: &'static str) -> Self {
        Self { name, kind: Kind::Text, null: false }
    }
    /// Bytes.
    pub const fn blob(name: &'static str) -> Self {
        Self { name, kind: Kind::Blob, null: false }
    }
    /// The same, NULL allowed.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.null = true;
        self
    }
}

/// A secondary index.
#[derive(Clone, Copy, Debug)]
pub struct Index {
    /// Indexed columns in order.
    pub columns: &'static [&'static str],
    /// Whether two rows may not agree in them.
    pub unique: bool,
}
impl Index {
    /// An index that finds.
    pub const fn on(columns: &'static [&'static str]) -> Self {
        Self { columns, unique: false }
    }
    /// An index that also forbids doubles.
    pub const fn unique(columns: &'static [&'static str]) -> Self {
        Self { columns, unique: true }
    }
}

/// A table. Keys are time-ordered where they can be: random ones cost four times the bytes.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Its primary key, never empty.
    pub primary: &'static [&'static str],
    /// Secondary indexes.
    pub indexes: &'static [Index],
}

/// Which SQL the DDL is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite with STRICT tables.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Table {
    /// The statements that create the table and its indexes.
    pub fn ddl(&self, dialect: Dialect) -> Vec<String> {
        let mut columns: Vec<String> = self
            .columns
            .iter()
            .map(|column| {
                let kind = match (dialect, column.kind) {
                    (Dialect::Sqlite, Kind::Int) => "INTEGER",
                    (Dialect::Sqlite, Kind::Text) => "TEXT",
                    (Dialect::Sqlite, Kind::Blob) => "BLOB",
                    (Dialect::Postgres, Kind::Int) => "BIGINT",
                    (Dialect::Postgres, Kind::Text) => "TEXT COLLATE \"C\"",
                    (Dialect::Postgres, Kind::Blob) => "BYTEA",
                };
                format!("{} {kind}{}", column.name, if column.null { "" } else { " NOT NULL" })
            })
            .collect();
        columns.push(format!("PRIMARY KEY ({})", self.primary.join(", ")));
        let row_number = matches!(self.primary, [only] if self.kind_of(only) == Some(Kind::Int));
        let wide = self.columns.iter().any(|column| column.kind == Kind::Blob) || self.name == "state";
        let suffix = match dialect {
            Dialect::Sqlite if row_number || wide => " STRICT",
            // The rows lie in the key's own tree: one page written a row instead of two.
            Dialect::Sqlite => " STRICT, WITHOUT ROWID",
            Dialect::Postgres => "",
        };
        let mut ddl = vec![format!("CREATE TABLE {} ({}){suffix}", self.name, columns.join(", "))];
        for (number, index) in self.indexes.iter().enumerate() {
            let unique = if index.unique { "UNIQUE " } else { "" };
            ddl.push(format!(
                "CREATE {unique}INDEX {table}_ix{number} ON {table} ({columns})",
                table = self.name,
                columns = index.columns.join(", ")
            ));
        }
        ddl
    }
    fn kind_of(&self, name: &str) -> Option<Kind> {
        self.columns.iter().find(|column| column.name == name).map(|column| column.kind)
    }
}

/// Rows that go into a table with one statement: several rows in one cost the database less than as many statements.
const ROWS: usize = 16;

/// How rows are put into a table, one or several at a time.
pub(crate) struct Insert {
    columns: usize,
    one: String,
    several: String,
}
impl Insert {
    /// `conflict` ends the statement.
    pub(crate) fn new(table: &Table, conflict: &str) -> Self {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let columns = names.len();
        let row = |row: usize| {
            let places: Vec<String> =
                (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
            format!("({})", places.join(", "))
        };
        let statement = |rows: usize| {
            let rows: Vec<String> = (0..rows).map(row).collect();
            format!("INSERT INTO {} ({}) VALUES {}{conflict}", table.name, names.join(", "), rows.join(", "))
        };
        Self { columns, one: statement(1), several: statement(ROWS) }
    }
    /// Inserts `values`, row after row.
    pub(crate) fn run(&self, tx: &mut dyn Tx, values: &[Value]) -> Result<(), StoreError> {
        let (full, rest) = values.split_at(values.len() - values.len() % (self.columns * ROWS));
        for rows in full.chunks(self.columns * ROWS) {
            tx.later(&self.several, rows)?;
        }
        for row in rest.chunks(self.columns) {
            tx.later(&self.one, row)?;
        }
        Ok(())
    }
}
