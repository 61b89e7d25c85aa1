//! What every acceptance must satisfy, of a contract or of a mall order (ACC-02, ACC-03).

use crate::Law;
use kernel::{PersonId, Refusal, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a criterion is about: the kinds of 实施条例第45条.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionKind {
    /// Technical 技术
    Technical,
    /// Service 服务
    Service,
    /// Safety 安全
    Safety,
}

/// One thing to be accepted 验收项, out of the contract. Its number is its place, from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Kind.
    pub kind: CriterionKind,
    /// What is promised.
    pub text: String,
}

/// What was found for one criterion 验收意见.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The criterion's number.
    pub no: u16,
    /// Does it hold?
    pub passed: bool,
    /// What was seen; required where it does not hold.
    pub note: String,
}

/// One of the purchaser's people who accept 验收人员.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// In which post.
    pub post: Role,
}

/// Is it accepted? `true` if every criterion holds.
/// `handlers` are those who ran the procurement: they may take part but not be the only ones.
///
/// # Errors
/// `E_SINGLE_ACCEPTANCE` (ACC-02), `E_ACCEPTANCE_INCOMPLETE` (ACC-03), `E_SCHEMA`.
pub fn inspect(
    criteria: &[Criterion],
    findings: &[Finding],
    members: &[Member],
    handlers: &[PersonId],
    law: &Law,
) -> Result<bool, Refusal> {
    let people: BTreeSet<_> = members.iter().map(|member| member.person).collect();
    let posts: BTreeSet<_> = members.iter().map(|member| member.post).collect();
    let independent = people.iter().any(|person| !handlers.contains(person));
    if people.len() < 2 || posts.len() < 2 || !independent {
        return Err(law
            .refuse("E_SINGLE_ACCEPTANCE", "ACC-02")
            .field("members", "acceptance-field-two-people"));
    }
    let number = |index: usize| u16::try_from(index + 1).unwrap_or(u16::MAX);
    let said: BTreeSet<_> = findings.iter().map(|finding| finding.no).collect();
    let missing: Vec<_> = (0..criteria.len()).map(number).filter(|no| !said.contains(no)).collect();
    let bare = |refusal: Refusal| {
        let wordless = findings.iter().filter(|finding| !finding.passed && finding.note.trim().is_empty());
        wordless.fold(refusal, |refusal, finding| {
            refusal.field(format!("findings[{}].note", finding.no.saturating_sub(1)), "field-required")
        })
    };
    if criteria.is_empty() || !missing.is_empty() {
        let list = missing.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
        let refusal = law.refuse("E_ACCEPTANCE_INCOMPLETE", "ACC-03").arg("missing", list);
        return Err(bare(missing.iter().fold(refusal, |refusal, no| {
            refusal.field(format!("findings[{}].passed", no - 1), "field-choose")
        })));
    }
    if said.len() != findings.len() || findings.len() != criteria.len() {
        return Err(Refusal::new("E_SCHEMA").field("findings", "acceptance-field-once-each"));
    }
    let refusal = bare(Refusal::new("E_SCHEMA"));
    if !refusal.fields.is_empty() {
        return Err(refusal);
    }
    Ok(findings.iter().all(|finding| finding.passed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::testing::{law, person};

    fn criteria() -> Vec<Criterion> {
        ["分辨率", "质保三年"]
            .map(|text| Criterion { kind: CriterionKind::Technical, text: text.into() })
            .into()
    }
    fn finding(no: u16, passed: bool) -> Finding {
        Finding { no, passed, note: if passed { String::new() } else { "不符".into() } }
    }
    fn members(list: &[(u128, Role)]) -> Vec<Member> {
        list.iter().map(|(n, post)| Member { person: person(*n), post: *post }).collect()
    }
    const CLERK: Role = Role::PurchaserClerk;
    const SUPERVISOR: Role = Role::PurchaserSupervisor;

    fn result(findings: &[Finding], people: &[(u128, Role)]) -> Result<bool, String> {
        inspect(&criteria(), findings, &members(people), &[person(1)], &law())
            .map_err(|refusal| refusal.code.into())
    }

    #[test]
    fn two_people_of_two_posts_accept() {
        let findings = [finding(1, true), finding(2, true)];
        assert_eq!(result(&findings, &[(1, CLERK), (2, SUPERVISOR)]), Ok(true));
    }
    #[test]
    fn one_failed_item_fails_the_whole() {
        let findings = [finding(1, true), finding(2, false)];
        assert_eq!(result(&findings, &[(1, CLERK), (2, SUPERVISOR)]), Ok(false));
    }
    #[test]
    fn one_person_alone_cannot_accept() {
        let findings = [finding(1, true), finding(2, true)];
        let refused = Err("E_SINGLE_ACCEPTANCE".to_owned());
        assert_eq!(result(&findings, &[]), refused);
        assert_eq!(result(&findings, &[(2, SUPERVISOR)]), refused);
        // The same natural person in two posts is one person; two people in one post are one post.
        assert_eq!(result(&findings, &[(2, CLERK), (2, SUPERVISOR)]), refused);
        assert_eq!(result(&findings, &[(2, CLERK), (3, CLERK)]), refused);
    }
    #[test]
    fn those_who_ran_the_procurement_cannot_accept_among_themselves() {
        let findings = [finding(1, true), finding(2, true)];
        let all = inspect(
            &criteria(),
            &findings,
            &members(&[(1, CLERK), (2, SUPERVISOR)]),
            &[person(1), person(2)],
            &law(),
        );
        assert_eq!(all.map_err(|refusal| refusal.code.into_owned()), Err("E_SINGLE_ACCEPTANCE".into()));
    }
    #[test]
    fn no_item_may_be_left_out() {
        let refused = Err("E_ACCEPTANCE_INCOMPLETE".to_owned());
        let people = [(1, CLERK), (2, SUPERVISOR)];
        assert_eq!(result(&[finding(1, true)], &people), refused);
        assert_eq!(result(&[], &people), refused);
        assert_eq!(result(&[finding(1, true), finding(1, true)], &people), refused);
        let twice = [finding(1, true), finding(2, true), finding(2, false)];
        assert_eq!(result(&twice, &people), Err("E_SCHEMA".into()));
        assert_eq!(
            result(&[finding(1, true), finding(2, true), finding(9, true)], &people),
            Err("E_SCHEMA".into())
        );
    }
    #[test]
    fn a_failure_needs_words() {
        let findings = [finding(1, true), Finding { no: 2, passed: false, note: " ".into() }];
        assert_eq!(result(&findings, &[(1, CLERK), (2, SUPERVISOR)]), Err("E_SCHEMA".into()));
    }
}
