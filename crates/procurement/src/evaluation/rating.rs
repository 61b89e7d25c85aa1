//! 履职评价: after an evaluation purchaser and agency rate the experts, and the experts rate them
//! (财库〔2016〕198号第二十一条、第二十二条).

use super::record::{Evaluation, SeatKind};
use crate::law::Law;
use kernel::{Duty, EvaluationId, Instant, OrganisationId, PersonId, RatingId, Refusal, Role, Stream};
use serde::{Deserialize, Serialize};

/// A party of an evaluation that rates the experts and is rated by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rater {
    /// 采购人
    Purchaser,
    /// 采购代理机构
    Agency,
}
impl Rater {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Agency, Self::Purchaser];
    /// `purchaser`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Purchaser => "purchaser",
            Self::Agency => "agency",
        }
    }
}

/// The marks, each from 1 to 5.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// 到场与纪律 of an expert; 组织与保障 of a party.
    pub discipline: u32,
    /// 专业能力 of an expert; 规范程度 of a party.
    pub competence: u32,
    /// 独立公正 of an expert; 不干预评审 of a party.
    pub integrity: u32,
    /// 情况说明; needed for a mark of one or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}
impl Marks {
    /// The best of one mark.
    pub const BEST: u32 = 5;
    /// All marks together, in percent of the best.
    pub fn percent(&self) -> u32 {
        (self.discipline + self.competence + self.integrity) * 100 / (3 * Self::BEST)
    }
    fn require_sound(&self) -> Result<(), Refusal> {
        let all =
            [("discipline", self.discipline), ("competence", self.competence), ("integrity", self.integrity)];
        let mut refusal = Refusal::new("E_SCHEMA");
        for (field, mark) in all {
            if !(1..=Self::BEST).contains(&mark) {
                refusal = refusal.field(field, "field-invalid");
            }
        }
        let low = all.iter().any(|(_, mark)| *mark <= 2);
        if low && self.comment.as_ref().is_none_or(|words| words.trim().is_empty()) {
            refusal = refusal.field("comment", "field-low-mark-comment");
        }
        if refusal.fields.is_empty() { Ok(()) } else { Err(refusal) }
    }
}

/// One expert of the committee and the marks both ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    /// The seat.
    pub seat: u8,
    /// The expert.
    pub person: PersonId,
    /// The organisation under which the expert signs in.
    pub organisation: OrganisationId,
    /// Who rated the expert.
    pub by: Vec<Rater>,
    /// Whom the expert rated.
    pub of: Vec<Rater>,
    /// 本人说明 of the expert on the marks.
    #[serde(default)]
    pub explained: bool,
}

/// What was evaluated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingMatter {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// 采购人
    pub purchaser: OrganisationId,
    /// 采购代理机构
    pub agency: OrganisationId,
    /// Project and lot name.
    pub title: String,
    /// Until when marks can be given (D-EXP-02).
    pub until: Instant,
}

/// How the parties to one evaluation rate each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// What was evaluated; `None` before it was.
    pub matter: Option<RatingMatter>,
    /// The experts.
    pub experts: Vec<Rated>,
    /// The time is over.
    pub closed: bool,
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum RatingEvent {
    /// 开始评价
    #[serde(rename = "rating.opened")]
    Opened {
        /// What was evaluated.
        matter: RatingMatter,
        /// Whom to rate.
        experts: Vec<Rated>,
    },
    /// 评价专家
    #[serde(rename = "rating.given")]
    Given {
        /// Whom.
        person: PersonId,
        /// Who.
        by: Rater,
        /// How.
        marks: Marks,
    },
    /// 专家评价
    #[serde(rename = "rating.returned")]
    Returned {
        /// Who.
        person: PersonId,
        /// Whom.
        of: Rater,
        /// How.
        marks: Marks,
    },
    /// 专家说明
    #[serde(rename = "rating.explained")]
    Explained {
        /// Who.
        person: PersonId,
        /// What.
        words: String,
    },
    /// 评价截止
    #[serde(rename = "rating.closed")]
    Closed,
}

