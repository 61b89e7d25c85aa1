//! What decisions and pages ask about organisations and people.

use crate::engine::prelude::*;
use procurement::registry::{Organisation, Person, Standing};
use procurement::registry::{OrganisationEvent, PersonEvent};

/// Organisations and people, one row each.
pub(super) struct Registry;

impl View for Registry {
    fn name(&self) -> &'static str {
        "registry"
    }
    fn version(&self) -> u32 {
        3
    }
    fn tables(&self) -> Vec<Table> {
        vec![
            Table {
                name: "registry_organisation",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("kind"),
                        Column::text("region"),
                        Column::text("name"),
                        Column::text("uscc"),
                        Column::text("state"),
                    ]
                },
                primary: &["id"],
                indexes: const { &[Index::unique(&["uscc"]), Index::on(&["kind", "region"])] },
            },
            Table {
                name: "registry_person",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("organisation"),
                        Column::text("login"),
                        Column::text("roles"),
                        Column::text("state"),
                    ]
                },
                primary: &["id"],
                indexes: const { &[Index::unique(&["login"]), Index::on(&["organisation"])] },
            },
        ]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let id = event.stream.uuid().to_string();
        if let (Some(happened), Some(state)) =
            (event.event::<OrganisationEvent>(), event.state::<Organisation>())
        {
            if matches!(happened, OrganisationEvent::Certified { .. } | OrganisationEvent::Absorbed { .. }) {
                return Ok(());
            }
            let registration = &state.registration;
            if matches!(state.standing, Standing::Deregistered { .. }) && !state.accepted {
                // Who never was in the register holds no code: whoever it belongs to may register with it.
                return tx.later("DELETE FROM registry_organisation WHERE id = $1", &[id.into()]);
            }
            tx.later(
                "INSERT INTO registry_organisation (id, kind, region, name, uscc, state) \
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET \
                 region = excluded.region, name = excluded.name, uscc = excluded.uscc, state = excluded.state",
                &[
                    id.into(),
                    registration.kind.id().into(),
                    registration.region.code().into(),
                    registration.name.as_str().into(),
                    registration.uscc.as_str().into(),
                    state.standing.id().into(),
                ],
            )
        } else if let (Some(happened), Some(state)) = (event.event::<PersonEvent>(), event.state::<Person>())
        {
            match happened {
                PersonEvent::RolesChanged { roles } => tx.later(
                    "UPDATE registry_person SET roles = $2 WHERE id = $1",
                    &[id.into(), role_ids(roles).into()],
                ),
                PersonEvent::Enrolled(enrolment) => tx.later(
                    "INSERT INTO registry_person (id, organisation, login, roles, state) \
                         VALUES ($1, $2, $3, $4, 'active')",
                    &[
                        id.as_str().into(),
                        enrolment.organisation.to_string().into(),
                        enrolment.login.as_str().into(),
                        role_ids(&enrolment.roles).into(),
                    ],
                ),
                PersonEvent::PasswordChanged { .. }
                | PersonEvent::WordIssued { .. }
                | PersonEvent::Moved { .. }
                | PersonEvent::Lent(_)
                | PersonEvent::LoanEnded { .. }
                | PersonEvent::TookOver { .. }
                | PersonEvent::SecondFactorEnabled(_)
                | PersonEvent::SecondFactorDisabled { .. }
                | PersonEvent::CodeUsed { .. }
                | PersonEvent::RecoveryCodeUsed { .. } => Ok(()),
                PersonEvent::Disabled { .. } | PersonEvent::Erased => {
                    let standing = if state.enrolment.is_some() { "disabled" } else { "erased" };
                    tx.later(
                        "UPDATE registry_person SET state = $2 WHERE id = $1",
                        &[id.as_str().into(), standing.into()],
                    )
                }
            }
        } else {
            Ok(())
        }
    }
}

/// Roles as a row holds them.
fn role_ids(roles: &[Role]) -> String {
    roles.iter().map(|role| role.id()).collect::<Vec<_>>().join(" ")
}

/// One organisation of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationRow {
    /// Its id.
    pub id: OrganisationId,
    /// `purchaser`, `agency`, …
    pub kind: String,
    /// Its region.
    pub region: Region,
    /// 名称
    pub name: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// `draft`, `active`, …
    pub state: String,
}
const ORGANISATION: &str = "SELECT id, kind, region, name, uscc, state FROM registry_organisation";

fn organisation_row(row: &Row) -> Result<OrganisationRow, StoreError> {
    Ok(OrganisationRow {
        id: row.parse(0)?,
        kind: row.text(1)?.to_owned(),
        region: row.parse(2)?,
        name: row.text(3)?.to_owned(),
        uscc: row.text(4)?.to_owned(),
        state: row.text(5)?.to_owned(),
    })
}

/// Active organisations of a kind at or under `region`, by name.
///
/// # Errors
/// If the store cannot be read.
pub fn organisations(
    tx: &mut dyn Tx,
    kind: &str,
    region: Region,
    limit: u32,
) -> Result<Vec<OrganisationRow>, StoreError> {
    let sql = format!(
        "{ORGANISATION} WHERE kind = $1 AND region LIKE $2 AND state = 'active' ORDER BY name LIMIT $3"
    );
    let rows = tx.query(&sql, &[kind.into(), under(region).into(), i64::from(limit).into()])?;
    rows.iter().map(organisation_row).collect()
}

