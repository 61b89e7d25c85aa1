//! 监督预警、双人复核.

mod alerts;
mod approve_proposal;
mod ask_alert;
mod close_alert;
mod explain_alert;
mod lists;
mod raise_alert;
mod reject_proposal;
mod watch;

pub use alerts::{AlertFilter, AlertRow, alerts_about, alerts_in, alerts_of, count_alerts};
pub use approve_proposal::ApproveProposal;
pub use lists::{ProposalRow, proposals_of};
pub use watch::{Screened, screen_history};

use crate::{
    engine::{CommandSet, Desk, Matter},
    training::Moves,
};
use journal::{Stop, Streams, View};
use kernel::{AlertId, Refusal, StreamId};
use procurement::{
    registry::Organisation,
    supervision::{Alert, Proposal, Reason},
};
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<ApproveProposal>();
    set.add::<ask_alert::AskAlert>();
    set.add::<close_alert::CloseAlert>();
    set.add::<explain_alert::ExplainAlert>();
    set.add::<raise_alert::RaiseAlert>();
    set.add::<reject_proposal::RejectProposal>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Proposals), Arc::new(alerts::Alerts)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Proposal>().with::<Alert>()
}

pub(crate) fn followers() -> Vec<Box<dyn crate::engine::Follower>> {
    vec![Box::new(watch::Watch)]
}

/// An alert is a matter of the authorities that reach its region.
fn reach(desk: &mut Desk<'_, '_>, alert: AlertId) -> Result<Matter, Stop> {
    let alert = desk.load::<Alert>(alert)?;
    let raised = alert.raised.as_ref().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
    Ok(Matter::Region(raised.region))
}

/// Every warning needs a written reason; without one the command is refused, naming the rules. With one it is an alert
/// that is explained already.
pub(crate) fn record_reasons(desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
    let findings = desk.take_findings();
    let missing: Vec<_> = findings.iter().filter(|finding| desk.reason(&finding.rule).is_none()).collect();
    if missing.is_empty() {
        return findings.into_iter().try_for_each(|finding| explained(desk, finding));
    }
    let mut refusal = Refusal::new("E_REASON_NEEDED");
    for finding in missing {
        let key = format!("risk-{}", finding.rule);
        refusal = refusal.field_with(format!("reasons.{}", finding.rule), key, finding.args.clone());
    }
    Err(refusal.into())
}

fn explained(desk: &mut Desk<'_, '_>, finding: procurement::supervision::risk::Finding) -> Result<(), Stop> {
    let (organisation, by, at) = (desk.actor().organisation, desk.actor().person, desk.now());
    let text = desk.reason(&finding.rule).unwrap_or_default().to_owned();
    let title = desk.load::<Organisation>(organisation)?.registration.name.clone();
    let about = alerts::About {
        subject: finding.evidence.last().cloned().unwrap_or_else(|| organisation.stream()),
        title,
        organisation,
        reason: Some(Reason { text, by, at }),
    };
    let raised = alerts::case(desk, finding, about)?;
    let id = desk.new_id::<AlertId>();
    desk.record_all::<Alert>(id, Alert::default().raise(raised)?)
}

pub(crate) fn moves(moves: &mut Moves) {
    moves.teach("supervision.close_alert", |scene| {
        let alert = scene.id::<AlertId>()?;
        Some(serde_json::json!({ "alert": alert, "outcome": "dismissed", "opinion": "已核查相关资料，说明属实" }))
    });
    moves.teach("supervision.explain_alert", |scene| {
        let alert = scene.id::<AlertId>()?;
        Some(serde_json::json!({ "alert": alert, "explanation": "各项报价由投标人自行测算" }))
    });
    moves.teach("supervision.approve_proposal", |scene| {
        Some(serde_json::json!({ "proposal": scene.id::<kernel::ProposalId>()? }))
    });
}

#[cfg(test)]
mod tests;
