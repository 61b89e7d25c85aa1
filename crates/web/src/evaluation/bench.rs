//! An evaluation with what its pages need, for a reader who may see it.

use crate::{
    app::{App, read_failed},
    errors::Failure,
    give, names,
    visit::Visit,
    words::Text,
    words::{data, key},
};
use kernel::{Actor, BidId, EvaluationId, OrganisationId, Role};
use maud::{Markup, html};
use platform::evaluation::{SheetRow, bids_of_lot, sheets_of_seat};
use procurement::{
    bidding::{Answer, Bid, BidContent, Deviation},
    evaluation::{Evaluation, EvaluationMatter, Seat},
    tender::{Lot, TenderDocument},
};

/// What the pages of an evaluation need.
pub struct Bench {
    /// Its id.
    pub id: EvaluationId,
    /// Its state.
    pub state: Evaluation,
    /// What is evaluated.
    pub matter: EvaluationMatter,
    /// The lot.
    pub lot: Lot,
    /// The tender document in force.
    pub document: TenderDocument,
    /// The bids that were read out, in order.
    pub bids: Vec<Tendered>,
    /// The reader.
    pub actor: Actor,
}

/// A bid before the committee.
pub struct Tendered {
    /// Its id.
    pub id: BidId,
    /// The bidder.
    pub supplier: OrganisationId,
    /// Its state.
    pub bid: Bid,
}

impl Bench {
    /// Loads it for a reader: the purchaser's and agency's people, the members, authorities, auditors. Bidders learn the
    /// result by the notice.
    pub fn load(app: &App, visit: &Visit, id: EvaluationId) -> Result<Self, Failure> {
        let bench = Self::load_any(app, visit, id)?;
        if bench.may_see() { Ok(bench) } else { Err(Failure::not_found()) }
    }
    /// Loads it for a page that checks the reader itself.
    pub fn load_any(app: &App, visit: &Visit, id: EvaluationId) -> Result<Self, Failure> {
        let platform = app.platform();
        let state = platform.state::<Evaluation>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
        let matter = state.matter.clone().ok_or_else(Failure::not_found)?;
        let lot = platform.state::<Lot>(matter.lot).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
        let document: TenderDocument =
            platform.document_as(&lot.terms()?.document).ok_or_else(Failure::not_found)?;
        let rows = platform.journal().read(|tx| bids_of_lot(tx, matter.lot)).map_err(read_failed)?;
        let mut bids = Vec::new();
        for row in rows {
            let bid = platform.state::<Bid>(row.bid).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
            bids.push(Tendered { id: row.bid, supplier: row.supplier, bid });
        }
        Ok(Self { id, state, matter, lot, document, bids, actor: give::actor(visit) })
    }
    fn may_see(&self) -> bool {
        let actor = &self.actor;
        let region = self.lot.about.as_ref().map(|about| about.region);
        let authority = actor.is(&[Role::FaRegulator, Role::FaRegulatorHead])
            && region.is_some_and(|region| actor.region.covers(&region));
        let conducts = [self.matter.purchaser, self.matter.agency].contains(&actor.organisation);
        conducts || self.seat().is_some() || authority || actor.is(&[Role::Auditor])
    }
    /// The reader's seat.
    pub fn seat(&self) -> Option<&Seat> {
        self.state.seat_of(self.actor.person).ok()
    }
    /// The reader's seat; a page for members only.
    pub fn member(&self) -> Result<&Seat, Failure> {
        self.seat().ok_or_else(Failure::not_found)
    }
    /// The reader's sheets.
    pub fn sheets(&self, app: &App) -> Result<Vec<SheetRow>, Failure> {
        let read = app.platform().journal().read(|tx| sheets_of_seat(tx, self.id, self.actor.person));
        read.map_err(read_failed)
    }
    /// The page of the evaluation.
    pub fn path(&self) -> String {
        format!("/evaluation/evaluation/{}", self.id)
    }
    /// The bid of this id.
    pub fn tendered(&self, id: BidId) -> Option<&Tendered> {
        self.bids.iter().find(|one| one.id == id)
    }
    /// The bid asked for, or the first of those still to be done.
    pub fn chosen(&self, asked: Option<&str>, open: &[BidId]) -> Result<&Tendered, Failure> {
        let asked = asked.and_then(|id| id.parse().ok());
        let id = asked.or_else(|| open.first().copied()).ok_or_else(Failure::not_found)?;
        self.tendered(id).ok_or_else(Failure::not_found)
    }
    /// What the bid says.
    pub fn content(&self, app: &App, tendered: &Tendered) -> Option<BidContent> {
        app.platform().document_as(&tendered.bid.offer()?.content)
    }
    /// `2 北辰信息技术有限公司`.
    pub fn name(&self, app: &App, tendered: &Tendered) -> Text {
        let place = self.bids.iter().position(|one| one.id == tendered.id).unwrap_or(0) + 1;
        let name = names::organisation(app, tendered.supplier).said(platform::texts::Lang::Zh);
        data(format!("{place} {name}"))
    }
}

/// What a bidder answered to a clause or factor.
pub fn answer(visit: &Visit, content: Option<&BidContent>, item: &str) -> Markup {
    let lang = visit.lang;
    let found: Option<&Answer> =
        content.and_then(|content| content.answers.iter().find(|answer| answer.key == item));
    html! {
        p class="small quiet-text" { (key("page-evaluation-answer").said(lang)) }
        @match found {
            Some(answer) => p {
                (answer.text)
                @match answer.deviation {
                    Deviation::None => {}
                    Deviation::Positive => { " · " (key("page-evaluation-better").said(lang)) }
                    Deviation::Negative => { " · " strong { (key("page-evaluation-worse").said(lang)) } }
                }
            },
            None => p class="empty" { (key("page-evaluation-unanswered").said(lang)) },
        }
    }
}

/// Links to the bids that are still to be done.
pub fn others(app: &App, visit: &Visit, bench: &Bench, way: &str, open: &[BidId], now: BidId) -> Markup {
    let lang = visit.lang;
    html! {
        @if open.len() > 1 {
            nav class="card mb" aria-label=(key("page-evaluation-open").with("count", open.len()).said(lang)) {
                p { (key("page-evaluation-open").with("count", open.len()).said(lang)) }
                ul class="tasks" { @for id in open {
                    @if let Some(one) = bench.tendered(*id) {
                        li { @if *id == now { strong aria-current="true" { (bench.name(app, one).said(lang)) } }
                             @else { a href={ (bench.path()) "/" (way) "?bid=" (id) } { (bench.name(app, one).said(lang)) } } }
                    }
                } }
            }
        }
    }
}
