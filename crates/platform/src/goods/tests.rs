//! The library through the engine: entering, importing, attaching, templates, demand standards.

use super::{GoodsFilter, SAMPLE_GOODS, carry_out, goods, lists::by_key};
use crate::{
    Envelope,
    testing::{Town, fresh},
};
use journal::Accepted;
use kernel::{Actor, DemandStandardId, Digest, GoodsImportId, ListingId, Refusal, StandardId};
use procurement::{
    goods::{DemandStandard, StandardGood, Tally},
    mall::Listing,
};
use serde_json::{Value, json};

const ITEM: &str = "A02010105";
const HEADER: &str =
    "品目编码,品牌,制造商,型号,商品名称,计量单位,打印速度（页/分）,自动双面,网络打印,CCC 证书编号";

fn printer(model: &str, more: &str) -> String {
    format!("A02021003,奔图,珠海奔图电子有限公司,{model},激光打印机,台,{more}")
}
fn file(rows: &[String]) -> Vec<u8> {
    format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes()
}
fn open(town: &Town, name: &str, bytes: &[u8]) -> Result<Accepted, Refusal> {
    let digest = town.platform.outside().put(bytes)?;
    town.run2(&town.operator, &town.operator2, "goods.open_import", json!({ "file": digest, "name": name }))
}
/// Opens an import, which its follower then carries out.
fn import(town: &Town, name: &str, bytes: &[u8]) -> (Tally, String) {
    let opened = open(town, name, bytes).expect("opened");
    let id = town.id::<GoodsImportId>(&opened);
    town.platform.catch_up_all().expect("caught up");
    let state = town.state::<procurement::goods::Import>(id);
    let import = state.opened().expect("opened");
    assert!(import.finished.is_some());
    let report = import.report.and_then(|digest| town.platform.document(&digest)).unwrap_or_default();
    (import.tally, String::from_utf8(report).expect("UTF-8"))
}
fn library(town: &Town, words: &str) -> Vec<super::GoodsRow> {
    let filter = GoodsFilter { words: words.to_owned(), ..GoodsFilter::default() };
    town.platform.journal().read(|tx| goods(tx, &filter, 500)).expect("read")
}
fn entry(model: &str) -> Value {
    json!({
        "catalogue": "A02021003", "brand": "奔图", "manufacturer": "珠海奔图电子有限公司", "model": model,
        "name": "激光打印机", "unit": "台", "parameters": [
            { "code": "speed", "value": "30页/分" }, { "code": "duplex", "value": "是" }, { "code": "network", "value": "有" },
        ],
    })
}
fn code<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> String {
    answer.expect_err("a refusal").code.into_owned()
}

