//! A standard good 标准商品 (SPU): draft → reviewing → active → withdrawn.

use super::{Good, Key, Known, Settled};
use kernel::{Duty, GoodsImportId, Instant, OrganisationId, Refusal, Role, StandardId, Stream};
use serde::{Deserialize, Serialize};

/// A standard good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandardGood {
    /// Not entered.
    #[default]
    Absent,
    /// Entered.
    Filed(Box<GoodsFile>),
}

/// A standard good on file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodsFile {
    /// What it is.
    pub good: Good,
    /// By what it is told apart.
    pub key: Key,
    /// Goods that may be the same.
    pub suspects: Vec<StandardId>,
    /// Who entered it.
    pub author: OrganisationId,
    /// As whom.
    pub role: Role,
    /// The operator that keeps the library.
    pub keeper: OrganisationId,
    /// Where it stands.
    pub stage: GoodsStage,
}

/// Where a standard good stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoodsStage {
    /// Being written.
    Draft {
        /// Why it was returned, if it was.
        returned: Option<String>,
    },
    /// Handed in.
    Reviewing,
    /// In the library.
    Active,
    /// Out of the library.
    Withdrawn {
        /// Why.
        reason: String,
    },
}
impl GoodsStage {
    /// The stable id.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Draft { .. } => "draft",
            Self::Reviewing => "reviewing",
            Self::Active => "active",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }
}

/// What happened to a standard good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum StandardGoodEvent {
    /// Entered by hand.
    #[serde(rename = "standard.drafted")]
    Drafted {
        /// What it is.
        good: Box<Good>,
        /// By what it is told apart.
        key: Key,
        /// Goods that may be the same.
        suspects: Vec<StandardId>,
        /// Who entered it.
        author: OrganisationId,
        /// As whom.
        role: Role,
        /// Who keeps the library.
        keeper: OrganisationId,
    },
    /// Changed before review.
    #[serde(rename = "standard.revised")]
    Revised {
        /// What it is.
        good: Box<Good>,
        /// By what it is told apart.
        key: Key,
        /// Goods that may be the same.
        suspects: Vec<StandardId>,
    },
    /// Handed in for review.
    #[serde(rename = "standard.submitted")]
    Submitted {},
    /// Taken into the library.
    #[serde(rename = "standard.approved")]
    Approved {},
    /// Given back to its author.
    #[serde(rename = "standard.returned")]
    Returned {
        /// Why.
        reason: String,
    },
    /// Taken into the library with an imported file, which two persons of the operator had agreed to.
    #[serde(rename = "standard.imported")]
    Imported {
        /// What it is.
        good: Box<Good>,
        /// By what it is told apart.
        key: Key,
        /// Goods that may be the same.
        suspects: Vec<StandardId>,
        /// The import.
        import: GoodsImportId,
        /// Who keeps the library.
        keeper: OrganisationId,
    },
    /// Taken out of the library.
    #[serde(rename = "standard.withdrawn")]
    Withdrawn {
        /// Why.
        reason: String,
    },
}

