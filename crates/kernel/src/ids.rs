//! Every stream's id, in one short list. Ids are UUIDv7, so they sort by time; two kinds never convert into one another.

use crate::stream::StreamId;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $kind:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl StreamId for $name {
            const KIND: &'static str = $kind;
            fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            fn uuid(self) -> Uuid { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}/{}", $kind, self.0) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
    )*
        /// Every stream kind there is, in the order of the list above.
        pub const STREAM_KINDS: &[&str] = &[$($kind),*];
    };
}

ids! {
    /// A natural person 自然人用户.
    PersonId = "registry.person";
    /// A purchaser, agency, supplier, regulator … 单位.
    OrganisationId = "registry.organisation";
    /// What an organisation declares and proves about itself 入库资料; has the organisation's own UUID.
    DossierId = "registry.dossier";
    /// The career of an expert 评审专家; has the person's own UUID.
    ExpertId = "registry.expert";
    /// The compliance reviews of experts by one finance department 专家合规审查; has that organisation's own UUID.
    ExpertComplianceId = "registry.expert_compliance";
    /// An electronic seal 电子印章.
    SealId = "registry.seal";
    /// A signing key kept for a person 托管的签名密钥.
    SigningKeyId = "registry.signing_key";
    /// A digital certificate 数字证书.
    CertificateId = "registry.certificate";
    /// A person lets a colleague act in a role for a while 委托授权.
    DelegationId = "registry.delegation";
    /// A leaving person's work goes to a colleague 工作交接.
    HandoverId = "registry.handover";
    /// A budget indicator 预算指标.
    IndicatorId = "budget.indicator";
    /// What one lot or order holds of one indicator 指标占用.
    HoldId = "budget.hold";
    /// A procurement intention 采购意向.
    IntentionId = "demand.intention";
    /// A procurement demand with its reviews 采购需求.
    DemandId = "demand.demand";
    /// A filed procurement plan 采购计划.
    PlanId = "plan.plan";
    /// An entrustment of an agency 委托代理协议.
    EntrustmentId = "agency.entrustment";
    /// A procurement project 采购项目.
    ProjectId = "tender.project";
    /// A lot of a project 采购包.
    LotId = "tender.lot";
    /// A published notice 公告.
    NoticeId = "tender.notice";
    /// One supplier's obtaining of one project's document 获取采购文件.
    ObtainmentId = "bidding.obtainment";
    /// One supplier's bid for one lot 投标.
    BidId = "bidding.bid";
    /// The opening of one lot 开标.
    OpeningId = "bidding.opening";
    /// A draw of experts 专家抽取.
    DrawId = "draw.draw";
    /// The evaluation of one lot 评审.
    EvaluationId = "evaluation.evaluation";
    /// One expert's score sheet for one lot 评分表.
    SheetId = "evaluation.sheet";
    /// How the parties to one evaluation rate each other 履职评价; has the evaluation's own UUID.
    RatingId = "evaluation.rating";
    /// A contract 合同.
    ContractId = "contract.contract";
    /// An acceptance 履约验收.
    AcceptanceId = "acceptance.acceptance";
    /// A payment 支付.
    PaymentId = "payment.payment";
    /// Standard goods 标准商品.
    StandardId = "goods.standard";
    /// The attribute template of one end item 品目属性模板.
    TemplateId = "goods.template";
    /// The import of one file of goods 商品批量导入.
    GoodsImportId = "goods.import";
    /// The demand standard of one end item in one region 需求标准.
    DemandStandardId = "goods.demand_standard";
    /// Goods on sale in the mall 上架商品.
    ListingId = "mall.listing";
    /// A mall order 卖场订单.
    OrderId = "mall.order";
    /// A law, regulation or rule of the library 法律法规.
    StatuteId = "statute.statute";
    /// A risk alert 风险预警.
    AlertId = "supervision.alert";
    /// A command that waits for a second person 待复核事项.
    ProposalId = "supervision.proposal";
    /// The rule set in service 规则集.
    RulesetId = "supervision.ruleset";
}
