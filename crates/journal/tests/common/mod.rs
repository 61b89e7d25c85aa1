//! A small domain and places to keep its journal, shared by the tests, the kill test and the bench.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]
#![allow(dead_code, reason = "each test uses a part")]

use journal::*;
use kernel::{
    Actor, Digest, Duty, IndicatorId, Instant, Money, OrderId, OrganisationId, PersonId, Personal, Refusal,
    Role, Sealed, Stream, StreamId,
};
use serde::{Deserialize, Serialize};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use uuid::Uuid;

/// An account that may not be overdrawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub amount: Money,
    pub spent: Money,
    pub orders: u64,
    pub last: Instant,
}
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum AccountEvent {
    #[serde(rename = "account.imported")]
    Imported { amount: Money, name: String },
    #[serde(rename = "account.spent")]
    Spent { order: OrderId, amount: Money },
    #[serde(rename = "account.closed")]
    Closed,
}
impl Stream for Account {
    type Id = IndicatorId;
    type Event = AccountEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, at: Instant, event: &AccountEvent) {
        self.last = at;
        match event {
            AccountEvent::Imported { amount, .. } => self.amount = self.amount.plus(*amount),
            AccountEvent::Spent { amount, .. } => {
                self.spent = self.spent.plus(*amount);
                self.orders += 1;
            }
            AccountEvent::Closed => self.amount = self.spent,
        }
    }
    fn duties(&self) -> Vec<Duty> {
        vec![Duty {
            command: "account.spend".into(),
            organisation: OrganisationId::from_uuid(Uuid::from_u128(9)),
            role: Role::PurchaserClerk,
            person: None,
            due: None,
            title: self.amount.minus(self.spent).to_string(),
        }]
    }
}
impl Account {
    pub fn spend(&self, order: OrderId, amount: Money) -> Result<AccountEvent, Refusal> {
        if self.spent.plus(amount) > self.amount {
            return Err(Refusal::new("E_NO_BUDGET"));
        }
        Ok(AccountEvent::Spent { order, amount })
    }
}

/// An order with a private recipient and a text of any length.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub amount: Money,
    pub text: String,
    pub recipient: Option<Sealed<Personal<String>>>,
}
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum OrderEvent {
    #[serde(rename = "order.placed")]
    Placed { amount: Money, text: String, recipient: Option<Sealed<Personal<String>>> },
}
impl Stream for Order {
    type Id = OrderId;
    type Event = OrderEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _: Instant, event: &OrderEvent) {
        let OrderEvent::Placed { amount, text, recipient } = event;
        *self = Self { amount: *amount, text: text.clone(), recipient: *recipient };
    }
}

pub fn streams() -> Streams {
    Streams::new().with::<Account>().with::<Order>()
}

/// One row an account, one row an order, and a counter that is updated.
pub struct Lists(pub u32);
impl View for Lists {
    fn name(&self) -> &'static str {
        "lists"
    }
    fn version(&self) -> u32 {
        self.0
    }
    fn tables(&self) -> Vec<Table> {
        const ACCOUNTS: Table = Table {
            name: "accounts",
            columns: &[Column::text("id"), Column::int("rest"), Column::text("todo"), Column::int("seq")],
            primary: &["id"],
            indexes: &[Index::on(&["rest"])],
        };
        const ORDERS: Table = Table {
            name: "orders",
            columns: &[
                Column::text("id"),
                Column::text("account"),
                Column::int("amount"),
                Column::text("note").nullable(),
            ],
            primary: &["id"],
            indexes: &[Index::on(&["account", "id"])],
        };
        const TOTALS: Table = Table {
            name: "totals",
            columns: &[Column::text("what"), Column::int("n")],
            primary: &["what"],
            indexes: &[],
        };
        vec![ACCOUNTS, ORDERS, TOTALS]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        if let Some(AccountEvent::Spent { order, amount }) = event.event() {
            tx.later(
                "INSERT INTO orders (id, account, amount, note) VALUES ($1, $2, $3, $4)",
                &[Value::id(*order), event.stream.uuid().into(), (*amount).into(), None::<String>.into()],
            )?;
            tx.later(
                "INSERT INTO totals (what, n) VALUES ('spent', $1) ON CONFLICT (what) DO UPDATE SET n = totals.n + $1",
                &[(*amount).into()],
            )?;
        }
        if let Some(account) = event.state::<Account>()
            && event.last_of_stream
        {
            let todo = event.duties().first().map_or(String::new(), |duty| duty.title.clone());
            tx.later(
                "INSERT INTO accounts (id, rest, todo, seq) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (id) DO UPDATE SET rest = $2, todo = $3, seq = $4",
                &[
                    event.stream.uuid().into(),
                    account.amount.minus(account.spent).into(),
                    todo.into(),
                    event.seq.into(),
                ],
            )?;
        }
        Ok(())
    }
}
pub fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(Lists(1))]
}

