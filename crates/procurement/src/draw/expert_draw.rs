//! One draw: request, contributions committed and revealed, calls and answers, replacements (财库〔2016〕198号).

use super::composition::{Panel, check_composition};
use super::sampling;
use crate::law::Law;
use kernel::{
    Digest, Duty, EvaluationId, Instant, LotId, Money, OrganisationId, PersonId, ProjectId, Refusal, Region,
    Role, Sealed, Span, Stream, StreamId,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A draw of experts for a project's lots.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// What is drawn for; `None` before the request.
    pub request: Option<DrawRequest>,
    /// Who may be drawn.
    pub candidates: Option<Candidates>,
    /// The parties' contributions to the seed.
    pub contributions: BTreeMap<Party, Contribution>,
    /// Who was called, in order. Shown to nobody but each person until sign-in.
    pub chosen: Vec<Chosen>,
    /// The next place in the drawn order.
    pub next: u32,
    /// The evaluations of the committee, once convened.
    pub evaluations: Vec<EvaluationId>,
    /// Where it stands.
    pub stage: DrawStage,
}

/// What is drawn for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawRequest {
    /// The project.
    pub project: ProjectId,
    /// Its lots: one committee for all.
    pub lots: Vec<LotId>,
    /// The purchaser.
    pub purchaser: OrganisationId,
    /// The agency.
    pub agency: OrganisationId,
    /// The finance authority that supervises.
    pub regulator: OrganisationId,
    /// The project's region.
    pub region: Region,
    /// Project name.
    pub title: String,
    /// Specialities, any of which an expert must have.
    pub specialities: Vec<String>,
    /// Who sits on the committee.
    pub panel: Panel,
    /// Budget of the largest lot.
    pub budget: Money,
    /// Technically complex, or of large social influence (87号令第47条).
    pub complex: bool,
    /// Employers whose people may not be drawn, besides purchaser and agency.
    pub avoid: Vec<Avoidance>,
    /// When the evaluation is to start.
    pub evaluation_at: Instant,
}

/// An employer to avoid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Avoidance {
    /// 统一社会信用代码
    pub employer: String,
    /// Why.
    pub reason: String,
}

/// Who may be drawn: a list of salted commitments, so that it is fixed and names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidates {
    /// How many.
    pub count: u32,
    /// [`sampling::candidates_digest`] of the whole list.
    pub digest: Digest,
    /// The list in the store, page by page.
    pub pages: Vec<Digest>,
    /// The salt, in the vault.
    pub salt: Sealed<String>,
    /// The algorithm that orders them.
    pub algorithm: String,
}

/// Who contributes to the seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// 采购人
    Purchaser,
    /// 采购代理机构
    Agency,
    /// 监管部门
    Regulator,
}
impl Party {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Purchaser, Self::Agency, Self::Regulator];
    /// `purchaser`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Purchaser => "purchaser",
            Self::Agency => "agency",
            Self::Regulator => "regulator",
        }
    }
    /// The role that acts for it.
    pub const fn role(self) -> Role {
        match self {
            Self::Purchaser => Role::PurchaserClerk,
            Self::Agency => Role::AgencyPm,
            Self::Regulator => Role::FaRegulator,
        }
    }
}

/// A party's contribution to the seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// SM3 of the contribution.
    pub commitment: Digest,
    /// The contribution, in the vault under the party's key until it is revealed.
    pub secret: Sealed<String>,
    /// The contribution, once revealed.
    pub revealed: Option<String>,
}

/// Somebody who was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Index in the candidate list.
    pub index: u32,
    /// The expert.
    pub person: PersonId,
    /// The organisation under which the expert signs in.
    pub organisation: OrganisationId,
    /// SM3(salt ‖ employer): at most one per employer.
    pub employer: Digest,
    /// Until when an answer is waited for.
    pub until: Instant,
    /// The answer.
    pub standing: Standing,
}

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// No answer yet.
    Called,
    /// Will come.
    Accepted,
    /// Will not come.
    Declined,
    /// Did not answer in time.
    Silent,
    /// Accepted, but has to avoid, or did not come.
    Withdrawn,
}
impl Standing {
    /// Does it (still) count for the committee?
    pub const fn counts(self) -> bool {
        matches!(self, Self::Called | Self::Accepted)
    }
    /// `called`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Silent => "silent",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Why a drawn place was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PassedOver {
    /// Since the list was fixed the expert was suspended, left, or has to avoid.
    Unavailable,
    /// A colleague from the same employer already sits there.
    SameEmployer,
}

