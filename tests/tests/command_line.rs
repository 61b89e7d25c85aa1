//! The command line: a history is made, verified, damaged by one byte, and the damage is named.

#![expect(clippy::expect_used, reason = "a failure ends the test")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use yangcai_tests::binary;

fn yangcai(args: &[&str], data: &Path) -> Output {
    Command::new(binary()).args(args).arg("--data").arg(data).output().expect("the binary runs")
}
fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_history_verifies_and_one_changed_byte_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    let made = yangcai(&["simulate", "--scale", "tiny"], &data);
    assert!(made.status.success(), "{}", said(&made));
    let verified = yangcai(&["verify"], &data);
    assert!(verified.status.success() && said(&verified).contains("root "), "{}", said(&verified));

    let file = data.join("journal.db");
    let sound = fs::read(&file).expect("the journal");
    let needle = "启明教学设备".as_bytes();
    let places: Vec<usize> =
        sound.windows(needle.len()).enumerate().filter(|(_, w)| *w == needle).map(|(i, _)| i).collect();
    assert!(places.len() >= 3, "the name stands in an event, a state and a view");
    let mut named = 0;
    for place in places {
        let mut damaged = sound.clone();
        damaged[place + 2] ^= 1;
        fs::write(&file, &damaged).expect("written");
        let found = yangcai(&["verify"], &data);
        assert_eq!(found.status.code(), Some(1), "byte {place}: {}", said(&found));
        named += usize::from(said(&found).contains("event "));
    }
    assert!(named >= 1, "the changed event is named");
    fs::write(&file, &sound).expect("restored");
    assert!(yangcai(&["verify"], &data).status.success());

    let screened = yangcai(&["screen", "--history"], &data);
    assert!(
        screened.status.success() && said(&screened).contains("events screened, 0 new alerts"),
        "{}",
        said(&screened)
    );
}

#[test]
fn the_same_commands_make_a_history_on_postgres() {
    let url = std::env::var("YANGCAI_TEST_POSTGRES").expect(
        "YANGCAI_TEST_POSTGRES is set: `scripts/test`, or `eval \"$(scripts/postgres start FOLDER)\"`",
    );
    let folder = tempfile::tempdir().expect("a temporary folder");
    let on_postgres = |args: &[&str]| {
        Command::new(binary())
            .args(args)
            .arg("--data")
            .arg(folder.path())
            .env("YANGCAI_DATABASE_URL", format!("{url}?schema=t_history_{}", std::process::id()))
            .output()
            .expect("the binary runs")
    };
    for args in [&["simulate", "--scale", "tiny"][..], &["verify"], &["screen", "--history"]] {
        let output = on_postgres(args);
        assert!(output.status.success(), "{args:?}: {}", said(&output));
    }
    assert!(!folder.path().join("journal.db").exists());
}

#[test]
fn a_history_of_the_scale_that_the_demo_has_of_itself_is_made_and_verifies() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    let made = yangcai(&["simulate"], &data);
    assert!(made.status.success(), "{}", said(&made));
    let verified = yangcai(&["verify"], &data);
    assert!(verified.status.success(), "{}", said(&verified));
}

#[test]
fn a_second_history_does_not_go_over_the_first() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    assert!(yangcai(&["simulate", "--scale", "tiny"], &data).status.success());
    let again = yangcai(&["simulate", "--scale", "tiny"], &data);
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
}

#[test]
fn wrong_arguments_and_files_say_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    let scale = yangcai(&["simulate", "--scale", "galaxy"], &data);
    assert!(scale.status.code() == Some(2) && said(&scale).contains("tiny"), "{}", said(&scale));
    let config = folder.path().join("yangcai.toml");
    fs::write(&config, "lisen = \"127.0.0.1:1\"").expect("written");
    let wrong = yangcai(&["serve", "--config", config.to_str().expect("text")], &data);
    assert!(wrong.status.code() == Some(2) && said(&wrong).contains("lisen"), "{}", said(&wrong));
    fs::create_dir_all(&data).expect("a folder");
    fs::write(
        data.join("journal.db"),
        b"this is no database, but long enough to look at; and then some more",
    )
    .expect("written");
    let damaged = yangcai(&["serve", "--listen", "127.0.0.1:0"], &data);
    assert!(damaged.status.code() == Some(1) && !said(&damaged).contains("panicked"), "{}", said(&damaged));
}

#[test]
fn good_rows_are_kept_and_bad_ones_come_back_with_reasons() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    let file = folder.path().join("units.csv");
    let rows = [
        "kind,name,uscc,region,size",
        "purchaser,省图书馆,11230000000000019J,230000,none",
        "purchaser,校验位错,11230000000000019K,230000,none",
        "purchaser,重复代码,11230000000000019J,230000,none",
        "purchaser,没有的区划,12440000450000016F,999999,none",
    ];
    fs::write(&file, rows.join("\n")).expect("written");
    let import = ["import", "registry.set_up_organisation", file.to_str().expect("text")];
    let first = yangcai(&import, &data);
    assert!(
        first.status.code() == Some(1) && said(&first).contains("4 rows, 1 accepted, 3 refused"),
        "{}",
        said(&first)
    );
    let errors = fs::read_to_string(folder.path().join("units.errors.csv")).expect("the bad rows");
    assert!(
        errors.contains("校验位错") && errors.contains("E_USCC_TAKEN") && !errors.contains("省图书馆"),
        "{errors}"
    );
    let again = yangcai(&import, &data);
    assert!(
        said(&again).contains("4 rows, 1 accepted, 3 refused"),
        "a second run changes nothing: {}",
        said(&again)
    );
}

#[test]
fn a_file_of_goods_goes_in_row_by_row_and_twice_adds_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    let units = folder.path().join("units.csv");
    fs::write(&units, "kind,name,uscc,region,size\noperator,省平台运维中心,11230000000000019J,230000,none\n")
        .expect("written");
    let set_up = yangcai(&["import", "registry.set_up_organisation", units.to_str().expect("text")], &data);
    assert!(set_up.status.success(), "{}", said(&set_up));

    let mut rows = String::from("品目编码,品牌,制造商,型号,商品名称,计量单位,保密等级,一次碎纸张数\n");
    for n in 0..1200 {
        let level = if n % 100 == 0 { "九级" } else { "5级" };
        rows.push_str(&format!("A02021301,得力,得力集团有限公司,C{n}X,碎纸机,台,{level},10\n"));
    }
    let file = folder.path().join("goods.csv");
    fs::write(&file, rows).expect("written");
    let import = ["import", "goods", file.to_str().expect("text")];
    let first = yangcai(&import, &data);
    assert_eq!(first.status.code(), Some(1), "{}", said(&first));
    assert!(said(&first).contains("1188 added, 0 already there, 12 refused"), "{}", said(&first));
    let errors = fs::read_to_string(folder.path().join("goods.errors.csv")).expect("the bad rows");
    assert!(errors.starts_with('\u{feff}') && errors.lines().count() == 13, "{errors}");
    assert!(errors.contains("保密等级: 从这些里选"), "{errors}");
    let again = yangcai(&import, &data);
    assert!(said(&again).contains("0 added, 1188 already there, 12 refused"), "{}", said(&again));
    assert!(yangcai(&["verify"], &data).status.success());

    fs::write(&file, b"PK\x03\x04 not a workbook").expect("written");
    let wrong = yangcai(&import, &data);
    assert!(wrong.status.code() == Some(1) && said(&wrong).contains("E_SHEET"), "{}", said(&wrong));
}
