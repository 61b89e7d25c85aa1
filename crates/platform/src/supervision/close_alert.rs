//! 办结预警.

use super::reach;
use crate::engine::prelude::*;
use procurement::supervision::{Alert, AlertStage, Outcome, Reason};

/// The regulator decides whether what was found is so.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CloseAlert {
    /// The alert.
    pub alert: AlertId,
    /// 认定
    pub outcome: Outcome,
    /// 理由与处置
    pub opinion: String,
}

impl Command for CloseAlert {
    const NAME: &'static str = "supervision.close_alert";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("supervision.alert", "alert"));
    const FIELDS: &'static [Field] = &[
        Field::id("alert", "supervision.alert"),
        Field::choice("outcome", Outcome::IDS),
        Field::paragraph("opinion", 2000),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        reach(desk, self.alert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<AlertId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        if !reach(desk, id)?.includes(desk.actor()) {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE").into());
        }
        match &desk.load::<Alert>(id)?.stage {
            AlertStage::Closed { .. } => Err(Refusal::new("E_STATE").into()),
            AlertStage::Asked { due, .. } if desk.now() <= *due => {
                Err(Refusal::new("E_ALERT_UNHEARD").arg("due", *due).into())
            }
            _ => Ok(()),
        }
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let alert = desk.load::<Alert>(self.alert)?;
        let opinion = Reason { text: self.opinion, by: desk.actor().person, at: desk.now() };
        desk.record_all::<Alert>(self.alert, alert.close(self.outcome, opinion)?)
    }
}
