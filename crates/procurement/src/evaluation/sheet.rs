//! 评分表: one seat's judgement of one bid: conformity vote and points.

use super::formula::is_outlier;
use super::scheme::{ItemSort, Scheme};
use crate::supervision::risk::Finding;
use kernel::{Args, BidId, EvaluationId, Instant, LotId, PersonId, Refusal, SheetId, Stream, StreamId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One seat's sheet for one bid. The subjective points are shown to nobody else until every seat has scored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Whose judgement of what; `None` before the vote.
    pub matter: Option<SheetMatter>,
    /// The conformity vote: the substantive requirements found not met.
    pub vote: Option<Vec<Fault>>,
    /// The points.
    pub scores: Option<Scores>,
}

/// Whose judgement of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetMatter {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The lot.
    pub lot: LotId,
    /// The bid.
    pub bid: BidId,
    /// The seat, from 1.
    pub seat: u8,
    /// Who sits there.
    pub person: PersonId,
}

/// A substantive requirement found not met; the clause is always named (EVA-09).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Key of the requirement in the document.
    pub key: String,
    /// Why.
    pub reason: String,
}

/// The points of one sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scores {
    /// Objective points; the same on every sheet of the bid.
    pub objective: BTreeMap<String, Decimal>,
    /// The seat's own.
    pub subjective: BTreeMap<String, Decimal>,
    /// Remarks on the points.
    pub remark: Option<String>,
}
impl Scores {
    /// The sum of the seat's own points.
    pub fn own(&self) -> Decimal {
        self.subjective.values().sum()
    }
}

/// The four causes for which a sheet may be changed before the report is signed (87号令第64条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// 分值汇总计算错误.
    Sum,
    /// 分项评分超出评分标准范围.
    Range,
    /// 客观评审因素评分不一致.
    Objective,
    /// 评分畸高、畸低.
    Outlier,
}

/// What happens to a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum SheetEvent {
    /// The conformity vote.
    #[serde(rename = "sheet.voted")]
    Voted {
        /// Whose judgement of what.
        matter: SheetMatter,
        /// Requirements not met.
        faults: Vec<Fault>,
    },
    /// The points.
    #[serde(rename = "sheet.scored")]
    Scored {
        /// The points.
        scores: Scores,
    },
    /// The points were changed for one of the four causes.
    #[serde(rename = "sheet.corrected")]
    Corrected {
        /// Which.
        cause: Correction,
        /// In words, for the report.
        reason: String,
        /// The points that stand now.
        scores: Scores,
    },
}

impl Sheet {
    /// Votes on conformity, requirement by requirement; `requirements` are the keys of the document's ★ items.
    ///
    /// # Errors
    /// `E_VOTED`; `E_FAULT_CLAUSE` if a fault names no requirement of the document or gives no reason (EVA-09).
    pub fn vote(
        &self,
        matter: SheetMatter,
        faults: Vec<Fault>,
        requirements: &[String],
    ) -> Result<Vec<SheetEvent>, Refusal> {
        if self.vote.is_some() {
            return Err(Refusal::new("E_VOTED"));
        }
        let mut refusal = Refusal::new("E_FAULT_CLAUSE").rule("EVA-09").basis("87号令第50条、第63条");
        for (at, fault) in faults.iter().enumerate() {
            if !requirements.contains(&fault.key) {
                refusal = refusal.field(format!("faults[{at}].key"), "field-not-an-option");
            }
            if fault.reason.trim().is_empty() {
                refusal = refusal.field(format!("faults[{at}].reason"), "field-required");
            }
        }
        if !refusal.fields.is_empty() {
            return Err(refusal);
        }
        Ok(vec![SheetEvent::Voted { matter, faults }])
    }

    /// Hands in the points. `shared` are the bid's objective points, if an earlier sheet has settled them: leaving them
    /// out takes them over, other ones are refused.
    ///
    /// # Errors
    /// `E_STATE` before the vote, `E_SCORED`, `E_SCORE_RANGE` (EVA-05), `E_OBJECTIVE_MISMATCH` (EVA-04).
    pub fn score(
        &self,
        scores: Scores,
        shared: Option<&BTreeMap<String, Decimal>>,
        scheme: &Scheme,
    ) -> Result<Vec<SheetEvent>, Refusal> {
        match (&self.vote, &self.scores) {
            (None, _) => return Err(Refusal::new("E_STATE")),
            (_, Some(_)) => return Err(Refusal::new("E_SCORED")),
            _ => {}
        }
        Ok(vec![SheetEvent::Scored { scores: settle(scores, shared, scheme)? }])
    }

    /// Changes the points before the report is signed, for one of the four causes of the law.
    ///
    /// # Errors
    /// `E_REEVAL_NOT_ALLOWED` once anybody has signed (EVA-13), and those of [`Sheet::score`].
    pub fn correct(
        &self,
        cause: Correction,
        reason: String,
        scores: Scores,
        shared: Option<&BTreeMap<String, Decimal>>,
        scheme: &Scheme,
        signed: bool,
    ) -> Result<Vec<SheetEvent>, Refusal> {
        if signed {
            return Err(Refusal::new("E_REEVAL_NOT_ALLOWED").rule("EVA-13").basis("87号令第64条"));
        }
        if self.scores.is_none() {
            return Err(Refusal::new("E_STATE"));
        }
        let shared = if cause == Correction::Objective { None } else { shared };
        Ok(vec![SheetEvent::Corrected { cause, reason, scores: settle(scores, shared, scheme)? }])
    }
}

