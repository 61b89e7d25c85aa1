//! Every case beside a rule in service is executed.

use super::*;
use crate::law::Case;
use kernel::{Date, Region};
use std::{collections::BTreeSet, fs, path::Path};

fn law() -> Law {
    RuleBook::builtin().law(Region::default(), Date::new(2026, 3, 2).expect("a date"))
}

#[test]
fn every_rule_in_service_has_its_function_and_the_other_way_round() {
    assert_eq!(check_coverage(&RuleBook::builtin()), Ok(()));
}
#[test]
fn every_case_of_every_risk_point_comes_out_as_written() {
    let mut wrong = Vec::new();
    let mut run = 0;
    for rule in RuleBook::builtin().rules().filter(|rule| rule.kind == Kind::Risk) {
        for (n, case) in rule.cases.iter().enumerate() {
            let (Case::Facts { facts, hit }, Some(condition)) = (case, condition(&rule.id)) else {
                wrong.push(format!("{} case {n}: no function", rule.id));
                continue;
            };
            run += 1;
            match condition(facts.clone(), &law()) {
                Ok(Ok(found)) if found.is_some() == *hit => {
                    assert!(found.is_none_or(|found| found.rule == rule.id), "{}", rule.id);
                }
                other => wrong.push(format!("{} case {n}: {other:?}", rule.id)),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(run >= 45, "{run}");
}
#[test]
fn every_condition_has_a_case_that_hits_and_one_that_does_not() {
    let book = RuleBook::builtin();
    for (id, _) in CONDITIONS {
        let rule = book.rule(id).expect("a rule");
        let outcomes: BTreeSet<bool> = rule
            .cases
            .iter()
            .filter_map(|case| if let Case::Facts { hit, .. } = case { Some(*hit) } else { None })
            .collect();
        assert_eq!(outcomes.len(), 2, "{id}");
    }
}
#[test]
fn a_rule_said_to_be_decided_somewhere_is_named_there() {
    let mut wrong = Vec::new();
    for rule in RuleBook::builtin().rules() {
        let Some(module) = &rule.decided_in else { continue };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module);
        let named = fs::read_dir(&folder).is_ok_and(|entries| {
            let mut texts = entries.flatten().filter_map(|entry| fs::read_to_string(entry.path()).ok());
            texts.any(|text| text.contains(&format!("\"{}\"", rule.id)))
        });
        if !named {
            wrong.push(format!("{}: not in {module}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
#[test]
fn every_rule_that_a_decision_cites_is_in_the_book_and_in_service() {
    let id = |text: &str| {
        let parts: Vec<&str> = text.split('-').collect();
        let letters =
            |part: &str| part.bytes().all(|b| b.is_ascii_uppercase()) && (2..=4).contains(&part.len());
        let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        match parts[..] {
            [stage, number] => stage.len() == 3 && letters(stage) && digits(number),
            ["D", stage, number] => letters(stage) && digits(number),
            _ => false,
        }
    };
    let book = RuleBook::builtin();
    let mut wrong = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a text");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            if path.file_stem().is_some_and(|name| name.to_string_lossy().contains("test")) {
                continue;
            }
            for cited in code.split('"').filter(|text| id(text)) {
                match book.rule(cited) {
                    None => wrong.push(format!("{cited} in {}: no such rule", path.display())),
                    Some(rule) if rule.planned => {
                        wrong.push(format!("{cited} in {}: its file says planned", path.display()));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
#[test]
fn an_unknown_fact_is_an_error() {
    let condition = condition("BUD-01").expect("a condition");
    let facts = serde_json::json!({"needed": 1, "available": 1, "colour": "red"});
    assert!(condition(facts, &law()).is_err());
}
#[test]
fn shared_marks_name_the_bids_that_show_them() {
    let bid =
        |n: u32| StreamName::parse(&format!("bidding.bid/00000000-0000-0000-0000-{n:012}")).expect("a name");
    let mark = |n: u32, supplier: &str, value: &str| Mark {
        supplier: supplier.to_owned(),
        values: vec![value.to_owned()],
        bid: Some(bid(n)),
    };
    let facts = MarkFacts { marks: vec![mark(1, "a", "x"), mark(2, "b", "y"), mark(3, "c", "x")] };
    let found = same_machine(&facts, &law()).expect("a threshold").expect("a finding");
    assert_eq!(found.evidence, [bid(1), bid(3)]);
}
