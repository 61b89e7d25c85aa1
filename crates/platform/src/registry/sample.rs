//! How a sensible organisation registers: for the simulated city and for test towns.

use crate::{Envelope, Platform};
use journal::Lane;
use kernel::{Digest, Money, OrganisationId, PersonId, Refusal, StreamName, secret};
use procurement::registry::{Kind, Part, Size};
use serde_json::{Value, json};
use uuid::Uuid;

/// An organisation that registers.
pub(crate) struct Sample<'a> {
    /// Its kind.
    pub kind: Kind,
    /// 名称
    pub name: &'a str,
    /// 统一社会信用代码
    pub uscc: &'a str,
    /// Its region's code.
    pub region: &'a str,
    /// The size that its figures amount to.
    pub size: Size,
    /// Distinguishes one sample from the next.
    pub serial: usize,
    /// Who fills in, by name.
    pub person: &'a str,
    /// That person's sign-in name.
    pub login: &'a str,
    /// That person's password.
    pub password: &'a str,
}

/// Registers it: hands in its dossier and has it passed; answers who it is and who filled in.
pub(crate) fn register(
    platform: &Platform,
    sample: &Sample<'_>,
    lane: Lane,
) -> Result<(OrganisationId, PersonId), Refusal> {
    let (organisation, person) = hand_in(platform, sample, lane)?;
    let passed = json!({ "dossier": organisation, "verdict": "passed" });
    platform.submit_as_system(envelope("registry.review_dossier", passed), lane)?;
    Ok((organisation, person))
}

/// Opens the registration, fills it in part by part, and hands it in.
pub(crate) fn hand_in(
    platform: &Platform,
    sample: &Sample<'_>,
    lane: Lane,
) -> Result<(OrganisationId, PersonId), Refusal> {
    let apply = json!({
        "kind": sample.kind, "name": sample.name, "uscc": sample.uscc, "region": sample.region,
        "person": sample.person, "login": sample.login, "password": sample.password,
    });
    let applied = platform.submit_as_system(envelope("registry.apply", apply), lane)?;
    let organisation = applied.streams.iter().find_map(StreamName::id::<OrganisationId>);
    let person = applied.streams.iter().find_map(StreamName::id::<PersonId>);
    let (Some(organisation), Some(person)) = (organisation, person) else {
        return Err(Refusal::new("E_INTERNAL"));
    };
    let scan =
        platform.outside().put(format!("%PDF-1.4\n% {} {}\n%%EOF\n", sample.name, sample.uscc).as_bytes())?;
    let commands = sample_dossier(organisation, sample, scan);
    let envelopes = commands.into_iter().map(|(command, input)| envelope(command, input)).collect();
    platform.submit_each(&platform.actor(person)?, envelopes, lane)?;
    Ok((organisation, person))
}

fn envelope(command: &str, input: Value) -> Envelope {
    Envelope::new(Uuid::from_bytes(secret::bytes()), command, input)
}

/// The commands by which it fills in its dossier and hands it in, with their input.
fn sample_dossier(
    organisation: OrganisationId,
    sample: &Sample<'_>,
    scan: Digest,
) -> Vec<(&'static str, Value)> {
    let parts = Part::of(sample.kind).iter().flat_map(|part| commands(*part, sample, scan));
    let handed_in = ("registry.submit_dossier", json!({}));
    let all = parts.chain([handed_in]);
    all.map(|(command, mut input)| {
        input["dossier"] = json!(organisation);
        (command, input)
    })
    .collect()
}

fn commands(part: Part, sample: &Sample<'_>, scan: Digest) -> Vec<(&'static str, Value)> {
    let phone = format!("139{:0>8}", sample.serial);
    let document = |kind: &str, title: &str| {
        let input = json!({ "document": kind, "title": title, "file": scan });
        ("registry.attach_document", input)
    };
    match part {
        Part::Identity => vec![(
            "registry.fill_identity",
            json!({
                "name": sample.name, "region": sample.region, "address": format!("世纪大道{}号", sample.serial + 1),
                "established": "2015-06-01",
            }),
        )],
        Part::Representative => vec![(
            "registry.fill_representative",
            json!({
                "name": "李建国", "citizen_id": "230103198506150019", "phone": phone,
            }),
        )],
        Part::Contact => vec![(
            "registry.fill_contact",
            json!({
                "name": "赵丽", "phone": phone, "email": format!("office{}@example.cn", sample.serial),
            }),
        )],
        Part::Account => vec![(
            "registry.fill_account",
            json!({
                "bank": "龙江银行大同支行", "account": format!("62230000{:0>8}", sample.serial),
            }),
        )],
        Part::Enterprise => {
            let (employees, ten_thousands): (i64, i64) = match sample.size {
                Size::Micro | Size::None => (10, 100),
                Size::Small => (60, 1200),
                Size::Medium => (500, 6000),
                Size::Large => (1500, 60_000),
            };
            let revenue = Money::from_yuan(ten_thousands * 10_000);
            vec![(
                "registry.fill_enterprise",
                json!({
                    "industry": "3911", "employees": employees, "revenue": revenue, "assets": revenue,
                }),
            )]
        }
        Part::Unit => vec![(
            "registry.fill_unit",
            json!({
                "budget_code": format!("230600{:0>6}", sample.serial), "supervisor": "市财政局", "canteen": false,
            }),
        )],
        Part::House => vec![(
            "registry.fill_house",
            json!({
                "venue": "经开大厦三层", "rooms": 3, "recording": true, "staff": 9,
            }),
        )],
        Part::Documents => match sample.kind {
            Kind::Agency => {
                vec![document("licence", "营业执照"), document("internal_rules", "内部监督管理制度")]
            }
            Kind::Bank | Kind::Insurer => {
                vec![document("licence", "营业执照"), document("financial_licence", "金融许可证")]
            }
            Kind::Purchaser | Kind::Regulator => vec![document("licence", "统一社会信用代码证书")],
            _ => vec![document("licence", "营业执照")],
        },
        Part::Commitment => vec![(
            "registry.sign_commitment",
            json!({
                "agreed": true, "instead_of_certificates": true,
            }),
        )],
    }
}