impl StandardGood {
    /// The file.
    ///
    /// # Errors
    /// `E_NOT_FOUND`.
    pub fn file(&self) -> Result<&GoodsFile, Refusal> {
        match self {
            Self::Filed(file) => Ok(file),
            Self::Absent => Err(Refusal::new("E_NOT_FOUND")),
        }
    }
    /// The good, if it is in the library: listings attach to nothing else.
    ///
    /// # Errors
    /// `E_GOODS_NOT_ACTIVE`, `E_NOT_FOUND`.
    pub fn active(&self) -> Result<&Good, Refusal> {
        let file = self.file()?;
        if file.stage == GoodsStage::Active {
            Ok(&file.good)
        } else {
            Err(Refusal::new("E_GOODS_NOT_ACTIVE"))
        }
    }
    /// Enters a good by hand.
    ///
    /// # Errors
    /// `E_GOODS_DUPLICATE`, `E_STATE`.
    pub fn draft(
        &self,
        settled: Settled,
        known: Known,
        (author, role): (OrganisationId, Role),
        keeper: OrganisationId,
    ) -> Result<Vec<StandardGoodEvent>, Refusal> {
        if *self != Self::Absent {
            return Err(Refusal::new("E_STATE"));
        }
        known.require_new()?;
        let Settled { good, key } = settled;
        let (good, suspects) = (Box::new(good), known.suspects);
        Ok(vec![StandardGoodEvent::Drafted { good, key, suspects, author, role, keeper }])
    }
    /// Changes a draft.
    ///
    /// # Errors
    /// `E_GOODS_DUPLICATE`, `E_STATE`.
    pub fn revise(&self, settled: Settled, known: Known) -> Result<Vec<StandardGoodEvent>, Refusal> {
        self.require(|stage| matches!(stage, GoodsStage::Draft { .. }))?;
        known.require_new()?;
        let Settled { good, key } = settled;
        Ok(vec![StandardGoodEvent::Revised { good: Box::new(good), key, suspects: known.suspects }])
    }
    /// Hands a draft in.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn submit(&self) -> Result<Vec<StandardGoodEvent>, Refusal> {
        self.require(|stage| matches!(stage, GoodsStage::Draft { .. }))?;
        Ok(vec![StandardGoodEvent::Submitted {}])
    }
    /// Decides what was handed in. `known` is what the library holds by now.
    ///
    /// # Errors
    /// `E_STATE`, `E_GOODS_DUPLICATE`, `E_SCHEMA` for a return without words.
    pub fn review(
        &self,
        passed: bool,
        reason: Option<String>,
        known: &Known,
    ) -> Result<Vec<StandardGoodEvent>, Refusal> {
        self.require(|stage| *stage == GoodsStage::Reviewing)?;
        match (passed, reason) {
            (true, _) => known.require_new().map(|()| vec![StandardGoodEvent::Approved {}]),
            (false, Some(reason)) => Ok(vec![StandardGoodEvent::Returned { reason }]),
            (false, None) => Err(Refusal::new("E_SCHEMA").field("reason", "field-required")),
        }
    }
    /// Takes an active good out of the library.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn withdraw(&self, reason: String) -> Result<Vec<StandardGoodEvent>, Refusal> {
        self.require(|stage| *stage == GoodsStage::Active)?;
        Ok(vec![StandardGoodEvent::Withdrawn { reason }])
    }
    fn require(&self, fits: impl Fn(&GoodsStage) -> bool) -> Result<(), Refusal> {
        if fits(&self.file()?.stage) { Ok(()) } else { Err(Refusal::new("E_STATE")) }
    }
}

