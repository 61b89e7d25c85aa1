//! A small town to test and simulate in: one organisation of each kind with its people, on a platform of its own.

mod planned;
mod tendered;
pub use planned::{PURCHASE, Planned};
pub use tendered::Tendered;

use crate::{
    BusinessClock, Envelope, Platform, Setup,
    passwords::Cost,
    registry::{Sample, hand_in, register},
};
use journal::{Accepted, Database, MasterKey};
use kernel::{Actor, DossierId, Instant, OrganisationId, PersonId, Refusal, Role, Stream, StreamId};
use procurement::{
    RuleBook,
    registry::{Kind, Size},
};
use serde_json::{Value, json};
use std::{path::Path, sync::Arc};
use uuid::Uuid;

/// The password of everybody here.
pub const PASSWORD: &str = "yangcai-2026";

/// 采购人
pub struct Purchaser {
    /// 单位
    pub organisation: OrganisationId,
    /// 经办
    pub clerk: Actor,
    /// 审核
    pub head: Actor,
    /// 财务
    pub finance: Actor,
    /// 内控监督
    pub supervisor: Actor,
}
/// 代理机构
pub struct Agency {
    /// 单位
    pub organisation: OrganisationId,
    /// 项目负责人
    pub pm: Actor,
    /// 复核
    pub reviewer: Actor,
}
/// 供应商
pub struct Supplier {
    /// 单位
    pub organisation: OrganisationId,
    /// 投标专员
    pub clerk: Actor,
    /// 授权代表
    pub rep: Actor,
}
/// 财政部门
pub struct Finance {
    /// 单位
    pub organisation: OrganisationId,
    /// 预算
    pub budget: Actor,
    /// 采购监管
    pub regulator: Actor,
    /// 采购监管审核
    pub regulator_head: Actor,
    /// 国库支付
    pub treasury: Actor,
}

/// A platform with people in it.
pub struct Town {
    /// The platform.
    pub platform: Platform,
    /// Operator of the platform.
    pub operator: Actor,
    /// The operator's second person.
    pub operator2: Actor,
    /// 财政局
    pub finance: Finance,
    /// 采购人
    pub purchaser: Purchaser,
    /// 代理机构
    pub agency: Agency,
    /// 供应商
    pub suppliers: Vec<Supplier>,
    /// 评审专家
    pub experts: Vec<Actor>,
    _folder: Option<tempfile::TempDir>,
}

/// Where the town lies.
pub const REGION: &str = "230606";
/// The speciality that every expert of the town has first.
pub const SPECIALITY: &str = "A02010105";
/// All the specialities that every expert of the town has.
pub const SPECIALITIES: [&str; 3] = [SPECIALITY, "A02020200", "A02021003"];

/// A code with a correct check digit out of its first 17 characters.
///
/// # Panics
/// If no digit fits: the prefix is not one.
pub fn uscc(prefix: &str, serial: usize) -> String {
    let base = format!("{prefix}{serial:0>9}");
    let body: String = base.chars().take(17).collect();
    "0123456789ABCDEFGHJKLMNPQRTUWXY"
        .chars()
        .map(|check| format!("{body}{check}"))
        .find(|code| code.parse::<kernel::Uscc>().is_ok())
        .unwrap_or_else(|| panic!("no check digit fits {body}"))
}

