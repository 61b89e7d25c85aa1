//! The library's pages: read by anybody, written by those who keep it.

use crate::{
    audit,
    testing::{Browser, Site},
};
use axum::http::StatusCode;
use platform::texts::Lang;

/// Opens a page in both languages and looks for what is wrong with it.
async fn sound(browser: &mut Browser, path: &str) -> String {
    for lang in [Lang::En, Lang::Zh] {
        browser.lang = lang;
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        assert_eq!(audit::page(&answer.body), Vec::<String>::new(), "{path} {lang:?}");
    }
    browser.page.clone()
}
/// The address of the first good of a list.
fn good_of(page: &str) -> String {
    let id = |part: &str| part.strip_prefix("/goods/").is_some_and(|id| uuid::Uuid::parse_str(id).is_ok());
    page.split('"').find(|part| id(part)).expect("a good").to_owned()
}

#[tokio::test]
async fn anybody_finds_a_good_by_tree_and_words_and_compares_offers() {
    let site = Site::new();
    for (supplier, yuan) in [(0, 1_599), (1, 1_499)] {
        let input = serde_json::json!({
            "name": "激光打印机", "brand": "奔图", "model": "P3370DN", "specification": "A4", "service": "质保一年",
            "unit": "台", "catalogue": "A02021003", "price": yuan * 100,
        });
        site.town.run(&site.town.suppliers[supplier].clerk, "mall.list_goods", input).expect("listed");
    }
    let mut visitor = site.visitor();
    let root = sound(&mut visitor, "/goods").await;
    assert!(root.contains("/goods?code=A02000000"), "the tree");
    let item = sound(&mut visitor, "/goods?code=A02021000").await;
    assert!(item.contains("P3370DN") && !item.contains("CB-X51"), "{item}");
    let found = sound(&mut visitor, "/goods?words=pantum").await;
    let good = sound(&mut visitor, &good_of(&found)).await;
    assert!(good.contains("1,499.00") && good.contains("1,599.00") && good.contains("打印速度"), "{good}");
    let none = sound(&mut visitor, "/goods?words=没有的东西").await;
    assert!(none.contains("没有符合条件的商品"));
    assert!(sound(&mut visitor, "/goods/templates").await.contains("A02010108"));
    sound(&mut visitor, "/goods/templates/A02010108").await;
    assert!(sound(&mut visitor, "/goods/standards").await.contains("财资〔2016〕27号"));
    assert!(sound(&mut visitor, "/goods/standards/A02010105").await.contains("5,000.00"));
    let blank = visitor.get("/goods/blank.csv?code=A02010108").await;
    assert!(
        blank.body.starts_with("\u{feff}品目编码,") && blank.body.contains("内存容量（GB）"),
        "{}",
        blank.body
    );
}
#[tokio::test]
async fn a_supplier_enters_a_good_and_sells_it_from_its_page() {
    let site = Site::new();
    let mut seller = site.browser("supplier1").await;
    sound(&mut seller, "/goods/draft").await;
    let form = sound(&mut seller, "/goods/draft?catalogue=A02021003").await;
    assert!(form.contains("打印速度"));
    let mut good = vec![
        ("catalogue", "A02021003"),
        ("name", "激光打印机"),
        ("brand", "奔图"),
        ("model", "P9000DN"),
        ("manufacturer", "珠海奔图电子有限公司"),
        ("unit", "台"),
        ("parameters[0].code", "speed"),
        ("parameters[0].value", "很快"),
        ("parameters[1].code", "duplex"),
        ("parameters[1].value", "true"),
        ("parameters[2].code", "network"),
        ("parameters[2].value", ""),
        ("parameters[3].code", "resolution"),
        ("parameters[3].value", ""),
    ];
    let wrong = seller.post("/goods/draft", &good).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("填数字") && wrong.body.contains("必须填写“网络打印”"), "{}", wrong.body);
    assert_eq!(audit::page(&wrong.body), Vec::<String>::new());
    good[7].1 = "33页/分";
    good[11].1 = "true";
    let drafted = seller.post("/goods/draft", &good).await;
    assert_eq!(drafted.status, StatusCode::SEE_OTHER, "{}", drafted.body);
    let page = drafted.location().split('?').next().expect("a path").to_owned();
    assert!(sound(&mut seller, &page).await.contains("/goods/revise?standard="));
    let revise = format!("/goods/revise?standard={}", page.rsplit('/').next().expect("an id"));
    assert!(sound(&mut seller, &revise).await.contains("P9000DN"));
    assert_eq!(site.visitor().get(&page).await.status, StatusCode::NOT_FOUND, "a draft is nobody else's");
    let mut operator = site.browser("operator").await;
    sound(&mut operator, &page).await;
    let listed = sound(&mut seller, "/goods?words=P3370DN").await;
    let good = sound(&mut seller, &good_of(&listed)).await;
    let sell =
        good.split('"').find(|part| part.starts_with("/mall/sell?")).expect("a button").replace("&amp;", "&");
    assert!(sound(&mut seller, &sell).await.contains("name=\"standard\""));
}
#[tokio::test]
async fn an_import_is_watched_and_its_bad_rows_come_back() {
    let site = Site::new();
    let csv =
        "品目编码,品牌,制造商,型号,商品名称,计量单位\nA05040101,得力,得力集团有限公司,珊瑚海,复印纸,箱\n";
    let file = site.town.platform.outside().put(csv.as_bytes()).expect("stored");
    let input = serde_json::json!({ "file": file, "name": "纸.csv" });
    let (first, second) = (&site.town.operator, &site.town.operator2);
    let opened = site.town.run2(first, second, "goods.open_import", input).expect("opened");
    let page = format!("/goods/import/{}", site.town.id::<kernel::GoodsImportId>(&opened));
    let mut operator = site.browser("operator").await;
    assert!(sound(&mut operator, &page).await.contains("导入中"));
    site.town.platform.catch_up_all().expect("caught up");
    assert!(sound(&mut operator, &page).await.contains("report.csv"));
    let report = operator.get(&format!("{page}/report.csv")).await;
    assert!(
        report.body.starts_with("\u{feff}品目编码") && report.body.contains("规格: 必须填写"),
        "{}",
        report.body
    );
    sound(&mut operator, "/goods/import").await;
    let nothing = operator.post("/goods/import", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.browser("supplier1").await.get(&page).await.status, StatusCode::FORBIDDEN);
}
#[tokio::test]
async fn templates_and_standards_are_changed_from_what_is_in_force() {
    let site = Site::new();
    let mut operator = site.browser("operator").await;
    let page = sound(&mut operator, "/goods/templates/A02021003").await;
    let link = |page: &str, start: &str| {
        page.split('"').find(|part| part.starts_with(start)).expect("a button").replace("&amp;", "&")
    };
    assert!(sound(&mut operator, &link(&page, "/do/goods.set_template?")).await.contains("打印速度"));
    let mut regulator = site.browser("regulator").await;
    let page = sound(&mut regulator, "/goods/standards/A02010105").await;
    let form = sound(&mut regulator, &link(&page, "/do/goods.draft_demand_standard?")).await;
    assert!(form.contains("5,000.00"), "{form}");
    let input = serde_json::json!({
        "catalogue": "A02010105", "name": "区台式计算机需求标准", "functions": "办公", "basis": "同财采〔2026〕3号",
        "valid_from": "2026-03-02", "quotas": [{ "scope": "各单位", "ceiling": 400_000 }],
    });
    let drafted =
        site.town.run(&site.town.finance.regulator, "goods.draft_demand_standard", input).expect("drafted");
    let kept = format!("/goods/demand_standard/{}", drafted.streams[0].uuid());
    assert!(sound(&mut regulator, &kept).await.contains("提交需求标准"));
    assert!(sound(&mut regulator, "/goods/standards").await.contains("区台式计算机需求标准"));
    assert!(!sound(&mut site.visitor(), "/goods/standards").await.contains("区台式计算机需求标准"));
}
