//! A purchase travels from the budget to the last payment, by clicking.

use thirtyfour::prelude::*;
use yangcai_tests::{Browser, Demo, Person, client};

const PROJECT: &str = "理科实验室仪器设备";

#[tokio::test(flavor = "multi_thread")]
async fn an_open_tender_from_budget_to_payment() -> WebDriverResult<()> {
    let demo = Demo::start();
    let browser = Browser::start("journey").await;
    let person = Person { browser: &browser, demo: &demo };
    budget_to_agency(&person).await?;
    document_to_notice(&person).await?;
    bids_and_opening(&person).await?;
    draw_and_evaluation(&person).await?;
    award_to_payment(&person).await
}

const GOODS: &str = "激光打印机 journey";

#[tokio::test(flavor = "multi_thread")]
async fn a_mall_order_from_shelf_to_payment() -> WebDriverResult<()> {
    let demo = Demo::start();
    let browser = Browser::start("mall").await;
    let person = Person { browser: &browser, demo: &demo };
    person.sign_in("supplier1").await?;
    person.open("/mall/sell").await?;
    person
        .fill(&[
            ("name", GOODS),
            ("brand", "奔图"),
            ("model", "P3370DN"),
            ("specification", "A4，33 页/分，自动双面"),
            ("service", "质保一年，24 小时内上门"),
            ("unit", "台"),
            ("catalogue", "A02021003"),
            ("price", "1,599.00"),
        ])
        .await?;
    person.shoot("sell").await?;
    person.send().await?;

    person.sign_in("clerk").await?;
    person.open("/mall?words=journey").await?;
    person.shoot("shelf").await?;
    person.click_part("激光打印机", "").await?;
    person.shoot("goods").await?;
    person.click("直购下单").await?;
    person.fill(&[("quantity", "2"), ("indicator", "零星采购"), ("deliver_to", "学府街 1 号")]).await?;
    person.shoot("buy").await?;
    person.send().await?;
    person.sign_in("head").await?;
    person.todo("复核通过", GOODS).await?;
    person.sees("¥3,198.00").await?;
    person.shoot("order-review").await?;
    person.click("复核通过").await?;
    person.accepted().await?;
    person.sign_in("supplier1").await?;
    person.todo("确认订单", GOODS).await?;
    person.send().await?;
    person.todo("发货", GOODS).await?;
    person.fill(&[("carrier", "中国邮政"), ("waybill", "YD20260302001")]).await?;
    person.shoot("deliver").await?;
    person.send().await?;
    person.sign_in("clerk").await?;
    person.todo("验收", GOODS).await?;
    person.fill_every("passed", "", "").await?;
    person.shoot("inspect").await?;
    person.send().await?;
    person.approve("supervisor", GOODS).await?;
    person.sign_in("finance").await?;
    person.todo("申请支付订单", GOODS).await?;
    person.sees("尾号 0001").await?;
    person
        .fill(&[
            ("account", "6223000000000001"),
            ("invoice_number", "25232000000087654321"),
            ("invoice_amount", "3,198.00"),
            ("invoice_received", "2026-03-02"),
        ])
        .await?;
    person.shoot("apply").await?;
    person.send().await?;
    person.approve("head", GOODS).await?;
    person.sign_in("treasury").await?;
    person.todo("支付", GOODS).await?;
    person.fill(&[("voucher", "国库2026-000456")]).await?;
    person.send().await?;
    person.shoot("paid").await
}

const SUPPLIERS: [&str; 3] = ["supplier1", "supplier2", "supplier3"];
const EXPERTS: [&str; 9] =
    ["expert1", "expert2", "expert3", "expert4", "expert5", "expert6", "expert7", "expert8", "expert9"];
const PASSPHRASE: &str = "correct horse battery";

/// Opens the pending request in the party's own client; the key is made or unlocked there.
async fn in_client(person: &Person<'_>) -> WebDriverResult<()> {
    person.send().await?;
    person.click("在客户端中打开").await?;
    if person.has("passphrase").await? {
        person.fill(&[("passphrase", PASSPHRASE)]).await?;
        person.send().await?;
    }
    Ok(())
}

