//! 记录风险预警.

use super::alerts::{About, case};
use crate::engine::prelude::*;
use procurement::supervision::{Alert, risk::Finding};

/// A rule that records has spoken. Given by the follower of the journal alone; the same finding makes one alert.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RaiseAlert {
    /// The finding, as JSON.
    pub finding: String,
    /// The stream it is about.
    pub subject: String,
    /// The same in words.
    pub title: String,
    /// Whose doing.
    pub organisation: OrganisationId,
    /// What else tells it from others of the rule about the subject.
    #[serde(default)]
    pub key: Option<String>,
    /// When what was found happened.
    pub happened: Instant,
}
impl RaiseAlert {
    /// The alert it makes.
    pub(super) fn alert(&self, rule: &str, subject: &StreamName) -> AlertId {
        Alert::id_of(rule, subject, self.key.as_deref().unwrap_or_default(), self.happened)
    }
}

impl Command for RaiseAlert {
    const NAME: &'static str = "supervision.raise_alert";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const FIELDS: &'static [Field] = &[
        Field::paragraph("finding", 20_000),
        Field::text("subject", 100),
        Field::text("title", 300),
        Field::id("organisation", "registry.organisation"),
        Field::text("key", 100).optional(),
        Field::instant("happened"),
    ];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let malformed = |field: &'static str| Refusal::new("E_SCHEMA").field(field, "field-invalid");
        let finding: Finding = serde_json::from_str(&self.finding).map_err(|_| malformed("finding"))?;
        let subject = StreamName::parse(&self.subject).ok_or_else(|| malformed("subject"))?;
        let id = self.alert(&finding.rule, &subject);
        let known = desk.query("SELECT id FROM supervision_alert WHERE id = $1", &[id.to_string().into()])?;
        if !known.is_empty() {
            return Err(Refusal::new("E_ALREADY").into());
        }
        let about = About { subject, title: self.title, organisation: self.organisation, reason: None };
        let raised = case(desk, finding, about)?;
        desk.record_all::<Alert>(id, Alert::default().raise(raised)?)
    }
}
