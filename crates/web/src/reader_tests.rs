//! Programs that answer, dawdle, break and babble.

use super::*;
use std::os::unix::fs::PermissionsExt;

/// A program that does what `script` says instead of reading.
pub(crate) fn program(folder: &Path, script: &str) -> Reader {
    let program = folder.join("yangcai-ocr");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("made executable");
    Reader { program, models: folder.to_owned() }
}
/// A program that counts its runs and answers `json`.
pub(crate) fn answering(folder: &Path, json: &str) -> Reader {
    std::fs::write(folder.join("answer.json"), json).expect("written");
    program(folder, r#"echo run >> "$1/runs"; /bin/cat > /dev/null; /bin/cat "$1/answer.json""#)
}
fn runs(folder: &Path) -> usize {
    std::fs::read_to_string(folder.join("runs")).unwrap_or_default().lines().count()
}
fn digest(byte: u8) -> Digest {
    Digest::of(&[byte])
}
const LINES: &str = r#"{"Ok":{"lines":[
    {"text":"名称","confidence":99,"weakest":99,"left":100,"top":100,"right":180,"bottom":130},
    {"text":"甲有限公司","confidence":99,"weakest":40,"left":260,"top":100,"right":460,"bottom":130},
    {"text":"法定代表人","confidence":99,"weakest":99,"left":100,"top":200,"right":240,"bottom":230},
    {"text":"成立日期","confidence":99,"weakest":99,"left":100,"top":300,"right":220,"bottom":330}]}}"#;

#[tokio::test]
async fn a_picture_is_read_once_and_by_one_program_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let readings = Readings::new(Some(answering(folder.path(), LINES)));
    let picture = vec![0; 3 << 20];
    let (one, other) =
        tokio::join!(readings.licence(digest(1), &picture), readings.licence(digest(1), &picture));
    let name = one.expect("read").name.clone().expect("a name");
    assert!(name.value == "甲有限公司" && !name.sure && other.is_ok());
    assert_eq!(runs(folder.path()), 1);
    for byte in 0..=u8::try_from(KEPT).expect("few") {
        readings.keep(digest(byte), Err(Trouble::NoText));
    }
    assert_eq!(readings.kept.lock().expect("kept").len(), KEPT);
}
#[tokio::test]
async fn what_is_wrong_with_a_picture_is_remembered_what_is_wrong_here_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    for (json, trouble, again) in [
        (r#"{"Err":"damaged"}"#, Trouble::Picture(ocr::Problem::Damaged), 1),
        (r#"{"Ok":{"lines":[]}}"#, Trouble::NoText, 1),
        (r#"{"Err":"no_models"}"#, Trouble::Picture(ocr::Problem::NoModels), 2),
        ("", Trouble::Broken, 2),
        ("thread 'main' panicked", Trouble::Broken, 2),
    ] {
        let _ = std::fs::remove_file(folder.path().join("runs"));
        let readings = Readings::new(Some(answering(folder.path(), json)));
        for _ in 0..2 {
            assert_eq!(readings.licence(digest(1), b"x").await.expect_err("no reading"), trouble);
        }
        assert_eq!(runs(folder.path()), again, "{json}");
    }
}
#[tokio::test]
async fn a_program_that_dawdles_or_babbles_is_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut readings = Readings::new(Some(program(folder.path(), "exec /bin/sleep 600")));
    readings.limit = Duration::from_millis(200);
    assert_eq!(readings.licence(digest(1), b"x").await.expect_err("too slow"), Trouble::Slow);
    let readings = Readings::new(Some(program(folder.path(), "while :; do echo babble; done")));
    assert_eq!(readings.licence(digest(1), b"x").await.expect_err("no answer"), Trouble::Broken);
    let readings = Readings::new(Some(program(folder.path(), "exit 1")));
    let large = vec![0; 2 << 20];
    assert_eq!(readings.licence(digest(1), &large).await.expect_err("no answer"), Trouble::Broken);
}
#[tokio::test]
async fn without_a_program_it_says_so_and_a_huge_file_starts_none() {
    let absent = Readings::new(None).licence(digest(1), b"x").await;
    assert_eq!(absent.expect_err("absent"), Trouble::Absent);
    let folder = tempfile::tempdir().expect("a folder");
    let readings = Readings::new(Some(answering(folder.path(), LINES)));
    let huge = vec![0; ocr::MAX_BYTES + 1];
    let refused = readings.licence(digest(1), &huge).await.expect_err("too large");
    assert_eq!((refused, runs(folder.path())), (Trouble::Picture(ocr::Problem::TooLarge), 0));
    assert_eq!(
        Readings::new(Some(Reader { program: "/nowhere".into(), models: "/".into() }))
            .licence(digest(1), b"x")
            .await
            .expect_err("broken"),
        Trouble::Broken
    );
}
