//! Reads rule files; says everything that is wrong at once.

use super::rule::{Amount, Bound, Case, Control, Kind, Level, Limit, Rule, Timing, Unit, Value, What};
use kernel::{Date, Instant, Money, Percent, Region, Regions};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};
use std::{collections::BTreeSet, fmt};

/// Something wrong in a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// `budget/BUD-01.yaml`.
    pub file: String,
    /// `values[0].amount`; empty for the file as a whole.
    pub field: String,
    /// What is wrong with it.
    pub problem: String,
}
impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rules/{}: {}: {}", self.file, self.field, self.problem)
    }
}

/// Folders of `rules/`.
const SUBSYSTEMS: &[&str] = &[
    "acceptance",
    "agency",
    "archive",
    "bidding",
    "budget",
    "contract",
    "credit",
    "demand",
    "dispute",
    "draw",
    "evaluation",
    "exchange",
    "farm",
    "finance",
    "framework",
    "goods",
    "insight",
    "mall",
    "payment",
    "plan",
    "registry",
    "service",
    "statute",
    "supervision",
    "tender",
    "training",
];

/// A mapping whose keys are taken one by one; what is left over is unknown.
struct Fields<'a> {
    file: &'a str,
    path: String,
    map: Map<String, Json>,
}
type Errors = Vec<RuleError>;

impl<'a> Fields<'a> {
    fn new(file: &'a str, path: String, json: Json, errors: &mut Errors) -> Self {
        let map = match json {
            Json::Object(map) => map,
            _ => {
                let problem = "not a mapping".to_owned();
                errors.push(RuleError { file: file.to_owned(), field: path.clone(), problem });
                Map::new()
            }
        };
        Self { file, path, map }
    }
    fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
    fn wrong(&self, key: &str, problem: impl Into<String>, errors: &mut Errors) {
        errors.push(RuleError { file: self.file.to_owned(), field: self.name(key), problem: problem.into() });
    }
    fn take(&mut self, key: &str) -> Option<Json> {
        self.map.remove(key)
    }
    fn optional<T: DeserializeOwned>(&mut self, key: &str, errors: &mut Errors) -> Option<T> {
        let json = self.take(key)?;
        match serde_json::from_value(json) {
            Ok(value) => Some(value),
            Err(error) => {
                self.wrong(key, error.to_string(), errors);
                None
            }
        }
    }
    fn required<T: DeserializeOwned>(&mut self, key: &str, errors: &mut Errors) -> Option<T> {
        if !self.map.contains_key(key) {
            self.wrong(key, "missing", errors);
        }
        self.optional(key, errors)
    }
    fn text(&mut self, key: &str, errors: &mut Errors) -> Option<String> {
        let text: Option<String> = self.required(key, errors);
        if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
            self.wrong(key, "empty", errors);
        }
        text
    }
    /// A number written as an integer or, so that it stays exact, as quoted text.
    fn exact(&mut self, key: &str, errors: &mut Errors) -> Option<Decimal> {
        let json = self.take(key);
        let number = match &json {
            Some(Json::Number(number)) => number.as_i64().map(Decimal::from),
            Some(Json::String(text)) => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            let problem =
                if json.is_some() { "not a whole number, nor a decimal in quotes" } else { "missing" };
            self.wrong(key, problem, errors);
        }
        number
    }
    fn whole(&mut self, key: &str, errors: &mut Errors) -> Option<i64> {
        let number = self.exact(key, errors)?;
        let whole = i64::try_from(number).ok().filter(|whole| Decimal::from(*whole) == number);
        if whole.is_none() {
            self.wrong(key, "not a whole number", errors);
        }
        whole
    }
    fn instant(&mut self, key: &str, errors: &mut Errors) -> Option<Instant> {
        let text: String = self.required(key, errors)?;
        let instant = text.parse().ok();
        if instant.is_none() {
            self.wrong(key, "not a moment like 2026-03-02T09:00", errors);
        }
        instant
    }
    fn region(&mut self, errors: &mut Errors) -> Option<Region> {
        let Some(text) = self.optional::<String>("region", errors) else { return Some(Region::default()) };
        let region: Option<Region> = text.parse().ok();
        let known =
            region.filter(|region| *region == Region::default() || Regions::builtin().name(region).is_some());
        if known.is_none() {
            self.wrong("region", "not a region's six-digit code", errors);
        }
        known
    }
    fn list(&mut self, key: &str, errors: &mut Errors) -> Vec<Fields<'a>> {
        match self.take(key) {
            None => Vec::new(),
            Some(Json::Array(items)) => items
                .into_iter()
                .enumerate()
                .map(|(n, item)| Fields::new(self.file, self.name(&format!("{key}[{n}]")), item, errors))
                .collect(),
            Some(_) => {
                self.wrong(key, "not a list", errors);
                Vec::new()
            }
        }
    }
    fn finish(self, errors: &mut Errors) {
        for key in self.map.keys() {
            self.wrong(key, "unknown key", errors);
        }
    }
}

