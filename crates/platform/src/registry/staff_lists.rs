//! The people of an organisation, who lends roles to whom, and whose work goes to whom.

use super::dossier::clerk_of;
use crate::engine::prelude::*;
use procurement::registry::{DelegationEvent, HandoverEvent, Organisation};

/// Delegations and hand-overs, one row each.
pub(super) struct Staff;

impl View for Staff {
    fn name(&self) -> &'static str {
        "registry_staff"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![
            Table {
                name: "registry_delegation",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("organisation"),
                        Column::text("lender"),
                        Column::text("borrower"),
                        Column::text("state"),
                    ]
                },
                primary: &["id"],
                indexes: const {
                    &[Index::on(&["organisation"]), Index::on(&["lender"]), Index::on(&["borrower"])]
                },
            },
            Table {
                name: "registry_handover",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("organisation"),
                        Column::text("leaver"),
                        Column::text("taker"),
                        Column::text("state"),
                    ]
                },
                primary: &["id"],
                indexes: const { &[Index::on(&["organisation"]), Index::on(&["leaver"])] },
            },
        ]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let id = event.stream.uuid().to_string();
        match (event.event::<DelegationEvent>(), event.event::<HandoverEvent>()) {
            (Some(DelegationEvent::Granted(grant)), _) => tx.later(
                "INSERT INTO registry_delegation (id, organisation, lender, borrower, state) \
                 VALUES ($1, $2, $3, $4, 'running')",
                &[
                    id.into(),
                    grant.organisation.to_string().into(),
                    grant.by.to_string().into(),
                    grant.to.to_string().into(),
                ],
            ),
            (Some(DelegationEvent::Ended { .. }), _) => {
                tx.later("UPDATE registry_delegation SET state = 'ended' WHERE id = $1", &[id.into()])
            }
            (_, Some(HandoverEvent::Offered(offer))) => tx.later(
                "INSERT INTO registry_handover (id, organisation, leaver, taker, state) \
                 VALUES ($1, $2, $3, $4, 'offered')",
                &[
                    id.into(),
                    offer.organisation.to_string().into(),
                    offer.from.to_string().into(),
                    offer.to.to_string().into(),
                ],
            ),
            (_, Some(HandoverEvent::Accepted { .. })) => {
                tx.later("UPDATE registry_handover SET state = 'accepted' WHERE id = $1", &[id.into()])
            }
            (_, Some(HandoverEvent::Declined { .. })) => {
                tx.later("UPDATE registry_handover SET state = 'declined' WHERE id = $1", &[id.into()])
            }
            (None, None) => Ok(()),
        }
    }
}

/// One person of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The id.
    pub id: PersonId,
    /// Sign-in name.
    pub login: String,
    /// Roles held.
    pub roles: Vec<Role>,
    /// `active`, `disabled`.
    pub state: String,
}

/// The people of an organisation, those who may act first.
///
/// # Errors
/// If the store cannot be read.
pub fn people_of(
    tx: &mut dyn Tx,
    organisation: OrganisationId,
    limit: u32,
) -> Result<Vec<PersonRow>, StoreError> {
    let rows = tx.query(
        "SELECT id, login, roles, state FROM registry_person WHERE organisation = $1 AND state <> 'erased' \
         ORDER BY state, id LIMIT $2",
        &[organisation.to_string().into(), i64::from(limit).into()],
    )?;
    let person = |row: &Row| {
        Ok(PersonRow {
            id: row.parse(0)?,
            login: row.text(1)?.to_owned(),
            roles: row.text(2)?.split(' ').filter_map(|id| id.parse().ok()).collect(),
            state: row.text(3)?.to_owned(),
        })
    };
    rows.iter().map(person).collect()
}

/// The delegations of an organisation that have not ended, the newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn delegations_of(
    tx: &mut dyn Tx,
    organisation: OrganisationId,
    limit: u32,
) -> Result<Vec<DelegationId>, StoreError> {
    let rows = tx.query(
        "SELECT id FROM registry_delegation WHERE organisation = $1 AND state = 'running' ORDER BY id DESC LIMIT $2",
        &[organisation.to_string().into(), i64::from(limit).into()],
    )?;
    rows.iter().map(|row| row.parse(0)).collect()
}

/// The hand-overs of an organisation, the newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn handovers_of(
    tx: &mut dyn Tx,
    organisation: OrganisationId,
    limit: u32,
) -> Result<Vec<HandoverId>, StoreError> {
    let rows = tx.query(
        "SELECT id FROM registry_handover WHERE organisation = $1 ORDER BY id DESC LIMIT $2",
        &[organisation.to_string().into(), i64::from(limit).into()],
    )?;
    rows.iter().map(|row| row.parse(0)).collect()
}

/// Does this actor keep the accounts of the organisation? As `registry.enrol_colleague` asks it.
///
/// # Errors
/// If the store cannot be read.
pub fn keeps_accounts(platform: &crate::Platform, actor: &Actor) -> Result<bool, StoreError> {
    let own = platform.state::<Organisation>(actor.organisation)?.unwrap_or_default();
    let Some(head) = own.registration.kind.head().filter(|_| own.require_active().is_ok()) else {
        return Ok(false);
    };
    if actor.holds(&[head]) {
        return Ok(true);
    }
    let registrant = clerk_of(own.registration.kind).is_some_and(|clerk| actor.holds(&[clerk]));
    let people = platform.journal().read(|tx| people_of(tx, actor.organisation, 1000))?;
    let headed = people.iter().any(|row| row.state == "active" && row.roles.contains(&head));
    Ok(registrant && !headed)
}
