//! 填写身份信息.

use super::{EXPERT, SUBJECT, editable, fill, own};
use crate::{engine::prelude::*, registry::dossier::Wrong};
use procurement::registry::{Expert, ExpertFilling, ExpertIdentity, IdentityMarks, retires_on};

/// Fills in who the expert is and where the fee goes; the values lie in the vault (财库〔2016〕198号第八条第三项).
#[derive(Clone, Serialize, Deserialize)]
pub struct FillExpertIdentity {
    /// The record.
    pub expert: ExpertId,
    /// The values.
    #[serde(flatten)]
    pub identity: ExpertIdentity,
}

impl Command for FillExpertIdentity {
    const NAME: &'static str = "registry.fill_expert_identity";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        EXPERT,
        Field::text("name", 50),
        Field::text("citizen_id", 30),
        Field::text("phone", 30),
        Field::text("bank", 100),
        Field::text("card", 40),
    ];
    fn prepare(&mut self, _outside: &Outside) -> Result<(), Refusal> {
        let mut wrong = Wrong::default();
        match self.identity.citizen_id.parse::<CitizenId>() {
            Ok(id) => self.identity.citizen_id = id.reveal().to_owned(),
            Err(problem) => wrong.unless(false, "citizen_id", problem.key()),
        }
        self.identity.phone = half_width(&self.identity.phone);
        self.identity.card = half_width(&self.identity.card).replace(' ', "");
        wrong.unless(is_phone(&self.identity.phone), "phone", "field-not-a-phone");
        wrong.unless(is_card(&self.identity.card), "card", "field-not-a-card");
        wrong.refuse()
    }
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let region = desk.load::<Expert>(self.expert)?.office()?.region;
        let law = desk.law(region);
        let born = self.identity.citizen_id.parse::<CitizenId>().ok().and_then(|id| id.birth());
        let born = born.ok_or_else(|| Refusal::new("E_SCHEMA").field("citizen_id", "field-invalid"))?;
        if born > desk.today() {
            return Err(Refusal::new("E_SCHEMA").field("citizen_id", "field-date-in-future").into());
        }
        let marker = &desk.outside().marker;
        let marks = IdentityMarks {
            citizen_id: marker.of(&self.identity.citizen_id),
            phone: marker.of(&self.identity.phone),
            card: marker.of(&self.identity.card),
        };
        let sealed = desk.seal(self.expert, &self.identity)?;
        let retires = retires_on(born, &law)?;
        fill(desk, self.expert, ExpertFilling::Identity { sealed, marks, retires })
    }
}
