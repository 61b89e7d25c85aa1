//! 申请成为评审专家.

use super::{of_person, office};
use crate::{
    engine::prelude::*,
    registry::{
        enrol_person::{Newcomer, seal_person},
        lists::require_new_login,
    },
};
use procurement::registry::Expert;

/// A natural person opens an application as expert (财库〔2016〕198号第七条). It gives an account to fill it in with, and
/// nothing else before it is passed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ApplyExpert {
    /// 姓名
    pub name: String,
    /// 所在地区
    pub region: Region,
    /// 登录名
    pub login: String,
    /// 密码; its hash after `prepare`.
    pub password: String,
}

impl Command for ApplyExpert {
    const NAME: &'static str = "registry.apply_expert";
    const AUDIENCE: &'static [Role] = &[Role::Public, Role::System];
    const FIELDS: &'static [Field] = &[
        Field::text("name", 50),
        Field::new("region", Kind::Region),
        Field::text("login", 40),
        Field::new("password", Kind::Secret { max: 200 }),
    ];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        self.login = crate::registry::sign_in_name(&self.login)?;
        self.password = crate::passwords::hash(&self.password, outside.password_cost)?;
        Ok(())
    }
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        require_new_login(desk, &self.login)?;
        let pool = pool_of(desk, self.region)?;
        let newcomer = Newcomer {
            organisation: pool,
            region: self.region,
            roles: vec![Role::Expert],
            name: self.name,
            login: self.login,
            hash: self.password,
            word_until: None,
            expert: None,
        };
        let person = seal_person(desk, newcomer)?;
        let events = Expert::default().open(office(desk, person, pool, self.region)?)?;
        desk.record_all::<Expert>(of_person(person), events)
    }
}

/// The pool of experts of the region, or the nearest above or, if none is above, one of the province.
fn pool_of(desk: &mut Desk<'_, '_>, region: Region) -> Result<OrganisationId, Stop> {
    let rows = desk.query(
        "SELECT id, region FROM registry_organisation WHERE kind = 'experts' AND state = 'active' ORDER BY id",
        &[],
    )?;
    let pools: Vec<(OrganisationId, Region)> =
        rows.iter().map(|row| Ok((row.parse(0)?, row.parse(1)?))).collect::<Result<_, StoreError>>()?;
    let nearest = region.ancestry().find_map(|place| pools.iter().find(|(_, at)| *at == place));
    let pool = nearest.or_else(|| pools.first()).map(|(id, _)| *id);
    pool.ok_or_else(|| Refusal::new("E_NO_EXPERT_POOL").field("region", "field-not-a-region").into())
}
