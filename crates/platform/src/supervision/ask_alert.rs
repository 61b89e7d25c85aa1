//! 要求说明.

use super::reach;
use crate::engine::prelude::*;
use procurement::supervision::{Alert, AlertStage};

/// The regulator asks those concerned to explain; until now they did not know of a recorded alert.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AskAlert {
    /// The alert.
    pub alert: AlertId,
    /// 需说明的事项
    pub question: String,
}

impl Command for AskAlert {
    const NAME: &'static str = "supervision.ask_alert";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("supervision.alert", "alert"));
    const FIELDS: &'static [Field] =
        &[Field::id("alert", "supervision.alert"), Field::paragraph("question", 1000)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        reach(desk, self.alert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<AlertId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        if !reach(desk, id)?.includes(desk.actor()) {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE").into());
        }
        match desk.load::<Alert>(id)?.stage {
            AlertStage::Open | AlertStage::Explained(_) => Ok(()),
            _ => Err(Refusal::new("E_STATE").into()),
        }
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let alert = desk.load::<Alert>(self.alert)?;
        let law = desk.law(desk.actor().region);
        let events = alert.ask(self.question, desk.now(), &law)?;
        desk.record_all::<Alert>(self.alert, events)
    }
}