impl Town {
    /// A town on a temporary SQLite file, on Monday 2026-03-02 at 09:00.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = Database::Sqlite(folder.path().join("journal.db"));
        let mut town = Self::on(database, folder.path());
        town._folder = Some(folder);
        town
    }
    /// A town on a database of one's own.
    pub fn on(database: Database, folder: &Path) -> Self {
        let clock = Arc::new(BusinessClock::standing_at("2026-03-02T09:00".parse().expect("an instant")));
        let setup = Setup {
            database,
            folder: folder.to_owned(),
            master: MasterKey::from_bytes([7; 32]),
            clock,
            rules: RuleBook::builtin(),
            password_cost: Cost::Light,
            outside_ca: Some(crate::OutsideCa {
                roots: folder.join("outside-ca/roots.pem"),
                lists: folder.join("outside-ca/lists"),
            }),
        };
        Self::populate(Platform::open(setup).expect("the platform opens"))
    }
    /// Enrols one organisation of each kind, three suppliers and nine experts.
    pub fn populate(platform: Platform) -> Self {
        let mut town = Newcomers { platform: platform.clone(), next: 0 };
        let operator_home = town.organisation("operator", "阳采平台运维中心", "12230606");
        let operator = town.person(operator_home, "operator", &["operator"], "运维");
        let operator2 = town.person(operator_home, "operator2", &["operator"], "运维复核");
        town.stock_library();
        let bureau = town.organisation("regulator", "大同区财政局", "11230606");
        let finance = Finance {
            organisation: bureau,
            budget: town.person(bureau, "budget", &["fa_budget"], "韩冰"),
            regulator: town.person(bureau, "regulator", &["fa_regulator"], "于海"),
            regulator_head: town.person(bureau, "regulator-head", &["fa_regulator_head"], "宋梅"),
            treasury: town.person(bureau, "treasury", &["fa_treasury"], "陆平"),
        };
        let school = town.organisation("purchaser", "大同区第三中学", "12230606");
        let purchaser = Purchaser {
            organisation: school,
            clerk: town.person(school, "clerk", &["purchaser_clerk"], "周敏"),
            head: town.person(school, "head", &["purchaser_head"], "刘建"),
            finance: town.person(school, "finance", &["purchaser_finance"], "陈静"),
            supervisor: town.person(school, "supervisor", &["purchaser_supervisor"], "孙立"),
        };
        let house = town.organisation("agency", "龙江招标代理有限公司", "91230606");
        let agency = Agency {
            organisation: house,
            pm: town.person(house, "pm", &["agency_pm"], "张岚"),
            reviewer: town.person(house, "reviewer", &["agency_reviewer"], "冯硕"),
        };
        let suppliers = ["启明教学设备有限公司", "北辰信息技术有限公司", "松江电子有限公司"]
            .iter()
            .enumerate()
            .map(|(i, name)| town.supplier(i + 1, name))
            .collect();
        let pool = town.organisation("experts", "大同区评审专家库", "12230606");
        let experts = (1..=9).map(|i| town.expert(pool, i)).collect();
        Self { platform, operator, operator2, finance, purchaser, agency, suppliers, experts, _folder: None }
    }
    /// Gives a command that one person may give alone.
    ///
    /// # Errors
    /// The refusal.
    pub fn run(&self, actor: &Actor, command: &str, input: Value) -> Result<Accepted, Refusal> {
        self.platform.submit(actor, Envelope::new(fresh(), command, input))
    }
    /// Gives a two-person command: `first` proposes, `second` approves.
    ///
    /// # Errors
    /// The refusal of either.
    pub fn run2(
        &self,
        first: &Actor,
        second: &Actor,
        command: &str,
        input: Value,
    ) -> Result<Accepted, Refusal> {
        let proposed = self.run(first, command, input)?;
        let proposal = proposed.streams.first().map(|stream| stream.uuid().to_string());
        self.run(second, "supervision.approve_proposal", json!({ "proposal": proposal }))
    }
    /// Gives a command as the platform itself.
    ///
    /// # Errors
    /// The refusal.
    pub fn run_system(&self, command: &str, input: Value) -> Result<Accepted, Refusal> {
        self.platform.submit_as_system(Envelope::new(fresh(), command, input), journal::Lane::Normal)
    }
    /// An organisation that has opened its registration and handed in its dossier; it waits for review.
    pub fn applicant(&self, kind: Kind, name: &str) -> DossierId {
        let sample = Sample {
            kind,
            name,
            uscc: &uscc("91230606", 901),
            region: REGION,
            size: Size::Small,
            serial: 901,
            person: "何欣",
            login: "hexin",
            password: PASSWORD,
        };
        let (organisation, _) =
            hand_in(&self.platform, &sample, journal::Lane::Normal).expect("the dossier is handed in");
        DossierId::from_uuid(organisation.uuid())
    }
    /// Moves the clock and runs what became due.
    pub fn advance_to(&self, target: Instant) {
        self.platform.advance_to(target).expect("the clock moves forward");
    }
    /// A stream's state.
    pub fn state<S: Stream>(&self, id: S::Id) -> S {
        self.platform.state::<S>(id).expect("the store reads").expect("the stream exists")
    }
    /// The id of what a command made.
    pub fn id<I: StreamId>(&self, accepted: &Accepted) -> I {
        accepted.streams.iter().find_map(|stream| stream.id()).expect("a stream of the kind")
    }
}
impl Default for Town {
    fn default() -> Self {
        Self::new()
    }
}

/// The real time, for one-time codes; never so late in a step of 30 s that the next one begins within the test.
pub fn early_in_a_step() -> Instant {
    let left = 30_000 - crate::system_now().millis() % 30_000;
    if left < 8_000 {
        std::thread::sleep(std::time::Duration::from_millis(left.unsigned_abs()));
    }
    crate::system_now()
}

/// A new command id.
pub fn fresh() -> Uuid {
    Uuid::from_bytes(kernel::secret::bytes())
}