impl Rating {
    /// Opens it when the report was delivered.
    ///
    /// # Errors
    /// `E_ALREADY`; `E_STATE`; those of the calendar.
    pub fn open(
        &self,
        id: EvaluationId,
        evaluation: &Evaluation,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<RatingEvent>, Refusal> {
        if self.matter.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        let about = evaluation.matter.as_ref().ok_or_else(|| Refusal::new("E_STATE"))?;
        let matter = RatingMatter {
            evaluation: id,
            purchaser: about.purchaser,
            agency: about.agency,
            title: about.title.clone(),
            until: law.deadline("D-EXP-02", at)?,
        };
        let experts = evaluation.seats.iter().filter(|seat| seat.kind == SeatKind::Expert);
        let experts = experts.map(|seat| Rated {
            seat: seat.no,
            person: seat.person,
            organisation: seat.organisation,
            by: Vec::new(),
            of: Vec::new(),
            explained: false,
        });
        Ok(vec![RatingEvent::Opened { matter, experts: experts.collect() }])
    }
    /// Which party an organisation is.
    ///
    /// # Errors
    /// `E_FORBIDDEN_SCOPE` for anybody else.
    pub fn rater(&self, organisation: OrganisationId) -> Result<Rater, Refusal> {
        let matter = self.matter()?;
        match organisation {
            one if one == matter.agency => Ok(Rater::Agency),
            one if one == matter.purchaser => Ok(Rater::Purchaser),
            _ => Err(Refusal::new("E_FORBIDDEN_SCOPE")),
        }
    }
    /// A party rates an expert, once, in time.
    ///
    /// # Errors
    /// `E_NOT_FOUND` for a seat without an expert; `E_ALREADY`; `E_TOO_LATE`; `E_SCHEMA` for marks that are none.
    pub fn give(&self, seat: u8, by: Rater, marks: Marks, at: Instant) -> Result<Vec<RatingEvent>, Refusal> {
        self.require_open(at)?;
        let found = self.experts.iter().find(|one| one.seat == seat);
        let rated =
            found.ok_or_else(|| Refusal::new("E_SCHEMA").field("seat", "evaluation-field-no-such-seat"))?;
        if rated.by.contains(&by) {
            return Err(Refusal::new("E_ALREADY"));
        }
        marks.require_sound()?;
        Ok(vec![RatingEvent::Given { person: rated.person, by, marks }])
    }
    /// An expert rates a party, once, in time.
    ///
    /// # Errors
    /// `E_FORBIDDEN_SCOPE` for who did not sit there; `E_ALREADY`; `E_TOO_LATE`; `E_SCHEMA`.
    pub fn give_back(
        &self,
        person: PersonId,
        of: Rater,
        marks: Marks,
        at: Instant,
    ) -> Result<Vec<RatingEvent>, Refusal> {
        self.require_open(at)?;
        if self.rated(person)?.of.contains(&of) {
            return Err(Refusal::new("E_ALREADY"));
        }
        marks.require_sound()?;
        Ok(vec![RatingEvent::Returned { person, of, marks }])
    }
    /// An expert explains the marks that were given 本人说明, once.
    ///
    /// # Errors
    /// `E_FORBIDDEN_SCOPE`; `E_STATE` before there are marks; `E_ALREADY`.
    pub fn explain(&self, person: PersonId, words: String) -> Result<Vec<RatingEvent>, Refusal> {
        match self.rated(person)? {
            rated if rated.explained => Err(Refusal::new("E_ALREADY")),
            rated if rated.by.is_empty() => Err(Refusal::new("E_STATE")),
            _ => Ok(vec![RatingEvent::Explained { person, words }]),
        }
    }
    /// The time is over: a timer.
    ///
    /// # Errors
    /// `E_STATE`; `E_TOO_EARLY`.
    pub fn close(&self, at: Instant) -> Result<Vec<RatingEvent>, Refusal> {
        let until = self.matter()?.until;
        match self.closed {
            true => Err(Refusal::new("E_STATE")),
            false if at < until => Err(Refusal::new("E_TOO_EARLY").arg("earliest", until)),
            false => Ok(vec![RatingEvent::Closed]),
        }
    }
    /// What was evaluated.
    ///
    /// # Errors
    /// `E_NOT_FOUND` before it was.
    pub fn matter(&self) -> Result<&RatingMatter, Refusal> {
        self.matter.as_ref().ok_or_else(|| Refusal::new("E_NOT_FOUND"))
    }
    /// The expert of this name.
    ///
    /// # Errors
    /// `E_FORBIDDEN_SCOPE` for who did not sit there.
    pub fn rated(&self, person: PersonId) -> Result<&Rated, Refusal> {
        let found = self.experts.iter().find(|one| one.person == person);
        found.ok_or_else(|| Refusal::new("E_FORBIDDEN_SCOPE"))
    }
    /// Experts whom this party has not rated.
    pub fn unrated(&self, by: Rater) -> impl Iterator<Item = &Rated> {
        self.experts.iter().filter(move |one| !one.by.contains(&by))
    }
    fn require_open(&self, at: Instant) -> Result<(), Refusal> {
        let until = self.matter()?.until;
        if self.closed || at >= until {
            return Err(Refusal::new("E_TOO_LATE").arg("latest", until).basis("财库〔2016〕198号第二十一条"));
        }
        Ok(())
    }
}

impl Stream for Rating {
    type Id = RatingId;
    type Event = RatingEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &RatingEvent) {
        let rated = |experts: &mut Vec<Rated>, person: &PersonId, change: &dyn Fn(&mut Rated)| {
            experts.iter_mut().filter(|one| one.person == *person).for_each(change);
        };
        match event {
            RatingEvent::Opened { matter, experts } => {
                self.matter = Some(matter.clone());
                self.experts.clone_from(experts);
            }
            RatingEvent::Given { person, by, .. } => {
                rated(&mut self.experts, person, &|one| one.by.push(*by))
            }
            RatingEvent::Returned { person, of, .. } => {
                rated(&mut self.experts, person, &|one| one.of.push(*of));
            }
            RatingEvent::Explained { person, .. } => {
                rated(&mut self.experts, person, &|one| one.explained = true);
            }
            RatingEvent::Closed => self.closed = true,
        }
    }
    /// 采购人或者采购代理机构 rates: the agency is asked, and as soon as the purchaser has rated everybody nobody is.
    fn duties(&self) -> Vec<Duty> {
        let Some(matter) = self.matter.as_ref().filter(|_| !self.closed) else { return Vec::new() };
        let duty = |command: &str, organisation, role, person| Duty {
            command: format!("evaluation.{command}"),
            organisation,
            role,
            person,
            due: Some(matter.until),
            title: matter.title.clone(),
        };
        let mut duties = Vec::new();
        if Rater::ALL.into_iter().all(|by| self.unrated(by).next().is_some()) {
            duties.push(duty("rate_expert", matter.agency, Role::AgencyPm, None));
        }
        let owing = self.experts.iter().filter(|one| one.of.is_empty());
        duties.extend(
            owing.map(|one| duty("rate_organiser", one.organisation, Role::Expert, Some(one.person))),
        );
        duties.push(Duty::timer("evaluation.close_rating", matter.until, ""));
        duties
    }
}

#[cfg(test)]
#[path = "rating_tests.rs"]
mod tests;