/// An expert behind a commitment of the list, as the registry knows the person now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The expert.
    pub person: PersonId,
    /// The organisation under which the expert signs in.
    pub organisation: OrganisationId,
    /// SM3(salt ‖ employer).
    pub employer: Digest,
}

/// Where a draw stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "stage")]
pub enum DrawStage {
    /// Not requested.
    #[default]
    Absent,
    /// The candidate list is fixed; the parties commit.
    Committing {
        /// Until when.
        until: Instant,
    },
    /// All that will ever count is committed; the parties reveal.
    Revealing {
        /// Until when.
        until: Instant,
        /// The journal's root when the commitments closed.
        root: String,
    },
    /// The order is drawn; the experts are asked.
    Calling {
        /// The seed.
        seed: Digest,
    },
    /// Enough have accepted.
    Filled {
        /// The seed.
        seed: Digest,
    },
    /// The list was exhausted: a new request with wider conditions is needed.
    Failed {
        /// How many had accepted.
        accepted: u32,
    },
}

/// What happens to a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum DrawEvent {
    /// A draw was requested and its candidate list fixed.
    #[serde(rename = "draw.requested")]
    Requested {
        /// What for.
        request: Box<DrawRequest>,
        /// Who may be drawn.
        candidates: Candidates,
        /// Until when the parties may commit.
        until: Instant,
    },
    /// A party committed itself.
    #[serde(rename = "contribution.committed")]
    Committed {
        /// Who.
        party: Party,
        /// SM3 of the contribution.
        commitment: Digest,
        /// The contribution, in the vault.
        secret: Sealed<String>,
    },
    /// No more commitments; who has none has no say.
    #[serde(rename = "commitments.closed")]
    CommitmentsClosed {
        /// The journal's root.
        root: String,
        /// Until when the parties may reveal.
        until: Instant,
    },
    /// A party revealed its contribution.
    #[serde(rename = "contribution.revealed")]
    Revealed {
        /// Who.
        party: Party,
        /// The contribution.
        contribution: String,
    },
    /// The seed is fixed.
    #[serde(rename = "seed.fixed")]
    SeedFixed {
        /// The seed.
        seed: Digest,
        /// Parties without a say: they did not commit or not reveal in time.
        forfeited: Vec<Party>,
    },
    /// An expert's place came up.
    #[serde(rename = "expert.called")]
    Called {
        /// Who, and until when an answer is waited for.
        chosen: Chosen,
    },
    /// A place came up that cannot be called.
    #[serde(rename = "expert.passed_over")]
    Passed {
        /// Index in the candidate list.
        index: u32,
        /// Why.
        reason: PassedOver,
    },
    /// A called expert answered, or did not, or withdrew.
    #[serde(rename = "expert.answered")]
    Answered {
        /// Who.
        person: PersonId,
        /// What.
        standing: Standing,
        /// Why, if it was said.
        reason: Option<String>,
    },
    /// Enough have accepted.
    #[serde(rename = "draw.filled")]
    Filled {},
    /// The list is exhausted.
    #[serde(rename = "draw.failed")]
    Failed {},
    /// The committee was convened.
    #[serde(rename = "draw.convened")]
    Convened {
        /// The evaluations, one a lot.
        evaluations: Vec<EvaluationId>,
    },
}

