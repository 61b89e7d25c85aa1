//! Importing and adjusting indicators.

use crate::{budget::sample_import_indicator, testing::Town};
use kernel::{IndicatorId, Money, Refusal};
use procurement::budget::Indicator;
use serde_json::{Value, json};

fn import(town: &Town, change: impl Fn(&mut Value)) -> Result<IndicatorId, Refusal> {
    let mut input = sample_import_indicator(
        town.purchaser.organisation,
        "2026-教-0117",
        2026,
        "多媒体教室",
        "A02010105",
        4_000_000,
    );
    change(&mut input);
    town.run(&town.finance.budget, "budget.import_indicator", input).map(|accepted| town.id(&accepted))
}

#[test]
fn an_indicator_is_imported_once_and_adjusted() {
    let town = Town::new();
    let id = import(&town, |_| {}).expect("imported");
    assert_eq!(import(&town, |_| {}).expect_err("twice").code, "E_INDICATOR_TAKEN");
    let adjust = |amount: Value| {
        let input =
            json!({ "indicator": id, "amount": amount, "document": "庆财指〔2026〕9号", "reason": "压减" });
        town.run(&town.finance.budget, "budget.adjust_indicator", input)
    };
    adjust(json!("3,900,000.00")).expect("adjusted");
    let account = town.state::<Indicator>(id).account().expect("there").clone();
    assert_eq!(
        (account.amount, account.available()),
        (Money::from_yuan(3_900_000), Money::from_yuan(3_900_000))
    );
    for amount in
        [json!("-1"), json!(-1), json!(0), json!("0"), json!("abc"), json!("1.001"), json!(i64::MAX)]
    {
        assert_eq!(adjust(amount).expect_err("no amount").code, "E_SCHEMA");
    }
}
#[test]
fn an_indicator_goes_to_a_purchaser_for_a_lowest_item_of_this_year() {
    let town = Town::new();
    let code = |change: &dyn Fn(&mut Value)| import(&town, change).expect_err("refused").code;
    assert_eq!(code(&|input| input["organisation"] = json!(town.agency.organisation)), "E_NOT_A_PURCHASER");
    assert_eq!(code(&|input| input["catalogue"] = json!("A02010100")), "E_SCHEMA");
    assert_eq!(code(&|input| input["catalogue"] = json!("Z")), "E_SCHEMA");
    assert_eq!(code(&|input| input["economic_class"] = json!("310")), "E_SCHEMA");
    assert_eq!(code(&|input| input["year"] = json!(2024)), "E_FISCAL_YEAR");
    assert_eq!(code(&|input| input["amount"] = json!(-100)), "E_SCHEMA");
}
#[test]
fn only_the_budget_office_imports_and_adjusts() {
    let town = Town::new();
    let id = import(&town, |_| {}).expect("imported");
    let input = json!({ "indicator": id, "amount": 1, "document": "x", "reason": "x" });
    for actor in
        [&town.purchaser.clerk, &town.purchaser.finance, &town.finance.regulator, &town.finance.treasury]
    {
        let refused = town.run(actor, "budget.adjust_indicator", input.clone()).expect_err("role");
        assert_eq!(refused.code, "E_FORBIDDEN");
    }
    let elsewhere = json!({
        "kind": "purchaser", "name": "外市图书馆", "uscc": crate::testing::uscc("12230706", 800), "region": "230700",
        "size": "none",
    });
    let library: kernel::OrganisationId =
        town.id(&town.run_system("registry.set_up_organisation", elsewhere).expect("set up"));
    let refused = import(&town, |input| input["organisation"] = json!(library)).expect_err("region");
    assert_eq!(refused.code, "E_FORBIDDEN_SCOPE");
}
