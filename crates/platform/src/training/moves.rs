//! What a sensible person answers to a to-do.

use super::{Dice, Keys};
use crate::{Platform, Todo};
use kernel::{Actor, Stream, StreamId};
use serde_json::Value;
use std::collections::BTreeMap;

/// A to-do in front of somebody.
pub struct Scene<'a> {
    /// Where it happens.
    pub platform: &'a Platform,
    /// Who has to do it.
    pub actor: &'a Actor,
    /// What.
    pub todo: &'a Todo,
    /// Chance.
    pub dice: &'a mut Dice,
    /// Keys that lie on the parties' own computers in earnest.
    pub keys: &'a mut Keys,
}
impl Scene<'_> {
    /// The id of what it is about, if it is of this kind.
    pub fn id<I: StreamId>(&self) -> Option<I> {
        self.todo.stream.id()
    }
    /// A stream's state.
    pub fn state<S: Stream>(&self, id: S::Id) -> Option<S> {
        self.platform.state::<S>(id).ok().flatten()
    }
    /// The state of what it is about.
    pub fn subject<S: Stream>(&self) -> Option<S> {
        self.state::<S>(self.id()?)
    }
}

/// Answers a to-do with the command's input, as JSON; `None`: not now.
pub type Move = fn(&mut Scene<'_>) -> Option<Value>;

/// The moves of every command that somebody is asked to give.
#[derive(Default)]
pub struct Moves(BTreeMap<&'static str, Move>);
impl Moves {
    /// Teaches how to answer to-dos of this command.
    pub fn teach(&mut self, command: &'static str, answer: Move) {
        self.0.insert(command, answer);
    }
    /// The move for a command.
    pub fn get(&self, command: &str) -> Option<Move> {
        self.0.get(command).copied()
    }
}
