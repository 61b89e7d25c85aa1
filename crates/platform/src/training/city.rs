//! A simulated city: organisations and people, then months of history by the real commands.

use super::{Autopilot, Dice, scenario::Scenario};
use crate::{
    Envelope, Platform,
    registry::{Sample, register},
    testing::{self, Town},
};
use journal::StoreError;
use kernel::{Actor, Date, Instant, OrganisationId, PersonId, Refusal, Region, Role, Span};
use procurement::registry::{Kind, Size as EnterpriseSize};
use serde_json::{Value, json};
use std::str::FromStr;

/// How large the simulated place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// One district, a few matters: for tests.
    Tiny,
    /// A small city.
    City,
    /// As much as a province has in a quarter, by a thousandth.
    Province,
}
impl Scale {
    /// Every scale's id.
    pub const IDS: [&'static str; 3] = ["tiny", "city", "province"];
    /// The numbers behind it.
    pub fn size(self) -> Size {
        match self {
            Self::Tiny => Size {
                districts: 1,
                purchasers: 1,
                agencies: 1,
                suppliers: 4,
                experts: 9,
                projects: 2,
                orders: 6,
                days: 130,
            },
            Self::City => Size {
                districts: 3,
                purchasers: 12,
                agencies: 3,
                suppliers: 24,
                experts: 30,
                projects: 36,
                orders: 160,
                days: 260,
            },
            Self::Province => Size {
                districts: 40,
                purchasers: 400,
                agencies: 30,
                suppliers: 800,
                experts: 400,
                projects: 900,
                orders: 6000,
                days: 400,
            },
        }
    }
}
impl FromStr for Scale {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "tiny" => Ok(Self::Tiny),
            "city" => Ok(Self::City),
            "province" => Ok(Self::Province),
            _ => Err(()),
        }
    }
}

/// Numbers of a simulated place.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Districts besides the first.
    pub districts: usize,
    /// Purchasers besides the first.
    pub purchasers: usize,
    /// Agencies besides the first.
    pub agencies: usize,
    /// Suppliers in all.
    pub suppliers: usize,
    /// Experts in all.
    pub experts: usize,
    /// Tendered projects over the history.
    pub projects: usize,
    /// Mall orders over the history.
    pub orders: usize,
    /// Length of the history in days.
    pub days: i64,
}

/// One account that a visitor of the demo may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Sign-in name.
    pub login: String,
    /// What it is.
    pub role: Role,
    /// For whom.
    pub organisation: String,
}

/// A purchaser with the people who act for it.
#[derive(Clone, Debug)]
pub struct Buyer {
    /// 单位
    pub organisation: OrganisationId,
    /// 名称
    pub name: String,
    /// 经办
    pub clerk: Actor,
    /// The budget office that gives it its indicators.
    pub budget: Actor,
}

/// A city with people in it.
pub struct City {
    pilot: Autopilot,
    scenario: Scenario,
    start: Instant,
    hosts: Vec<OrganisationId>,
}

/// So many days before the end the people whose accounts a visitor gets stop working, so that their to-dos wait for him.
const LEFT_TO_THE_VISITOR: i64 = 14;

const DISTRICTS: [(&str, &str); 8] = [
    ("230602", "萨尔图区"),
    ("230603", "龙凤区"),
    ("230604", "让胡路区"),
    ("230605", "红岗区"),
    ("230621", "肇州县"),
    ("230622", "肇源县"),
    ("230623", "林甸县"),
    ("230624", "杜尔伯特蒙古族自治县"),
];
const OFFICES: [&str; 12] = [
    "第一中学",
    "人民医院",
    "图书馆",
    "住房和城乡建设局",
    "实验小学",
    "档案馆",
    "中医医院",
    "民政局",
    "职业技术学校",
    "文化馆",
    "疾病预防控制中心",
    "市场监督管理局",
];
const FIRMS: [&str; 12] =
    ["天宇", "鼎新", "恒信", "华晟", "龙腾", "瑞丰", "博远", "金科", "同创", "远航", "嘉禾", "三江"];
const TRADES: [&str; 4] = ["科技有限公司", "办公设备有限公司", "信息工程有限公司", "商贸有限公司"];