fn settle(
    mut scores: Scores,
    shared: Option<&BTreeMap<String, Decimal>>,
    scheme: &Scheme,
) -> Result<Scores, Refusal> {
    scheme.check(ItemSort::Subjective, &scores.subjective)?;
    match shared {
        Some(settled) if scores.objective.is_empty() => scores.objective = settled.clone(),
        Some(settled) if scores.objective != *settled => {
            let mut refusal = Refusal::new("E_OBJECTIVE_MISMATCH").rule("EVA-04").basis("87号令第64条");
            for (key, points) in settled {
                if scores.objective.get(key) != Some(points) {
                    let args = [("points".into(), points.normalize().to_string().into())].into();
                    refusal = refusal.field_with(format!("scores.{key}"), "evaluation-field-settled", args);
                }
            }
            return Err(refusal);
        }
        _ => {}
    }
    scheme.check(ItemSort::Objective, &scores.objective)?;
    Ok(scores)
}

/// EVA-01: are these points far from those of the sheets handed in before? Asked from the third sheet on.
pub fn score_outlier(own: Decimal, others: &[Decimal], scheme: &Scheme, sheet: SheetId) -> Option<Finding> {
    let full = scheme.full(ItemSort::Subjective);
    let all: Vec<Decimal> = others.iter().copied().chain([own]).collect();
    (others.len() >= 2 && is_outlier(own, &all, full)).then(|| Finding {
        rule: "EVA-01".to_owned(),
        args: Args::from([("points".into(), own.normalize().to_string().into())]),
        evidence: vec![sheet.stream()],
    })
}

impl Stream for Sheet {
    type Id = SheetId;
    type Event = SheetEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, _at: Instant, event: &SheetEvent) {
        match event {
            SheetEvent::Voted { matter, faults } => {
                self.matter = Some(*matter);
                self.vote = Some(faults.clone());
            }
            SheetEvent::Scored { scores } | SheetEvent::Corrected { scores, .. } => {
                self.scores = Some(scores.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::aggregate::tests::id;
    use super::super::formula::dec;
    use super::super::scheme::tests::{points, scheme};
    use super::*;

    fn matter() -> SheetMatter {
        SheetMatter { evaluation: id(1), lot: id(2), bid: id(3), seat: 1, person: id(4) }
    }
    fn voted() -> Sheet {
        let mut sheet = Sheet::default();
        for event in sheet.vote(matter(), Vec::new(), &[]).expect("a vote") {
            sheet.apply(Instant::default(), &event);
        }
        sheet
    }
    fn scores(objective: &[(&str, &str)]) -> Scores {
        Scores {
            objective: points(objective),
            subjective: points(&[("plan", "35"), ("service", "14")]),
            remark: None,
        }
    }

    #[test]
    fn a_fault_needs_a_clause_and_a_reason() {
        let fault = Fault { key: "s9".to_owned(), reason: " ".to_owned() };
        let refusal = Sheet::default().vote(matter(), vec![fault], &["s1".to_owned()]).unwrap_err();
        assert_eq!((&*refusal.code, refusal.fields.len()), ("E_FAULT_CLAUSE", 2));
    }
    #[test]
    fn objective_points_are_settled_once_and_shared() {
        let sheet = voted();
        assert!(sheet.score(scores(&[("record", "8")]), None, &scheme()).is_ok());
        let settled = points(&[("record", "8")]);
        let [SheetEvent::Scored { scores: taken }] =
            &sheet.score(scores(&[]), Some(&settled), &scheme()).unwrap()[..]
        else {
            panic!("one event")
        };
        assert_eq!(taken.objective, settled);
        let other = sheet.score(scores(&[("record", "9")]), Some(&settled), &scheme()).unwrap_err();
        assert_eq!((&*other.code, other.rule.as_deref()), ("E_OBJECTIVE_MISMATCH", Some("EVA-04")));
    }
    #[test]
    fn no_points_before_the_vote_and_none_twice() {
        let first = Sheet::default().score(scores(&[("record", "8")]), None, &scheme()).unwrap_err();
        assert_eq!(first.code, "E_STATE");
        let mut sheet = voted();
        for event in sheet.score(scores(&[("record", "8")]), None, &scheme()).unwrap() {
            sheet.apply(Instant::default(), &event);
        }
        assert_eq!(sheet.score(scores(&[("record", "8")]), None, &scheme()).unwrap_err().code, "E_SCORED");
        let late = sheet
            .correct(Correction::Sum, "汇总错误".into(), scores(&[("record", "8")]), None, &scheme(), true)
            .unwrap_err();
        assert_eq!((&*late.code, late.rule.as_deref()), ("E_REEVAL_NOT_ALLOWED", Some("EVA-13")));
    }
    #[test]
    fn far_points_are_hinted_at_from_the_third_sheet_on() {
        let others = [dec("30"), dec("31"), dec("29"), dec("30")];
        assert!(score_outlier(dec("38"), &others, &scheme(), id(9)).is_some());
        assert!(score_outlier(dec("31"), &others, &scheme(), id(9)).is_none());
        assert!(score_outlier(dec("50"), &others[..1], &scheme(), id(9)).is_none());
    }
}
