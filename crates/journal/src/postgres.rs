//! PostgreSQL under the portable layer.

use crate::{
    Dialect, Row, StoreError, Tx, Value,
    connection::{Access, Columns, Connection},
};
use futures_util::{StreamExt, stream::FuturesUnordered};
use std::{
    collections::HashMap,
    error::Error as _,
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, Wake, Waker},
    thread::Thread,
};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{
    Client, Config, NoTls, Statement,
    types::{FromSql, IsNull, ToSql, Type, accepts, private::BytesMut, to_sql_checked},
};

type Boxed = Box<dyn std::error::Error + Sync + Send>;

/// Rows fetched at a time when walking.
const PAGE: i32 = 2_000;

pub(crate) struct Postgres {
    client: Client,
    driver: Driver,
    access: Access,
    statements: HashMap<String, Statement>,
    queue: Vec<(Statement, Vec<Value>)>,
    cursor: u32,
}

/// Who moves the bytes.
enum Driver {
    /// A runtime on this thread, inside each call: no hand-over between threads.
    Own(Box<Runtime>),
    /// A background thread shared by all readers: callable from any thread, also one that belongs to a runtime.
    Shared,
}

fn shared() -> Result<&'static Runtime, StoreError> {
    static SHARED: OnceLock<Option<Runtime>> = OnceLock::new();
    SHARED
        .get_or_init(|| {
            Builder::new_multi_thread()
                .worker_threads(1)
                .thread_name("journal-readers")
                .enable_all()
                .build()
                .ok()
        })
        .as_ref()
        .ok_or_else(|| StoreError::Unavailable("no thread for PostgreSQL readers".to_owned()))
}

struct Unpark(Thread);
impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
/// Blocks this thread on `future`, which something else moves forward.
fn park_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}
impl Driver {
    fn wait<F: Future>(&self, future: F) -> F::Output {
        match self {
            Self::Own(runtime) => runtime.block_on(future),
            Self::Shared => park_on(future),
        }
    }
}

