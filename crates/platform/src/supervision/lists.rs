//! What waits for a second person.

use crate::engine::prelude::*;
use procurement::supervision::{Proposal, ProposalEvent};

/// One row per proposal.
pub(super) struct Proposals;

impl View for Proposals {
    fn name(&self) -> &'static str {
        "supervision_proposal"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "supervision_proposal",
            columns: const {
                &[
                    Column::text("stream"),
                    Column::text("command"),
                    Column::text("subject"),
                    Column::text("organisation"),
                    Column::text("proposer"),
                    Column::text("state"),
                    Column::int("at"),
                ]
            },
            primary: &["stream"],
            indexes: const { &[Index::on(&["proposer", "state"]), Index::on(&["subject", "command"])] },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let Some(happened) = event.event::<ProposalEvent>() else { return Ok(()) };
        let state = match happened {
            ProposalEvent::Made(proposed) => {
                let subject = proposed.subject.as_ref().map_or("", StreamName::as_str);
                return tx.later(
                    "INSERT INTO supervision_proposal (stream, command, subject, organisation, proposer, state, at) \
                     VALUES ($1, $2, $3, $4, $5, 'pending', $6)",
                    &[
                        event.stream.as_str().into(),
                        proposed.command.as_str().into(),
                        subject.into(),
                        proposed.organisation.to_string().into(),
                        proposed.proposer.to_string().into(),
                        event.at.millis().into(),
                    ],
                );
            }
            ProposalEvent::TakenOver { by } => {
                return tx.later(
                    "UPDATE supervision_proposal SET proposer = $2 WHERE stream = $1",
                    &[event.stream.as_str().into(), by.to_string().into()],
                );
            }
            ProposalEvent::Approved { .. } => "approved",
            ProposalEvent::Rejected { .. } => "rejected",
        };
        tx.later(
            "UPDATE supervision_proposal SET state = $2, at = $3 WHERE stream = $1",
            &[event.stream.as_str().into(), state.into(), event.at.millis().into()],
        )
    }
}

/// One proposal of a list.
#[derive(Clone, Debug)]
pub struct ProposalRow {
    /// Its id.
    pub id: ProposalId,
    /// The proposed command.
    pub command: String,
    /// What it acts on, if that exists.
    pub subject: Option<StreamName>,
    /// `pending`, `approved`, `rejected`.
    pub state: String,
    /// Since when.
    pub at: Instant,
}

/// The newest proposals that `proposer` made.
///
/// # Errors
/// If the store cannot be read.
pub fn proposals_of(tx: &mut dyn Tx, proposer: PersonId, limit: u32) -> Result<Vec<ProposalRow>, StoreError> {
    let rows = tx.query(
        "SELECT stream, command, subject, state, at FROM supervision_proposal \
         WHERE proposer = $1 ORDER BY at DESC LIMIT $2",
        &[proposer.to_string().into(), i64::from(limit).into()],
    )?;
    let proposal = |row: &Row| {
        Ok(ProposalRow {
            id: ProposalId::from_uuid(row.parse::<StreamName>(0)?.uuid()),
            command: row.text(1)?.to_owned(),
            subject: StreamName::parse(row.text(2)?),
            state: row.text(3)?.to_owned(),
            at: row.instant(4)?,
        })
    };
    rows.iter().map(proposal).collect()
}

impl ProposalRow {
    /// Where it stands, with everything that was proposed.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn state(platform: &crate::Platform, id: ProposalId) -> Result<Option<Proposal>, StoreError> {
        platform.state::<Proposal>(id)
    }
}
