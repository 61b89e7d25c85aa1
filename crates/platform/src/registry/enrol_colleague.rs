//! 本单位开户: an organisation in service enrols its own people.

use super::{
    enrol_person::{Newcomer, RoleLine, seal_person},
    lists::require_new_login,
    people::{KEEPERS, ROLES, WORD, heads, require_keeper, word_until},
};
use crate::engine::prelude::*;
use procurement::registry::{Kind as OrganisationKind, Organisation, position};
use std::sync::Arc;

/// Enrols a colleague with a one-time sign-in word, in place of which the colleague sets a password. The head of a finance
/// department enrols the first head of one below it in the same way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EnrolColleague {
    /// 下级财政部门; left out for one's own organisation.
    #[serde(default)]
    pub organisation: Option<OrganisationId>,
    /// 姓名
    pub name: String,
    /// 登录名
    pub login: String,
    /// 首次登录口令; its hash after `prepare`.
    pub word: String,
    /// 岗位
    pub roles: Vec<RoleLine>,
}

impl Command for EnrolColleague {
    const NAME: &'static str = "registry.enrol_colleague";
    const AUDIENCE: &'static [Role] = KEEPERS;
    const FIELDS: &'static [Field] = &[
        Field::id("organisation", "registry.organisation").optional(),
        Field::text("name", 50),
        Field::text("login", 40),
        WORD,
        ROLES,
    ];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        self.login = super::sign_in_name(&self.login)?;
        self.word = crate::passwords::hash(&self.word, outside.password_cost)?;
        Ok(())
    }
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let own = require_keeper(desk)?;
        let id = self.organisation.unwrap_or(desk.actor().organisation);
        let roles: Vec<Role> = self.roles.iter().map(|line| line.role).collect();
        let organisation = match id == desk.actor().organisation {
            true => own,
            false => below(desk, id, &own, &roles)?,
        };
        position::fit(organisation.registration.kind, &roles)?;
        require_new_login(desk, &self.login)?;
        let newcomer = Newcomer {
            organisation: id,
            region: organisation.registration.region,
            roles,
            name: self.name,
            login: self.login,
            hash: self.word,
            word_until: Some(word_until(desk)?),
            expert: None,
        };
        seal_person(desk, newcomer).map(|_| ())
    }
}

/// A finance department under the actor's that has no head yet.
fn below(
    desk: &mut Desk<'_, '_>,
    id: OrganisationId,
    own: &Organisation,
    roles: &[Role],
) -> Result<Arc<Organisation>, Stop> {
    let found = desk.load::<Organisation>(id)?;
    let (upper, lower) = (&own.registration, &found.registration);
    let regulators = [upper.kind, lower.kind] == [OrganisationKind::Regulator; 2];
    if !regulators || upper.region == lower.region || !upper.region.covers(&lower.region) {
        return Err(Refusal::new("E_FORBIDDEN_SCOPE").field("organisation", "field-invalid").into());
    }
    found.require_active()?;
    if !heads(desk, id, Role::FaRegulatorHead)?.is_empty() || !roles.contains(&Role::FaRegulatorHead) {
        return Err(Refusal::new("E_FIRST_HEAD").field("roles", "field-invalid").into());
    }
    Ok(found)
}