impl Draw {
    /// Requests a draw, or again with wider conditions after the list was exhausted 补抽: who accepted stays.
    /// `candidates` meet the conditions: speciality, region, standing, and no employer to avoid.
    ///
    /// # Errors
    /// `E_PANEL_COMPOSITION` (EXP-02), `E_DRAW_TOO_EARLY` (EXP-01, D-EXP-01), `E_TOO_FEW_EXPERTS`, `E_STATE`.
    pub fn request(
        &self,
        request: DrawRequest,
        candidates: Candidates,
        now: Instant,
        law: &Law,
    ) -> Result<Vec<DrawEvent>, Refusal> {
        if !matches!(self.stage, DrawStage::Absent | DrawStage::Failed { .. }) {
            return Err(Refusal::new("E_STATE"));
        }
        check_composition(request.panel, request.budget, request.complex, law)?;
        if request.evaluation_at <= now {
            return Err(Refusal::new("E_SCHEMA").field("evaluation_at", "draw-field-past"));
        }
        let latest = law.latest("D-EXP-01", now)?;
        if request.evaluation_at > latest {
            return Err(law
                .refuse("E_DRAW_TOO_EARLY", "EXP-01")
                .basis("财库〔2016〕198号")
                .arg("latest", latest)
                .field("evaluation_at", "draw-field-too-far"));
        }
        let needed = request.panel.experts.saturating_sub(u32::try_from(self.members().count()).unwrap_or(0));
        if candidates.count < needed {
            return Err(Refusal::new("E_TOO_FEW_EXPERTS")
                .arg("found", i64::from(candidates.count))
                .arg("needed", i64::from(needed))
                .field("specialities", "draw-field-too-few"));
        }
        let until = now.plus(Span::minutes(law.number("draw_commit_minutes")?));
        Ok(vec![DrawEvent::Requested { request: Box::new(request), candidates, until }])
    }

    /// Which party an organisation is.
    ///
    /// # Errors
    /// `E_FORBIDDEN_SCOPE` for anybody else.
    pub fn party(&self, organisation: OrganisationId) -> Result<Party, Refusal> {
        let request = self.asked()?;
        Party::ALL
            .into_iter()
            .find(|party| request.organisation(*party) == organisation)
            .ok_or_else(|| Refusal::new("E_FORBIDDEN_SCOPE"))
    }

    /// Commits a party to its contribution; the last commitment closes them. `root` is the journal's root now.
    ///
    /// # Errors
    /// `E_COMMITTED`, `E_TOO_LATE`, `E_STATE`.
    pub fn commit(
        &self,
        party: Party,
        commitment: Digest,
        secret: Sealed<String>,
        moment: (Instant, String),
        law: &Law,
    ) -> Result<Vec<DrawEvent>, Refusal> {
        let (now, root) = moment;
        let DrawStage::Committing { until } = self.stage else { return Err(Refusal::new("E_STATE")) };
        if now >= until {
            return Err(Refusal::new("E_TOO_LATE"));
        }
        if self.contributions.contains_key(&party) {
            return Err(Refusal::new("E_COMMITTED"));
        }
        let mut events = vec![DrawEvent::Committed { party, commitment, secret }];
        if self.contributions.len() + 1 == Party::ALL.len() {
            events.push(close(now, root, law)?);
        }
        Ok(events)
    }

    /// Reveals a party's contribution; the last one fixes the seed and calls the experts. `pool` holds the candidates
    /// who can be called now, by index in the list.
    ///
    /// # Errors
    /// `E_CONTRIBUTION_MISMATCH`, `E_TOO_LATE`, `E_STATE`.
    pub fn reveal(
        &self,
        party: Party,
        contribution: String,
        pool: &BTreeMap<u32, Candidate>,
        now: Instant,
        law: &Law,
    ) -> Result<Vec<DrawEvent>, Refusal> {
        let DrawStage::Revealing { until, .. } = &self.stage else { return Err(Refusal::new("E_STATE")) };
        if now >= *until {
            return Err(Refusal::new("E_TOO_LATE"));
        }
        match self.contributions.get(&party) {
            None => return Err(Refusal::new("E_FORFEITED")),
            Some(Contribution { revealed: Some(_), .. }) => return Err(Refusal::new("E_STATE")),
            Some(own) if own.commitment != Digest::of(contribution.as_bytes()) => {
                return Err(Refusal::new("E_CONTRIBUTION_MISMATCH"));
            }
            Some(_) => {}
        }
        let mut events = vec![DrawEvent::Revealed { party, contribution }];
        let mut after = self.clone();
        events.iter().for_each(|event| after.apply(now, event));
        if after.contributions.values().all(|one| one.revealed.is_some()) {
            events.extend(after.fix_seed(pool, now, law)?);
        }
        Ok(events)
    }

