//! 履约验收.

mod apply;
mod reapply;
mod record;
#[cfg(test)]
mod tests;

use crate::{
    engine::{CommandSet, prelude::*},
    training::Moves,
};
use procurement::acceptance::{Acceptance, Criterion, Finding, Member};
use serde_json::json;
use std::sync::Arc;

/// One line of a form: what was found for one criterion.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FindingLine {
    /// The criterion's number.
    pub no: u16,
    /// 验收项, as the recorder saw it, so that the second person reads what is agreed to.
    #[serde(default)]
    pub item: Option<String>,
    /// 合格
    #[serde(default)]
    pub passed: bool,
    /// 验收意见
    #[serde(default)]
    pub note: Option<String>,
}
impl FindingLine {
    pub(crate) const FIELDS: &'static [Field] = &[
        Field::new("no", Kind::Number { min: 1, max: 500 }),
        Field::paragraph("item", 1000).optional(),
        Field::flag("passed"),
        Field::text("note", 200).optional(),
    ];
}

/// As the law takes them; an item that reads otherwise than the contract is refused.
pub(crate) fn findings(lines: Vec<FindingLine>, criteria: &[Criterion]) -> Result<Vec<Finding>, Refusal> {
    let own = |line: &FindingLine| usize::from(line.no).checked_sub(1).and_then(|at| criteria.get(at));
    let other = |line: &FindingLine| line.item.as_deref() != own(line).map(|criterion| criterion.text.trim());
    if let Some(at) = lines.iter().position(|line| line.item.is_some() && other(line)) {
        return Err(Refusal::new("E_SCHEMA").field(format!("findings[{at}].item"), "field-invalid"));
    }
    let finding =
        |line: FindingLine| Finding { no: line.no, passed: line.passed, note: line.note.unwrap_or_default() };
    Ok(lines.into_iter().map(finding).collect())
}

/// The two who accept (ACC-02): the clerk who records and the supervisor who agrees. While the clerk's record is only
/// tried out the second is not known yet and stands as nobody.
pub(crate) fn members(desk: &Desk<'_, '_>) -> Vec<Member> {
    let second = desk.approver().unwrap_or_else(|| PersonId::from_uuid(uuid::Uuid::nil()));
    vec![
        Member { person: desk.actor().person, post: Role::PurchaserClerk },
        Member { person: second, post: Role::PurchaserSupervisor },
    ]
}

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<apply::Apply>();
    set.add::<reapply::Reapply>();
    set.add::<record::Record>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    Vec::new()
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Acceptance>()
}

pub(crate) fn moves(moves: &mut Moves) {
    moves.teach("acceptance.apply", |scene| Some(json!({ "contract": scene.id::<ContractId>()? })));
    moves.teach("acceptance.record", |scene| {
        let acceptance = scene.subject::<Acceptance>()?;
        let findings = all_passed(acceptance.matter()?.criteria.len());
        Some(json!({ "acceptance": scene.id::<AcceptanceId>()?, "findings": findings }))
    });
    moves.teach("acceptance.reapply", |scene| {
        Some(json!({ "acceptance": scene.id::<AcceptanceId>()?, "remedy": "已更换不合格部件并重新调试。" }))
    });
}

/// A record in which everything holds.
pub(crate) fn all_passed(criteria: usize) -> serde_json::Value {
    (1..=criteria).map(|no| json!({ "no": no, "passed": true, "note": "符合" })).collect()
}
