//! An alert 预警（风险事件）: a rule has spoken about somebody's doing. A lead, not a verdict: a regulator decides.

use crate::{
    Law,
    demand::choices,
    law::{Control, Level},
};
use kernel::{
    AlertId, Args, Digest, Duty, Instant, OrganisationId, PersonId, Refusal, Region, Role, Stream, StreamId,
    StreamName,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// The risk point.
    pub rule: String,
    /// Its level when it spoke.
    pub level: Level,
    /// Its mechanism: `warn` alerts come with the reason given, `record` alerts are unknown to those concerned.
    pub control: Control,
    /// Arguments of the message `risk-<rule>`.
    pub args: Args,
    /// The streams that show it.
    pub evidence: Vec<StreamName>,
    /// What it is about.
    pub subject: StreamName,
    /// The same in the users' words.
    pub title: String,
    /// Where it happened.
    pub region: Region,
    /// Whose doing it is.
    pub organisation: OrganisationId,
    /// Who explains for that organisation.
    pub answerer: Role,
    /// The finance department in charge; `None` where there is none yet.
    pub regulator: Option<OrganisationId>,
    /// The reason with which the command went on.
    pub reason: Option<Reason>,
}
/// A written reason or explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The words.
    pub text: String,
    /// Whose.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

choices! {
    /// What the regulator found 认定.
    Outcome {
        /// 属实
        Confirmed = "confirmed",
        /// 不属实
        Dismissed = "dismissed",
    }
}

/// Where an alert stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum AlertStage {
    /// 待处置
    #[default]
    Open,
    /// 待说明: only now are those concerned told.
    Asked {
        /// What is to be explained.
        question: String,
        /// Last moment for it.
        due: Instant,
    },
    /// 已说明
    Explained(Reason),
    /// 已办结
    Closed {
        /// The explanation, if there was one.
        explanation: Option<Reason>,
        /// What was found.
        outcome: Outcome,
        /// Why, and what follows.
        opinion: Reason,
    },
}

/// An alert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// What was found; `None` before it was raised.
    pub raised: Option<Raised>,
    /// Where it stands.
    pub stage: AlertStage,
}

/// What happens to an alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum AlertEvent {
    /// 发现
    #[serde(rename = "alert.raised")]
    Raised(Box<Raised>),
    /// 要求说明
    #[serde(rename = "alert.asked")]
    Asked {
        /// What is to be explained.
        question: String,
        /// Last moment for it.
        due: Instant,
    },
    /// 说明
    #[serde(rename = "alert.explained")]
    Explained(Reason),
    /// 办结
    #[serde(rename = "alert.closed")]
    Closed {
        /// What was found.
        outcome: Outcome,
        /// Why, and what follows.
        opinion: Reason,
    },
}