async fn certificate(person: &Person<'_>) -> WebDriverResult<()> {
    person.open("/bidding/client?purpose=certificate").await?;
    in_client(person).await?;
    person.shoot("client-certificate").await?;
    person.send().await
}

async fn bids_and_opening(person: &Person<'_>) -> WebDriverResult<()> {
    for (i, supplier) in SUPPLIERS.iter().enumerate() {
        let _client = client(person.demo, supplier);
        person.sign_in(supplier).await?;
        person.open("/notices").await?;
        person.click_part(PROJECT, "招标公告").await?;
        person.shoot("notice-page").await?;
        person.click("获取采购文件").await?;
        person.send_if_form().await?;
        certificate(person).await?;
        person.todo("递交投标文件", PROJECT).await?;
        person.shoot("obtained").await?;
        person.click("用客户端编制并递交").await?;
        in_client(person).await?;
        let price = ["27,600.00", "28,350.00", "26,900.00"][i];
        person
            .fill(&[
                ("lines[0].brand", ["启明 QM-40", "北辰 BC-12", "松江 SJ-8"][i]),
                ("lines[0].unit_price", price),
                ("delivery_days", "25"),
                ("sme", "small"),
                ("domestic", "true"),
            ])
            .await?;
        person.fill_every("", "answers.", "完全响应，证明材料见附件。").await?;
        person.shoot("client-bid").await?;
        person.send().await?;
        person.shoot("client-check").await?;
        person.send().await?;
        person.shoot("client-sent").await?;
    }
    person.sign_in("pm").await?;
    // Until the deadline, nobody is told anything.
    // First the day from which experts are asked for, then the opening.
    person.clock("跳到下一个时限").await?;
    person.clock("跳到下一个时限").await?;
    for supplier in SUPPLIERS {
        let _client = client(person.demo, supplier);
        person.sign_in(supplier).await?;
        person.todo("解密投标文件", PROJECT).await?;
        in_client(person).await?;
        person.shoot("client-open").await?;
        person.send().await?;
    }
    person.sign_in("pm").await?;
    person.todo("唱标", PROJECT).await?;
    person.shoot("announce").await?;
    person.send().await?;
    person.everybody(&SUPPLIERS, "确认开标记录", PROJECT, async |_| Ok(())).await?;
    person.sign_in("pm").await?;
    person.todo("结束开标", PROJECT).await?;
    person.shoot("close-opening").await?;
    person.send().await?;
    person.approve("reviewer", PROJECT).await
}

async fn draw_and_evaluation(person: &Person<'_>) -> WebDriverResult<()> {
    person.sign_in("pm").await?;
    person.todo("申请抽取评审专家", PROJECT).await?;
    person.fill(&[("evaluation_at", "2026-04-24T13:30")]).await?;
    person.shoot("draw-request").await?;
    person.send().await?;
    let parties = ["clerk", "pm", "regulator"];
    person.everybody(&parties, "承诺随机数", PROJECT, async |_| Ok(())).await?;
    person.everybody(&parties, "公开随机数", PROJECT, async |_| Ok(())).await?;
    person
        .everybody(&EXPERTS, "应答评审邀请", PROJECT, async |one| {
            one.fill(&[("answer", "accept")]).await
        })
        .await?;
    person.sign_in("pm").await?;
    if person.has_todo("组建评标委员会", PROJECT).await? {
        person.todo("组建评标委员会", PROJECT).await?;
        person.shoot("convene").await?;
        person.send().await?;
    }
    let sign = async |one: &Person<'_>| one.fill(&[("avoidance", "none"), ("discipline", "true")]).await;
    person.everybody(&EXPERTS, "评审签到", PROJECT, sign).await?;
    person.everybody(&EXPERTS, "推选评标组长", PROJECT, async |one| one.choose_first().await).await?;
    let pass = async |one: &Person<'_>| one.fill_every("passed", "", "").await;
    person.everybody(&["clerk"], "资格审查", PROJECT, pass).await?;
    person.everybody(&EXPERTS, "符合性审查", PROJECT, pass).await?;
    let score = async |one: &Person<'_>| {
        one.choose_first().await?;
        one.fill_every("", "points", "5").await
    };
    person.everybody(&EXPERTS, "评分", PROJECT, score).await?;
    person.sign_in("pm").await?;
    person.todo("汇总评审结果", PROJECT).await?;
    person.send().await?;
    person.everybody(&EXPERTS, "签署评审报告", PROJECT, async |_| Ok(())).await
}