struct Newcomers {
    platform: Platform,
    next: usize,
}
impl Newcomers {
    fn give(&self, command: &str, input: Value) -> Accepted {
        let envelope = Envelope::new(fresh(), command, input);
        self.platform
            .submit_as_system(envelope, journal::Lane::Normal)
            .unwrap_or_else(|refusal| panic!("{command}: {refusal}"))
    }
    /// The goods that the library begins with.
    fn stock_library(&self) {
        let file = self.platform.outside().put(crate::goods::SAMPLE_GOODS.as_bytes()).expect("stored");
        let opened = self.give("goods.open_import", json!({ "file": file, "name": "标准商品.csv" }));
        let import = opened.streams[0].id().expect("an import");
        let tally = crate::goods::carry_out(&self.platform, import, &mut |_, _| ()).expect("carried out");
        assert_eq!((tally.refused, tally.added), (0, tally.rows), "the sample goods are good");
    }
    fn organisation(&mut self, kind: &str, name: &str, prefix: &str) -> OrganisationId {
        self.next += 1;
        let input = json!({
            "kind": kind, "name": name, "uscc": uscc(prefix, self.next), "region": REGION, "size": "none",
        });
        let accepted = self.give("registry.set_up_organisation", input);
        accepted.streams[0].id().expect("an organisation")
    }
    fn enrol(&mut self, input: Value) -> Actor {
        let accepted = self.give("registry.enrol_person", input);
        self.platform.actor(accepted.streams[0].id::<PersonId>().expect("a person")).expect("active")
    }
    fn person(&mut self, organisation: OrganisationId, login: &str, roles: &[&str], name: &str) -> Actor {
        let roles: Vec<_> = roles.iter().map(|role| json!({ "role": role })).collect();
        self.enrol(json!({
            "organisation": organisation, "name": name, "login": login, "password": PASSWORD, "roles": roles,
        }))
    }
    fn expert(&mut self, pool: OrganisationId, i: usize) -> Actor {
        self.enrol(json!({
            "organisation": pool, "name": format!("专家{i}"), "login": format!("expert{i}"), "password": PASSWORD,
            "roles": [{ "role": Role::Expert.id() }], "specialities": SPECIALITIES.map(|code| json!({ "code": code })),
            "employer": uscc("12230600", 500 + i),
        }))
    }
    fn supplier(&mut self, i: usize, name: &str) -> Supplier {
        self.next += 1;
        let sample = Sample {
            kind: Kind::Supplier,
            name,
            uscc: &uscc("91230606", self.next),
            region: REGION,
            size: Size::Small,
            serial: i,
            person: &format!("供应商用户{i}"),
            login: &format!("supplier{i}"),
            password: PASSWORD,
        };
        let (organisation, clerk) =
            register(&self.platform, &sample, journal::Lane::Normal).expect("a supplier registers");
        Supplier {
            organisation,
            clerk: self.platform.actor(clerk).expect("active"),
            rep: self.person(organisation, &format!("rep{i}"), &["authorized_rep"], &format!("授权代表{i}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use procurement::registry::{Organisation, Person, Standing};
    use procurement::supervision::Proposal;

    #[test]
    fn a_town_is_populated_through_real_commands() {
        let town = Town::new();
        assert_eq!(town.state::<Organisation>(town.suppliers[0].organisation).standing, Standing::Active);
        assert_eq!(town.platform.name_of(town.purchaser.clerk.person).as_deref(), Some("周敏"));
    }
    #[test]
    fn a_registration_is_reviewed_by_two_people_of_the_finance_department() {
        let town = Town::new();
        let dossier = town.applicant(Kind::Agency, "新代理有限公司");
        let organisation = OrganisationId::from_uuid(dossier.uuid());
        let review = json!({ "dossier": dossier, "verdict": "passed" });
        let alone =
            town.run(&town.finance.regulator, "registry.review_dossier", review.clone()).expect("proposed");
        assert_eq!(town.state::<Organisation>(organisation).standing, Standing::Draft);
        let again =
            town.run(&town.finance.regulator, "registry.review_dossier", review).expect_err("pending");
        assert_eq!(again.code, "E_PROPOSAL_PENDING");
        let proposal = json!({ "proposal": town.id::<kernel::ProposalId>(&alone) });
        let self_approval =
            town.run(&town.finance.regulator, "supervision.approve_proposal", proposal.clone());
        assert_eq!(self_approval.expect_err("one person").code, "E_FORBIDDEN");
        town.run(&town.finance.regulator_head, "supervision.approve_proposal", proposal.clone())
            .expect("approved");
        assert_eq!(town.state::<Organisation>(organisation).standing, Standing::Active);
        let twice = town.run(&town.finance.regulator_head, "supervision.approve_proposal", proposal);
        assert_eq!(twice.expect_err("done").code, "E_STATE");
    }
    #[test]
    fn a_returned_proposal_keeps_what_was_typed() {
        let town = Town::new();
        let review =
            json!({ "dossier": town.applicant(Kind::Agency, "新代理有限公司"), "verdict": "passed" });
        let proposed =
            town.run(&town.finance.regulator, "registry.review_dossier", review.clone()).expect("proposed");
        let id = town.id::<kernel::ProposalId>(&proposed);
        let reject = json!({ "proposal": id, "reason": "证照不清" });
        town.run(&town.finance.regulator_head, "supervision.reject_proposal", reject).expect("rejected");
        let Proposal::Rejected { proposed, reason, .. } = town.state::<Proposal>(id) else {
            panic!("rejected")
        };
        assert_eq!(reason, "证照不清");
        let kept = town.platform.unseal(&proposed.input).expect("kept");
        assert_eq!(kept["dossier"], review["dossier"]);
    }
    #[test]
    fn a_repeated_command_gives_the_first_answer_and_other_input_a_conflict() {
        let town = Town::new();
        let id = fresh();
        let input = |name: &str| json!({ "kind": "purchaser", "name": name, "uscc": uscc("12230606", 950), "region": REGION });
        let give = |input| {
            town.platform.submit(&town.operator, Envelope::new(id, "registry.set_up_organisation", input))
        };
        let first = give(input("图书馆")).expect("accepted");
        let second = give(input("图书馆")).expect("accepted");
        assert_eq!((first.first, &first.streams, second.repeated), (second.first, &second.streams, true));
        assert_eq!(give(input("博物馆")).expect_err("conflict").code, "E_IDEMPOTENT_CONFLICT");
    }
    #[test]
    fn a_disabled_person_is_erased_and_cannot_act() {
        let town = Town::new();
        let person = town.experts[0].person;
        let still =
            town.run2(&town.operator, &town.operator2, "registry.erase_person", json!({ "person": person }));
        assert_eq!(still.expect_err("active").code, "E_STILL_ACTIVE");
        town.run2(
            &town.operator,
            &town.operator2,
            "registry.disable_person",
            json!({ "person": person, "reason": "退休" }),
        )
        .expect("disabled");
        town.run2(&town.operator, &town.operator2, "registry.erase_person", json!({ "person": person }))
            .expect("erased");
        assert_eq!(town.platform.name_of(person), None);
        assert_eq!(town.state::<Person>(person), Person::default());
        let acted = town.run(
            &town.experts[0],
            "registry.change_password",
            json!({ "old": PASSWORD, "password": "12345678" }),
        );
        assert_eq!(acted.expect_err("disabled").code, "E_ACCOUNT_DISABLED");
    }
    #[test]
    fn an_account_needs_two_operators_and_a_position_that_fits() {
        let town = Town::new();
        let enrol = |organisation: OrganisationId, roles: &[&str]| {
            let roles: Vec<_> = roles.iter().map(|role| json!({ "role": role })).collect();
            json!({ "organisation": organisation, "name": "何欣", "login": "hexin", "password": PASSWORD, "roles": roles })
        };
        let command = "registry.enrol_person";
        let bidder = town.suppliers[0].organisation;
        let foreign = town.run(&town.operator, command, enrol(bidder, &["fa_regulator"]));
        assert_eq!(foreign.expect_err("unfit").code, "E_ROLE_UNFIT");
        let both = enrol(town.purchaser.organisation, &["purchaser_clerk", "purchaser_head"]);
        assert_eq!(town.run(&town.operator, command, both).expect_err("one alone").code, "E_ROLES_EXCLUSIVE");
        let input = enrol(bidder, &["supplier_clerk"]);
        assert_eq!(
            town.run2(&town.operator, &town.operator, command, input.clone()).expect_err("one person").code,
            "E_SAME_PERSON"
        );
        assert!(town.platform.sign_in("hexin", PASSWORD).is_err(), "nothing has happened yet");
        town.run2(&town.operator, &town.operator2, command, enrol(bidder, &["authorized_rep"])).expect("two");
        assert!(town.platform.sign_in("hexin", PASSWORD).is_ok());
    }
    #[test]
    fn the_wrong_role_and_an_unknown_command_are_refused() {
        let town = Town::new();
        let input =
            json!({ "kind": "purchaser", "name": "x", "uscc": uscc("12230606", 951), "region": REGION });
        assert_eq!(
            town.run(&town.purchaser.clerk, "registry.set_up_organisation", input).expect_err("role").code,
            "E_FORBIDDEN"
        );
        assert_eq!(
            town.run(&town.operator, "registry.nothing", json!({})).expect_err("unknown").code,
            "E_UNKNOWN_COMMAND"
        );
    }
}
