//! Everybody does what the to-do list says.

use super::{Dice, Keys, Moves, Scene};
use crate::{Envelope, Platform, Todo};
use journal::{Accepted, StoreError};
use kernel::{Actor, Arg, Digest, Instant, OrganisationId, PersonId, Refusal, Role, Span};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// People who act, and what they wait for.
pub struct Autopilot {
    /// Where they act.
    pub platform: Platform,
    /// Chance.
    pub dice: Dice,
    /// Refusals that were no "come back later", newest last: a sound scenario has none.
    pub stuck: Vec<(Todo, Refusal)>,
    /// Commands accepted so far.
    pub accepted: u64,
    /// The people's keys.
    pub keys: Keys,
    /// Organisations whose people are away: their to-dos stay.
    pub away: BTreeSet<OrganisationId>,
    moves: Moves,
    people: BTreeMap<PersonId, Actor>,
    by_role: BTreeMap<(OrganisationId, Role), Vec<PersonId>>,
    /// To-dos that were tried, and when it makes sense to try again.
    later: BTreeMap<(String, String), Instant>,
    commands: u64,
}

impl Autopilot {
    /// Everybody whom the registry knows.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn new(platform: Platform, dice: Dice) -> Result<Self, StoreError> {
        let mut pilot = Self {
            platform,
            dice,
            stuck: Vec::new(),
            accepted: 0,
            keys: Keys::default(),
            away: BTreeSet::new(),
            moves: crate::moves(),
            people: BTreeMap::new(),
            by_role: BTreeMap::new(),
            later: BTreeMap::new(),
            commands: 0,
        };
        pilot.meet_people()?;
        Ok(pilot)
    }
    /// Looks up who can act now.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn meet_people(&mut self) -> Result<(), StoreError> {
        let rows = self
            .platform
            .journal()
            .read(|tx| tx.query("SELECT id FROM registry_person WHERE state = 'active' ORDER BY id", &[]))?;
        for row in &rows {
            let person: PersonId = row.parse(0)?;
            if self.people.contains_key(&person) {
                continue;
            }
            if let Ok(actor) = self.platform.actor(person) {
                for role in &actor.roles {
                    self.by_role.entry((actor.organisation, *role)).or_default().push(person);
                }
                self.people.insert(person, actor);
            }
        }
        Ok(())
    }
    /// Who acts for an organisation in a role.
    pub fn actor(&self, organisation: OrganisationId, role: Role) -> Option<&Actor> {
        self.people.get(self.by_role.get(&(organisation, role))?.first()?)
    }
    /// One person.
    pub fn person(&self, person: PersonId) -> Option<&Actor> {
        self.people.get(&person)
    }
    /// Gives a command; a warning is answered with a reason, as people do.
    ///
    /// # Errors
    /// The refusal.
    pub fn give(&mut self, actor: &Actor, command: &str, input: Value) -> Result<Accepted, Refusal> {
        let reasons = BTreeMap::new();
        match self.submit(actor, command, input.clone(), reasons) {
            Err(refusal) if refusal.code == "E_REASON_NEEDED" => {
                let rules = refusal.fields.iter().filter_map(|field| field.path.strip_prefix("reasons."));
                let reasons = rules.map(|rule| (rule.to_owned(), REASON.to_owned())).collect();
                self.submit(actor, command, input, reasons)
            }
            answer => answer,
        }
    }
    fn submit(
        &mut self,
        actor: &Actor,
        command: &str,
        input: Value,
        reasons: BTreeMap<String, String>,
    ) -> Result<Accepted, Refusal> {
        self.commands += 1;
        let seed = Digest::of_parts(&[
            b"simulation",
            &self.commands.to_be_bytes(),
            &self.dice.between(0, i64::MAX - 1).to_be_bytes(),
        ]);
        let mut id = [0; 16];
        id.copy_from_slice(&seed.bytes()[..16]);
        let mut envelope = Envelope::new(Uuid::from_bytes(id), command, input);
        envelope.reasons = reasons;
        let accepted = self.platform.submit(actor, envelope)?;
        self.accepted += 1;
        Ok(accepted)
    }
    /// Goes once through every to-do; answers how many were done.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn round(&mut self) -> Result<usize, StoreError> {
        let sql = format!(
            "SELECT {}, organisation FROM todo WHERE role <> 'system' ORDER BY since, stream",
            Todo::COLUMNS
        );
        let rows = self.platform.journal().read(|tx| tx.query(&sql, &[]))?;
        let now = self.platform.now();
        let mut done = 0;
        for row in &rows {
            let (todo, organisation) = (Todo::from_row(row)?, row.parse::<OrganisationId>(7)?);
            let person = todo.person.map_or(String::new(), |person| person.to_string());
            let key = (format!("{}{person}", todo.stream), todo.command.clone());
            if self.away.contains(&organisation) || self.later.get(&key).is_some_and(|at| now < *at) {
                continue;
            }
            match self.answer(&todo, organisation) {
                Some(Ok(_)) => done += 1,
                Some(Err(refusal)) => {
                    let again = match refusal.args.get("earliest") {
                        Some(Arg::Instant(earliest)) => *earliest,
                        _ => now.plus(Span::hours(20)),
                    };
                    let patient = refusal.args.contains_key("earliest")
                        || matches!(
                            refusal.code.as_ref(),
                            "E_PROPOSAL_PENDING" | "E_TOO_EARLY" | "E_NOT_OPENED" | "E_STATE"
                        );
                    let known = self.stuck.iter().any(|(old, why)| {
                        old.stream == todo.stream && old.command == todo.command && why.code == refusal.code
                    });
                    if !patient && !known {
                        self.stuck.push((todo, refusal));
                    }
                    self.later.insert(key, again);
                }
                None => {
                    self.later.insert(key, now.plus(Span::hours(20)));
                }
            }
        }
        Ok(done)
    }
    fn answer(&mut self, todo: &Todo, organisation: OrganisationId) -> Option<Result<Accepted, Refusal>> {
        let answer = self.moves.get(&todo.command)?;
        let actor = match todo.person {
            Some(person) => self.people.get(&person)?,
            None => self.actor(organisation, todo.role)?,
        };
        let actor = actor.clone();
        let mut scene = Scene {
            platform: &self.platform,
            actor: &actor,
            todo,
            dice: &mut self.dice,
            keys: &mut self.keys,
        };
        let input = answer(&mut scene)?;
        Some(self.give(&actor, &todo.command, input))
    }
    /// Works until nobody has anything to do now.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn settle(&mut self) -> Result<(), StoreError> {
        while self.round()? > 0 {
            self.platform.run_due_timers()?;
        }
        Ok(())
    }
    /// Works day by day until `end`; `each` is called every morning before the to-dos.
    ///
    /// # Errors
    /// If the store cannot be read, or the clock does not move.
    pub fn work_until(
        &mut self,
        end: Instant,
        mut each: impl FnMut(&mut Self) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        loop {
            each(self)?;
            self.settle()?;
            let now = self.platform.now();
            if now >= end {
                return Ok(());
            }
            let morning = Instant::at(now.plus(Span::days(1)).date(), 9, 0);
            let next = match self.platform.next_timer()? {
                Some(due) if due < morning => due,
                _ => morning,
            };
            let moved = self.platform.advance_to(next.min(end).max(now));
            moved.map_err(|refusal| StoreError::Unavailable(refusal.to_string()))?;
        }
    }
}

/// What simulated people write when a warning wants a reason.
const REASON: &str = "经本单位内控会议研究，情况属实，理由充分，予以说明并留档备查。";
