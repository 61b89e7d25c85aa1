//! A procurement procedure as a value: its stages, limits, least number of bidders and notices, in one readable place.

use super::NoticeType;
use crate::demand::Method;
use kernel::Refusal;

/// A stage of a procedure, as the step tracker shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 编制采购文件
    Document,
    /// 公告
    Notice,
    /// 投标
    Bidding,
    /// 开标
    Opening,
    /// 评审
    Evaluation,
    /// 定标
    Award,
    /// 结果公告
    Result,
    /// 合同
    Contract,
    /// 验收
    Acceptance,
    /// 支付
    Payment,
    /// 结项
    Closing,
}
impl Stage {
    /// `document`; the locale key is `stage-document`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Notice => "notice",
            Self::Bidding => "bidding",
            Self::Opening => "opening",
            Self::Evaluation => "evaluation",
            Self::Award => "award",
            Self::Result => "result",
            Self::Contract => "contract",
            Self::Acceptance => "acceptance",
            Self::Payment => "payment",
            Self::Closing => "closing",
        }
    }
}

/// The rules of a procedure's time limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long the document is handed out at least.
    pub provision: &'static str,
    /// From handing out the document to the deadline for bids.
    pub preparation: &'static str,
    /// From a correction that affects preparation to the deadline.
    pub correction: &'static str,
    /// From the report to the purchaser's confirmation.
    pub confirmation: &'static str,
    /// From confirmation to the result notice and the letter of award.
    pub result: &'static str,
    /// From the end of the result notice to the last day for an objection 质疑.
    pub objection: &'static str,
}

/// A procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// Method.
    pub method: Method,
    /// Its stages in order.
    pub stages: &'static [Stage],
    /// Its time limits.
    pub limits: Limits,
    /// The parameter that says how many bidders there must be, at the opening and at every later step.
    pub min_bidders: &'static str,
    /// The notice that starts it.
    pub invitation: NoticeType,
    /// Are the bids read out in public?
    pub public_opening: bool,
    /// The law.
    pub basis: &'static str,
}

/// 公开招标 (政府采购法第26条；87号令).
pub const OPEN_TENDER: Procedure = Procedure {
    method: Method::PublicTender,
    stages: &[
        Stage::Document,
        Stage::Notice,
        Stage::Bidding,
        Stage::Opening,
        Stage::Evaluation,
        Stage::Award,
        Stage::Result,
        Stage::Contract,
        Stage::Acceptance,
        Stage::Payment,
        Stage::Closing,
    ],
    limits: Limits {
        provision: "D-NTC-02",
        preparation: "D-TND-01",
        correction: "D-TND-02",
        confirmation: "D-EVA-02",
        result: "D-RES-01",
        objection: "D-OBJ-01",
    },
    min_bidders: "min_bidders",
    invitation: NoticeType::Tender,
    public_opening: true,
    basis: "政府采购法第26条",
};

impl Procedure {
    /// The procedure of a method.
    ///
    /// # Errors
    /// `E_METHOD_NOT_OFFERED` where the platform does not run the method yet.
    pub fn of(method: Method) -> Result<&'static Self, Refusal> {
        match method {
            Method::PublicTender => Ok(&OPEN_TENDER),
            other => Err(Refusal::new("E_METHOD_NOT_OFFERED")
                .arg("method", kernel::Arg::Key(format!("demand-method-{}", other.id())))),
        }
    }
}
