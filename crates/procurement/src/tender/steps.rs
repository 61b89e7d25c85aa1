//! What may be decided about a project: opening it, its document, the notice, corrections, the closing.

use super::{
    Lot, LotAbout, LotEvent, Procedure, Project, ProjectAbout, ProjectEvent, ProjectLot, ProjectStage,
    TenderDocument, Terms,
};
use crate::{
    Law,
    agency::Entrustment,
    plan::{IntentionBasis, Plan},
};
use kernel::{
    Digest, EntrustmentId, Instant, LotId, NoticeId, OrganisationId, PersonId, PlanId, ProjectId, Refusal,
};

/// What a project is opened with.
#[derive(Clone, Debug)]
pub struct Opened<'o> {
    /// The new project's id.
    pub project: ProjectId,
    /// 项目编号, unique on the platform.
    pub number: String,
    /// The plan.
    pub plan: PlanId,
    /// Its state.
    pub plan_state: &'o Plan,
    /// The entrustment.
    pub entrustment: EntrustmentId,
    /// Its state.
    pub entrustment_state: &'o Entrustment,
    /// The agency that opens it.
    pub agency: OrganisationId,
    /// Its name.
    pub agency_name: String,
    /// The purchaser's name.
    pub purchaser_name: String,
    /// Ids for the lots, as many as the plan has.
    pub lots: Vec<LotId>,
}

/// How a project is announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The notice's id.
    pub notice: NoticeId,
    /// Until when the document is handed out.
    pub provision_end: Instant,
    /// The deadline for bids = opening time.
    pub deadline: Instant,
    /// 开标地点
    pub opening_place: String,
}

/// A clarification, modification or extension 更正.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The correction notice's id.
    pub notice: NoticeId,
    /// Does it affect how bids are prepared?
    pub affects_preparation: bool,
    /// Why not, where it does not.
    pub reason: Option<String>,
    /// What changes.
    pub changes: Vec<Change>,
    /// A later deadline.
    pub deadline: Option<Instant>,
}

/// One changed item.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// 更正事项
    pub item: String,
    /// 更正前
    pub before: String,
    /// 更正后
    pub after: String,
}

impl Project {
    /// Opens a project with its lots, from a filed plan and an agreement in force: nothing begins off the platform (HR-2).
    ///
    /// # Errors
    /// Those of [`Plan::filed`], [`Entrustment::agreement`] and [`Procedure::of`]; `E_NOT_ENTRUSTED` (AGY-05), `E_STATE`.
    pub fn open(
        &self,
        with: Opened<'_>,
        law: &Law,
    ) -> Result<(ProjectEvent, Vec<(LotId, LotEvent)>), Refusal> {
        if self.about.is_some() {
            return Err(Refusal::new("E_STATE"));
        }
        let (file, _) = with.plan_state.filed(law)?;
        let agreement = with.entrustment_state.agreement()?;
        if agreement.plan != with.plan || agreement.agency != with.agency {
            return Err(law.refuse("E_NOT_ENTRUSTED", "AGY-05"));
        }
        Procedure::of(file.method)?;
        let lots: Vec<ProjectLot> = with
            .lots
            .iter()
            .zip(&file.lots)
            .zip(1..)
            .map(|((id, lot), number)| ProjectLot {
                id: *id,
                number,
                name: lot.name.clone(),
                budget: lot.budget,
                ceiling: lot.ceiling,
                sme: lot.sme,
            })
            .collect();
        if lots.len() != file.lots.len() || lots.is_empty() {
            return Err(Refusal::new("E_STATE"));
        }
        let opened = |lot: &ProjectLot| {
            let about = LotAbout {
                project: with.project,
                project_no: with.number.clone(),
                project_name: file.name.clone(),
                number: lot.number,
                name: lot.name.clone(),
                plan: with.plan,
                purchaser: file.purchaser,
                agency: with.agency,
                region: file.region,
                catalogue: file.catalogue.clone(),
                category: file.catalogue.category(),
                method: file.method,
                budget: lot.budget,
                ceiling: lot.ceiling,
                sme: lot.sme,
            };
            (lot.id, LotEvent::Opened(Box::new(about)))
        };
        let lot_events = lots.iter().map(opened).collect();
        let intention = match &file.intention {
            IntentionBasis::Published(id) => Some(*id),
            IntentionBasis::Exempt(_) => None,
        };
        let about = ProjectAbout {
            number: with.number,
            name: file.name.clone(),
            plan: with.plan,
            entrustment: with.entrustment,
            intention,
            purchaser: file.purchaser,
            purchaser_name: with.purchaser_name,
            agency: with.agency,
            agency_name: with.agency_name,
            region: file.region,
            catalogue: file.catalogue.clone(),
            category: file.catalogue.category(),
            method: file.method,
            evaluation: file.evaluation,
            form: file.form,
            lots,
        };
        Ok((ProjectEvent::Opened(Box::new(about)), lot_events))
    }

