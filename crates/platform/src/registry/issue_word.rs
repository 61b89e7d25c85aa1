//! 重发首次登录口令.

use super::people::{KEEPERS, PERSON, SUBJECT, WORD, colleague, keepable, word_until};
use crate::engine::prelude::*;
use procurement::registry::Person;

/// Gives a colleague who forgot the password a new one-time word. A second factor stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IssueWord {
    /// The person.
    pub person: PersonId,
    /// 首次登录口令; its hash after `prepare`.
    pub word: String,
}

impl Command for IssueWord {
    const NAME: &'static str = "registry.issue_word";
    const AUDIENCE: &'static [Role] = KEEPERS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[PERSON, WORD];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        self.word = crate::passwords::hash(&self.word, outside.password_cost)?;
        Ok(())
    }
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        keepable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (person, _) = colleague(desk, self.person)?;
        let word = desk.seal(self.person, &self.word)?;
        let events = person.issue_word(word, word_until(desk)?)?;
        desk.record_all::<Person>(self.person, events)
    }
}