#[test]
fn a_town_begins_with_goods_and_importing_them_again_adds_nothing() {
    let town = Town::new();
    assert_eq!(library(&town, "").len(), 6);
    let (tally, report) = import(&town, "标准商品.csv", SAMPLE_GOODS.as_bytes());
    assert_eq!((tally.rows, tally.added, tally.same, tally.refused), (6, 0, 6, 0));
    assert_eq!((report.as_str(), library(&town, "").len()), ("", 6));
}
#[test]
fn good_rows_go_in_and_bad_rows_come_back_with_reasons() {
    let town = Town::new();
    let rows = [
        printer("P1", "30,是,有,"),
        printer("P2", "快,是,有,"),
        printer("P3", "30,,有,2010010902431234"),
        printer("P4", "30,是,有,CCC-1"),
        "A02021000,奔图,奔图,P5,打印机,台,,,,".to_owned(),
        "A999,奔图,奔图,P6,打印机,台,,,,".to_owned(),
        printer("P1", "30,是,有,2010010902431234"),
        printer("P1", "30,是,有,"),
        printer("P0l", "30,是,有,"),
        printer("P01", "30,是,有,,多一格"),
        printer("POI", "30,是,有,"),
    ];
    let (tally, report) = import(&town, "打印机.csv", &file(&rows));
    assert_eq!((tally.rows, tally.added, tally.same, tally.refused, tally.suspects), (11, 3, 1, 7, 1));
    let lines: Vec<&str> = report.lines().collect();
    assert!(
        lines[0].starts_with('\u{feff}') && lines[0].ends_with("原行号,结果,原因,Reason"),
        "{}",
        lines[0]
    );
    let found = |line: u32, words: &str| {
        let row = lines.iter().find(|row| row.contains(&format!(",{line},"))).expect("a row");
        assert!(row.contains(words), "{row}");
    };
    found(3, "打印速度: 填数字");
    found(4, "自动双面: 必须填写");
    found(5, "CCC 证书编号: CCC 证书编号是 16 位数字");
    found(6, "品目编码: ");
    found(7, "品目编码: ");
    found(8, "库中已有同一商品 /goods/");
    found(11, "列数比表头多");
    found(12, "已入库，疑似重复");
    assert_eq!(lines.len(), 1 + 8);
    // The report, mended, is itself a file to import; its own columns are not read.
    let mended = report.replace("快", "35").replace("CCC-1", "");
    let (again, _) = import(&town, "修改.csv", mended.as_bytes());
    // The cell too many is gone from the report, so that row goes in, too.
    assert_eq!((again.added, again.refused), (3, 4));
}
#[test]
fn a_file_that_is_no_table_of_goods_is_refused_before_anything_is_asked_of_anybody() {
    let town = Town::new();
    assert_eq!(code(open(&town, "商品.xlsx", b"PK\x03\x04 no workbook")), "E_SHEET");
    assert_eq!(code(open(&town, "商品.csv", b"\x7fELF\0\0")), "E_SHEET");
    assert_eq!(code(open(&town, "商品.csv", "name,price\n笔,1\n".as_bytes())), "E_GOODS_COLUMNS");
    let missing = json!({ "file": Digest::of(b"nothing"), "name": "x.csv" });
    assert_eq!(code(town.run(&town.operator, "goods.open_import", missing)), "E_FILE_MISSING");
}
#[test]
fn an_interrupted_import_goes_on_where_it_stopped() {
    let town = Town::new();
    let rows: Vec<String> = (0..700).map(|n| printer(&format!("X{n}Y"), "30,是,有,")).collect();
    let id = town.id::<GoodsImportId>(&open(&town, "大.csv", &file(&rows)).expect("opened"));
    // The first run ends after the first chunk, as if the machine had stopped.
    let stopped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        carry_out(&town.platform, id, &mut |_, _| panic!("stopped"))
    }));
    assert!(stopped.is_err());
    assert_eq!(library(&town, "x").len(), 500);
    let tally = carry_out(&town.platform, id, &mut |_, _| ()).expect("carried out");
    assert_eq!((tally.rows, tally.added, tally.same, tally.refused), (700, 700, 0, 0));
    let twice = carry_out(&town.platform, id, &mut |_, _| ()).expect("already ended");
    assert_eq!(twice, tally);
}
#[test]
fn a_supplier_enters_a_good_and_two_operators_take_it_in() {
    let town = Town::new();
    let clerk = &town.suppliers[0].clerk;
    let id =
        town.id::<StandardId>(&town.run(clerk, "goods.draft_standard", entry("P9000DN")).expect("drafted"));
    let mut changed = entry("P9001DN");
    changed["standard"] = json!(id);
    let other = &town.suppliers[1].clerk;
    assert_eq!(code(town.run(other, "goods.revise_standard", changed.clone())), "E_FORBIDDEN_SCOPE");
    town.run(clerk, "goods.revise_standard", changed).expect("revised");
    let submit = json!({ "standard": id });
    town.run(clerk, "goods.submit_standard", submit.clone()).expect("submitted");
    assert_eq!(code(town.run(clerk, "goods.submit_standard", submit)), "E_STATE");
    // Another spelling of the same is refused while it waits.
    assert_eq!(code(town.run(other, "goods.draft_standard", entry("奔图 p9001-dn"))), "E_GOODS_DUPLICATE");
    let review = json!({ "standard": id, "verdict": "passed" });
    assert_eq!(code(town.run(clerk, "goods.review_standard", review.clone())), "E_FORBIDDEN");
    let itself = town.run2(&town.operator, &town.operator, "goods.review_standard", review.clone());
    assert_eq!(code(itself), "E_SAME_PERSON");
    let proposal = town.platform.todo(&town.operator2, 20).expect("read");
    let proposal =
        proposal.iter().find_map(|todo| todo.stream.id::<kernel::ProposalId>()).expect("a proposal");
    town.run(&town.operator2, "supervision.approve_proposal", json!({ "proposal": proposal }))
        .expect("approved");
    assert!(town.state::<StandardGood>(id).active().is_ok());
    assert_eq!(library(&town, "PANTUM p9001").len(), 1);
    let withdraw = json!({ "standard": id, "reason": "停产" });
    town.run2(&town.operator, &town.operator2, "goods.withdraw_standard", withdraw).expect("withdrawn");
    assert_eq!(library(&town, "p9001").len(), 0);
    // What was withdrawn may be entered anew.
    town.run(other, "goods.draft_standard", entry("P9001DN")).expect("drafted");
}
#[test]
fn listings_attach_to_standard_goods_so_that_offers_can_be_compared() {
    let town = Town::new();
    let listing = |brand: &str, model: &str, yuan: i64| {
        json!({
            "name": "激光打印机", "brand": brand, "model": model, "specification": "A4", "service": "质保一年",
            "unit": "台", "catalogue": "A02021003", "price": yuan * 100,
        })
    };
    let sell = |actor: &Actor, input: Value| town.run(actor, "mall.list_goods", input);
    assert_eq!(code(sell(&town.suppliers[0].clerk, listing("奔图", "P0000", 1_000))), "E_STANDARD_REQUIRED");
    let first = sell(&town.suppliers[0].clerk, listing("奔图", "P3370DN", 1_599)).expect("listed");
    let printer = "A02021003".parse().expect("a code");
    let found =
        town.platform.journal().read(|tx| by_key(tx, &printer, "Pantum", "P3370-DN", 5)).expect("read");
    let mut second = listing("PANTUM", "p3370 dn", 1_499);
    second["standard"] = json!(found[0]);
    sell(&town.suppliers[1].clerk, second).expect("listed");
    let state = town.state::<Listing>(town.id::<ListingId>(&first));
    assert_eq!(state.on_sale().expect("on sale").goods.standard, Some(found[0]));
    let offers =
        town.platform.journal().read(|tx| crate::mall::offers_of_standard(tx, found[0], 10)).expect("read");
    let prices: Vec<_> = offers.iter().map(|offer| (offer.price.fen(), offer.brand.as_str())).collect();
    assert_eq!(prices, [(149_900, "奔图"), (159_900, "奔图")]);
    let mut wrong = listing("奔图", "P3300", 1_599);
    wrong["standard"] = json!(found[0]);
    assert_eq!(code(sell(&town.suppliers[2].clerk, wrong)), "E_STANDARD_DIFFERS");
    let plain = json!({
        "name": "订书机", "brand": "得力", "model": "0414", "specification": "24/6", "service": "质保一年", "unit": "个",
        "catalogue": "A05040599", "price": 2_500,
    });
    sell(&town.suppliers[2].clerk, plain).expect("an item without a template needs no standard good");
}
#[test]
fn a_template_set_by_two_persons_changes_what_is_asked() {
    let town = Town::new();
    let template = json!({
        "catalogue": "A02021003", "reason": "增加耗材要求", "attributes": [
            { "code": "speed", "name": "打印速度", "name_en": "Speed", "unit": "页/分", "kind": "number", "required": true, "comparable": true },
            { "code": "toner", "name": "粉盒", "name_en": "Toner", "kind": "choice", "options": "一体、分离", "required": true },
        ],
    });
    town.run2(&town.operator, &town.operator2, "goods.set_template", template.clone()).expect("set");
    assert_eq!(code(town.run(&town.operator, "goods.set_template", template)), "E_ALREADY");
    let refused =
        town.run(&town.suppliers[0].clerk, "goods.draft_standard", entry("P9000DN")).expect_err("refused");
    let paths: Vec<_> = refused.fields.iter().map(|field| field.path.as_str()).collect();
    assert_eq!(paths, ["parameters.toner", "parameters.duplex", "parameters.network"]);
}
fn standard(yuan: i64, from: &str) -> Value {
    json!({
        "catalogue": ITEM, "name": "台式计算机需求标准（大同区）", "functions": "日常办公", "basis": "同财采〔2026〕3号",
        "valid_from": from, "parameters": [{ "code": "memory", "name": "内存", "operator": "at_least", "value": "16" }],
        "quotas": [{ "scope": "各单位", "ceiling": yuan * 100, "percent": 100, "years": 6 }],
        "acceptance": [{ "text": "逐项核对技术参数" }],
    })
}
#[test]
fn a_demand_standard_is_published_by_two_persons_and_holds_in_its_region() {
    let town = Town::new();
    let (clerk, head) = (&town.finance.regulator, &town.finance.regulator_head);
    let in_force = |town: &Town| {
        let code = ITEM.parse().expect("a code");
        super::demand_standard(&town.platform, &code, clerk.region).expect("read").expect("one")
    };
    assert_eq!(in_force(&town).0, None);
    let drafted =
        town.run(clerk, "goods.draft_demand_standard", standard(4_000, "2026-03-02")).expect("drafted");
    let id = json!({ "standard": town.id::<DemandStandardId>(&drafted) });
    town.run(clerk, "goods.submit_demand_standard", id.clone()).expect("submitted");
    let back = json!({ "standard": id["standard"], "reason": "写明依据" });
    town.run(head, "goods.return_demand_standard", back).expect("returned");
    town.run(clerk, "goods.submit_demand_standard", id.clone()).expect("submitted again");
    town.run2(clerk, head, "goods.publish_demand_standard", id.clone()).expect("published");
    assert_eq!(in_force(&town).1.quotas[0].ceiling, Some(kernel::Money::from_yuan(4_000)));
    let state = town.state::<DemandStandard>(town.id(&drafted));
    assert_eq!((state.version, state.next), (1, None));
    let gone = json!({ "standard": id["standard"], "reason": "执行省标准" });
    town.run2(clerk, head, "goods.supersede_demand_standard", gone).expect("superseded");
    assert_eq!(in_force(&town).0, None);
}
#[test]
fn a_demand_over_the_asset_standard_needs_a_written_reason() {
    let town = Town::new();
    let budget = kernel::Money::from_yuan(90_000);
    let mut need = crate::demand::sample_need("台式计算机", ITEM, budget, json!({ "quantity": 10 }));
    let refused =
        town.run(&town.purchaser.clerk, "demand.compile_demand", need.clone()).expect_err("over the ceiling");
    assert_eq!((&*refused.code, refused.fields[0].path.as_str()), ("E_REASON_NEEDED", "reasons.BUD-06"));
    let mut envelope = Envelope::new(fresh(), "demand.compile_demand", need.clone());
    envelope.reasons = [("BUD-06".to_owned(), "专业图形教室，已报资产管理部门批准".to_owned())].into();
    town.platform.submit(&town.purchaser.clerk, envelope).expect("explained");
    need["quantity"] = json!(18);
    town.run(&town.purchaser.clerk, "demand.compile_demand", need).expect("on the ceiling");
}