impl Stream for StandardGood {
    type Id = StandardId;
    type Event = StandardGoodEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &StandardGoodEvent) {
        match (&mut *self, event) {
            (Self::Absent, StandardGoodEvent::Drafted { good, key, suspects, author, role, keeper }) => {
                *self = Self::Filed(Box::new(GoodsFile {
                    good: (**good).clone(),
                    key: key.clone(),
                    suspects: suspects.clone(),
                    author: *author,
                    role: *role,
                    keeper: *keeper,
                    stage: GoodsStage::Draft { returned: None },
                }));
            }
            (Self::Absent, StandardGoodEvent::Imported { good, key, suspects, keeper, .. }) => {
                *self = Self::Filed(Box::new(GoodsFile {
                    good: (**good).clone(),
                    key: key.clone(),
                    suspects: suspects.clone(),
                    author: *keeper,
                    role: Role::Operator,
                    keeper: *keeper,
                    stage: GoodsStage::Active,
                }));
            }
            (Self::Filed(file), StandardGoodEvent::Revised { good, key, suspects }) => {
                file.good = (**good).clone();
                file.key = key.clone();
                file.suspects.clone_from(suspects);
                file.stage = GoodsStage::Draft { returned: None };
            }
            (Self::Filed(file), StandardGoodEvent::Submitted {}) => file.stage = GoodsStage::Reviewing,
            (Self::Filed(file), StandardGoodEvent::Approved {}) => file.stage = GoodsStage::Active,
            (Self::Filed(file), StandardGoodEvent::Returned { reason }) => {
                file.stage = GoodsStage::Draft { returned: Some(reason.clone()) };
            }
            (Self::Filed(file), StandardGoodEvent::Withdrawn { reason }) => {
                file.stage = GoodsStage::Withdrawn { reason: reason.clone() };
            }
            (Self::Filed(_), StandardGoodEvent::Drafted { .. } | StandardGoodEvent::Imported { .. })
            | (Self::Absent, _) => {}
        }
    }
    fn duties(&self) -> Vec<Duty> {
        let Self::Filed(file) = self else { return Vec::new() };
        let (command, organisation, role) = match &file.stage {
            GoodsStage::Draft { .. } => ("goods.submit_standard", file.author, file.role),
            GoodsStage::Reviewing => ("goods.review_standard", file.keeper, Role::Operator),
            GoodsStage::Active | GoodsStage::Withdrawn { .. } => return Vec::new(),
        };
        let title = format!("{} {}", file.good.name, file.good.model);
        vec![Duty { command: command.to_owned(), organisation, role, person: None, due: None, title }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods::builtin_template;
    use kernel::{Date, StreamId};
    use proptest::prelude::*;

    fn org(n: u128) -> OrganisationId {
        OrganisationId::from_uuid(uuid::Uuid::from_u128(n))
    }
    fn settled() -> Settled {
        let good = Good::sample();
        let template = builtin_template(&good.catalogue);
        good.settle(template, Date::constant(2026, 3, 2)).expect("settled")
    }
    fn add(state: &mut StandardGood, answer: Result<Vec<StandardGoodEvent>, Refusal>) -> Result<(), Refusal> {
        answer?.iter().for_each(|event| state.apply(Instant::default(), event));
        Ok(())
    }
    fn drafted() -> StandardGood {
        let mut state = StandardGood::default();
        let answer = state.draft(settled(), Known::default(), (org(1), Role::SupplierClerk), org(2));
        add(&mut state, answer).expect("drafted");
        state
    }

    #[test]
    fn a_draft_is_returned_revised_and_taken_in() {
        let mut state = drafted();
        let answer = state.submit();
        add(&mut state, answer).expect("submitted");
        assert_eq!((state.duties()[0].organisation, state.duties()[0].role), (org(2), Role::Operator));
        assert_eq!(state.review(false, None, &Known::default()).expect_err("no words").code, "E_SCHEMA");
        let answer = state.review(false, Some("型号写全".to_owned()), &Known::default());
        add(&mut state, answer).expect("returned");
        assert_eq!(state.active().expect_err("a draft").code, "E_GOODS_NOT_ACTIVE");
        let answer = state.revise(settled(), Known::default());
        add(&mut state, answer).expect("revised");
        let answer = state.submit();
        add(&mut state, answer).expect("submitted");
        let answer = state.review(true, None, &Known::default());
        add(&mut state, answer).expect("taken in");
        assert!(state.active().is_ok() && state.duties().is_empty());
        let answer = state.withdraw("停产".to_owned());
        add(&mut state, answer).expect("withdrawn");
        assert_eq!(state.withdraw("停产".to_owned()).expect_err("twice").code, "E_STATE");
    }
    #[test]
    fn what_is_already_there_is_neither_entered_nor_taken_in() {
        let there =
            Known { same: Some(StandardId::from_uuid(uuid::Uuid::from_u128(7))), suspects: Vec::new() };
        let refusal = StandardGood::default()
            .draft(settled(), there.clone(), (org(1), Role::SupplierClerk), org(2))
            .expect_err("a duplicate");
        assert_eq!(refusal.code, "E_GOODS_DUPLICATE");
        let mut state = drafted();
        let answer = state.submit();
        add(&mut state, answer).expect("submitted");
        assert_eq!(state.review(true, None, &there).expect_err("a duplicate").code, "E_GOODS_DUPLICATE");
    }

    proptest! {
        #[test]
        fn no_order_of_commands_makes_an_unreviewed_good_active(steps in prop::collection::vec(0u8..5, 0..12)) {
            let (mut state, mut reviewed) = (drafted(), false);
            for step in steps {
                let before = state.clone();
                let answer = match step {
                    0 => state.submit(),
                    1 => state.review(true, None, &Known::default()),
                    2 => state.review(false, Some("退".to_owned()), &Known::default()),
                    3 => state.revise(settled(), Known::default()),
                    _ => state.withdraw("停产".to_owned()),
                };
                reviewed |= step == 1 && answer.is_ok();
                if add(&mut state, answer).is_err() {
                    prop_assert_eq!(&state, &before);
                }
                prop_assert!(reviewed || state.active().is_err());
            }
        }
    }
}
