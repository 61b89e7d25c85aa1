//! The command engine: authorise, decide, record; two persons where the law or good order wants two.

mod audience;
mod clock;
mod command;
mod desk;
mod field;
mod follow;
pub mod input;
mod maker;
mod outside;
mod permit;
mod run;
mod second_factor;
mod text;
mod timers;
mod todo;
mod trust;

pub use audience::Matter;
pub use clock::{BusinessClock, system_now};
pub use command::{Approval, Command, CommandDef, CommandSet};
pub use desk::Desk;
pub use field::{Field, Kind};
pub use follow::{Follower, Followers};
pub use outside::Outside;
pub use run::{Account, Envelope, Platform, Setup, public_actor, system_actor};
pub use todo::{Todo, TodoView};
pub use trust::OutsideCa;
pub(crate) use trust::refusal as distrusted;

/// What a file with a command needs.
pub mod prelude {
    pub use super::{Approval, Command, CommandSet, Desk, Field, Kind, Matter, Outside};
    pub use journal::{Column, Index, Recorded, Row, Stop, StoreError, Streams, Table, Tx, Value, View};
    pub use kernel::*;
    pub use serde::{Deserialize, Serialize};
}