/// Takes `schema=name` out of the URL.
fn split(url: &str) -> Result<(String, Option<String>), StoreError> {
    let Some((base, query)) = url.split_once('?') else { return Ok((url.to_owned(), None)) };
    let mut schema = None;
    let mut rest = Vec::new();
    for pair in query.split('&') {
        match pair.strip_prefix("schema=") {
            Some(name) => schema = Some(name.to_owned()),
            None => rest.push(pair),
        }
    }
    if let Some(name) = &schema
        && (name.is_empty()
            || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'))
    {
        return Err(StoreError::Unavailable(format!("schema name {name} is not made of a-z, 0-9 and _")));
    }
    Ok((if rest.is_empty() { base.to_owned() } else { format!("{base}?{}", rest.join("&")) }, schema))
}

impl Postgres {
    pub(crate) fn connect(url: &str, access: Access) -> Result<Self, StoreError> {
        let (url, schema) = split(url)?;
        let config: Config =
            url.parse().map_err(|error: tokio_postgres::Error| StoreError::Unavailable(chain(&error)))?;
        let (client, driver) = match access {
            Access::Write => {
                let runtime = Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .map_err(|error| StoreError::Unavailable(error.to_string()))?;
                let (client, connection) = runtime
                    .block_on(config.connect(NoTls))
                    .map_err(|error| StoreError::Unavailable(chain(&error)))?;
                runtime.spawn(connection);
                (client, Driver::Own(Box::new(runtime)))
            }
            Access::Read | Access::Snapshot => {
                let runtime = shared()?;
                let connecting = runtime.spawn(async move { config.connect(NoTls).await });
                let (client, connection) = park_on(connecting)
                    .map_err(|error| StoreError::Unavailable(error.to_string()))?
                    .map_err(|error| StoreError::Unavailable(chain(&error)))?;
                runtime.spawn(connection);
                (client, Driver::Shared)
            }
        };
        let mut setup = String::new();
        if let Some(name) = schema {
            if access == Access::Write {
                setup.push_str(&format!("CREATE SCHEMA IF NOT EXISTS {name}; "));
            }
            setup.push_str(&format!("SET search_path TO {name}; SET application_name TO '{name}'; "));
        }
        setup.push_str(match access {
            Access::Write => "SET synchronous_commit = on; SET client_min_messages = warning",
            Access::Read => "SET statement_timeout = 2000; SET idle_in_transaction_session_timeout = 10000",
            Access::Snapshot => "SET default_transaction_read_only = on",
        });
        let postgres =
            Self { client, driver, access, statements: HashMap::new(), queue: Vec::new(), cursor: 0 };
        postgres
            .driver
            .wait(postgres.client.batch_execute(&setup))
            .map_err(|error| failed(&setup, &error))?;
        Ok(postgres)
    }
    fn prepare(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.driver.wait(self.client.prepare(sql)).map_err(|error| failed(sql, &error))?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
    /// Sends what waits in one go, in order; the first error counts.
    fn flush(&mut self) -> Result<(), StoreError> {
        if self.queue.is_empty() {
            return Ok(());
        }
        let queue = std::mem::take(&mut self.queue);
        let client = &self.client;
        let sending = async {
            let mut waiting: Vec<_> = queue
                .iter()
                .map(|(statement, params)| Box::pin(client.execute_raw(statement, params.iter())))
                .collect();
            let mut first: Option<tokio_postgres::Error> = None;
            // A request leaves when its future is first polled: this pass fixes the order.
            let pending = std::future::poll_fn(|context| {
                let pending = FuturesUnordered::new();
                for mut future in waiting.drain(..) {
                    match future.as_mut().poll(context) {
                        Poll::Ready(Err(error)) => first = first.take().or(Some(error)),
                        Poll::Ready(Ok(_)) => {}
                        Poll::Pending => pending.push(future),
                    }
                }
                Poll::Ready(pending)
            });
            let mut pending = pending.await;
            while let Some(result) = pending.next().await {
                if let Err(error) = result {
                    // Once one has failed, the others only say that the transaction is aborted.
                    let aborted = error.code().is_some_and(|code| code.code() == "25P02");
                    if first.is_none() || !aborted {
                        first = Some(error);
                    }
                }
            }
            first.map_or(Ok(()), Err)
        };
        self.driver.wait(sending).map_err(|error| failed("a pipelined batch", &error))
    }
    fn simple(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.driver.wait(self.client.batch_execute(sql)).map_err(|error| failed(sql, &error))
    }
}

fn chain(error: &tokio_postgres::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}
fn failed(sql: &str, error: &tokio_postgres::Error) -> StoreError {
    // Classes 08 connection, 53 resources, 57 operator intervention, 58 system error; no code: the wire itself.
    let unavailable = error
        .code()
        .is_none_or(|code| ["08", "53", "57", "58", "XX"].iter().any(|class| code.code().starts_with(class)));
    let conversion = error.source().is_some_and(|source| source.is::<tokio_postgres::types::WrongType>());
    if unavailable && !conversion && error.as_db_error().is_none_or(|error| error.code().code() != "57014") {
        StoreError::Unavailable(chain(error))
    } else {
        StoreError::Statement { sql: sql.to_owned(), message: chain(error) }
    }
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(n) if *kind == Type::INT8 => n.to_sql(kind, out),
            Self::Int(n) if *kind == Type::INT4 => i32::try_from(*n)?.to_sql(kind, out),
            Self::Int(n) if *kind == Type::INT2 => i16::try_from(*n)?.to_sql(kind, out),
            Self::Text(text) if <&str as ToSql>::accepts(kind) => text.to_sql(kind, out),
            Self::Blob(bytes) if *kind == Type::BYTEA => bytes.to_sql(kind, out),
            _ => Err(format!("the statement wants {kind}, the value is {self:?}: add a CAST").into()),
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}
impl<'a> FromSql<'a> for Value {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Boxed> {
        Ok(match *kind {
            Type::INT8 => Self::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Self::Int(i64::from(i32::from_sql(kind, raw)?)),
            Type::INT2 => Self::Int(i64::from(i16::from_sql(kind, raw)?)),
            Type::BOOL => Self::Int(i64::from(bool::from_sql(kind, raw)?)),
            Type::BYTEA => Self::Blob(raw.to_vec()),
            _ => Self::Text(<&str>::from_sql(kind, raw)?.to_owned()),
        })
    }
    fn from_sql_null(_: &Type) -> Result<Self, Boxed> {
        Ok(Self::Null)
    }
    accepts!(INT8, INT4, INT2, BOOL, BYTEA, TEXT, VARCHAR, BPCHAR, NAME, UNKNOWN);
}

struct Current<'a>(&'a tokio_postgres::Row);
impl Columns for Current<'_> {
    fn row(&mut self) -> Result<Row, StoreError> {
        let values: Result<Vec<Value>, _> = (0..self.0.len()).map(|i| self.0.try_get(i)).collect();
        values.map(Row).map_err(|error| failed("reading a row", &error))
    }
}

