//! A command: defined once as a typed struct; form, API, permission table and journal entry come from the definition.

use super::{audience::Matter, desk::Desk, field::Field, outside::Outside};
use journal::Stop;
use kernel::{Actor, FieldError, Refusal, Role, StreamName};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::BTreeMap;

/// One thing that a person, a program or a timer can do. One file per command.
pub trait Command: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// `<subsystem>.<verb_noun>`.
    const NAME: &'static str;
    /// Who may give it.
    const AUDIENCE: &'static [Role];
    /// Does a second natural person have to agree 双人双岗?
    const APPROVAL: Approval = Approval::None;
    /// The stream it acts on: (kind, the field that holds the id). `None` for a command that makes something new.
    const SUBJECT: Option<(&'static str, &'static str)> = None;
    /// Its input.
    const FIELDS: &'static [Field];

    /// Work that must not hold up the writer (hash a password, decrypt an envelope, store a document); runs once,
    /// before queueing, and may change the input.
    ///
    /// # Errors
    /// A refusal ends the command.
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        let _ = outside;
        Ok(())
    }
    /// The actor's required relation to the matter.
    ///
    /// # Errors
    /// When the subject cannot be loaded.
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop>;
    /// Decides: loads streams, asks views and the law, records events.
    ///
    /// # Errors
    /// A refusal leaves nothing behind.
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop>;
    /// May it be given now on `subject` by this actor? Answers before anything is typed. The default asks the to-do
    /// list; a command that nobody is *asked* to give (withdraw, correct) says so itself.
    ///
    /// # Errors
    /// Why not.
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        desk.require_duty(Self::NAME, subject)
    }
    /// What it is about, in the users' words, for the second person's to-do list.
    ///
    /// # Errors
    /// When the subject cannot be loaded.
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        let _ = desk;
        Ok(String::new())
    }
}

/// Does a second natural person of the same organisation have to agree?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approval {
    /// One person is enough.
    None,
    /// A person with this role.
    Second(Role),
    /// A person whose role goes with the first's: (first, second).
    SecondOf(&'static [(Role, Role)]),
}
impl Approval {
    /// The role of whoever has to agree with this person; `None` if nobody has to.
    pub fn second(self, first: &Actor) -> Option<Role> {
        match self {
            Self::None => None,
            Self::Second(role) => Some(role),
            Self::SecondOf(pairs) => {
                pairs.iter().find(|(role, _)| first.is(&[*role])).map(|(_, second)| *second)
            }
        }
    }
}

/// A command's definition without its type.
pub struct CommandDef {
    /// `<subsystem>.<verb_noun>`.
    pub name: &'static str,
    /// Who may give it.
    pub audience: &'static [Role],
    /// The two-person rule.
    pub approval: Approval,
    /// (stream kind, field) it acts on.
    pub subject: Option<(&'static str, &'static str)>,
    /// Its input.
    pub fields: &'static [Field],
    pub(super) read: fn(Value) -> Result<Box<dyn Given>, FieldError>,
    pub(super) ready: fn(&mut Desk<'_, '_>, &StreamName) -> Result<(), Stop>,
}

/// A command with its input, type erased.
pub(super) trait Given: Send + Sync {
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal>;
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop>;
    fn handle(&self, desk: &mut Desk<'_, '_>) -> Result<(), Stop>;
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop>;
    fn input(&self) -> Value;
}

struct Typed<C>(C);
impl<C: Command> Given for Typed<C> {
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        self.0.prepare(outside)
    }
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        self.0.matter(desk)
    }
    fn handle(&self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        self.0.clone().handle(desk)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        self.0.title(desk)
    }
    fn input(&self) -> Value {
        serde_json::to_value(&self.0).unwrap_or_default()
    }
}

/// Every command there is, by name.
#[derive(Default)]
pub struct CommandSet(BTreeMap<&'static str, CommandDef>);
impl CommandSet {
    /// Adds a command.
    pub fn add<C: Command>(&mut self) {
        let def = CommandDef {
            name: C::NAME,
            audience: C::AUDIENCE,
            approval: C::APPROVAL,
            subject: C::SUBJECT,
            fields: C::FIELDS,
            read: |value| match serde_json::from_value::<C>(value) {
                Ok(command) => Ok(Box::new(Typed(command))),
                Err(problem) => {
                    let args = [("problem".into(), problem.to_string().into())].into();
                    Err(FieldError { path: String::new(), key: "field-invalid".into(), args })
                }
            },
            ready: C::ready,
        };
        self.0.insert(C::NAME, def);
    }
    /// The command of this name.
    pub fn get(&self, name: &str) -> Option<&CommandDef> {
        self.0.get(name)
    }
    /// All, by name.
    pub fn iter(&self) -> impl Iterator<Item = &CommandDef> {
        self.0.values()
    }
}
