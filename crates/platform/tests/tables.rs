//! Tables that a reviewer reads: who may give which command, which need two persons, which events are stored forever.
//! `UPDATE_GOLDEN=1 cargo test -p platform --all-features --test tables` writes them anew; read the difference.

#![expect(clippy::expect_used, reason = "a failure ends the test")]

use kernel::{Actor, Role};
use platform::{Approval, testing::Town};
use serde_json::json;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn compare(name: &str, found: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, found).expect("written");
    }
    let wanted = fs::read_to_string(&file).unwrap_or_default();
    let difference: Vec<_> = {
        let (old, new): (BTreeSet<_>, BTreeSet<_>) = (wanted.lines().collect(), found.lines().collect());
        let gone = old.difference(&new).map(|line| format!("- {line}"));
        gone.chain(new.difference(&old).map(|line| format!("+ {line}"))).collect()
    };
    assert!(
        difference.is_empty(),
        "{name} is no longer true (see the head of this file):\n{}",
        difference.join("\n")
    );
}

#[test]
fn who_may_give_which_command() {
    let lines: Vec<_> = platform::commands()
        .iter()
        .map(|def| {
            let roles: Vec<_> = def.audience.iter().map(|role| role.id()).collect();
            let second = match def.approval {
                Approval::None => "-".to_owned(),
                Approval::Second(role) => role.id().to_owned(),
                Approval::SecondOf(pairs) => {
                    pairs.iter().map(|(_, second)| second.id()).collect::<Vec<_>>().join(" or ")
                }
            };
            let subject = def.subject.map_or("-", |(kind, _)| kind);
            format!("{} | {} | second: {second} | on: {subject}", def.name, roles.join(" "))
        })
        .collect();
    compare("commands.txt", &(lines.join("\n") + "\n"));
}

fn people(town: &Town) -> Vec<Actor> {
    let purchaser =
        [&town.purchaser.clerk, &town.purchaser.head, &town.purchaser.finance, &town.purchaser.supervisor];
    let finance =
        [&town.finance.budget, &town.finance.regulator, &town.finance.regulator_head, &town.finance.treasury];
    let others = [
        &town.agency.pm,
        &town.agency.reviewer,
        &town.suppliers[0].clerk,
        &town.suppliers[0].rep,
        &town.experts[0],
        &town.operator,
    ];
    let nobody = platform::public_actor();
    purchaser.into_iter().chain(finance).chain(others).cloned().chain([nobody]).collect()
}

#[test]
fn every_command_refuses_every_role_outside_its_audience() {
    let town = Town::new();
    for def in platform::commands().iter() {
        for actor in people(&town) {
            let answer = town.run(&actor, def.name, json!({}));
            if !actor.is(def.audience) {
                let refusal = answer.expect_err("a refusal");
                assert_eq!(refusal.code, "E_FORBIDDEN", "{} by {:?}", def.name, actor.roles);
            } else if def.fields.iter().any(|field| field.required) {
                assert_eq!(
                    answer.expect_err("a refusal").code,
                    "E_SCHEMA",
                    "{} with nothing in it",
                    def.name
                );
            }
        }
    }
}

#[test]
fn an_outdated_role_does_not_help() {
    let town = Town::new();
    let forged = Actor { roles: vec![Role::Operator], ..town.purchaser.clerk.clone() };
    let input = json!({ "person": town.experts[0].person, "reason": "伪造" });
    assert_eq!(town.run(&forged, "registry.disable_person", input).expect_err("forged").code, "E_FORBIDDEN");
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn which_events_are_stored() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../procurement/src"), &mut files);
    let mut names = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).expect("a source file");
        for part in text.split("#[serde(rename = \"").skip(1) {
            let name = part.split('"').next().unwrap_or_default();
            if name.contains('.') {
                names.insert(name.to_owned());
            }
        }
    }
    let lines: Vec<_> = names.into_iter().collect();
    compare("events.txt", &(lines.join("\n") + "\n"));
}
