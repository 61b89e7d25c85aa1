//! 证书库: every certificate by organisation, holder, serial number and fingerprint; and what decisions ask of one.

use crate::engine::prelude::*;
use documents::{Certificate as Parsed, RevocationList, Revoked};
use procurement::registry::{Certificate, CertificateEvent, Checked, Issued, Reason};
use std::sync::Arc;

/// The certificates there are.
pub(super) struct Certificates;
impl View for Certificates {
    fn name(&self) -> &'static str {
        "registry_certificate"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "registry_certificate",
            columns: const {
                &[
                    Column::text("id"),
                    Column::text("organisation"),
                    Column::text("holder"),
                    Column::text("serial"),
                    Column::text("fingerprint"),
                    Column::int("trial"),
                    Column::int("until"),
                    Column::int("revoked").nullable(),
                    Column::int("reason").nullable(),
                ]
            },
            primary: &["id"],
            indexes: const {
                &[
                    Index::unique(&["fingerprint"]),
                    Index::on(&["organisation"]),
                    Index::on(&["holder"]),
                    Index::on(&["revoked"]),
                ]
            },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let Some(happened) = event.event::<CertificateEvent>() else { return Ok(()) };
        let id = event.stream.uuid().to_string();
        match happened {
            CertificateEvent::Issued(issued) => insert(tx, &id, issued, true),
            CertificateEvent::Bound { issued, .. } => insert(tx, &id, issued, false),
            CertificateEvent::Revoked { reason } => tx.later(
                "UPDATE registry_certificate SET revoked = $2, reason = $3 WHERE id = $1",
                &[id.into(), event.at.millis().into(), i64::from(reason.code()).into()],
            ),
            CertificateEvent::Renewed { .. } | CertificateEvent::Reminded | CertificateEvent::Expired => {
                Ok(())
            }
        }
    }
}

fn insert(tx: &mut dyn Tx, id: &str, issued: &Issued, trial: bool) -> Result<(), StoreError> {
    tx.later(
        "INSERT INTO registry_certificate (id, organisation, holder, serial, fingerprint, trial, until) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            id.into(),
            issued.organisation.to_string().into(),
            issued.holder.to_string().into(),
            issued.serial.as_str().into(),
            issued.fingerprint.to_string().into(),
            i64::from(trial).into(),
            issued.until.millis().into(),
        ],
    )
}

/// A certificate that may be signed with now.
pub struct Good {
    /// Its id.
    pub id: CertificateId,
    /// Its state.
    pub state: Arc<Certificate>,
    /// What it says.
    pub issued: Issued,
    /// The certificate itself.
    pub parsed: Parsed,
}

/// The certificate of the acting organisation that a signature names by its fingerprint, good when the command was
/// received.
///
/// # Errors
/// `E_CERTIFICATE_UNKNOWN` if it is not this organisation's; `E_CERTIFICATE_REVOKED`, `E_CERTIFICATE_EXPIRED`.
pub fn by_fingerprint(desk: &mut Desk<'_, '_>, fingerprint: &Digest) -> Result<Good, Stop> {
    let sql = "SELECT id FROM registry_certificate WHERE fingerprint = $1";
    let rows = desk.query(sql, &[fingerprint.to_string().into()])?;
    let found = good(desk, rows.first())?;
    // A successor's people act in the predecessor's name and sign with their own.
    let own =
        found.issued.organisation == desk.actor().organisation || found.issued.holder == desk.actor().person;
    if own { Ok(found) } else { Err(Refusal::new("E_CERTIFICATE_UNKNOWN").into()) }
}
/// The actor's own certificate of this serial number, good when the command was received.
///
/// # Errors
/// As [`by_fingerprint`].
pub fn own_by_serial(desk: &mut Desk<'_, '_>, serial: &str) -> Result<Good, Stop> {
    let rows = desk.query(
        "SELECT id FROM registry_certificate WHERE holder = $1 AND serial = $2",
        &[desk.actor().person.to_string().into(), serial.to_ascii_lowercase().into()],
    )?;
    good(desk, rows.first())
}
/// The certificate of this serial number that one of the organisation's people holds, whether it is good or not.
///
/// # Errors
/// `E_CERTIFICATE_UNKNOWN`.
pub(super) fn by_serial(
    desk: &mut Desk<'_, '_>,
    organisation: OrganisationId,
    serial: &str,
) -> Result<(Arc<Certificate>, PersonId), Stop> {
    let rows = desk.query(
        "SELECT id FROM registry_certificate WHERE organisation = $1 AND serial = $2",
        &[organisation.to_string().into(), serial.to_ascii_lowercase().into()],
    )?;
    let unknown = || Refusal::new("E_CERTIFICATE_UNKNOWN").field("certificate", "field-invalid");
    let state = desk.load::<Certificate>(rows.first().ok_or_else(unknown)?.parse(0)?)?;
    let holder = state.said()?.holder;
    Ok((state, holder))
}
fn good(desk: &mut Desk<'_, '_>, row: Option<&Row>) -> Result<Good, Stop> {
    let unknown = || Refusal::new("E_CERTIFICATE_UNKNOWN");
    let id: CertificateId = row.ok_or_else(unknown)?.parse(0)?;
    let state = desk.load::<Certificate>(id)?;
    let issued = require_good(desk.outside(), &state, desk.received())?.clone();
    let parsed = Parsed::from_pem(&issued.pem).map_err(|_| unknown())?;
    Ok(Good { id, state, issued, parsed })
}

