//! A purchase travels from the budget to the last payment, by clicking.

use thirtyfour::prelude::*;
use yangcai_tests::{Browser, Demo, Person};

const PROJECT: &str = "理科实验室仪器设备";

#[tokio::test(flavor = "multi_thread")]
async fn an_open_tender_from_budget_to_payment() -> WebDriverResult<()> {
    let demo = Demo::start();
    let browser = Browser::start("journey").await;
    let person = Person { browser: &browser, demo: &demo };
    budget_to_agency(&person).await?;
    document_to_notice(&person).await
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

    // The intention has to have been public for thirty days.
    person.clock("前进 30 天").await?;
    person.sign_in("pm").await?;
    person.todo("发布招标公告", PROJECT).await?;
    person.shoot("notice").await?;
    person.send().await?;
    person.approve("reviewer", PROJECT).await?;
    person.open("/notices").await?;
    person.shoot("notices").await
}