    /// Draws up a version of the document; after the notice it is an amendment that a correction puts in force, and the
    /// thing bought and the qualification stay as they are (87号令第27条).
    ///
    /// # Errors
    /// Those of [`TenderDocument::check`]; `E_SUBJECT_CHANGED`, `E_STATE`.
    pub fn draft_document(
        &self,
        document: &TenderDocument,
        digest: Digest,
        in_force: Option<&TenderDocument>,
        author: PersonId,
        law: &Law,
    ) -> Result<Vec<ProjectEvent>, Refusal> {
        let open = matches!(
            self.stage,
            ProjectStage::Drafting { .. } | ProjectStage::Drafted { .. } | ProjectStage::Announced(_)
        );
        if !open {
            return Err(Refusal::new("E_STATE").arg("stage", self.stage.id()));
        }
        document.check(self.about()?, law)?;
        if let (ProjectStage::Announced(_), Some(old)) = (&self.stage, in_force)
            && !document.same_subject(old)
        {
            return Err(Refusal::new("E_SUBJECT_CHANGED").basis("87号令第27条"));
        }
        Ok(vec![ProjectEvent::DocumentDrafted {
            number: self.versions + 1,
            digest,
            essentials: document.essentials(),
            author,
        }])
    }

    /// The agency's second person passes the document or returns it; nobody reviews their own (lifecycle §0.2).
    ///
    /// # Errors
    /// `E_SAME_PERSON`, `E_STATE`, `E_SCHEMA` (an opinion where it is returned).
    pub fn review_document(
        &self,
        passed: bool,
        opinion: String,
        reviewer: PersonId,
    ) -> Result<Vec<ProjectEvent>, Refusal> {
        let ProjectStage::Drafted { version } = &self.stage else {
            return Err(Refusal::new("E_STATE").arg("stage", self.stage.id()));
        };
        if version.author == reviewer {
            return Err(Refusal::new("E_SAME_PERSON"));
        }
        if passed {
            return Ok(vec![ProjectEvent::DocumentReviewed { reviewer, opinion }]);
        }
        returned(reviewer, opinion)
    }

    /// The purchaser confirms the document, which locks it, or returns it.
    ///
    /// # Errors
    /// `E_STATE`, `E_SCHEMA` (an opinion where it is returned).
    pub fn confirm_document(
        &self,
        passed: bool,
        opinion: String,
        by: PersonId,
    ) -> Result<Vec<ProjectEvent>, Refusal> {
        let ProjectStage::Reviewed { version, .. } = &self.stage else {
            return Err(Refusal::new("E_STATE").arg("stage", self.stage.id()));
        };
        if passed {
            return Ok(vec![ProjectEvent::DocumentConfirmed { digest: version.digest }]);
        }
        returned(by, opinion)
    }

    /// Publishes the invitation notice: the document has been confirmed, is handed out for five working days at least
    /// (D-NTC-02), and bidders have twenty days at least (D-TND-01). That the intention has been public for thirty days is
    /// asked of [`crate::demand::Intention::lead_satisfied`] by the same command.
    ///
    /// # Errors
    /// `E_STATE`, `E_TOO_EARLY` (D-TND-01, D-NTC-02), `E_PROVISION_AFTER_DEADLINE`; those of [`Law::latest`].
    pub fn publish_notice(
        &self,
        publication: Publication,
        at: Instant,
        law: &Law,
    ) -> Result<(ProjectEvent, LotEvent), Refusal> {
        let ProjectStage::Locked { version, .. } = &self.stage else {
            return Err(Refusal::new("E_STATE").arg("stage", self.stage.id()));
        };
        let Publication { notice, provision_end, deadline, opening_place } = publication;
        let limits = self.limits();
        law.not_before(limits.preparation, at, deadline)
            .map_err(|refusal| refusal.field("deadline", "tender-field-deadline"))?;
        law.not_before(limits.provision, at, provision_end)
            .map_err(|refusal| refusal.field("provision_end", "tender-field-provision"))?;
        if provision_end > deadline {
            return Err(Refusal::new("E_PROVISION_AFTER_DEADLINE")
                .basis("87号令第18条")
                .field("provision_end", "tender-field-provision-late"));
        }
        let notice_end = law.latest("D-NTC-01", at)?;
        let terms = Terms { document: version.digest, deadline, provision_end, notice, published_at: at };
        let event = ProjectEvent::Announced { notice, notice_end, provision_end, deadline, opening_place };
        Ok((event, LotEvent::Announced(terms)))
    }

