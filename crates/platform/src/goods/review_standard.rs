//! 审核标准商品.

use super::library::{There, known};
use crate::engine::prelude::*;
use procurement::goods::{Settled, StandardGood};

/// What the review came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 入库
    Passed,
    /// 退回
    Returned,
}

/// Takes a good into the library or gives it back, by two persons of the operator.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewStandard {
    /// 标准商品
    pub standard: StandardId,
    /// 审核结论
    pub verdict: Verdict,
    /// 理由
    #[serde(default)]
    pub reason: Option<String>,
}

impl Command for ReviewStandard {
    const NAME: &'static str = "goods.review_standard";
    const AUDIENCE: &'static [Role] = &[Role::Operator];
    const APPROVAL: Approval = Approval::Second(Role::Operator);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("goods.standard", "standard"));
    const FIELDS: &'static [Field] = &[
        Field::id("standard", "goods.standard"),
        Field::choice("verdict", &["passed", "returned"]),
        Field::paragraph("reason", 500).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<StandardGood>(self.standard)?.file()?.keeper))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let standard = desk.load::<StandardGood>(self.standard)?;
        let file = standard.file()?;
        let settled = Settled { good: file.good.clone(), key: file.key.clone() };
        let known = known(desk, &settled, There::Active, Some(self.standard))?;
        let events = standard.review(self.verdict == Verdict::Passed, self.reason, &known)?;
        desk.record_all::<StandardGood>(self.standard, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        title(desk, self.standard)
    }
}

/// A good in a few words.
pub(super) fn title(desk: &mut Desk<'_, '_>, standard: StandardId) -> Result<String, Stop> {
    let state = desk.load::<StandardGood>(standard)?;
    let good = &state.file()?.good;
    Ok(format!("{} {} {}", good.name, good.brand, good.model))
}
