//! How something is to be bought: the choices of the implementation plan 采购实施计划 (财库〔2021〕22号第13条).

use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $(#[$first_doc:meta])* $first:ident = $first_id:literal, $($(#[$option_doc:meta])* $option:ident = $id:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $(#[$first_doc])* #[default] #[serde(rename = $first_id)] $first,
            $($(#[$option_doc])* #[serde(rename = $id)] $option,)*
        }
        impl $name {
            /// Every option's id, for a choice field.
            pub const IDS: &'static [&'static str] = &[$first_id, $($id),*];
            /// The stable id.
            pub fn id(self) -> &'static str {
                match self { Self::$first => $first_id, $(Self::$option => $id,)* }
            }
        }
        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $first_id => Ok(Self::$first), $($id => Ok(Self::$option),)* _ => Err(()) }
            }
        }
    };
}
pub(crate) use choices;

choices! {
    /// Procurement method 采购方式 (政府采购法第26条).
    Method {
        /// 公开招标
        PublicTender = "public_tender",
        /// 邀请招标
        InvitedTender = "invited_tender",
        /// 竞争性谈判
        CompetitiveNegotiation = "competitive_negotiation",
        /// 竞争性磋商
        CompetitiveConsultation = "competitive_consultation",
        /// 询价
        Inquiry = "inquiry",
        /// 单一来源
        SingleSource = "single_source",
    }
}
choices! {
    /// Evaluation method 评审方法.
    EvaluationMethod {
        /// 综合评分法 (87号令第55条)
        Comprehensive = "comprehensive",
        /// 最低评标价法、最低价成交 (87号令第54条)
        LowestPrice = "lowest_price",
    }
}
choices! {
    /// Form of organisation 组织形式 (政府采购法第7条).
    OrganisationForm {
        /// 分散采购
        Decentralized = "decentralized",
        /// 部门集中采购
        Departmental = "departmental",
        /// 集中采购机构采购
        Centralized = "centralized",
    }
}
choices! {
    /// Pricing of the contract 定价方式 (财库〔2021〕22号第19条).
    Pricing {
        /// 固定总价
        FixedTotal = "fixed_total",
        /// 固定单价
        FixedUnit = "fixed_unit",
        /// 成本补偿
        CostReimbursement = "cost_reimbursement",
        /// 绩效激励
        PerformanceIncentive = "performance_incentive",
    }
}
