//! 设立单位: an organisation that the platform's operator takes over from the authorities' own lists.

use super::{
    dossier::{clerk_of, of_organisation},
    lists::{finance_of, require_new_uscc},
};
use crate::engine::prelude::*;
use procurement::registry::{Dossier, Kind as OrganisationKind, Organisation, Registration, Size};

/// Sets up an organisation that needs no review (finance departments, purchasers out of the budget system).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetUpOrganisation {
    /// 单位类型
    pub kind: OrganisationKind,
    /// 名称
    pub name: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// 所在区划
    pub region: Region,
    /// 企业规模
    #[serde(default)]
    pub size: Size,
    /// 集中采购机构
    pub central: bool,
}

impl Command for SetUpOrganisation {
    const NAME: &'static str = "registry.set_up_organisation";
    const AUDIENCE: &'static [Role] = &[Role::Operator, Role::System];
    const FIELDS: &'static [Field] = &[
        Field::choice("kind", OrganisationKind::IDS),
        Field::text("name", 100),
        Field::new("uscc", Kind::Uscc),
        Field::new("region", Kind::Region),
        Field::choice("size", Size::IDS).optional(),
        Field::flag("central"),
    ];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        require_new_uscc(desk, &self.uscc)?;
        let id = desk.new_id::<OrganisationId>();
        let registration = Registration {
            kind: self.kind,
            name: self.name,
            uscc: self.uscc,
            region: self.region,
            size: self.size,
            account: None,
            central: self.central,
        };
        let (kind, region) = (registration.kind, registration.region);
        let events = Organisation::default().set_up(registration)?;
        desk.record_all::<Organisation>(id, events)?;
        // The first finance department has nobody above it, and so no dossier.
        match (clerk_of(kind), finance_of(desk, region)) {
            (Some(clerk), Ok(reviewer)) => {
                let events = Dossier::default().open(id, kind, clerk, reviewer, None)?;
                desk.record_all::<Dossier>(of_organisation(id), events)
            }
            (None, _) | (_, Err(Stop::Refused(_))) => Ok(()),
            (_, Err(stop)) => Err(stop),
        }
    }
}
