//! What a rule file says.

use kernel::{Date, Instant, Money, Percent, Region};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The three kinds of rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 时限: a length of time, or a share, between two events.
    Limit,
    /// 参数: an amount, percentage or count.
    Parameter,
    /// 风险监测点: a condition with its level and control.
    Risk,
}
/// How grave a risk point is 风险等级.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 黄: a hint.
    Yellow,
    /// 橙: has to be dealt with.
    Orange,
    /// 红: forbidden, or a lead for a case.
    Red,
}
/// The mechanism of a rule 控制方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    /// 强控: the command is refused.
    Block,
    /// 提示: goes on only with a written reason.
    Warn,
    /// 线索: recorded after the event for the regulator.
    Record,
    /// 自动: the system acts when the time comes.
    Auto,
    /// 预警: the limit turns yellow and red as it comes near and passes.
    Alert,
    /// 告知: shown only.
    Info,
}
/// The phase shown to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// 事前.
    Pre,
    /// 事中.
    In,
    /// 事后.
    Post,
}
/// Which way a limit binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 不得少于.
    Min,
    /// 不得超过.
    Max,
    /// 固定.
    Fixed,
    /// 区间.
    Range,
}
/// The unit of a limit or parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 分钟.
    Minute,
    /// 自然日.
    CalendarDay,
    /// 工作日.
    WorkingDay,
    /// 月.
    Month,
    /// 年. A term of validity, so it does not run on past holidays.
    Year,
    /// A day of the year, `MM-DD`.
    Date,
    /// 百分比.
    Percent,
    /// 元; held as fen.
    Yuan,
    /// A plain number.
    Count,
}
/// The size of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many units.
    Whole(i64),
    /// A percentage.
    Share(Percent),
    /// The next such day of a year.
    MonthDay(i8, i8),
}
/// A length of time, or a share, between two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Which way it binds.
    pub bound: Bound,
    /// How much; the lower end of a range.
    pub amount: Amount,
    /// The upper end of a range.
    pub upto: Option<i64>,
    /// Of what.
    pub unit: Unit,
}
/// The numbers and words of a risk point's threshold, by name.
pub type Threshold = BTreeMap<String, String>;
/// What is valid somewhere for some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Of a limit.
    Limit(Limit),
    /// An amount.
    Money(Money),
    /// A percentage.
    Percent(Percent),
    /// A count or number of minutes.
    Number(i64),
    /// Of a risk point.
    Threshold(Threshold),
}
/// One value with the region and the days for which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// `000000` is everywhere.
    pub region: Region,
    /// First day; `None` is since ever.
    pub from: Option<Date>,
    /// Last day; `None` is until further notice.
    pub to: Option<Date>,
    /// The value.
    pub what: What,
}
impl Value {
    /// Does it hold on `date`?
    pub fn holds(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
    /// Is there a day on which both hold?
    pub(super) fn meets(&self, other: &Self) -> bool {
        let starts_in_time = |a: &Self, b: &Self| a.from.zip(b.to).is_none_or(|(from, to)| from <= to);
        starts_in_time(self, other) && starts_in_time(other, self)
    }
}
/// A test case beside a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Case {
    /// A limit that starts at `from` ends at `end`.
    Time {
        /// When the period's first event happened.
        from: Instant,
        /// The earliest (kind min) or latest moment of the second.
        end: Instant,
    },
    /// The value in a region on a date.
    Value {
        /// Whose law.
        region: Region,
        /// On which day; `None` for a limit's share.
        date: Option<Date>,
        /// The value expected.
        what: What,
    },
    /// Facts handed to a risk point's function.
    Facts {
        /// The facts, as the function's struct reads them.
        facts: serde_json::Value,
        /// Does the rule speak?
        hit: bool,
    },
}

/// One rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// `D-INT-01`, `BUD-01`, `bid_deposit_cap`.
    pub id: String,
    /// The folder it lies in.
    pub subsystem: String,
    /// Which kind.
    pub kind: Kind,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// Law and article.
    pub basis: String,
    /// Risk points only.
    pub level: Option<Level>,
    /// The mechanism; parameters have none.
    pub control: Option<Control>,
    /// Risk points only.
    pub timing: Option<Timing>,
    /// Procurement methods it applies to; `all`.
    pub methods: Vec<String>,
    /// Unit of a parameter.
    pub unit: Option<Unit>,
    /// The event a limit starts from.
    pub from_event: Option<String>,
    /// The event it binds.
    pub to_event: Option<String>,
    /// What follows if it is not kept.
    pub consequence: Option<String>,
    /// A risk point's condition in words.
    pub condition: Option<String>,
    /// The facts it looks at.
    pub data: Vec<String>,
    /// Remarks.
    pub note: Option<String>,
    /// A risk point that is part of a state machine's decision: the module of this crate that makes it.
    pub decided_in: Option<String>,
    /// No function implements it yet.
    pub planned: bool,
    /// Article or number awaits confirmation 待核.
    pub to_verify: bool,
    /// What it says, by region and time.
    pub values: Vec<Value>,
    /// Cases that must come out as written.
    pub cases: Vec<Case>,
}
impl Rule {
    /// Its value for `region` on `date`: the nearest ancestor's that holds then.
    pub fn value(&self, region: Region, date: Date) -> Option<&Value> {
        let everywhere = std::iter::once(Region::default());
        region
            .ancestry()
            .chain(everywhere)
            .find_map(|place| self.values.iter().find(|value| value.region == place && value.holds(date)))
    }
}
/// A number of a threshold.
pub(super) fn decimal(threshold: &Threshold, name: &str) -> Option<Decimal> {
    threshold.get(name)?.parse().ok()
}
