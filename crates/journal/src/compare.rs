//! Compares a table with the same table computed again, row by row in the order of the key.

use crate::{Row, StoreError, Tx, Value, connection::Connection, sqlite::Sqlite};
use std::{cmp::Ordering, collections::VecDeque};

/// Rows of the computed side held at a time.
const PAGE: usize = 2_000;

/// The first row in which the sides are apart.
pub(crate) enum Apart {
    /// Only stored.
    Stored(Row),
    /// Only computed.
    Computed(Row),
    /// Stored and computed, not the same.
    Differs(Row, Row),
}

/// The computed side, read page by page after the last key.
struct Computed<'a> {
    database: &'a mut Sqlite,
    select: &'a str,
    keys: &'a [&'a str],
    page: VecDeque<Row>,
    last: Option<Vec<Value>>,
    done: bool,
}
impl Computed<'_> {
    fn next(&mut self) -> Result<Option<Row>, StoreError> {
        if self.page.is_empty() && !self.done {
            let keys = self.keys.join(", ");
            let places: Vec<String> = (1..=self.keys.len()).map(|n| format!("${n}")).collect();
            let after = match &self.last {
                Some(_) => format!(" WHERE ({keys}) > ({})", places.join(", ")),
                None => String::new(),
            };
            let sql = format!("{}{after} ORDER BY {keys} LIMIT {PAGE}", self.select);
            let rows = self.database.query(&sql, self.last.as_deref().unwrap_or_default())?;
            self.done = rows.len() < PAGE;
            self.last = rows.last().map(|row| row.0[..self.keys.len()].to_vec());
            self.page = rows.into();
        }
        Ok(self.page.pop_front())
    }
}

/// Both SELECTs give the key first; `stored` orders by it, `computed` has no ORDER BY. Answers the number of rows, or the
/// first in which the sides are apart.
pub(crate) fn compare(
    stored_in: &mut dyn Connection,
    stored: &str,
    computed_in: &mut Sqlite,
    computed: &str,
    keys: &[&str],
    same: &dyn Fn(&Row, &Row) -> bool,
) -> Result<Result<u64, Apart>, StoreError> {
    let mut again = Computed {
        database: computed_in,
        select: computed,
        keys,
        page: VecDeque::new(),
        last: None,
        done: false,
    };
    let (mut rows, mut apart) = (0, None);
    let walked = stored_in.walk(stored, &[], &mut |columns| {
        let row = columns.row()?;
        apart = match again.next()? {
            None => Some(Apart::Stored(row)),
            Some(other) => match row.0[..keys.len()].cmp(&other.0[..keys.len()]) {
                Ordering::Less => Some(Apart::Stored(row)),
                Ordering::Greater => Some(Apart::Computed(other)),
                Ordering::Equal if same(&row, &other) => None,
                Ordering::Equal => Some(Apart::Differs(row, other)),
            },
        };
        rows += 1;
        if apart.is_some() { Err(StoreError::encoding("row", "differs")) } else { Ok(()) }
    });
    if let Some(apart) = apart {
        return Ok(Err(apart));
    }
    walked?;
    Ok(match again.next()? {
        Some(row) => Err(Apart::Computed(row)),
        None => Ok(rows),
    })
}
