//! How a draw's events add up, and what has to be done next.

use super::record::{Contribution, Draw, DrawEvent, DrawRequest, DrawStage, Party, Standing};
use kernel::{Duty, Instant, OrganisationId, Role, Stream, StreamId};

impl DrawRequest {
    /// The organisation behind a party.
    pub const fn organisation(&self, party: Party) -> OrganisationId {
        match party {
            Party::Purchaser => self.purchaser,
            Party::Agency => self.agency,
            Party::Regulator => self.regulator,
        }
    }
}
impl DrawStage {
    /// The stage's stable id, `committing`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Committing { .. } => "committing",
            Self::Revealing { .. } => "revealing",
            Self::Calling { .. } => "calling",
            Self::Filled { .. } => "filled",
            Self::Failed { .. } => "failed",
        }
    }
}

impl Stream for Draw {
    type Id = kernel::DrawId;
    type Event = DrawEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, _at: Instant, event: &DrawEvent) {
        match event {
            DrawEvent::Requested { request, candidates, until } => {
                self.request = Some((**request).clone());
                self.candidates = Some(candidates.clone());
                self.contributions.clear();
                self.root = None;
                self.next = 0;
                self.stage = DrawStage::Committing { until: *until };
            }
            DrawEvent::Committed { party, commitment, secret } => {
                let one = Contribution { commitment: *commitment, secret: *secret, revealed: None };
                self.contributions.insert(*party, one);
            }
            DrawEvent::CommitmentsClosed { root, until } => {
                self.stage = DrawStage::Revealing { until: *until };
                self.root = Some(root.clone());
            }
            DrawEvent::Revealed { party, contribution } => {
                if let Some(one) = self.contributions.get_mut(party) {
                    one.revealed = Some(contribution.clone());
                }
            }
            DrawEvent::SeedFixed { seed, .. } => self.stage = DrawStage::Calling { seed: *seed },
            DrawEvent::Called { chosen } => {
                self.next += 1;
                self.chosen.push(chosen.clone());
            }
            DrawEvent::Passed { .. } => self.next += 1,
            DrawEvent::Answered { person, standing, .. } => {
                if let Some(one) = self.chosen.iter_mut().find(|one| one.person == *person) {
                    one.standing = *standing;
                }
                if let (Standing::Withdrawn, DrawStage::Filled { seed }) = (standing, &self.stage) {
                    self.stage = DrawStage::Calling { seed: *seed };
                }
            }
            DrawEvent::Filled {} => {
                if let DrawStage::Calling { seed } = self.stage {
                    self.stage = DrawStage::Filled { seed };
                }
            }
            DrawEvent::Failed {} => {
                let accepted = u32::try_from(self.members().count()).unwrap_or(u32::MAX);
                self.stage = DrawStage::Failed { accepted };
            }
            DrawEvent::Convened { evaluation } => self.evaluation = Some(*evaluation),
        }
    }

    fn duties(&self) -> Vec<Duty> {
        let Some(request) = &self.request else { return Vec::new() };
        let duty = |command: &str, organisation, role, person, due| Duty {
            command: command.to_owned(),
            organisation,
            role,
            person,
            due,
            title: request.title.clone(),
        };
        let timer = |due| {
            duty("draw.expire", OrganisationId::from_uuid(Default::default()), Role::System, None, Some(due))
        };
        let parties = |command: &str, until: Instant, owes: &dyn Fn(Party) -> bool| -> Vec<Duty> {
            let owing = Party::ALL.into_iter().filter(|party| owes(*party));
            owing
                .map(|party| duty(command, request.organisation(party), party.role(), None, Some(until)))
                .chain([timer(until)])
                .collect()
        };
        match &self.stage {
            DrawStage::Absent => Vec::new(),
            DrawStage::Committing { until } => {
                parties("draw.commit", *until, &|party| !self.contributions.contains_key(&party))
            }
            DrawStage::Revealing { until } => parties("draw.reveal", *until, &|party| {
                self.contributions.get(&party).is_some_and(|one| one.revealed.is_none())
            }),
            DrawStage::Calling { .. } => {
                let waiting = self.chosen.iter().filter(|one| one.standing == Standing::Called);
                let first = waiting.clone().map(|one| one.until).min();
                waiting
                    .map(|one| {
                        duty(
                            "draw.respond",
                            one.organisation,
                            Role::Expert,
                            Some(one.person),
                            Some(one.until),
                        )
                    })
                    .chain(first.map(timer))
                    .collect()
            }
            DrawStage::Filled { .. } if self.evaluation.is_none() => {
                vec![duty("evaluation.convene", request.agency, Role::AgencyPm, None, None)]
            }
            DrawStage::Filled { .. } => Vec::new(),
            DrawStage::Failed { .. } => {
                vec![duty("draw.widen", request.agency, Role::AgencyPm, None, None)]
            }
        }
    }
}
