//! 网上注册: a supplier or agency registers itself; one registration holds for the whole province.

use super::{
    enrol_person::seal_person,
    lists::{require_new_login, require_new_uscc},
};
use crate::engine::prelude::*;
use procurement::registry::{BankAccount, Kind as OrganisationKind, Organisation, Registration, Size};

/// What kind of organisation may register itself.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applicant {
    /// 供应商
    Supplier,
    /// 代理机构
    Agency,
}

/// Registers an organisation with its first person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Apply {
    /// 单位类型
    pub kind: Applicant,
    /// 名称
    pub name: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// 注册所在区划
    pub region: Region,
    /// 企业规模（声明）
    pub size: Size,
    /// 开户行
    pub bank: String,
    /// 账号
    pub account: String,
    /// 第一位用户姓名
    pub person: String,
    /// 登录名
    pub login: String,
    /// 密码; its hash after `prepare`.
    pub password: String,
    /// 信用承诺
    pub commitment: bool,
}

impl Command for Apply {
    const NAME: &'static str = "registry.apply";
    const AUDIENCE: &'static [Role] = &[Role::Public, Role::Operator, Role::System];
    const FIELDS: &'static [Field] = &[
        Field::choice("kind", &["supplier", "agency"]),
        Field::text("name", 100),
        Field::new("uscc", Kind::Uscc),
        Field::new("region", Kind::Region),
        Field::choice("size", Size::IDS),
        Field::text("bank", 100),
        Field::text("account", 32),
        Field::text("person", 50),
        Field::text("login", 40),
        Field::new("password", Kind::Secret { max: 200 }),
        Field::flag("commitment"),
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
        if !self.commitment {
            return Err(Refusal::new("E_SCHEMA").field("commitment", "field-commitment").into());
        }
        require_new_uscc(desk, &self.uscc)?;
        require_new_login(desk, &self.login)?;
        let (kind, roles) = match self.kind {
            Applicant::Supplier => {
                (OrganisationKind::Supplier, vec![Role::SupplierClerk, Role::AuthorizedRep])
            }
            Applicant::Agency => (OrganisationKind::Agency, vec![Role::AgencyPm]),
        };
        let id = desk.new_id::<OrganisationId>();
        let account = BankAccount { holder: self.name.clone(), bank: self.bank, number: self.account };
        let account = Some(desk.seal(id, &account)?);
        let reviewer = reviewer(desk, self.region)?;
        let registration = Registration {
            kind,
            name: self.name,
            uscc: self.uscc,
            region: self.region,
            size: self.size,
            account,
            central: false,
        };
        let events = Organisation::default().submit(registration, Some(reviewer))?;
        desk.record_all::<Organisation>(id, events)?;
        let first = super::enrol_person::Newcomer {
            organisation: id,
            region: self.region,
            roles,
            name: self.person,
            login: self.login,
            hash: self.password,
            expert: None,
        };
        seal_person(desk, first)
    }
}

/// The finance department of the region, or the nearest above.
pub(crate) fn reviewer(desk: &mut Desk<'_, '_>, region: Region) -> Result<OrganisationId, Stop> {
    for place in region.ancestry() {
        let rows = desk.query(
            "SELECT id FROM registry_organisation WHERE kind = 'regulator' AND region = $1 AND state = 'active' ORDER BY id",
            &[place.code().into()],
        )?;
        if let Some(row) = rows.first() {
            return Ok(row.parse(0)?);
        }
    }
    Err(Refusal::new("E_NO_REVIEWER").field("region", "field-not-a-region").into())
}