impl City {
    /// When a history that ends on `today` begins.
    pub fn starts(scale: Scale, today: Date) -> Instant {
        Instant::at(today, 9, 0).minus(Span::days(scale.size().days))
    }
    /// Founds a city on an empty platform, at the platform's present.
    ///
    /// # Errors
    /// If the store cannot be read or written.
    pub fn new(platform: Platform, scale: Scale, seed: u64) -> Result<Self, StoreError> {
        let size = scale.size();
        let town = Town::populate(platform.clone());
        let hosts = vec![town.purchaser.organisation, town.agency.organisation, town.finance.organisation];
        let mut founder = Founder { platform: platform.clone(), serial: 2000 };
        let buyers =
            founder.found(&town, &size).map_err(|refusal| StoreError::Unavailable(refusal.to_string()))?;
        let pilot = Autopilot::new(platform.clone(), Dice::new(seed))?;
        Ok(Self { pilot, scenario: Scenario::new(size, buyers), start: platform.now(), hosts })
    }
    /// Lives day by day; `progress` is told days done, days in all and commands so far.
    ///
    /// # Errors
    /// If the store cannot be read or written.
    pub fn live_until(
        &mut self,
        end: Instant,
        progress: &mut dyn FnMut(u64, u64, u64),
    ) -> Result<(), StoreError> {
        let day = Span::days(1).as_millis();
        let days = |span: Span| u64::try_from(span.as_millis() / day).unwrap_or(0);
        let (start, scenario, hosts) = (self.start, &mut self.scenario, &self.hosts);
        let visit = end.minus(Span::days(LEFT_TO_THE_VISITOR));
        self.pilot.work_until(end, |pilot| {
            let now = pilot.platform.now();
            if now >= visit && pilot.away.is_empty() {
                pilot.away.extend(hosts);
                scenario.welcome(pilot);
            }
            progress(days(now.since(start)), days(end.since(start)), pilot.accepted);
            scenario.morning(pilot, days(now.since(start)))
        })?;
        self.pilot.platform.catch_up_all()
    }
    /// To-dos that simulated people could not do, for a test to look at.
    pub fn stuck(&self) -> &[(crate::Todo, Refusal)] {
        &self.pilot.stuck
    }
    /// One account for each role, of the first town's people.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn accounts(platform: &Platform) -> Result<Vec<Account>, StoreError> {
        let rows = platform.journal().read(|tx| {
            tx.query(
                "SELECT p.login, p.roles, o.name FROM registry_person p JOIN registry_organisation o ON o.id = p.organisation \
                 WHERE o.region = $1 AND p.state = 'active' ORDER BY p.id",
                &[testing::REGION.into()],
            )
        })?;
        let mut accounts: Vec<Account> = Vec::new();
        for row in &rows {
            let roles = row.text(1)?.split(' ').filter_map(|role| role.parse::<Role>().ok());
            let several = |role| matches!(role, Role::SupplierClerk | Role::AuthorizedRep | Role::Expert);
            for role in roles {
                let known = accounts.iter().filter(|account| account.role == role).count();
                if known == 0 || (several(role) && known < 5) {
                    accounts.push(Account {
                        login: row.text(0)?.to_owned(),
                        role,
                        organisation: row.text(2)?.to_owned(),
                    });
                }
            }
        }
        accounts.sort_by_key(|account| account.role);
        Ok(accounts)
    }
}

