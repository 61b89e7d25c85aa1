//! Roles; ids are those of the field (`domain/lifecycle.md` §0.2).

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {
        /// What a person may act as within an organisation.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Role { $($(#[$doc])* #[serde(rename = $id)] $name,)* }
        impl Role {
            /// Every role.
            pub const ALL: &'static [Role] = &[$(Role::$name),*];
            /// The stable id, `purchaser_clerk`.
            pub fn id(self) -> &'static str { match self { $(Role::$name => $id),* } }
        }
        impl FromStr for Role {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> { match text { $($id => Ok(Role::$name),)* _ => Err(()) } }
        }
    };
}
roles! {
    /// 注册经办：入库之前只办理本单位的注册
    Applicant = "applicant";
    /// 采购人经办
    PurchaserClerk = "purchaser_clerk";
    /// 采购人审核（负责人）
    PurchaserHead = "purchaser_head";
    /// 采购人财务
    PurchaserFinance = "purchaser_finance";
    /// 采购人内控监督
    PurchaserSupervisor = "purchaser_supervisor";
    /// 代理机构项目负责人
    AgencyPm = "agency_pm";
    /// 代理机构复核
    AgencyReviewer = "agency_reviewer";
    /// 供应商投标专员
    SupplierClerk = "supplier_clerk";
    /// 供应商授权代表
    AuthorizedRep = "authorized_rep";
    /// 第三方服务商经办
    ServiceProvider = "service_provider";
    /// 金融机构（银行、保险、担保）经办
    FinanceInstitution = "finance_institution";
    /// 评审专家
    Expert = "expert";
    /// 财政部门预算
    FaBudget = "fa_budget";
    /// 财政部门采购监管
    FaRegulator = "fa_regulator";
    /// 财政部门采购监管审核
    FaRegulatorHead = "fa_regulator_head";
    /// 国库支付
    FaTreasury = "fa_treasury";
    /// 审计员
    Auditor = "auditor";
    /// 平台运维（账户、规则集；不见业务密件）
    Operator = "operator";
    /// 平台定时与后续任务
    System = "system";
    /// 未登录的公众
    Public = "public";
}
impl Role {
    /// The positions of a finance authority 财政部门, which sees the matters of its region and of those below it.
    pub const AUTHORITIES: &'static [Self] =
        &[Self::FaRegulator, Self::FaRegulatorHead, Self::FaBudget, Self::FaTreasury];
    /// Those of them that are in charge of procurement 采购监管.
    pub const SUPERVISORS: &'static [Self] = &[Self::FaRegulator, Self::FaRegulatorHead];
}
impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