async fn award_to_payment(person: &Person<'_>) -> WebDriverResult<()> {
    person.sign_in("clerk").await?;
    person.todo("确认中标人", PROJECT).await?;
    person.shoot("award").await?;
    person.send().await?;
    person.approve("head", PROJECT).await?;
    person.sign_in("pm").await?;
    person.todo("发布结果公告", PROJECT).await?;
    person.fill(&[("agency_phone", "0459-6280000")]).await?;
    person.shoot("result").await?;
    person.send().await?;
    person.approve("reviewer", PROJECT).await?;

    person.sign_in("clerk").await?;
    person.todo("起草合同", PROJECT).await?;
    person
        .fill(&[("purchaser_address", "大同区学府街 1 号"), ("supplier_address", "高新区创业大道 88 号")])
        .await?;
    person.shoot("contract").await?;
    person.send().await?;
    let mut winner = "";
    for supplier in SUPPLIERS {
        person.sign_in(supplier).await?;
        if person.has_todo("签署合同", PROJECT).await? {
            winner = supplier;
            let _client = client(person.demo, supplier);
            person.todo("签署合同", PROJECT).await?;
            person.shoot("sign").await?;
            person.click("用客户端签署").await?;
            in_client(person).await?;
            person.shoot("client-sign").await?;
            person.send().await?;
        }
    }
    assert!(!winner.is_empty(), "somebody won");
    let head_client = client(person.demo, "head");
    person.sign_in("head").await?;
    certificate(person).await?;
    person.todo("签署合同", PROJECT).await?;
    person.click("用客户端签署").await?;
    in_client(person).await?;
    person.send().await?;
    drop(head_client);

    person.sign_in("clerk").await?;
    for step in ["公告合同", "备案合同"] {
        person.todo(step, PROJECT).await?;
        person.shoot(step).await?;
        person.send().await?;
    }
    person.sign_in(winner).await?;
    person.todo("申请验收", PROJECT).await?;
    person.send().await?;
    person.sign_in("clerk").await?;
    person.todo("登记验收结果", PROJECT).await?;
    person.fill_every("passed", "", "").await?;
    person.shoot("acceptance").await?;
    person.send().await?;
    person.approve("supervisor", PROJECT).await?;

    let account = format!("62230000{:0>8}", winner.trim_start_matches("supplier"));
    person.sign_in("finance").await?;
    while person.has_todo("申请支付", PROJECT).await? {
        person.todo("申请支付", PROJECT).await?;
        let amount = person.value("amount").await?;
        person.sees(&format!("尾号 {}", &account[account.len() - 4..])).await?;
        person
            .fill(&[
                ("account", &account),
                ("invoice_number", "25232000000012345678"),
                ("invoice_amount", &amount),
                ("invoice_received", "2026-04-24"),
            ])
            .await?;
        person.shoot("payment").await?;
        person.send().await?;
        person.approve("head", PROJECT).await?;
        person.sign_in("treasury").await?;
        person.todo("支付", PROJECT).await?;
        person.fill(&[("voucher", "国库2026-000123")]).await?;
        person.shoot("pay").await?;
        person.send().await?;
        person.sign_in("finance").await?;
    }
    person.sign_in("clerk").await?;
    person.todo("项目结项", PROJECT).await?;
    person.shoot("close").await?;
    person.send().await?;
    person.approve("head", PROJECT).await?;
    person.shoot("closed").await
}

