//! A record that the reader may see.

use crate::{
    app::{App, read_failed},
    errors::Failure,
    give,
    visit::Visit,
};
use kernel::{ExpertId, Role, StreamId};
use procurement::registry::{Expert, Office};

/// A record that the reader may see.
pub struct Seen {
    /// Its id.
    pub id: ExpertId,
    /// The record.
    pub expert: Expert,
    /// Whose it is.
    pub office: Office,
    /// Is it the reader's own?
    pub own: bool,
}
impl Seen {
    /// Loads it for the expert, and for finance departments and auditors whose region covers the expert's.
    ///
    /// # Errors
    /// `E_NOT_FOUND` for anybody else.
    pub fn load(app: &App, visit: &Visit, id: ExpertId) -> Result<Self, Failure> {
        let expert =
            app.platform().state::<Expert>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
        let office = expert.office.clone().ok_or_else(Failure::not_found)?;
        let actor = give::actor(visit);
        let own = actor.person == office.person;
        let authority = actor.is(&[Role::FaRegulator, Role::FaRegulatorHead, Role::Auditor])
            && actor.region.covers(&office.region);
        if own || authority { Ok(Self { id, expert, office, own }) } else { Err(Failure::not_found()) }
    }
    /// The same, for the expert, while something can be filled in.
    ///
    /// # Errors
    /// `E_NOT_FOUND`, `E_UNDER_REVIEW`, `E_EXPERT_LEFT`.
    pub fn editable(app: &App, visit: &Visit, id: ExpertId) -> Result<Self, Failure> {
        let seen = Self::load(app, visit, id)?;
        if !seen.own {
            return Err(Failure::not_found());
        }
        seen.expert.require_open().map_err(Failure::from)?;
        Ok(seen)
    }
    /// Is it open to the reader to fill something in?
    pub fn open(&self) -> bool {
        self.own && self.expert.require_open().is_ok()
    }
    /// Its address.
    pub fn path(&self) -> String {
        format!("/registry/expert/{}", self.id)
    }
    /// Its stream.
    pub fn stream(&self) -> kernel::StreamName {
        self.id.stream()
    }
}
