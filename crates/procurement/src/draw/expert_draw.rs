//! The decisions of a draw: request, contributions committed and revealed, calls and answers, replacements
//! (财库〔2016〕198号).

use super::composition::check_composition;
use super::record::{
    Candidate, Candidates, Chosen, Contribution, Draw, DrawEvent, DrawRequest, DrawStage, Party, PassedOver,
    Standing,
};
use super::sampling;
use crate::law::Law;
use kernel::{Digest, EvaluationId, Instant, OrganisationId, PersonId, Refusal, Sealed, Span, Stream};
use std::collections::{BTreeMap, BTreeSet};

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
    pub fn convene(&self, evaluation: EvaluationId) -> Result<Vec<DrawEvent>, Refusal> {
        match self.stage {
            DrawStage::Filled { .. } if self.evaluation.is_none() => {
                Ok(vec![DrawEvent::Convened { evaluation }])
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

    /// What is drawn for.
    ///
    /// # Errors
    /// `E_STATE` before the request.
    pub fn asked(&self) -> Result<&DrawRequest, Refusal> {
        self.request.as_ref().ok_or_else(|| Refusal::new("E_STATE"))
    }

    fn fix_seed(
        &self,
        pool: &BTreeMap<u32, Candidate>,
        now: Instant,
        law: &Law,
    ) -> Result<Vec<DrawEvent>, Refusal> {
        let (DrawStage::Revealing { .. }, Some(candidates), Some(root)) =
            (&self.stage, &self.candidates, &self.root)
        else {
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