/// Which part of the register is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// At or under this region.
    pub region: Region,
    /// Of this kind.
    pub kind: Option<&'a str>,
    /// In this standing.
    pub standing: Option<&'a str>,
    /// A name that holds these words, or this very code.
    pub words: Option<&'a str>,
}

/// The register of a region, by name.
///
/// # Errors
/// If the store cannot be read.
pub fn register_of(
    tx: &mut dyn Tx,
    wanted: &Wanted<'_>,
    limit: u32,
    skip: u32,
) -> Result<Vec<OrganisationRow>, StoreError> {
    let mut params: Vec<Value> = vec![under(wanted.region).into()];
    let mut sql = format!("{ORGANISATION} WHERE region LIKE $1");
    for (column, value) in [("kind", wanted.kind), ("state", wanted.standing)] {
        if let Some(value) = value {
            params.push(value.into());
            sql += &format!(" AND {column} = ${}", params.len());
        }
    }
    if let Some(words) = wanted.words {
        params.push(format!("%{}%", words.replace(['%', '_', '\\'], "")).into());
        params.push(words.to_uppercase().into());
        sql += &format!(" AND (name LIKE ${} OR uscc = ${})", params.len() - 1, params.len());
    }
    params.extend([i64::from(limit).into(), i64::from(skip).into()]);
    sql += &format!(" ORDER BY name, id LIMIT ${} OFFSET ${}", params.len() - 1, params.len());
    tx.query(&sql, &params)?.iter().map(organisation_row).collect()
}

/// The pattern of every code at or under `region`.
fn under(region: Region) -> String {
    if region == Region::default() { "%".to_owned() } else { format!("{}%", region.prefix()) }
}

/// One organisation.
///
/// # Errors
/// If the store cannot be read.
pub fn organisation(tx: &mut dyn Tx, id: OrganisationId) -> Result<Option<OrganisationRow>, StoreError> {
    let rows = tx.query(&format!("{ORGANISATION} WHERE id = $1"), &[id.to_string().into()])?;
    rows.first().map(organisation_row).transpose()
}

/// Who signs in under this name, however it is typed.
///
/// # Errors
/// If the store cannot be read.
pub fn person_by_login(tx: &mut dyn Tx, login: &str) -> Result<Option<PersonId>, StoreError> {
    let Ok(login) = super::sign_in_name(login) else { return Ok(None) };
    let rows =
        tx.query("SELECT id FROM registry_person WHERE login = $1 AND state = 'active'", &[login.into()])?;
    rows.first().map(|row| row.parse(0)).transpose()
}

/// Refuses a code that another organisation holds.
pub(super) fn require_new_uscc(desk: &mut Desk<'_, '_>, uscc: &str) -> Result<(), Stop> {
    let taken = desk.query("SELECT id FROM registry_organisation WHERE uscc = $1", &[uscc.into()])?;
    if taken.is_empty() {
        Ok(())
    } else {
        Err(Refusal::new("E_USCC_TAKEN").field("uscc", "field-uscc-taken").into())
    }
}
/// Refuses a sign-in name that somebody has.
pub(super) fn require_new_login(desk: &mut Desk<'_, '_>, login: &str) -> Result<(), Stop> {
    let taken = desk.query("SELECT id FROM registry_person WHERE login = $1", &[login.into()])?;
    if taken.is_empty() {
        Ok(())
    } else {
        Err(Refusal::new("E_LOGIN_TAKEN").field("login", "field-login-taken").into())
    }
}

/// The finance department of the region, or the nearest above.
pub(crate) fn finance_of(desk: &mut Desk<'_, '_>, region: Region) -> Result<OrganisationId, Stop> {
    for place in region.ancestry() {
        if let Some(department) = finance_at(desk, place)? {
            return Ok(department);
        }
    }
    Err(Refusal::new("E_NO_REVIEWER").field("region", "field-not-a-region").into())
}
/// The finance department that a new one of this region answers to: the nearest above it.
pub(super) fn superior_of(desk: &mut Desk<'_, '_>, region: Region) -> Result<OrganisationId, Stop> {
    require_no_finance(desk, region)?;
    finance_of(desk, region)
}
/// Refuses a second finance department of a region.
pub(super) fn require_no_finance(desk: &mut Desk<'_, '_>, region: Region) -> Result<(), Stop> {
    match finance_at(desk, region)? {
        Some(_) => Err(Refusal::new("E_FINANCE_HERE").field("region", "field-finance-here").into()),
        None => Ok(()),
    }
}
/// The finance department of just this region.
fn finance_at(desk: &mut Desk<'_, '_>, region: Region) -> Result<Option<OrganisationId>, Stop> {
    let rows = desk.query(
        "SELECT id FROM registry_organisation WHERE kind = 'regulator' AND region = $1 AND state = 'active' ORDER BY id",
        &[region.code().into()],
    )?;
    Ok(rows.first().map(|row| row.parse(0)).transpose()?)
}
