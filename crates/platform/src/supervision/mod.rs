//! 监督预警、双人复核.

mod approve_proposal;
mod lists;
mod reject_proposal;

pub use approve_proposal::ApproveProposal;
pub use lists::{ProposalRow, proposals_of};

use crate::{
    engine::{CommandSet, Desk},
    training::Moves,
};
use journal::{Stop, Streams, View};
use kernel::Refusal;
use procurement::supervision::Proposal;
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<ApproveProposal>();
    set.add::<reject_proposal::RejectProposal>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Proposals)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Proposal>()
}

pub(crate) fn followers() -> Vec<Box<dyn crate::engine::Follower>> {
    Vec::new()
}

/// Every warning needs a written reason; without one the command is refused, naming the rules.
pub(crate) fn record_reasons(desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
    let findings = desk.take_findings();
    let missing: Vec<_> = findings.iter().filter(|finding| desk.reason(&finding.rule).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut refusal = Refusal::new("E_REASON_NEEDED");
    for finding in missing {
        let key = format!("risk-{}", finding.rule);
        refusal = refusal.field_with(format!("reasons.{}", finding.rule), key, finding.args.clone());
    }
    Err(refusal.into())
}

pub(crate) fn moves(moves: &mut Moves) {
    moves.teach("supervision.approve_proposal", |scene| {
        Some(serde_json::json!({ "proposal": scene.id::<kernel::ProposalId>()? }))
    });
}
