//! 开户: an account for a natural person.

use super::lists::require_new_login;
use crate::engine::prelude::*;
use procurement::registry::{Enrolment, ExpertProfile, Organisation, Person, PersonEvent, position};

/// One role of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RoleLine {
    /// The role's id.
    pub role: Role,
}

/// Enrols a person of an organisation. An expert who is enrolled so is taken over from a register that was kept elsewhere
/// 存量专家转入, and is in office at once; everybody else applies (`registry.apply_expert`).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EnrolPerson {
    /// 所在单位
    pub organisation: OrganisationId,
    /// 姓名
    pub name: String,
    /// 登录名
    pub login: String,
    /// 初始密码; its hash after `prepare`.
    pub password: String,
    /// 角色
    pub roles: Vec<RoleLine>,
    /// 专业（专家）
    #[serde(default)]
    pub specialities: Vec<Speciality>,
    /// 工作单位统一社会信用代码（专家）
    #[serde(default)]
    pub employer: Option<String>,
}

/// One speciality of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Speciality {
    /// Catalogue code.
    pub code: String,
}

/// Every role's id.
pub(super) const ROLES: &[&str] = &[
    "purchaser_clerk",
    "purchaser_head",
    "purchaser_finance",
    "purchaser_supervisor",
    "agency_pm",
    "agency_reviewer",
    "supplier_clerk",
    "authorized_rep",
    "service_provider",
    "finance_institution",
    "expert",
    "fa_budget",
    "fa_regulator",
    "fa_regulator_head",
    "fa_treasury",
    "auditor",
    "operator",
];

impl Command for EnrolPerson {
    const NAME: &'static str = "registry.enrol_person";
    const AUDIENCE: &'static [Role] = &[Role::Operator, Role::System];
    const APPROVAL: Approval = Approval::Second(Role::Operator);
    const FIELDS: &'static [Field] = &[
        Field::id("organisation", "registry.organisation"),
        Field::text("name", 50),
        Field::text("login", 40),
        Field::new("password", Kind::Secret { max: 200 }),
        Field::list("roles", const { &[Field::choice("role", ROLES)] }, 8),
        Field::list(
            "specialities",
            const { &[Field::new("code", Kind::Catalogue)] },
            ExpertProfile::SPECIALITIES,
        )
        .optional(),
        Field::new("employer", Kind::Uscc).optional(),
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
        require_new_login(desk, &self.login)?;
        let organisation = desk.load::<Organisation>(self.organisation)?;
        organisation.require_active()?;
        let region = organisation.registration.region;
        let roles: Vec<Role> = self.roles.iter().map(|line| line.role).collect();
        position::fit(organisation.registration.kind, &roles)?;
        let expert = match (roles.contains(&Role::Expert), self.employer) {
            (false, _) => None,
            (true, None) => return Err(Refusal::new("E_SCHEMA").field("employer", "field-required").into()),
            (true, Some(employer)) => {
                let specialities = self.specialities.into_iter().map(|speciality| speciality.code).collect();
                Some(ExpertProfile { specialities, region, employer })
            }
        };
        let newcomer = Newcomer {
            organisation: self.organisation,
            region,
            roles,
            name: self.name,
            login: self.login,
            hash: self.password,
            word_until: None,
            expert,
        };
        let known = newcomer.expert.clone();
        let person = seal_person(desk, newcomer)?;
        match known {
            Some(profile) => super::expert::take_over(desk, person, self.organisation, profile),
            None => Ok(()),
        }
    }
}

/// A person before the vault.
pub(super) struct Newcomer {
    pub organisation: OrganisationId,
    pub region: Region,
    pub roles: Vec<Role>,
    pub name: String,
    pub login: String,
    pub hash: String,
    /// Up to when the password is a one-time word; `None` if it is the person's own.
    pub word_until: Option<Instant>,
    pub expert: Option<ExpertProfile>,
}

/// Seals what is personal and records the enrolment; answers who it is.
pub(super) fn seal_person(desk: &mut Desk<'_, '_>, newcomer: Newcomer) -> Result<PersonId, Stop> {
    let id = desk.new_id::<PersonId>();
    let name = desk.seal(id, &newcomer.name)?;
    let password = desk.seal(id, &newcomer.hash)?;
    let enrolment = Enrolment {
        organisation: newcomer.organisation,
        region: newcomer.region,
        roles: newcomer.roles,
        login: newcomer.login,
        name,
        password,
        expert: newcomer.expert,
    };
    let events = Person::default().enrol(enrolment)?;
    desk.record_all::<Person>(id, events)?;
    if let Some(until) = newcomer.word_until {
        desk.record::<Person>(id, PersonEvent::WordIssued { password, until })?;
    }
    Ok(id)
}