struct Founder {
    platform: Platform,
    serial: usize,
}
impl Founder {
    fn give(&self, command: &str, input: Value) -> Result<journal::Accepted, Refusal> {
        self.platform.submit_as_system(Envelope::new(testing::fresh(), command, input), journal::Lane::Low)
    }
    fn organisation(
        &mut self,
        kind: &str,
        name: &str,
        prefix: &str,
        region: &str,
    ) -> Result<OrganisationId, Refusal> {
        self.serial += 1;
        let uscc = testing::uscc(&format!("{prefix}{region}"), self.serial);
        let input = json!({ "kind": kind, "name": name, "uscc": uscc, "region": region, "size": "none" });
        let accepted = self.give("registry.set_up_organisation", input)?;
        accepted.streams.first().and_then(kernel::StreamName::id).ok_or_else(|| Refusal::new("E_INTERNAL"))
    }
    fn person(
        &mut self,
        organisation: OrganisationId,
        login: &str,
        roles: &[&str],
        name: &str,
    ) -> Result<Actor, Refusal> {
        let roles: Vec<_> = roles.iter().map(|role| json!({ "role": role })).collect();
        let accepted = self.give("registry.enrol_person", json!({
            "organisation": organisation, "name": name, "login": login, "password": testing::PASSWORD, "roles": roles,
        }))?;
        let id = accepted.streams.first().and_then(kernel::StreamName::id::<PersonId>);
        self.platform.actor(id.ok_or_else(|| Refusal::new("E_INTERNAL"))?)
    }
    /// Authorities of three levels, purchasers, agencies, suppliers and experts.
    fn found(&mut self, town: &Town, size: &Size) -> Result<Vec<Buyer>, Refusal> {
        let mut buyers = vec![Buyer {
            organisation: town.purchaser.organisation,
            name: "大同区第三中学".to_owned(),
            clerk: town.purchaser.clerk.clone(),
            budget: town.finance.budget.clone(),
        }];
        let mut bureaus = Vec::new();
        for (i, (region, name)) in
            [("230000", "黑龙江省财政厅"), ("230600", "大庆市财政局")].into_iter().enumerate()
        {
            self.bureau(region, name, &format!("level{i}"))?;
        }
        for (i, (region, name)) in DISTRICTS.iter().take(size.districts).enumerate() {
            bureaus.push((*region, *name, self.bureau(region, &format!("{name}财政局"), &format!("d{i}"))?));
        }
        for i in 0..size.purchasers {
            let Some((region, district, budget)) = bureaus.get(i % bureaus.len().max(1)) else { break };
            let ordinal =
                if i < OFFICES.len() * bureaus.len() { String::new() } else { format!("（{i}）") };
            let name = format!("{district}{}{ordinal}", OFFICES[i % OFFICES.len()]);
            let organisation = self.organisation("purchaser", &name, "12", region)?;
            let clerk = self.person(
                organisation,
                &format!("buyer{i}-clerk"),
                &["purchaser_clerk"],
                &format!("经办{i}"),
            )?;
            self.person(organisation, &format!("buyer{i}-head"), &["purchaser_head"], &format!("审核{i}"))?;
            self.person(
                organisation,
                &format!("buyer{i}-finance"),
                &["purchaser_finance"],
                &format!("财务{i}"),
            )?;
            self.person(
                organisation,
                &format!("buyer{i}-supervisor"),
                &["purchaser_supervisor"],
                &format!("内控{i}"),
            )?;
            buyers.push(Buyer { organisation, name, clerk, budget: budget.clone() });
        }
        for i in 0..size.agencies {
            let organisation =
                self.organisation("agency", &format!("油城第{}招标代理有限公司", i + 1), "91", "230600")?;
            self.person(organisation, &format!("agency{i}-pm"), &["agency_pm"], &format!("代理经办{i}"))?;
            self.person(
                organisation,
                &format!("agency{i}-reviewer"),
                &["agency_reviewer"],
                &format!("代理复核{i}"),
            )?;
        }
        for i in town.suppliers.len()..size.suppliers {
            self.supplier(i)?;
        }
        let pool = town.experts.first().map(|expert| expert.organisation);
        for i in town.experts.len()..size.experts {
            let Some(pool) = pool else { break };
            self.give("registry.enrol_person", json!({
                "organisation": pool, "name": format!("专家{}", i + 1), "login": format!("expert{}", i + 1),
                "password": testing::PASSWORD, "roles": [{ "role": "expert" }],
                "specialities": testing::SPECIALITIES.map(|code| json!({ "code": code })), "employer": testing::uscc("12230600", 500 + i + 1),
            }))?;
        }
        Ok(buyers)
    }
    /// A finance department with its people; answers its budget office.
    fn bureau(&mut self, region: &str, name: &str, login: &str) -> Result<Actor, Refusal> {
        let bureau = self.organisation("regulator", name, "11", region)?;
        self.person(bureau, &format!("{login}-regulator"), &["fa_regulator"], &format!("{name}监管"))?;
        self.person(
            bureau,
            &format!("{login}-regulator-head"),
            &["fa_regulator_head"],
            &format!("{name}监管审核"),
        )?;
        self.person(bureau, &format!("{login}-treasury"), &["fa_treasury"], &format!("{name}国库"))?;
        self.person(bureau, &format!("{login}-budget"), &["fa_budget"], &format!("{name}预算"))
    }
    fn supplier(&mut self, i: usize) -> Result<(), Refusal> {
        self.serial += 1;
        let region: Region = DISTRICTS[i % DISTRICTS.len()].0.parse().unwrap_or_default();
        let size = [
            EnterpriseSize::Micro,
            EnterpriseSize::Small,
            EnterpriseSize::Medium,
            EnterpriseSize::Small,
            EnterpriseSize::Large,
        ][i % 5];
        let name = format!(
            "{}{}{}",
            FIRMS[i % FIRMS.len()],
            TRADES[i / FIRMS.len() % TRADES.len()],
            if i >= 48 { i.to_string() } else { String::new() }
        );
        let sample = Sample {
            kind: Kind::Supplier,
            name: &name,
            uscc: &testing::uscc(&format!("91{region}"), self.serial),
            region: testing::REGION,
            size,
            serial: i,
            person: &format!("投标专员{i}"),
            login: &format!("firm{i}"),
            password: testing::PASSWORD,
        };
        register(&self.platform, &sample, journal::Lane::Low)?;
        Ok(())
    }
}

#[cfg(test)]
#[path = "city_tests.rs"]
mod tests;
