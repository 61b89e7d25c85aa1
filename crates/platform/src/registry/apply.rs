//! 网上注册: an organisation opens its registration; one registration holds for the whole province.

use super::{
    dossier::{clerk_of, of_organisation},
    enrol_person::{Newcomer, seal_person},
    lists::{finance_of, require_new_login, require_new_uscc, superior_of},
};
use crate::engine::prelude::*;
use procurement::registry::{Dossier, Kind as OrganisationKind, Organisation, Registration};

/// Opens the registration of an organisation with its first person, who then fills in the dossier. It costs nothing,
/// asks for no place of business here, and is no condition of bidding but an account (87号令第二十条; 财库〔2019〕38号).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Apply {
    /// 单位类型
    pub kind: OrganisationKind,
    /// 名称
    pub name: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// 注册所在区划
    pub region: Region,
    /// 经办人姓名
    pub person: String,
    /// 登录名
    pub login: String,
    /// 密码; its hash after `prepare`.
    pub password: String,
}
impl Apply {
    /// The kinds of organisation that register on line.
    pub const KINDS: &'static [&'static str] =
        &["supplier", "purchaser", "agency", "service_provider", "bank", "insurer", "regulator"];
}

impl Command for Apply {
    const NAME: &'static str = "registry.apply";
    const AUDIENCE: &'static [Role] = &[Role::Public, Role::Operator, Role::System];
    const FIELDS: &'static [Field] = &[
        Field::choice("kind", Self::KINDS),
        Field::text("name", 100),
        Field::new("uscc", Kind::Uscc),
        Field::new("region", Kind::Region),
        Field::text("person", 50),
        Field::text("login", 40),
        Field::new("password", Kind::Secret { max: 200 }),
    ];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        self.login = super::sign_in_name(&self.login)?;
        self.password = crate::passwords::hash(&self.password, outside.password_cost)?;
        Ok(())
    }
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        require_new_uscc(desk, &self.uscc)?;
        require_new_login(desk, &self.login)?;
        let wrong = || Refusal::new("E_SCHEMA").field("kind", "field-invalid");
        let clerk = clerk_of(self.kind).ok_or_else(wrong)?;
        let reviewer = match self.kind {
            OrganisationKind::Regulator => superior_of(desk, self.region)?,
            _ => finance_of(desk, self.region)?,
        };
        let id = desk.new_id::<OrganisationId>();
        let registration = Registration {
            kind: self.kind,
            name: self.name,
            uscc: self.uscc,
            region: self.region,
            ..Registration::default()
        };
        let events = Organisation::default().open(registration)?;
        desk.record_all::<Organisation>(id, events)?;
        let idle = u32::try_from(desk.law(self.region).number("idle_draft_days")?).ok();
        let events = Dossier::default().open(id, self.kind, clerk, reviewer, idle)?;
        desk.record_all::<Dossier>(of_organisation(id), events)?;
        let first = Newcomer {
            organisation: id,
            region: self.region,
            roles: vec![Role::Applicant],
            name: self.person,
            login: self.login,
            hash: self.password,
            word_until: None,
            expert: None,
        };
        seal_person(desk, first)?;
        Ok(())
    }
}