/// A clock that is set.
pub struct Set(pub AtomicI64);
impl Clock for Set {
    fn now(&self) -> Instant {
        Instant::from_millis(self.0.load(Ordering::SeqCst))
    }
}
pub const START: i64 = 1_772_413_200_000;
pub fn clock() -> Arc<Set> {
    Arc::new(Set(AtomicI64::new(START)))
}

/// A database for one test, gone with it.
pub struct Place {
    pub database: Database,
    pub folder: tempfile::TempDir,
    pub clock: Arc<Set>,
    pub master: MasterKey,
}
impl Place {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("journal.db"));
        Self { database, folder, clock: clock(), master: MasterKey::from_bytes([7; 32]) }
    }
    pub fn postgres(test: &str) -> Self {
        let url = std::env::var("YANGCAI_TEST_POSTGRES").expect(
            "YANGCAI_TEST_POSTGRES is not set: run `eval \"$(scripts/postgres start FOLDER)\"` first, or scripts/test",
        );
        let schema = format!("t_{test}");
        let place = Self {
            database: Database::Postgres(format!("{url}?schema={schema}")),
            folder: tempfile::tempdir().unwrap(),
            clock: clock(),
            master: MasterKey::from_bytes([7; 32]),
        };
        place.raw(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE"));
        place
    }
    pub fn settings(&self) -> Settings {
        Settings {
            database: self.database.clone(),
            streams: streams(),
            views: views(),
            clock: self.clock.clone(),
            master: self.master.clone(),
            checkpoints: Some(self.folder.path().join("checkpoints")),
        }
    }
    pub fn open(&self) -> Journal {
        Journal::open(self.settings()).unwrap()
    }
    pub fn verify(&self) -> Result<Report, Difference> {
        verify(&self.database, &streams(), &views(), Some(&self.master), &mut |_, _| {})
    }
    /// Runs SQL behind the journal's back.
    pub fn raw(&self, sql: &str) {
        match &self.database {
            Database::Sqlite(path) => rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap(),
            Database::Postgres(url) => {
                let (url, schema) = url.split_once("?schema=").unwrap();
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(async {
                    let (client, connection) =
                        tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
                    let connection = tokio::spawn(connection);
                    client.batch_execute(&format!("SET search_path TO {schema}; {sql}")).await.unwrap();
                    drop(client);
                    connection.await.unwrap().unwrap();
                });
            }
        }
    }
}

pub fn actor(n: u128) -> Actor {
    Actor {
        person: PersonId::from_uuid(Uuid::from_u128(n)),
        organisation: OrganisationId::from_uuid(Uuid::from_u128(2)),
        roles: vec![Role::PurchaserClerk],
        region: "230600".parse().unwrap(),
        lent: Vec::new(),
    }
}
pub fn request(id: u128, input: &str) -> Request {
    Request {
        actor: actor(1),
        on_behalf_of: None,
        name: "account.spend",
        id: Uuid::from_u128(id),
        input: Digest::of(input.as_bytes()),
        ruleset: "2026-01".into(),
        lane: Lane::Normal,
        received: None,
    }
}
pub fn account(n: u128) -> IndicatorId {
    IndicatorId::from_uuid(Uuid::from_u128(n))
}
pub fn order(n: u128) -> OrderId {
    OrderId::from_uuid(Uuid::from_u128(n))
}
pub fn import(account: IndicatorId, yuan: i64) -> Work {
    Arc::new(move |unit| {
        let event =
            AccountEvent::Imported { amount: Money::from_yuan(yuan), name: "办公设备 \"A\"".into() };
        Ok(unit.record::<Account>(account, event)?)
    })
}
/// Spends and places the order, two streams in one command.
pub fn spend(from: IndicatorId, id: OrderId, yuan: i64, text: &str) -> Work {
    let text = text.to_owned();
    Arc::new(move |unit| {
        let amount = Money::from_yuan(yuan);
        let event = unit.load::<Account>(from)?.spend(id, amount)?;
        unit.record::<Account>(from, event)?;
        unit.record::<Order>(id, OrderEvent::Placed { amount, text: text.clone(), recipient: None })?;
        Ok(())
    })
}