impl Tx for Postgres {
    fn exec(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        self.flush()?;
        let statement = self.prepare(sql)?;
        self.driver
            .wait(self.client.execute_raw(&statement, params.iter()))
            .map_err(|error| failed(sql, &error))
    }
    fn later(&mut self, sql: &str, params: &[Value]) -> Result<(), StoreError> {
        let statement = match self.statements.get(sql) {
            Some(statement) => statement.clone(),
            None => {
                // Tables named in it may be made by what still waits.
                self.flush()?;
                self.prepare(sql)?
            }
        };
        self.queue.push((statement, params.to_vec()));
        Ok(())
    }
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.flush()?;
        let statement = self.prepare(sql)?;
        let client = &self.client;
        let asking = async {
            let stream = client.query_raw(&statement, params.iter()).await?;
            let mut stream: Pin<Box<_>> = Box::pin(stream);
            let mut rows = Vec::new();
            while let Some(row) = stream.next().await {
                rows.push(row?);
            }
            Ok::<_, tokio_postgres::Error>(rows)
        };
        let rows = self.driver.wait(asking).map_err(|error| failed(sql, &error))?;
        rows.iter().map(|row| Current(row).row()).collect()
    }
}

impl Connection for Postgres {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }
    fn begin(&mut self) -> Result<(), StoreError> {
        self.queue.clear();
        if self.access == Access::Write {
            // Leaves with the first statements of the batch.
            self.later("BEGIN", &[])
        } else {
            self.simple("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        }
    }
    fn commit(&mut self) -> Result<(), StoreError> {
        self.flush()?;
        self.simple("COMMIT")
    }
    fn rollback(&mut self) -> Result<(), StoreError> {
        self.queue.clear();
        if self.client.is_closed() {
            return Err(StoreError::Unavailable("the connection to PostgreSQL is lost".to_owned()));
        }
        self.simple("ROLLBACK")
    }
    fn tidy(&mut self, _: bool) -> Result<u64, StoreError> {
        Ok(0)
    }
    fn complaint(&mut self) -> Result<Option<String>, StoreError> {
        Ok(None)
    }
    fn walk(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(&mut dyn Columns) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.flush()?;
        self.cursor += 1;
        let name = format!("walk{}", self.cursor);
        self.exec(&format!("DECLARE {name} NO SCROLL CURSOR FOR {sql}"), params)?;
        let fetch = format!("FETCH {PAGE} FROM {name}");
        loop {
            let rows =
                self.driver.wait(self.client.query(&fetch, &[])).map_err(|error| failed(&fetch, &error))?;
            for row in &rows {
                each(&mut Current(row))?;
            }
            if rows.is_empty() {
                return self.exec(&format!("CLOSE {name}"), &[]).map(drop);
            }
        }
    }
    fn as_tx(&mut self) -> &mut dyn Tx {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_taken_out_of_the_url() {
        let (url, schema) = split("postgres://u@h/d?schema=t_1&connect_timeout=3").unwrap();
        assert_eq!((url.as_str(), schema.as_deref()), ("postgres://u@h/d?connect_timeout=3", Some("t_1")));
        assert!(split("postgres://u@h/d?schema=a;b").is_err());
    }
}