async fn budget_to_agency(person: &Person<'_>) -> WebDriverResult<()> {
    person.sign_in("budget").await?;
    person.click("导入预算指标").await?;
    person
        .fill(&[
            ("number", "2026-教-0117"),
            ("organisation", "大同区第三中学"),
            ("year", "2026"),
            ("project", PROJECT),
            ("fund", "general_public"),
            ("economic_class", "31003"),
            ("catalogue", "A02010105"),
            ("amount", "1,200,000.00"),
        ])
        .await?;
    person.shoot("budget").await?;
    person.send().await?;

    person.sign_in("clerk").await?;
    person.shoot("work").await?;
    person.todo("发布采购意向", PROJECT).await?;
    person
        .fill(&[
            ("summary", "理科实验室仪器设备一批，含运输、安装、调试和三年质保。"),
            ("budget", "1,180,000.00"),
        ])
        .await?;
    person.shoot("intention").await?;
    person.send().await?;
    person.shoot("intention-proposed").await?;
    person.approve("head", PROJECT).await?;

    person.sign_in("clerk").await?;
    person.todo("编制采购需求", PROJECT).await?;
    person
        .fill(&[
            ("commercial", "合同签订后 30 日内交付安装完毕，质保三年。"),
            ("acceptance", "由采购人组织，按合同逐项验收。"),
            ("choice_reason", "需求客观明确，市场竞争充分，采用公开招标和综合评分法。"),
        ])
        .await?;
    person.shoot("demand").await?;
    person.send().await?;

    person.sign_in("supervisor").await?;
    person.todo("一般性审查", PROJECT).await?;
    person
        .fill(&[("rules", "passed"), ("reasons", "passed"), ("approvals", "passed"), ("complete", "passed")])
        .await?;
    person.shoot("demand-review").await?;
    person.send().await?;

    person.sign_in("clerk").await?;
    person.todo("备案采购计划", PROJECT).await?;
    person.fill(&[("lots[0].sme", "whole_small")]).await?;
    person.shoot("plan").await?;
    person.send().await?;
    person.approve("head", PROJECT).await?;

    person.sign_in("clerk").await?;
    person.todo("委托代理机构", PROJECT).await?;
    person
        .fill(&[
            ("agency", "龙江招标代理有限公司"),
            ("fee_payer", "supplier"),
            ("fee_standard", "按中标金额的 1.5% 收取，由中标供应商支付。"),
            ("review_fee_payer", "purchaser"),
        ])
        .await?;
    person.shoot("invite").await?;
    person.send().await?;
    person.approve("head", PROJECT).await?;

    person.sign_in("pm").await?;
    person.todo("接受委托", PROJECT).await?;
    person.shoot("entrustment").await?;
    person.send().await?;
    person.approve("reviewer", PROJECT).await
}

async fn document_to_notice(person: &Person<'_>) -> WebDriverResult<()> {
    person.sign_in("pm").await?;
    person.todo("建立采购项目", PROJECT).await?;
    person.shoot("open-project").await?;
    person.send().await?;

    person.todo("编制采购文件", PROJECT).await?;
    person
        .fill(&[
            ("lots[0].items[0].specification", "含力学、电学、光学实验箱各一套，符合 JY/T 0386 标准。"),
            ("lots[0].items[0].quantity", "40"),
            ("lots[0].items[0].unit", "套"),
        ])
        .await?;
    person.shoot("document-draft").await?;
    person.send().await?;

    person.sign_in("reviewer").await?;
    person.todo("复核采购文件", PROJECT).await?;
    person.fill(&[("verdict", "passed")]).await?;
    person.shoot("document-review").await?;
    person.send().await?;

    person.sign_in("clerk").await?;
    person.todo("确认采购文件", PROJECT).await?;
    person.fill(&[("verdict", "passed")]).await?;
    person.shoot("document-confirm").await?;
    person.send().await?;
    person.approve("head", PROJECT).await?;

    // The intention has to have been public for thirty whole days: one day too early is refused, and what was typed stays.
    person.clock("前进 30 天").await?;
    person.sign_in("pm").await?;
    for early in [true, false] {
        person.todo("发布招标公告", PROJECT).await?;
        person
            .fill(&[
                ("opening_place", "阳采平台不见面开标大厅"),
                ("purchaser_phone", "0459-6281234"),
                ("agency_phone", "0459-6280000"),
            ])
            .await?;
        if early {
            person.refused("INT-02").await?;
            person.shoot("notice-too-early").await?;
            person.clock("跳到明天").await?;
        } else {
            person.shoot("notice").await?;
            person.send().await?;
        }
    }
    person.approve("reviewer", PROJECT).await?;
    person.open("/notices").await?;
    person.shoot("notices").await
}
