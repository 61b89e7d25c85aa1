//! 提交说明.

use crate::engine::prelude::*;
use procurement::supervision::{Alert, Reason};

/// Those concerned explain.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExplainAlert {
    /// The alert.
    pub alert: AlertId,
    /// 情况说明
    pub explanation: String,
}

impl Command for ExplainAlert {
    const NAME: &'static str = "supervision.explain_alert";
    const AUDIENCE: &'static [Role] = &[
        Role::PurchaserClerk,
        Role::AgencyPm,
        Role::SupplierClerk,
        Role::Expert,
        Role::FaRegulatorHead,
        Role::Operator,
    ];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("supervision.alert", "alert"));
    const FIELDS: &'static [Field] =
        &[Field::id("alert", "supervision.alert"), Field::paragraph("explanation", 2000)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let alert = desk.load::<Alert>(self.alert)?;
        let raised = alert.raised.as_ref().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        Ok(alert.answering().map_or(Matter::Organisation(raised.organisation), Matter::Person))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let alert = desk.load::<Alert>(self.alert)?;
        let (by, at) = (desk.actor().person, desk.received());
        let events = alert.explain(Reason { text: self.explanation, by, at })?;
        desk.record_all::<Alert>(self.alert, events)
    }
}
