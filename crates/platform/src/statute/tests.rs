//! Publishing, repealing and looking up, through the engine.

use crate::testing::{self, PASSWORD, Town};
use kernel::{Actor, Date, Instant, PersonId, Refusal, Region};
use procurement::statute::{ArticleNo, Standing, When};
use serde_json::{Value, json};

const LOCAL: &str = "第一章 总则\n第一条 根据《中华人民共和国政府采购法》，制定本办法。\n\
    第二条 履约保证金按照政府采购法实施条例第四十八条执行。\n第三条 本办法自2026年4月1日起施行。";

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}
fn local() -> Value {
    json!({
        "code": "datong-deposit", "title": "大同区政府采购保证金管理办法", "number": "同财规〔2026〕1号",
        "issuer": "大同区财政局", "level": "local", "region": testing::REGION, "published": "2026-03-01",
        "from": "2026-04-01", "text": LOCAL,
    })
}
fn national() -> Value {
    json!({
        "code": "mof-87", "title": "政府采购货物和服务招标投标管理办法", "number": "财政部令第87号", "issuer": "财政部",
        "level": "rule", "published": "2026-03-01", "from": "2026-05-01",
        "text": "第一条 新的第一条。\n第二条 见本办法第一条。",
    })
}
/// `input` with one field changed.
fn with(mut input: Value, name: &str, value: Value) -> Value {
    input[name] = value;
    input
}
fn give(town: &Town, command: &str, input: Value) -> Result<(), Refusal> {
    let (first, second) = (&town.finance.regulator, &town.finance.regulator_head);
    town.run2(first, second, command, input).map(|_| ())
}
fn code(answer: Result<(), Refusal>) -> String {
    answer.map_or_else(
        |refusal| match refusal.fields.first() {
            Some(field) => format!("{} {}", field.path, field.key),
            None => refusal.code.into_owned(),
        },
        |()| "done".to_owned(),
    )
}
/// Regulator and head of the province.
fn province(town: &Town) -> (Actor, Actor) {
    let home = json!({ "kind": "regulator", "name": "黑龙江省财政厅", "uscc": testing::uscc("11230000", 77),
        "region": "230000", "size": "none" });
    let organisation =
        town.run_system("registry.set_up_organisation", home).expect("set up").streams[0].uuid();
    let person = |login: &str, role: &str| {
        let input = json!({ "organisation": organisation, "name": login, "login": login, "password": PASSWORD,
            "roles": [{ "role": role }] });
        let enrolled = town.run_system("registry.enrol_person", input).expect("enrolled");
        town.platform.actor(enrolled.streams[0].id::<PersonId>().expect("a person")).expect("active")
    };
    (person("province", "fa_regulator"), person("province-head", "fa_regulator_head"))
}

