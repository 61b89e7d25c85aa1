//! Time limits: which comes next, and the commands that time gives.

use super::{Envelope, Platform, Todo};
use journal::Lane;
use kernel::{Digest, Instant, Refusal};
use uuid::Uuid;

/// So many due timers are read at once; one in tests, so that every one of them goes over a page's end.
const PAGE: u32 = if cfg!(test) { 1 } else { 500 };

impl Platform {
    /// The next time limit after now, of anybody.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn next_deadline(&self) -> Result<Option<Instant>, journal::StoreError> {
        let now = self.now().millis();
        let rows =
            self.journal().read(|tx| tx.query("SELECT MIN(due) FROM todo WHERE due > $1", &[now.into()]))?;
        Ok(rows.first().map(|row| row.opt_int(0)).transpose()?.flatten().map(Instant::from_millis))
    }
    /// When the next timed command is due.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn next_timer(&self) -> Result<Option<Instant>, journal::StoreError> {
        let sql = "SELECT MIN(due) FROM todo WHERE role = 'system' AND due > $1";
        let rows = self.journal().read(|tx| tx.query(sql, &[self.now().millis().into()]))?;
        Ok(rows.first().map(|row| row.opt_int(0)).transpose()?.flatten().map(Instant::from_millis))
    }
    /// Gives every command whose time has come; answers how many were accepted. Safe to run twice.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn run_due_timers(&self) -> Result<usize, journal::StoreError> {
        let sql = format!(
            "SELECT {} FROM todo WHERE role = 'system' AND due <= $1 AND due >= $2 \
             AND (due > $2 OR stream > $3 OR (stream = $3 AND command > $4)) ORDER BY due, stream, command LIMIT {PAGE}",
            Todo::COLUMNS
        );
        let now = self.now().millis();
        let mut accepted = 0;
        // A page goes on where the last one ended, so that timers that are refused keep no later one waiting.
        let mut after = (i64::MIN, String::new(), String::new());
        loop {
            let from = [now.into(), after.0.into(), after.1.as_str().into(), after.2.as_str().into()];
            let rows = self.journal().read(|tx| tx.query(&sql, &from))?;
            for row in &rows {
                let todo = Todo::from_row(row)?;
                accepted += usize::from(self.run_timer(&todo));
                after =
                    (todo.due.unwrap_or_default().millis(), todo.stream.as_str().to_owned(), todo.command);
            }
            if rows.is_empty() {
                return Ok(accepted);
            }
        }
    }
    /// Gives the command of one due timer; says whether it was accepted.
    fn run_timer(&self, todo: &Todo) -> bool {
        let Some((_, field)) = self.commands().get(&todo.command).and_then(|def| def.subject) else {
            tracing::error!(command = todo.command, "a timer names a command that cannot be timed");
            return false;
        };
        // Since when it is asked for is part of it: the same moment may come due again for another reason.
        let (due, since) = (todo.due.unwrap_or_default().millis(), todo.since.millis());
        let key = format!("{}\n{}\n{due}\n{since}", todo.stream, todo.command);
        let mut id = [0; 16];
        id.copy_from_slice(&Digest::of(key.as_bytes()).bytes()[..16]);
        let input = serde_json::json!({ field: todo.stream.uuid() });
        let envelope = Envelope::new(Uuid::from_bytes(id), todo.command.clone(), input);
        match self.submit_as_system(envelope, Lane::Deadline) {
            Ok(_) => true,
            Err(refusal) => {
                tracing::warn!(%refusal, stream = %todo.stream, command = todo.command, "a timed command was refused");
                false
            }
        }
    }
    /// Moves the business clock forward, if it may be moved, and runs what became due.
    ///
    /// # Errors
    /// `E_CLOCK_FIXED` if it may not, or `target` is past.
    pub fn advance_to(&self, target: Instant) -> Result<(), Refusal> {
        if !self.clock().advance_to(target) {
            return Err(Refusal::new("E_CLOCK_FIXED"));
        }
        self.run_due_timers().map(|_| ()).map_err(|_| Refusal::new("E_BUSY"))
    }
}