impl Alert {
    /// The one alert of `rule` about `subject` and whatever else `key` names: found again, it is the same one.
    pub fn id_of(rule: &str, subject: &StreamName, key: &str, happened: Instant) -> AlertId {
        let text = format!("{rule}\n{subject}\n{key}");
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&Digest::of(text.as_bytes()).bytes()[..16]);
        let ms = u64::try_from(happened.millis()).unwrap_or(0).to_be_bytes();
        bytes[..6].copy_from_slice(&ms[2..]);
        bytes[6] = 0x70 | (bytes[6] & 0x0f);
        bytes[8] = 0x80 | (bytes[8] & 0x3f);
        AlertId::from_uuid(Uuid::from_bytes(bytes))
    }
    /// A rule has spoken.
    ///
    /// # Errors
    /// `E_ALREADY` if this alert was raised before.
    pub fn raise(&self, raised: Raised) -> Result<Vec<AlertEvent>, Refusal> {
        if self.raised.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        Ok(vec![AlertEvent::Raised(Box::new(raised))])
    }
    /// The regulator asks those concerned for an explanation, in so many working days (`alert_explanation_days`).
    ///
    /// # Errors
    /// `E_STATE` once closed or while an answer is awaited; those of [`Law::working_days`].
    pub fn ask(&self, question: String, at: Instant, law: &Law) -> Result<Vec<AlertEvent>, Refusal> {
        self.raised.as_ref().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        match self.stage {
            AlertStage::Open | AlertStage::Explained(_) => {
                let due = law.working_days(law.number("alert_explanation_days")?, at)?;
                Ok(vec![AlertEvent::Asked { question, due }])
            }
            AlertStage::Asked { .. } | AlertStage::Closed { .. } => Err(Refusal::new("E_STATE")),
        }
    }
    /// Those concerned explain. A late explanation is taken; that it is late can be seen.
    ///
    /// # Errors
    /// `E_STATE` unless they were asked.
    pub fn explain(&self, reason: Reason) -> Result<Vec<AlertEvent>, Refusal> {
        match self.stage {
            AlertStage::Asked { .. } => Ok(vec![AlertEvent::Explained(reason)]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// The regulator decides. Whoever is asked for an explanation is heard first, or lets the time pass.
    ///
    /// # Errors
    /// `E_STATE` once closed; `E_ALERT_UNHEARD` while the time for an explanation runs.
    pub fn close(&self, outcome: Outcome, opinion: Reason) -> Result<Vec<AlertEvent>, Refusal> {
        self.raised.as_ref().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        match self.stage {
            AlertStage::Closed { .. } => Err(Refusal::new("E_STATE")),
            AlertStage::Asked { due, .. } if opinion.at <= due => {
                Err(Refusal::new("E_ALERT_UNHEARD").arg("due", due))
            }
            _ => Ok(vec![AlertEvent::Closed { outcome, opinion }]),
        }
    }
    /// Who alone explains, where those concerned are no organisation's people: the expert who gave the reason. Experts know
    /// nothing of each other's matters.
    pub fn answering(&self) -> Option<PersonId> {
        let raised = self.raised.as_ref().filter(|raised| raised.answerer == Role::Expert)?;
        raised.reason.as_ref().map(|reason| reason.by)
    }
    /// May the people of `organisation` see it? Those concerned only once they were asked, or where they gave a reason.
    pub fn shown_to(&self, organisation: OrganisationId) -> bool {
        self.raised.as_ref().is_some_and(|raised| {
            raised.organisation == organisation
                && (raised.reason.is_some() || !matches!(self.stage, AlertStage::Open))
        })
    }
    /// `open`, `asked`, `explained`, `confirmed`, `dismissed`.
    pub fn state(&self) -> &'static str {
        match &self.stage {
            AlertStage::Open => "open",
            AlertStage::Asked { .. } => "asked",
            AlertStage::Explained(_) => "explained",
            AlertStage::Closed { outcome, .. } => outcome.id(),
        }
    }
}

impl Stream for Alert {
    type Id = AlertId;
    type Event = AlertEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &AlertEvent) {
        match event {
            AlertEvent::Raised(raised) => {
                self.stage = match &raised.reason {
                    Some(reason) => AlertStage::Explained(reason.clone()),
                    None => AlertStage::Open,
                };
                self.raised = Some((**raised).clone());
            }
            AlertEvent::Asked { question, due } => {
                self.stage = AlertStage::Asked { question: question.clone(), due: *due };
            }
            AlertEvent::Explained(reason) => self.stage = AlertStage::Explained(reason.clone()),
            AlertEvent::Closed { outcome, opinion } => {
                let explanation = match std::mem::take(&mut self.stage) {
                    AlertStage::Explained(reason) => Some(reason),
                    _ => None,
                };
                let (outcome, opinion) = (*outcome, opinion.clone());
                self.stage = AlertStage::Closed { explanation, outcome, opinion };
            }
        }
    }
    /// Yellow alerts are hints: they stand in the list and ask nobody.
    fn duties(&self) -> Vec<Duty> {
        let Some(raised) = &self.raised else { return Vec::new() };
        let duty = |command: &str, organisation, role, due| Duty {
            command: command.to_owned(),
            organisation,
            role,
            person: None,
            due,
            title: raised.title.clone(),
        };
        match (&self.stage, raised.regulator) {
            (AlertStage::Asked { due, .. }, _) => {
                let asked =
                    duty("supervision.explain_alert", raised.organisation, raised.answerer, Some(*due));
                vec![Duty { person: self.answering(), ..asked }]
            }
            (AlertStage::Open | AlertStage::Explained(_), Some(regulator))
                if raised.level > Level::Yellow =>
            {
                vec![duty("supervision.close_alert", regulator, Role::FaRegulator, None)]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RuleBook;
    use kernel::{Date, Span};
    use proptest::prelude::*;

    fn law() -> Law {
        RuleBook::builtin().law(Region::default(), Date::new(2026, 3, 2).expect("a date"))
    }
    fn at(text: &str) -> Instant {
        text.parse().expect("a moment")
    }
    fn reason(text: &str) -> Reason {
        Reason { text: text.into(), by: PersonId::from_uuid(Uuid::nil()), at: at("2026-03-02T10:00") }
    }
    fn subject() -> StreamName {
        StreamName::parse("tender.lot/00000000-0000-0000-0000-000000000001").expect("a name")
    }
    fn raised(level: Level, reason: Option<Reason>) -> Raised {
        Raised {
            rule: "BRG-16".into(),
            level,
            control: Control::Record,
            args: Args::new(),
            evidence: Vec::new(),
            subject: subject(),
            title: "教学设备".into(),
            region: Region::default(),
            organisation: OrganisationId::from_uuid(Uuid::from_u128(1)),
            answerer: Role::AgencyPm,
            regulator: Some(OrganisationId::from_uuid(Uuid::from_u128(2))),
            reason,
        }
    }
    fn fold(alert: &mut Alert, events: Vec<AlertEvent>) {
        events.iter().for_each(|event| alert.apply(Instant::default(), event));
    }
    fn open(level: Level, reason: Option<Reason>) -> Alert {
        let mut alert = Alert::default();
        let events = alert.raise(raised(level, reason)).expect("raised");
        fold(&mut alert, events);
        alert
    }
    fn duty(alert: &Alert) -> Option<String> {
        alert.duties().pop().map(|duty| duty.command)
    }

    #[test]
    fn the_way_of_an_alert() {
        let mut alert = open(Level::Red, None);
        assert_eq!((alert.state(), duty(&alert).as_deref()), ("open", Some("supervision.close_alert")));
        let events = alert.ask("请说明报价依据".into(), at("2026-03-02T10:00"), &law()).expect("asked");
        fold(&mut alert, events);
        assert_eq!((alert.state(), duty(&alert).as_deref()), ("asked", Some("supervision.explain_alert")));
        let events = alert.explain(reason("按清单计价")).expect("explained");
        fold(&mut alert, events);
        let events = alert.close(Outcome::Dismissed, reason("理由成立")).expect("closed");
        fold(&mut alert, events);
        assert_eq!((alert.state(), duty(&alert)), ("dismissed", None));
        let AlertStage::Closed { explanation, .. } = &alert.stage else { panic!("closed") };
        assert_eq!(explanation.as_ref().map(|reason| reason.text.as_str()), Some("按清单计价"));
        assert_eq!(alert.ask("再问".into(), at("2026-03-02T10:00"), &law()).unwrap_err().code, "E_STATE");
    }
    #[test]
    fn of_the_experts_only_the_one_whose_reason_it_was_is_asked() {
        let raised = Raised { answerer: Role::Expert, ..raised(Level::Red, Some(reason("急需"))) };
        let (mut alert, by) = (Alert::default(), raised.reason.as_ref().map(|reason| reason.by));
        let events = alert.raise(raised).expect("raised");
        fold(&mut alert, events);
        let events = alert.ask("请说明".into(), at("2026-03-02T10:00"), &law()).expect("asked");
        fold(&mut alert, events);
        assert_eq!(alert.duties().pop().map(|duty| duty.person), Some(by));
        assert_eq!(open(Level::Red, Some(reason("急需"))).answering(), None, "others answer for each other");
    }
    #[test]
    fn whoever_was_asked_is_heard_first_to_the_second() {
        let mut alert = open(Level::Red, None);
        let events = alert.ask("请说明".into(), at("2026-03-02T10:00"), &law()).expect("asked");
        fold(&mut alert, events);
        let AlertStage::Asked { due, .. } = alert.stage else { panic!("asked") };
        assert_eq!(due, at("2026-03-10T00:00"));
        let close = |at| alert.close(Outcome::Confirmed, Reason { at, ..reason("逾期未说明") });
        assert_eq!(close(due).unwrap_err().code, "E_ALERT_UNHEARD");
        assert!(close(due.plus(Span::millis(1000))).is_ok());
    }
    #[test]
    fn those_concerned_learn_of_a_recorded_alert_only_when_asked() {
        let mut alert = open(Level::Red, None);
        let concerned = OrganisationId::from_uuid(Uuid::from_u128(1));
        assert!(!alert.shown_to(concerned));
        let events = alert.ask("请说明".into(), at("2026-03-02T10:00"), &law()).expect("asked");
        fold(&mut alert, events);
        assert!(alert.shown_to(concerned) && !alert.shown_to(OrganisationId::from_uuid(Uuid::from_u128(3))));
        assert!(open(Level::Red, Some(reason("急需"))).shown_to(concerned));
    }
    #[test]
    fn a_warning_that_was_given_a_reason_is_explained_already() {
        assert_eq!(open(Level::Orange, Some(reason("急需"))).state(), "explained");
    }
    #[test]
    fn a_hint_asks_nobody() {
        assert_eq!(duty(&open(Level::Yellow, None)), None);
    }
    #[test]
    fn an_alert_is_raised_once_and_found_again_under_its_id() {
        assert_eq!(open(Level::Red, None).raise(raised(Level::Red, None)).unwrap_err().code, "E_ALREADY");
        let id = |key: &str| Alert::id_of("BRG-16", &subject(), key, at("2026-03-02T10:00"));
        assert_eq!(id("a"), id("a"));
        assert_ne!(id("a"), id("b"));
    }
    proptest! {
        #[test]
        fn a_closed_alert_never_changes_its_outcome(steps in proptest::collection::vec(0u8..4, 0..12)) {
            let mut alert = open(Level::Red, None);
            let mut decided = None;
            for step in steps {
                let events = match step {
                    0 => alert.ask("请说明".into(), at("2026-03-02T10:00"), &law()),
                    1 => alert.explain(reason("说明")),
                    2 => alert.close(Outcome::Confirmed, reason("属实")),
                    _ => alert.close(Outcome::Dismissed, reason("不属实")),
                };
                if let Ok(events) = events {
                    prop_assert!(decided.is_none());
                    fold(&mut alert, events);
                }
                if matches!(alert.stage, AlertStage::Closed { .. }) {
                    decided.get_or_insert(alert.state());
                    prop_assert_eq!(decided, Some(alert.state()));
                }
            }
        }
    }
}
