//! A project in the town, from opening to announcement, through the real commands.

use super::Town;
use kernel::{EntrustmentId, Instant, LotId, ProjectId};
use procurement::tender::Project;
use serde_json::{Value, json};

/// An announced project with one lot.
#[derive(Clone, Copy, Debug)]
pub struct Tendered {
    /// The project.
    pub project: ProjectId,
    /// Its lot.
    pub lot: LotId,
    /// The deadline for bids.
    pub deadline: Instant,
}
impl Tendered {
    /// What announces a project: the document is handed out for eight days, bids are due on the 22nd day at 09:30.
    pub fn notice(project: ProjectId, now: Instant) -> Value {
        let day = |n| Instant::at(now.plus(kernel::Span::days(n)).date(), 9, 30);
        json!({
            "project": project, "provision_end": day(9).millis(), "deadline": day(22).millis(),
            "opening_place": "阳采不见面开标大厅", "purchaser_phone": "0459-6281106",
            "agency_phone": "0459-4672210",
        })
    }
}

impl Town {
    /// A project opened under an entrustment in force.
    pub fn opened(&self, entrustment: EntrustmentId) -> ProjectId {
        let opened = self.run(&self.agency.pm, "tender.open_project", json!({ "entrustment": entrustment }));
        self.id(&opened.expect("opened"))
    }
    /// A project whose document is confirmed and locked, on 2 April, when its intention has been public long enough.
    pub fn locked(&self, budget: i64, yuan: i64) -> ProjectId {
        let project = self.opened(self.entrusted(budget, yuan));
        self.advance_to("2026-04-02T09:00".parse().expect("a moment"));
        self.run(&self.agency.pm, "tender.draft_document", self.document(project)).expect("drafted");
        let agreed = json!({ "project": project, "verdict": "passed", "opinion": "同意" });
        self.run(&self.agency.reviewer, "tender.review_document", agreed.clone()).expect("reviewed");
        let (clerk, head) = (&self.purchaser.clerk, &self.purchaser.head);
        self.run2(clerk, head, "tender.confirm_document", agreed).expect("confirmed");
        project
    }
    /// A sound document for a project.
    pub fn document(&self, project: ProjectId) -> Value {
        let state = self.state::<Project>(project);
        crate::tender::sample::document(project, state.about().expect("opened"), 2)
    }
    /// An announced project with one lot.
    pub fn announced(&self, budget: i64, yuan: i64) -> Tendered {
        let project = self.locked(budget, yuan);
        let notice = Tendered::notice(project, self.platform.now());
        self.run2(&self.agency.pm, &self.agency.reviewer, "tender.publish_notice", notice)
            .expect("announced");
        let state = self.state::<Project>(project);
        let lot = state.about().expect("opened").lots[0].id;
        Tendered { project, lot, deadline: state.schedule().expect("announced").deadline }
    }
}