/// One file; `None` if something in it is wrong.
pub(super) fn rule(path: &str, text: &str, errors: &mut Errors) -> Option<Rule> {
    let before = errors.len();
    // By way of the YAML value, which refuses a key that occurs twice.
    let json = serde_norway::from_str::<serde_norway::Value>(text)
        .map_err(|error| error.to_string())
        .and_then(|yaml| serde_json::to_value(yaml).map_err(|error| error.to_string()));
    let json = match json {
        Ok(json) => json,
        Err(problem) => {
            errors.push(RuleError { file: path.to_owned(), field: String::new(), problem });
            return None;
        }
    };
    let mut fields = Fields::new(path, String::new(), json, errors);
    let (subsystem, file) = path.split_once('/').unwrap_or(("", path));
    let id = fields.text("id", errors);
    if let Some(id) = &id
        && file.strip_suffix(".yaml") != Some(id)
    {
        fields.wrong("id", "not the file's name", errors);
    }
    if !SUBSYSTEMS.contains(&subsystem) {
        fields.wrong("", format!("{subsystem} is no subsystem"), errors);
    }
    let kind: Option<Kind> = fields.required("kind", errors);
    let names = fields.take("name").unwrap_or_default();
    let mut names = Fields::new(path, "name".to_owned(), names, errors);
    let (name_zh, name_en) = (names.text("zh", errors), names.text("en", errors));
    names.finish(errors);
    let kind = kind?;
    let mut found = Rule {
        id: id.unwrap_or_default(),
        subsystem: subsystem.to_owned(),
        kind,
        name_zh: name_zh.unwrap_or_default(),
        name_en: name_en.unwrap_or_default(),
        basis: fields.text("basis", errors).unwrap_or_default(),
        level: None,
        control: None,
        timing: None,
        methods: fields.optional("methods", errors).unwrap_or_default(),
        unit: None,
        from_event: None,
        to_event: None,
        consequence: fields.optional("consequence", errors),
        condition: None,
        data: Vec::new(),
        note: fields.optional("note", errors),
        decided_in: None,
        planned: fields.optional("planned", errors).unwrap_or_default(),
        to_verify: fields.optional("to_verify", errors).unwrap_or_default(),
        values: Vec::new(),
        cases: Vec::new(),
    };
    match kind {
        Kind::Limit => {
            found.control = fields.required::<Control>("control", errors);
            found.from_event = fields.text("from_event", errors);
            found.to_event = fields.text("to_event", errors);
        }
        Kind::Parameter => found.unit = fields.required::<Unit>("unit", errors),
        Kind::Risk => {
            found.level = fields.required::<Level>("level", errors);
            found.control = fields.required::<Control>("control", errors);
            found.timing = fields.required::<Timing>("timing", errors);
            found.condition = fields.text("condition", errors);
            found.decided_in = fields.optional("decided_in", errors);
            found.data = fields.optional("data", errors).unwrap_or_default();
        }
    }
    for mut value in fields.list("values", errors) {
        found.values.extend(read_value(&mut value, kind, found.unit, errors));
        value.finish(errors);
    }
    for mut case in fields.list("cases", errors) {
        found.cases.extend(read_case(&mut case, &found, errors));
        case.finish(errors);
    }
    check(&fields, &found, errors);
    fields.finish(errors);
    (errors.len() == before).then_some(found)
}

fn read_value(fields: &mut Fields<'_>, kind: Kind, unit: Option<Unit>, errors: &mut Errors) -> Option<Value> {
    let region = fields.region(errors);
    let from: Option<Date> = fields.optional("from", errors);
    let to: Option<Date> = fields.optional("to", errors);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        fields.wrong("to", "before from", errors);
    }
    let what = match kind {
        Kind::Limit => What::Limit(read_limit(fields, errors)?),
        Kind::Parameter => read_parameter(fields, unit, errors)?,
        Kind::Risk => {
            let json = fields.take("threshold").unwrap_or_default();
            let entries = Fields::new(fields.file, fields.name("threshold"), json, errors);
            let plain = |json: &Json| match json {
                Json::String(text) => Some(text.clone()),
                Json::Number(number) => number.as_i64().map(|number| number.to_string()),
                _ => None,
            };
            for (key, _) in entries.map.iter().filter(|(_, json)| plain(json).is_none()) {
                entries.wrong(key, "not a whole number, nor a decimal in quotes, nor a text", errors);
            }
            let read = entries.map.iter().filter_map(|(key, json)| Some((key.clone(), plain(json)?)));
            What::Threshold(read.collect())
        }
    };
    Some(Value { region: region?, from, to, what })
}

