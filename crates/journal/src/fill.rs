//! Makes and fills view tables at the start.

use crate::{
    OpenError, StoreError, Table, View,
    connection::Connection,
    event::{COLUMNS, Raw},
    replay::{Fault, Replay},
    schema,
    streams::Streams,
};
use kernel::Digest;
use std::{collections::BTreeSet, sync::Arc};

/// Events shown to new views in one transaction.
const STEP: u64 = 5_000;

/// What the view's tables look like, so that a changed column is noticed even if the version was forgotten.
pub(crate) fn shape(view: &dyn View) -> String {
    let ddl: Vec<String> = view.tables().iter().flat_map(|table| table.ddl(crate::Dialect::Sqlite)).collect();
    Digest::of(ddl.join(";").as_bytes()).to_string()
}

/// Table names are those of one view only, and not the journal's.
pub(crate) fn check(views: &[Arc<dyn View>]) -> Result<(), OpenError> {
    let mut names: BTreeSet<&str> = schema::OWN.iter().map(|table| table.name).collect();
    let mut view_names = BTreeSet::new();
    for view in views {
        if !view_names.insert(view.name()) {
            return Err(OpenError::Settings(format!("two views are called {}", view.name())));
        }
        for table in view.tables() {
            if table.primary.is_empty() || !names.insert(table.name) {
                let why = format!("view {}: table {} is taken or has no key", view.name(), table.name);
                return Err(OpenError::Settings(why));
            }
        }
    }
    Ok(())
}

/// Brings the tables of all views to the head, and drops those of views that are no more.
pub(crate) fn fill(
    connection: &mut dyn Connection,
    streams: &Streams,
    views: &[Arc<dyn View>],
    head: u64,
) -> Result<(), OpenError> {
    check(views)?;
    connection.begin()?;
    let stored = connection.query("SELECT name, version, shape, tables FROM view ORDER BY name", &[])?;
    let mut new = views.to_vec();
    let mut changed = false;
    for row in stored {
        let name = row.text(0)?;
        let current = views.iter().any(|view| {
            view.name() == name
                && row.int(1).ok() == Some(i64::from(view.version()))
                && row.text(2).ok() == Some(shape(&**view).as_str())
        });
        if current {
            new.retain(|view| view.name() != name);
        } else {
            changed = true;
            for table in row.text(3)?.split(' ').filter(|table| !table.is_empty()) {
                connection.exec(&format!("DROP TABLE IF EXISTS {table}"), &[])?;
            }
            connection.exec("DELETE FROM view WHERE name = $1", &[name.into()])?;
        }
    }
    for view in &new {
        make(connection, &**view, if head == 0 { view.version() } else { 0 })?;
    }
    if new.is_empty() && !changed {
        connection.rollback()?;
        return Ok(());
    }
    connection.commit()?;
    if head > 0 && !new.is_empty() {
        replay(connection, streams, &new, head)?;
    }
    Ok(())
}

/// Version 0 marks tables that are not filled yet: a start that breaks off begins again.
fn make(connection: &mut dyn Connection, view: &dyn View, version: u32) -> Result<(), StoreError> {
    let tables: Vec<Table> = view.tables();
    let dialect = connection.dialect();
    for table in &tables {
        connection.exec(&format!("DROP TABLE IF EXISTS {}", table.name), &[])?;
        for sql in table.ddl(dialect) {
            connection.exec(&sql, &[])?;
        }
    }
    let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
    connection.exec(
        "INSERT INTO view (name, version, shape, tables) VALUES ($1, $2, $3, $4)",
        &[view.name().into(), version.into(), shape(view).into(), names.join(" ").into()],
    )?;
    Ok(())
}

fn replay(
    connection: &mut dyn Connection,
    streams: &Streams,
    views: &[Arc<dyn View>],
    head: u64,
) -> Result<(), OpenError> {
    let names: Vec<&str> = views.iter().map(|view| view.name()).collect();
    tracing::info!(views = names.join(" "), events = head, "filling views");
    let damaged = |fault: Fault| {
        OpenError::Damaged(format!(
            "event {}: {}",
            fault.seq.map_or(String::new(), |seq| seq.to_string()),
            fault.what
        ))
    };
    let mut replay = Replay::new(streams, views)?;
    let select = format!("SELECT {COLUMNS} FROM event WHERE seq > $1 AND seq <= $2 ORDER BY seq");
    let mut after = 0;
    while after < head {
        let upto = head.min(after + STEP);
        connection.begin()?;
        for row in connection.query(&select, &[after.into(), upto.into()])? {
            replay.push(Raw::from_row(row)?, connection.as_tx()).map_err(damaged)?;
        }
        if upto == head {
            replay.flush(connection.as_tx()).map_err(damaged)?;
            for view in views {
                connection.exec(
                    "UPDATE view SET version = $2 WHERE name = $1",
                    &[view.name().into(), view.version().into()],
                )?;
            }
        }
        connection.commit()?;
        connection.tidy(false)?;
        after = upto;
    }
    Ok(())
}