#[test]
fn a_local_text_is_published_by_two_people_read_by_day_and_found() {
    let town = Town::new();
    let before = town.platform.laws().expect("read");
    assert!(before.library.document("datong-deposit").is_none());
    give(&town, "statute.publish", local()).expect("published");
    let laws = town.platform.laws().expect("read");
    let document = laws.library.document("datong-deposit").expect("held");
    assert_eq!(document.region, testing::REGION.parse::<Region>().expect("a region"));
    let no = ArticleNo::new(2);
    assert!(laws.library.article_on("datong-deposit", no, date("2026-03-31")).is_none());
    assert!(laws.library.article_on("datong-deposit", no, date("2026-04-01")).is_some());
    assert_eq!(laws.standing(document, date("2026-03-31")), Some(Standing::NotYet));
    let citing: Vec<_> = laws
        .library
        .citing("procurement-regulation", ArticleNo::new(48))
        .map(|(from, no)| format!("{} {no}", from.id))
        .collect();
    assert!(citing.contains(&"datong-deposit 2".to_owned()), "{citing:?}");
    let (found, total, partly) = laws.search("大同区 履约保证金", None, 0, 5);
    assert_eq!(
        (total, partly, found[0].document.id.as_str(), found[0].article.no),
        (1, false, "datong-deposit", no)
    );
    assert!(
        std::sync::Arc::ptr_eq(&laws, &town.platform.laws().expect("read")),
        "kept while nothing changes"
    );
}
#[test]
fn a_text_that_cannot_be_split_or_does_not_fit_is_refused_beside_its_field() {
    let town = Town::new();
    let cases = [
        ("text", json!("没有条文"), "text field-statute-no-articles"),
        ("text", json!("第二条 甲。"), "text field-statute-begins"),
        ("text", json!("第一条 甲。\n第三条 乙。"), "text field-statute-broken"),
        ("text", json!("第一条\n第二条 乙。"), "text field-statute-empty"),
        ("code", json!("Datong"), "code field-statute-code"),
        ("from", json!("2026-02-28"), "from field-statute-from"),
        ("level", json!("rule"), "region field-statute-region"),
        ("amends", json!("unknown-law"), "amends field-statute-unknown"),
        ("title", json!("政府采购法"), "title field-statute-title"),
        ("region", json!("230000"), "E_FORBIDDEN_SCOPE"),
    ];
    for (field, value, wanted) in cases {
        assert_eq!(code(give(&town, "statute.publish", with(local(), field, value))), wanted, "{field}");
    }
    assert_eq!(code(give(&town, "statute.publish", national())), "E_FORBIDDEN_SCOPE", "a county's authority");
    let clerk = &town.purchaser.clerk;
    assert_eq!(code(town.run(clerk, "statute.publish", local()).map(|_| ())), "E_FORBIDDEN");
    assert!(town.platform.laws().expect("read").library.document("datong-deposit").is_none());
}
#[test]
fn one_person_alone_publishes_nothing_and_nobody_twice() {
    let town = Town::new();
    town.run(&town.finance.regulator, "statute.publish", local()).expect("proposed");
    assert!(town.platform.laws().expect("read").library.document("datong-deposit").is_none());
    give(&town, "statute.publish", local()).expect("published");
    assert_eq!(code(give(&town, "statute.publish", local())), "E_STATUTE_SAME_DAY");
    assert_eq!(code(give(&town, "statute.publish", with(local(), "from", json!("2026-05-01")))), "E_ALREADY");
    let other = with(with(local(), "code", json!("datong-other")), "from", json!("2026-06-01"));
    assert_eq!(code(give(&town, "statute.publish", other)), "title field-statute-title");
}
#[test]
fn a_further_text_of_a_built_in_statute_keeps_the_old_one_and_what_was_known() {
    let town = Town::new();
    let (first, second) = province(&town);
    let known_before = town.platform.now();
    town.advance_to(Instant::at(date("2026-03-10"), 9, 0));
    town.run2(&first, &second, "statute.publish", national()).expect("published");
    let laws = town.platform.laws().expect("read");
    let said = |when: When| {
        let (_, article) = laws.library.article_on("mof-87", ArticleNo::new(1), when).expect("article 1");
        article.lines().next().map(str::to_owned).expect("words")
    };
    assert!(said(date("2026-04-30").into()).starts_with("为了规范"));
    assert_eq!(said(date("2026-05-01").into()), "新的第一条。");
    let as_known_then = When { valid: date("2026-05-01"), known: known_before };
    assert!(said(as_known_then).starts_with("为了规范"));
    let fresh = town.platform.laws().expect("read");
    assert_eq!(
        fresh.rules_on("mof-87", Some(ArticleNo::new(55))).len(),
        laws.rules_on("mof-87", Some(ArticleNo::new(55))).len()
    );
}
#[test]
fn a_repeal_ends_a_statute_and_its_texts_stay() {
    let town = Town::new();
    give(&town, "statute.publish", local()).expect("published");
    let repeal = |from: &str| json!({ "code": "datong-deposit", "from": from, "by": "同财规〔2027〕3号" });
    assert_eq!(code(give(&town, "statute.repeal", repeal("2026-04-01"))), "from field-statute-repeal");
    give(&town, "statute.repeal", repeal("2027-01-01")).expect("repealed");
    assert_eq!(code(give(&town, "statute.repeal", repeal("2027-02-01"))), "E_ALREADY");
    assert_eq!(
        code(give(&town, "statute.publish", with(local(), "from", json!("2027-01-01")))),
        "E_STATUTE_ENDED"
    );
    let laws = town.platform.laws().expect("read");
    let document = laws.library.document("datong-deposit").expect("held");
    assert!(
        document.in_force(date("2026-12-31")).is_some() && document.in_force(date("2027-01-01")).is_none()
    );
    assert_eq!(laws.standing(document, date("2027-01-01")), Some(Standing::Repealed));
    let unknown = json!({ "code": "nothing", "from": "2027-01-01", "by": "x" });
    let (first, second) = province(&town);
    assert_eq!(code(town.run2(&first, &second, "statute.repeal", unknown).map(|_| ())), "E_NOT_FOUND");
    let held = json!({ "code": "mof-101", "from": "2027-01-01", "by": "新办法" });
    town.run2(&first, &second, "statute.repeal", held).expect("repealed");
    assert!(
        town.platform.laws().expect("read").library.document("mof-101").expect("held").repealed.is_some()
    );
}
#[test]
fn rules_rest_on_articles_and_the_search_knows_the_built_in_texts() {
    let town = Town::new();
    let laws = town.platform.laws().expect("read");
    assert!(laws.rules_on("procurement-law", Some(ArticleNo::new(33))).contains(&"BUD-01"));
    assert!(laws.rules_on("procurement-law", Some(ArticleNo::new(1))).is_empty());
    assert!(!laws.rules_on("electronic-signature-law", None).is_empty());
    let (found, total, partly) = laws.search("履约保证金 合同金额的10%", Some("regulation"), 0, 3);
    assert!(total > 0 && !partly);
    assert_eq!(
        (found[0].document.id.as_str(), found[0].article.no),
        ("procurement-regulation", ArticleNo::new(48))
    );
}