fn read_limit(fields: &mut Fields<'_>, errors: &mut Errors) -> Option<Limit> {
    let bound: Option<Bound> = fields.required("kind", errors);
    let unit: Option<Unit> = fields.required("unit", errors);
    let (bound, unit) = (bound?, unit?);
    let amount = match unit {
        Unit::Percent => Amount::Share(Percent::from_decimal(fields.exact("amount", errors)?)),
        Unit::Date => {
            let text: String = fields.required("amount", errors)?;
            let parts = text.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
            let Some((month, day)) = parts.filter(|(m, d)| Date::new(2024, *m, *d).is_ok()) else {
                fields.wrong("amount", "not a day of the year like 03-31", errors);
                return None;
            };
            Amount::MonthDay(month, day)
        }
        Unit::Minute | Unit::CalendarDay | Unit::WorkingDay | Unit::Month | Unit::Year => {
            let whole = fields.whole("amount", errors)?;
            if whole < 0 {
                fields.wrong("amount", "negative", errors);
                return None;
            }
            Amount::Whole(whole)
        }
        Unit::Yuan | Unit::Count => {
            fields.wrong("unit", "no unit of a limit", errors);
            return None;
        }
    };
    let upto = if bound == Bound::Range { fields.whole("amount_max", errors) } else { None };
    Some(Limit { bound, amount, upto, unit })
}

fn read_parameter(fields: &mut Fields<'_>, unit: Option<Unit>, errors: &mut Errors) -> Option<What> {
    match unit? {
        Unit::Percent => Some(What::Percent(Percent::from_decimal(fields.exact("value", errors)?))),
        Unit::Count | Unit::Minute => Some(What::Number(fields.whole("value", errors)?)),
        Unit::Yuan => {
            let number = fields.exact("value", errors)?;
            let money: Option<Money> = number.to_string().parse().ok();
            if money.is_none() {
                fields.wrong("value", "not an amount in yuan", errors);
            }
            Some(What::Money(money?))
        }
        _ => {
            fields.wrong("value", "a parameter is in yuan, percent, count or minute", errors);
            None
        }
    }
}

fn read_case(fields: &mut Fields<'_>, rule: &Rule, errors: &mut Errors) -> Option<Case> {
    match rule.kind {
        Kind::Risk => {
            let hit = fields.required("hit", errors);
            if !fields.map.contains_key("facts") {
                fields.wrong("facts", "missing", errors);
            }
            Some(Case::Facts { facts: fields.take("facts")?, hit: hit? })
        }
        Kind::Parameter => {
            let region = fields.region(errors);
            let date: Option<Date> = fields.required("date", errors);
            let what = read_parameter(fields, rule.unit, errors);
            Some(Case::Value { region: region?, date: Some(date?), what: what? })
        }
        Kind::Limit => {
            if fields.map.contains_key("value") {
                let what = read_parameter(fields, Some(Unit::Percent), errors)?;
                return Some(Case::Value { region: fields.region(errors)?, date: None, what });
            }
            let min = rule
                .values
                .first()
                .is_some_and(|value| matches!(&value.what, What::Limit(limit) if limit.bound == Bound::Min));
            let from = fields.instant("from", errors);
            let end = fields.instant(if min { "earliest" } else { "latest" }, errors);
            Some(Case::Time { from: from?, end: end? })
        }
    }
}

fn check(fields: &Fields<'_>, rule: &Rule, errors: &mut Errors) {
    if rule.kind != Kind::Risk && rule.values.is_empty() {
        fields.wrong("values", "missing", errors);
    }
    if !rule.planned && rule.cases.is_empty() && rule.decided_in.is_none() {
        fields.wrong("cases", "a rule in service has at least one case", errors);
    }
    let mut seen = BTreeSet::new();
    for (n, value) in rule.values.iter().enumerate() {
        seen.insert(value.region);
        if rule.values[..n].iter().any(|other| other.region == value.region && other.meets(value)) {
            fields.wrong(&format!("values[{n}]"), "another value holds for the same region and time", errors);
        }
        let national =
            rule.values.iter().filter(|other| other.region == Region::default() && other.meets(value));
        if value.region != Region::default() && national.into_iter().any(|other| laxer(value, other)) {
            fields.wrong(&format!("values[{n}].amount"), "laxer than the national limit", errors);
        }
    }
    if !rule.values.is_empty() && rule.kind != Kind::Parameter && !seen.contains(&Region::default()) {
        fields.wrong("values", "no national value", errors);
    }
}

/// A region may only tighten a limit.
fn laxer(regional: &Value, national: &Value) -> bool {
    let (What::Limit(own), What::Limit(above)) = (&regional.what, &national.what) else { return false };
    if own.bound != above.bound || own.unit != above.unit {
        return true;
    }
    let order = match (own.amount, above.amount) {
        (Amount::Whole(own), Amount::Whole(above)) => own.cmp(&above),
        (Amount::Share(own), Amount::Share(above)) => own.cmp(&above),
        (Amount::MonthDay(month, day), Amount::MonthDay(other, other_day)) => {
            (month, day).cmp(&(other, other_day))
        }
        _ => return true,
    };
    match own.bound {
        Bound::Min => order.is_lt(),
        Bound::Max => order.is_gt(),
        Bound::Fixed | Bound::Range => order.is_ne(),
    }
}
