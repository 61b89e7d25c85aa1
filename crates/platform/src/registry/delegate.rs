//! 委托授权.

use super::{enrol_person::RoleLine, people::ROLES};
use crate::engine::prelude::*;
use procurement::registry::{Delegation, Grant, Organisation, Person};

/// Lets a colleague act in roles of one's own for some days 出差、休假. Both remain natural persons of their own: what one of
/// them proposed the other does not approve in the first one's place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Delegate {
    /// 受托人
    pub to: PersonId,
    /// 岗位
    pub roles: Vec<RoleLine>,
    /// 起始日
    pub from: Date,
    /// 截止日, included.
    pub until: Date,
    /// 事由
    pub reason: String,
}

impl Command for Delegate {
    const NAME: &'static str = "registry.delegate";
    const AUDIENCE: &'static [Role] = super::PEOPLE;
    const FIELDS: &'static [Field] = &[
        Field::id("to", "registry.person"),
        ROLES,
        Field::date("from"),
        Field::date("until"),
        Field::paragraph("reason", 200),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let actor = desk.actor().clone();
        desk.load::<Organisation>(actor.organisation)?.require_active()?;
        if self.from < desk.today() {
            return Err(Refusal::new("E_SCHEMA").field("from", "field-date-past").into());
        }
        let grant = Grant {
            organisation: actor.organisation,
            by: actor.person,
            to: self.to,
            roles: self.roles.iter().map(|line| line.role).collect(),
            from: Instant::at(self.from, 0, 0),
            until: Instant::end_of(self.until),
            reason: self.reason,
        };
        let days = desk.law(actor.region).number("delegation_days")?;
        let (lender, borrower) = (desk.load::<Person>(actor.person)?, desk.load::<Person>(self.to)?);
        let events = Delegation::default().grant(grant.clone(), &lender, &borrower, desk.now(), days)?;
        let id = desk.new_id::<DelegationId>();
        desk.record_all::<Delegation>(id, events)?;
        desk.record::<Person>(self.to, Delegation::loan(id, &grant))
    }
}