    /// Corrects what was announced. What affects how bids are prepared leaves bidders fifteen days from now (D-TND-02,
    /// NTC-05): the deadline moves if it has to. A deadline never moves forward, and after it nothing is corrected.
    ///
    /// # Errors
    /// `E_STATE`, `E_TOO_LATE`, `E_TOO_EARLY` (D-TND-02), `E_DEADLINE_EARLIER`, `E_SCHEMA`; those of [`Law::earliest`].
    pub fn correct_notice(
        &self,
        correction: &Correction,
        received: Instant,
        at: Instant,
        law: &Law,
    ) -> Result<(ProjectEvent, LotEvent), Refusal> {
        let ProjectStage::Announced(schedule) = &self.stage else {
            return Err(Refusal::new("E_STATE").arg("stage", self.stage.id()));
        };
        if received >= schedule.deadline {
            return Err(Refusal::new("E_TOO_LATE").basis("87号令第27条").arg("latest", schedule.deadline));
        }
        if correction.changes.is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("changes", "field-required"));
        }
        let deadline = correction.deadline.unwrap_or(schedule.deadline);
        if deadline < schedule.deadline {
            return Err(Refusal::new("E_DEADLINE_EARLIER")
                .basis("87号令第27条")
                .field("deadline", "tender-field-deadline-earlier"));
        }
        if correction.affects_preparation {
            law.not_before(self.limits().correction, at, deadline)
                .map_err(|refusal| refusal.field("deadline", "tender-field-correction"))?;
        } else {
            let said = correction.reason.as_deref().is_some_and(|words| !words.trim().is_empty());
            if !said {
                return Err(Refusal::new("E_SCHEMA").field("reason", "field-required"));
            }
            if schedule.amendment.is_some() {
                return Err(Refusal::new("E_SCHEMA").field("affects_preparation", "tender-field-amended"));
            }
        }
        let version = schedule.amendment.as_ref().unwrap_or(&schedule.version);
        let terms = Terms {
            document: version.digest,
            deadline,
            provision_end: schedule.provision_end,
            notice: schedule.notice,
            published_at: schedule.published_at,
        };
        let event = ProjectEvent::Corrected {
            notice: correction.notice,
            affects_preparation: correction.affects_preparation,
            reason: correction.reason.clone(),
            deadline,
            amended: schedule.amendment.is_some(),
        };
        Ok((event, LotEvent::Announced(terms)))
    }

    /// Nothing remains to be done in a lot: it is paid or void.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn finish_lot(&self, lot: &Lot) -> Result<Vec<ProjectEvent>, Refusal> {
        let about = lot.about()?;
        if !lot.finished() {
            return Err(Refusal::new("E_STATE").arg("stage", lot.stage.id()));
        }
        Ok(vec![ProjectEvent::LotFinished { number: about.number }])
    }

    /// Closes the project: every lot is void, or accepted and paid (HR-4, 无验收不结项).
    ///
    /// # Errors
    /// `E_NO_ACCEPTANCE` (HR-4), `E_NOT_PAID`, `E_STATE`.
    pub fn close(&self, lots: &[&Lot]) -> Result<Vec<ProjectEvent>, Refusal> {
        let about = self.about()?;
        if !matches!(self.stage, ProjectStage::Announced(_)) || lots.len() != about.lots.len() {
            return Err(Refusal::new("E_STATE").arg("stage", self.stage.id()));
        }
        for lot in lots {
            let name = lot.about()?.name.clone();
            match lot.stage {
                _ if lot.finished() => {}
                super::LotStage::Accepted { .. } => {
                    return Err(Refusal::new("E_NOT_PAID").arg("lot", name));
                }
                _ => {
                    return Err(Refusal::new("E_NO_ACCEPTANCE")
                        .rule("HR-4")
                        .basis("政府采购法第41条")
                        .arg("lot", name));
                }
            }
        }
        Ok(vec![ProjectEvent::Closed {}])
    }
}

impl TenderDocument {
    /// Are the things bought and the qualification the same?
    fn same_subject(&self, other: &Self) -> bool {
        let things = |document: &Self| {
            document
                .lots
                .iter()
                .map(|lot| {
                    lot.items
                        .iter()
                        .map(|item| (item.name.clone(), item.quantity, item.unit.clone()))
                        .collect::<Vec<_>>()
                })
                .collect::<Vec<_>>()
        };
        things(self) == things(other) && self.qualification == other.qualification
    }
}

fn returned(by: PersonId, opinion: String) -> Result<Vec<ProjectEvent>, Refusal> {
    if opinion.trim().is_empty() {
        return Err(Refusal::new("E_SCHEMA").field("opinion", "field-required"));
    }
    Ok(vec![ProjectEvent::DocumentReturned { by, opinion }])
}

impl super::Schedule {
    /// The last day on which the document is handed out.
    pub fn provision_last_day(&self) -> kernel::Date {
        self.provision_end.last_day()
    }
}