/// Is it good at `at`, for one of an outside authority by that authority's newest list as well?
///
/// # Errors
/// Why not, as [`Certificate::good`] and [`Outside::trust`] say; `E_LIST_STALE`, `E_LIST_MISSING`, `E_CA_UNKNOWN`.
pub fn require_good<'c>(
    outside: &Outside,
    state: &'c Certificate,
    at: Instant,
) -> Result<&'c Issued, Refusal> {
    let issued = state.good(at)?;
    if state.checked.is_some() {
        let parsed = Parsed::from_pem(&issued.pem).map_err(|_| Refusal::new("E_CERTIFICATE_UNKNOWN"))?;
        outside.trust()?.check(&parsed, at).map_err(|why| crate::engine::distrusted(&why))?;
    }
    Ok(issued)
}

/// The position in which the actor is reminded of a certificate's end.
pub(super) fn position(desk: &Desk<'_, '_>) -> Result<Role, Stop> {
    let first = desk.actor().roles.first().copied();
    first.ok_or_else(|| Refusal::new("E_FORBIDDEN").into())
}

/// Records a new certificate of the actor and frees the holder's older ones from their reminders.
pub(super) fn record_new(
    desk: &mut Desk<'_, '_>,
    issued: Issued,
    checked: Option<Checked>,
) -> Result<(), Stop> {
    let rows = desk.query(
        "SELECT id FROM registry_certificate WHERE holder = $1 AND revoked IS NULL AND until > $2",
        &[issued.holder.to_string().into(), desk.now().millis().into()],
    )?;
    if rows.len() >= Certificate::MOST {
        return Err(Refusal::new("E_TOO_MANY_CERTIFICATES").into());
    }
    let id = desk.new_id::<CertificateId>();
    let events = Certificate::default().issue(issued, checked, desk.now())?;
    desk.record_all::<Certificate>(id, events)?;
    for row in &rows {
        let older: CertificateId = row.parse(0)?;
        let events = desk.load::<Certificate>(older)?.renew(id);
        desk.record_all::<Certificate>(older, events)?;
    }
    Ok(())
}

/// Revokes what a person holds who may not act any more.
pub(super) fn revoke_of_person(
    desk: &mut Desk<'_, '_>,
    holder: PersonId,
    reason: Reason,
) -> Result<(), Stop> {
    revoke_where(desk, "holder", holder.to_string(), reason)
}
/// Revokes what an organisation's people hold when it leaves the register.
pub(super) fn revoke_of_organisation(
    desk: &mut Desk<'_, '_>,
    organisation: OrganisationId,
    reason: Reason,
) -> Result<(), Stop> {
    revoke_where(desk, "organisation", organisation.to_string(), reason)
}
fn revoke_where(desk: &mut Desk<'_, '_>, column: &str, value: String, reason: Reason) -> Result<(), Stop> {
    let now = desk.now();
    let sql =
        format!("SELECT id FROM registry_certificate WHERE {column} = $1 AND revoked IS NULL AND until > $2");
    for row in &desk.query(&sql, &[value.into(), now.millis().into()])? {
        let id: CertificateId = row.parse(0)?;
        let events = desk.load::<Certificate>(id)?.revoke(reason, now)?;
        desk.record_all::<Certificate>(id, events)?;
    }
    Ok(())
}

/// One certificate of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateRow {
    /// Its id.
    pub id: CertificateId,
    /// Who holds it.
    pub holder: PersonId,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// Issued by the trial CA.
    pub trial: bool,
    /// End of validity.
    pub until: Instant,
    /// Since when it is revoked.
    pub revoked: Option<Instant>,
}
impl CertificateRow {
    const COLUMNS: &str = "id, holder, serial, trial, until, revoked";
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            holder: row.parse(1)?,
            serial: row.text(2)?.to_owned(),
            trial: row.int(3)? != 0,
            until: Instant::from_millis(row.int(4)?),
            revoked: row.opt_int(5)?.map(Instant::from_millis),
        })
    }
    /// May it be signed with at `at`?
    pub fn is_good(&self, at: Instant) -> bool {
        self.revoked.is_none() && at <= self.until
    }
}