    /// What time does when a window has passed: closes the commitments, fixes the seed without those who kept silent,
    /// or passes to the next expert. Nobody's silence makes a new draw.
    ///
    /// # Errors
    /// `E_TOO_EARLY` if no window has passed; `E_STATE`.
    pub fn expire(
        &self,
        pool: &BTreeMap<u32, Candidate>,
        now: Instant,
        root: String,
        law: &Law,
    ) -> Result<Vec<DrawEvent>, Refusal> {
        match &self.stage {
            DrawStage::Committing { until } | DrawStage::Revealing { until, .. } if now < *until => {
                Err(Refusal::new("E_TOO_EARLY").arg("earliest", *until))
            }
            DrawStage::Committing { .. } if self.contributions.is_empty() => {
                let closed = close(now, root, law)?;
                let mut after = self.clone();
                after.apply(now, &closed);
                Ok([closed].into_iter().chain(after.fix_seed(pool, now, law)?).collect())
            }
            DrawStage::Committing { .. } => Ok(vec![close(now, root, law)?]),
            DrawStage::Revealing { .. } => self.fix_seed(pool, now, law),
            DrawStage::Calling { .. } => {
                let late = |one: &&Chosen| one.standing == Standing::Called && one.until <= now;
                let silent: Vec<DrawEvent> = self
                    .chosen
                    .iter()
                    .filter(late)
                    .map(|one| DrawEvent::Answered {
                        person: one.person,
                        standing: Standing::Silent,
                        reason: None,
                    })
                    .collect();
                if silent.is_empty() {
                    Err(Refusal::new("E_TOO_EARLY"))
                } else {
                    self.and_call(silent, pool, now, law)
                }
            }
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// A called expert accepts or declines; declining passes to the next place.
    ///
    /// # Errors
    /// `E_NOT_CALLED`, `E_TOO_LATE`.
    pub fn respond(
        &self,
        person: PersonId,
        accepts: bool,
        reason: Option<String>,
        pool: &BTreeMap<u32, Candidate>,
        now: Instant,
        law: &Law,
    ) -> Result<Vec<DrawEvent>, Refusal> {
        let called = |one: &&Chosen| one.person == person && one.standing == Standing::Called;
        let own = self.chosen.iter().find(called).ok_or_else(|| Refusal::new("E_NOT_CALLED"))?;
        if now >= own.until {
            return Err(Refusal::new("E_TOO_LATE"));
        }
        let standing = if accepts { Standing::Accepted } else { Standing::Declined };
        let answer = vec![DrawEvent::Answered { person, standing, reason }];
        // While the list is being widened an answer still counts, but nobody else can be called.
        if matches!(self.stage, DrawStage::Calling { .. }) {
            self.and_call(answer, pool, now, law)
        } else {
            Ok(answer)
        }
    }

    /// An accepted expert has to avoid, or does not come (87号令第49条): the next place is called.
    ///
    /// # Errors
    /// `E_NOT_CALLED`.
    pub fn withdraw(
        &self,
        person: PersonId,
        reason: String,
        pool: &BTreeMap<u32, Candidate>,
        now: Instant,
        law: &Law,
    ) -> Result<Vec<DrawEvent>, Refusal> {
        let accepted = |one: &Chosen| one.person == person && one.standing == Standing::Accepted;
        let stage = matches!(self.stage, DrawStage::Filled { .. } | DrawStage::Calling { .. });
        if !stage || !self.chosen.iter().any(accepted) {
            return Err(Refusal::new("E_NOT_CALLED"));
        }
        let out = DrawEvent::Answered { person, standing: Standing::Withdrawn, reason: Some(reason) };
        self.and_call(vec![out], pool, now, law)
    }

    /// Notes that the committee was convened.
    ///
    /// # Errors
    /// `E_STATE` unless filled and not convened.
    pub fn convene(&self, evaluations: Vec<EvaluationId>) -> Result<Vec<DrawEvent>, Refusal> {
        match self.stage {
            DrawStage::Filled { .. } if self.evaluations.is_empty() => {
                Ok(vec![DrawEvent::Convened { evaluations }])
            }
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// Those who accepted.
    pub fn members(&self) -> impl Iterator<Item = &Chosen> {
        self.chosen.iter().filter(|one| one.standing == Standing::Accepted)
    }
    /// The seed, once fixed.
    pub const fn seed(&self) -> Option<&Digest> {
        match &self.stage {
            DrawStage::Calling { seed } | DrawStage::Filled { seed } => Some(seed),
            _ => None,
        }
    }
    /// Parties that have no say: they did not commit, or not reveal in time.
    pub fn forfeited(&self) -> Vec<Party> {
        let silent = |party: &Party| self.contributions.get(party).is_none_or(|one| one.revealed.is_none());
        Party::ALL.into_iter().filter(silent).collect()
    }

    fn asked(&self) -> Result<&DrawRequest, Refusal> {
        self.request.as_ref().ok_or_else(|| Refusal::new("E_STATE"))
    }

    fn fix_seed(
        &self,
        pool: &BTreeMap<u32, Candidate>,
        now: Instant,
        law: &Law,
    ) -> Result<Vec<DrawEvent>, Refusal> {
        let (DrawStage::Revealing { root, .. }, Some(candidates)) = (&self.stage, &self.candidates) else {
            return Err(Refusal::new("E_STATE"));
        };
        let contributions: Vec<&str> =
            self.contributions.values().filter_map(|one| one.revealed.as_deref()).collect();
        let seed = sampling::seed(&contributions, &candidates.digest, root);
        self.and_call(vec![DrawEvent::SeedFixed { seed, forfeited: self.forfeited() }], pool, now, law)
    }

    /// `events`, then as many calls as there are places to fill.
    fn and_call(
        &self,
        mut events: Vec<DrawEvent>,
        pool: &BTreeMap<u32, Candidate>,
        now: Instant,
        law: &Law,
    ) -> Result<Vec<DrawEvent>, Refusal> {
        let needed = self.asked()?.panel.experts;
        let mut after = self.clone();
        events.iter().for_each(|event| after.apply(now, event));
        let (Some(seed), Some(candidates)) = (after.seed().copied(), &self.candidates) else {
            return Err(Refusal::new("E_STATE"));
        };
        let until = now.plus(Span::minutes(law.number("draw_response_minutes")?));
        let order = sampling::order(&seed, candidates.count);
        let counting =
            |draw: &Self| u32::try_from(draw.chosen.iter().filter(|one| one.standing.counts()).count());
        while counting(&after).unwrap_or(u32::MAX) < needed {
            let Some(index) = usize::try_from(after.next).ok().and_then(|next| order.get(next)).copied()
            else {
                events.push(DrawEvent::Failed {});
                return Ok(events);
            };
            let employers: BTreeSet<Digest> =
                after.chosen.iter().filter(|one| one.standing.counts()).map(|one| one.employer).collect();
            let event = match pool.get(&index) {
                None => DrawEvent::Passed { index, reason: PassedOver::Unavailable },
                Some(expert) if after.chosen.iter().any(|one| one.person == expert.person) => {
                    DrawEvent::Passed { index, reason: PassedOver::Unavailable }
                }
                Some(expert) if employers.contains(&expert.employer) => {
                    DrawEvent::Passed { index, reason: PassedOver::SameEmployer }
                }
                Some(expert) => DrawEvent::Called {
                    chosen: Chosen {
                        index,
                        person: expert.person,
                        organisation: expert.organisation,
                        employer: expert.employer,
                        until,
                        standing: Standing::Called,
                    },
                },
            };
            after.apply(now, &event);
            events.push(event);
        }
        let accepted = after.members().count();
        if u32::try_from(accepted).unwrap_or(0) == needed && !matches!(after.stage, DrawStage::Filled { .. })
        {
            events.push(DrawEvent::Filled {});
        }
        Ok(events)
    }
}

fn close(now: Instant, root: String, law: &Law) -> Result<DrawEvent, Refusal> {
    let until = now.plus(Span::minutes(law.number("draw_reveal_minutes")?));
    Ok(DrawEvent::CommitmentsClosed { root, until })
}

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
                self.next = 0;
                self.stage = DrawStage::Committing { until: *until };
            }
            DrawEvent::Committed { party, commitment, secret } => {
                let one = Contribution { commitment: *commitment, secret: *secret, revealed: None };
                self.contributions.insert(*party, one);
            }
            DrawEvent::CommitmentsClosed { root, until } => {
                self.stage = DrawStage::Revealing { until: *until, root: root.clone() };
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
            DrawEvent::Convened { evaluations } => self.evaluations.clone_from(evaluations),
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
            DrawStage::Revealing { until, .. } => parties("draw.reveal", *until, &|party| {
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
            DrawStage::Filled { .. } if self.evaluations.is_empty() => {
                vec![duty("evaluation.convene", request.agency, Role::AgencyPm, None, None)]
            }
            DrawStage::Filled { .. } => Vec::new(),
            DrawStage::Failed { .. } => {
                vec![duty("draw.widen", request.agency, Role::AgencyPm, None, None)]
            }
        }
    }
}
