//! Both languages say the same things, and every refusal in the source has words.

use super::*;
use kernel::Money;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Key (`id` or `id.attribute`) → the arguments it names; also checks that nothing is defined twice.
fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for (path, source) in sources(lang) {
        let (mut id, mut key) = (String::new(), String::new());
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) =
                line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_alphabetic()))
            {
                id = name.trim().to_owned();
                key.clone_from(&id);
                assert!(
                    found.insert(key.clone(), BTreeSet::new()).is_none(),
                    "{path}: {key} is defined twice"
                );
            } else if let Some((name, _)) =
                line.trim_start().strip_prefix('.').and_then(|rest| rest.split_once('='))
            {
                key = format!("{id}.{}", name.trim());
                assert!(
                    found.insert(key.clone(), BTreeSet::new()).is_none(),
                    "{path}: {key} is defined twice"
                );
            }
            let arguments = line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect::<String>()
            });
            if let Some(set) = found.get_mut(&key) {
                set.extend(arguments);
            }
        }
    }
    found
}

#[test]
fn every_file_parses() {
    for lang in Lang::ALL {
        for (path, source) in sources(lang) {
            let parsed = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| errors);
            assert!(parsed.is_ok(), "{path}: {:?}", parsed.err());
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    let (zh, en) = (keys(Lang::Zh), keys(Lang::En));
    let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| {
        a.keys().filter(|key| !b.contains_key(*key)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(only(&zh, &en), Vec::<String>::new(), "missing in en");
    assert_eq!(only(&en, &zh), Vec::<String>::new(), "missing in zh-CN");
    for (key, arguments) in &zh {
        assert_eq!(Some(arguments), en.get(key), "arguments of {key}");
    }
}

/// `E_…` string literals under `crates/`, with the file that holds them.
fn codes() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the source tree") {
            let path = entry.expect("a file").path();
            if path.is_dir() && !path.ends_with("tests") {
                folders.push(path);
            } else if path.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
                collect(&path, &mut found);
            }
        }
    }
    found
}

fn collect(path: &Path, found: &mut BTreeMap<String, String>) {
    let source = fs::read_to_string(path).expect("a source file");
    for rest in source.split("\"E_").skip(1) {
        let Some((name, _)) = rest.split_once('"') else { continue };
        if !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        {
            found.insert(format!("E_{name}"), path.display().to_string());
        }
    }
}

#[test]
fn every_refusal_has_a_message_and_a_remedy() {
    let texts = keys(Lang::Zh);
    let missing: Vec<String> = codes()
        .into_iter()
        .filter(|(code, _)| !texts.contains_key(code) || !texts.contains_key(&format!("{code}.remedy")))
        .map(|(code, path)| format!("{code} ({path})"))
        .collect();
    assert!(missing.is_empty(), "no words for:\n{}", missing.join("\n"));
}

#[test]
fn arguments_are_shown_in_the_readers_language() {
    let day = "2026-03-02".parse().expect("a date");
    let args = Args::from([
        ("available".into(), Money::from_yuan(2_720_000).into()),
        ("needed".into(), Money::from_yuan(3_860_000).into()),
    ]);
    let said = text(Lang::Zh, "E_NO_BUDGET", &args);
    assert!(said.contains("2,720,000.00") && said.contains("3,860,000.00"), "{said}");
    assert_eq!(instant(Lang::Zh, Instant::at(day, 9, 0)), "2026 年 3 月 2 日 09:00（北京时间）");
    assert_eq!(instant(Lang::En, Instant::at(day, 9, 0)), "2 March 2026, 09:00 (Beijing time)");
    assert_eq!(text(Lang::En, "no-such-key", &Args::new()), "no-such-key");
}

#[test]
fn a_deadline_at_midnight_belongs_to_the_day_it_ends() {
    let day = kernel::Date::constant(2026, 12, 19);
    let end = Instant::end_of(day);
    assert_eq!(deadline(Lang::Zh, end), "2026 年 12 月 19 日 24:00（北京时间）");
    assert_eq!(deadline(Lang::En, end), "19 December 2026, 24:00 (Beijing time)");
    let before = end.minus(kernel::Span::minutes(1));
    assert_eq!(deadline(Lang::Zh, before), instant(Lang::Zh, before));
    assert_eq!(
        instant(Lang::Zh, end),
        "2026 年 12 月 20 日 00:00（北京时间）",
        "a moment that is no deadline"
    );
    let due: Args = [("due".into(), Arg::Instant(end))].into_iter().collect();
    assert!(
        text(Lang::Zh, "work-due", &due).contains("19 日 24:00"),
        "the name of the argument says what it is"
    );
}

#[test]
fn what_was_not_found_is_named() {
    let plain = Refusal::new("E_NOT_FOUND");
    assert!(refusal(Lang::Zh, &plain).message.starts_with("没有找到事项"));
    let named = plain.arg("what", Arg::Key("stream-tender-project".to_owned()));
    assert!(refusal(Lang::Zh, &named).message.starts_with("没有找到采购项目"));
}

#[test]
fn the_browsers_preference_is_followed() {
    assert_eq!(Lang::negotiate("fr, en-GB;q=0.8, zh;q=0.5"), Lang::En);
    assert_eq!(Lang::negotiate("zh-Hant-TW,en;q=0.9"), Lang::Zh);
    assert_eq!(Lang::negotiate("de"), Lang::Zh);
    assert_eq!(Lang::negotiate("en;q=0, zh;q=0.1"), Lang::Zh);
}
