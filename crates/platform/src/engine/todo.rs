//! 待办: what has to be done next, by whom. Written from the streams' duties with every command.

use journal::{Column, Index, Recorded, StoreError, Table, Tx, View};
use kernel::{Instant, PersonId, Role, StreamName};

/// One line of a to-do list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    /// What it is about.
    pub stream: StreamName,
    /// The command that fulfils it.
    pub command: String,
    /// Whose role it is.
    pub role: Role,
    /// Only this person's, if set.
    pub person: Option<PersonId>,
    /// Time limit.
    pub due: Option<Instant>,
    /// In the users' words.
    pub title: String,
    /// Since when.
    pub since: Instant,
}
impl Todo {
    pub(crate) const COLUMNS: &'static str = "stream, command, role, person, due, title, since";
    pub(crate) fn from_row(row: &journal::Row) -> Result<Self, StoreError> {
        Ok(Self {
            stream: row.parse(0)?,
            command: row.text(1)?.to_owned(),
            role: row.parse(2)?,
            person: row.opt_text(3)?.and_then(|id| id.parse().ok()),
            due: row.opt_int(4)?.map(Instant::from_millis),
            title: row.text(5)?.to_owned(),
            since: row.instant(6)?,
        })
    }
}

/// `$3, $4`: so many placeholders of a list, from the `first`.
pub(crate) fn placeholders(first: usize, count: usize) -> String {
    let all: Vec<String> = (first..first + count).map(|number| format!("${number}")).collect();
    all.join(", ")
}

/// The view behind it: one row per duty of a stream.
pub struct TodoView;
impl View for TodoView {
    fn name(&self) -> &'static str {
        "todo"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "todo",
            columns: const {
                &[
                    Column::text("stream"),
                    Column::int("ordinal"),
                    Column::text("command"),
                    Column::text("organisation"),
                    Column::text("role"),
                    Column::text("person").nullable(),
                    Column::int("due").nullable(),
                    Column::text("title"),
                    Column::int("since"),
                ]
            },
            primary: &["stream", "ordinal"],
            indexes: const { &[Index::on(&["organisation", "role"]), Index::on(&["role", "due"])] },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        if !event.last_of_stream {
            return Ok(());
        }
        tx.later("DELETE FROM todo WHERE stream = $1", &[event.stream.as_str().into()])?;
        for (ordinal, duty) in event.duties().into_iter().enumerate() {
            tx.later(
                "INSERT INTO todo (stream, ordinal, command, organisation, role, person, due, title, since) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                &[
                    event.stream.as_str().into(),
                    i64::try_from(ordinal).unwrap_or(i64::MAX).into(),
                    duty.command.into(),
                    duty.organisation.to_string().into(),
                    duty.role.id().into(),
                    duty.person.map(|person| person.to_string()).into(),
                    duty.due.map(Instant::millis).into(),
                    duty.title.into(),
                    event.at.millis().into(),
                ],
            )?;
        }
        Ok(())
    }
}