/// The certificates of an organisation's people, newest first, at most `most`.
///
/// # Errors
/// If the store cannot be read.
pub fn certificates_of(
    tx: &mut dyn Tx,
    organisation: OrganisationId,
    most: u32,
) -> Result<Vec<CertificateRow>, StoreError> {
    let sql = format!(
        "SELECT {} FROM registry_certificate WHERE organisation = $1 ORDER BY id DESC LIMIT $2",
        CertificateRow::COLUMNS
    );
    let rows = tx.query(&sql, &[organisation.to_string().into(), i64::from(most).into()])?;
    rows.iter().map(CertificateRow::from_row).collect()
}
/// The newest certificate that a person may sign with.
///
/// # Errors
/// If the store cannot be read.
pub fn certificate_of(
    tx: &mut dyn Tx,
    holder: PersonId,
    at: Instant,
) -> Result<Option<CertificateRow>, StoreError> {
    let sql = format!(
        "SELECT {} FROM registry_certificate WHERE holder = $1 AND revoked IS NULL AND until >= $2 \
         ORDER BY id DESC LIMIT 1",
        CertificateRow::COLUMNS
    );
    let rows = tx.query(&sql, &[holder.to_string().into(), at.millis().into()])?;
    rows.first().map(CertificateRow::from_row).transpose()
}
/// The certificate of this fingerprint, whosever it is.
///
/// # Errors
/// If the store cannot be read.
pub fn certificate_by(tx: &mut dyn Tx, fingerprint: &Digest) -> Result<Option<CertificateId>, StoreError> {
    let sql = "SELECT id FROM registry_certificate WHERE fingerprint = $1";
    tx.query(sql, &[fingerprint.to_string().into()])?.first().map(|row| row.parse(0)).transpose()
}
/// The trial CA's certificates of this serial number: at most one.
///
/// # Errors
/// If the store cannot be read.
pub fn certificate_of_serial(tx: &mut dyn Tx, serial: &str) -> Result<Option<CertificateId>, StoreError> {
    let sql = "SELECT id FROM registry_certificate WHERE serial = $1 AND trial = 1";
    tx.query(sql, &[serial.to_ascii_lowercase().into()])?.first().map(|row| row.parse(0)).transpose()
}

/// How far the revocation list is: another answer after every revocation.
///
/// # Errors
/// If the store cannot be read.
pub fn revocations(tx: &mut dyn Tx) -> Result<(i64, i64), StoreError> {
    let sql = "SELECT COUNT(revoked), MAX(revoked) FROM registry_certificate WHERE revoked IS NOT NULL";
    let rows = tx.query(sql, &[])?;
    rows.first().map_or(Ok((0, 0)), |row| Ok((row.int(0)?, row.opt_int(1)?.unwrap_or(0))))
}
/// The trial CA's certificates that are revoked and whose time is not over (RFC 5280 §5: an expired one may be left out).
///
/// # Errors
/// If the store cannot be read.
fn revoked(tx: &mut dyn Tx, at: Instant) -> Result<Vec<Revoked>, StoreError> {
    let sql = "SELECT serial, revoked, reason FROM registry_certificate \
               WHERE revoked IS NOT NULL AND trial = 1 AND until >= $1 ORDER BY id";
    let rows = tx.query(sql, &[at.millis().into()])?;
    rows.iter()
        .map(|row| {
            Ok(Revoked {
                serial: row.text(0)?.to_owned(),
                at: Instant::from_millis(row.int(1)?),
                reason: u8::try_from(row.int(2)?).unwrap_or_default(),
            })
        })
        .collect()
}

/// So long a revocation list may be relied on; a new one is made with every revocation.
const LIST_LASTS: Span = Span::hours(24);

/// The trial CA's revocation list as of now. Its number is the moment, which only grows.
///
/// # Errors
/// `E_BUSY` if the store cannot be read, `E_STORE` if the CA's key cannot.
pub fn revocation_list(platform: &crate::Platform) -> Result<RevocationList, Refusal> {
    let now = platform.now();
    let all = platform.journal().read(|tx| revoked(tx, now)).map_err(|problem| {
        tracing::error!(%problem, "the revoked certificates could not be read");
        Refusal::new("E_BUSY")
    })?;
    let number = now.millis().unsigned_abs();
    let made = platform.outside().authority()?.revocation_list(&all, number, (now, now.plus(LIST_LASTS)));
    made.map_err(|problem| {
        tracing::error!(%problem, "a revocation list could not be made");
        Refusal::new("E_INTERNAL")
    })
}
