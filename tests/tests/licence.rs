//! Licences printed and photographed, read by the program that the server runs: how many characters are right, and that no
//! wrong code is ever offered. The table it prints (`cargo test -p yangcai-tests --test licence -- --nocapture`) stands in
//! docs/ocr.md.

#![expect(clippy::expect_used, reason = "a failure ends the test")]

use documents::licence::{Licence, Reading};
use ocr::{Answer, Problem};
use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};
use thirtyfour::prelude::*;
use yangcai_tests::{
    Browser,
    licences::{Company, Photo, companies},
    program,
};

/// Reads a picture as the server does.
fn read(picture: &[u8]) -> Answer {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../build/models");
    assert!(models.is_dir(), "the models are missing: scripts/models");
    let mut child = Command::new(program("yangcai-ocr"))
        .arg(models)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // It may answer before it has read everything.
    let _ = child.stdin.take().expect("piped").write_all(picture);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", output.status);
    serde_json::from_slice(&output.stdout).expect("an answer")
}
fn licence(picture: &[u8]) -> Licence {
    Licence::of(&read(picture).expect("a page")).unwrap_or_default()
}

/// Each field as it should be and as it was read.
fn fields(company: &Company, read: &Licence) -> Vec<(&'static str, String, String)> {
    fn said<T>(field: &Option<Reading<T>>, form: impl FnOnce(&T) -> String) -> String {
        field.as_ref().map(|field| form(&field.value)).unwrap_or_default()
    }
    let term = said(&read.term, |term| {
        let date = |date: Option<kernel::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        format!("{}/{}", date(term.from), date(term.until))
    });
    let capital = said(&read.capital, |money| (money.fen() / 100).to_string());
    vec![
        ("uscc", company.uscc.clone(), said(&read.code, ToString::to_string)),
        ("name", company.name.clone(), said(&read.name, Clone::clone)),
        ("kind", company.kind.clone(), said(&read.kind, Clone::clone)),
        (
            "representative",
            company.representative.clone(),
            said(&read.representative, |name| name.reveal().clone()),
        ),
        ("capital", company.capital_yuan.clone(), capital),
        ("established", company.established_on.clone(), said(&read.established, ToString::to_string)),
        ("term", company.term_is.clone(), term),
        ("address", company.address.clone(), said(&read.address, Clone::clone)),
        ("scope", company.scope.clone(), said(&read.scope, Clone::clone)),
    ]
}
/// How many characters must be put in, taken out or exchanged (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, c) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, d) in other.iter().enumerate() {
            let exchanged = diagonal + usize::from(c != *d);
            diagonal = row[j + 1];
            row[j + 1] = exchanged.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

/// What was counted over one set of pictures.
#[derive(Default)]
struct Count {
    characters: usize,
    wrong: usize,
    fields: usize,
    whole: usize,
    codes: usize,
    milliseconds: u128,
    pictures: u128,
}
impl Count {
    fn add(&mut self, set: &str, company: &Company, picture: &[u8]) {
        let begun = Instant::now();
        let read = licence(picture);
        self.milliseconds += begun.elapsed().as_millis();
        self.pictures += 1;
        if let Some(code) = &read.code {
            assert_eq!(
                code.value.as_str(),
                company.uscc,
                "{set}: a wrong code is offered for {}",
                company.name
            );
            self.codes += 1;
        }
        for (field, expected, found) in fields(company, &read) {
            let wrong = distance(&expected, &found).min(expected.chars().count().max(found.chars().count()));
            if wrong > 0 {
                println!("{set} {field}: {expected}\n  read as {found}");
            }
            self.characters += expected.chars().count();
            self.wrong += wrong;
            self.fields += 1;
            self.whole += usize::from(wrong == 0);
        }
    }
    /// Right characters in ten thousand.
    fn right(&self) -> usize {
        self.characters.saturating_sub(self.wrong) * 10_000 / self.characters.max(1)
    }
    fn report(&self, set: &str) -> String {
        let right = self.right();
        format!(
            "| {set} | {} | {}.{:02} % | {} of {} | {} | {} ms |",
            self.pictures,
            right / 100,
            right % 100,
            self.whole,
            self.fields,
            self.codes,
            self.milliseconds / self.pictures.max(1)
        )
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn licences_are_read_and_no_wrong_code_is_offered() -> WebDriverResult<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let browser = Browser::start("licence").await;
    let [mut clean, mut photographed, mut small, mut hard] = [(); 4].map(|()| Count::default());
    for (number, company) in companies().iter().enumerate() {
        let printed = company.printed(&browser, folder.path(), number).await?;
        let photo = Photo::open(&printed);
        clean.add("clean", company, &std::fs::read(&printed).expect("a file"));
        photographed.add("photographed", company, &photo.askew().shaded().blurred().noisy().jpeg(40));
        small.add("half resolution", company, &photo.halved().noisy().jpeg(40));
        hard.add("hardly legible", company, &photo.shaded().halved().blurred().jpeg(25));
    }
    println!("| pictures | number | characters right | fields wholly right | codes read | a picture |");
    println!("|---|---|---|---|---|---|");
    for (set, count) in [
        ("clean (PNG, 1600 × 1130)", &clean),
        ("photographed (2° askew, shadow, blur, noise, JPEG 40)", &photographed),
        ("half resolution (noise, JPEG 40)", &small),
        ("hardly legible (half resolution, shadow, blur, JPEG 25)", &hard),
    ] {
        println!("{}", count.report(set));
    }
    assert!(clean.right() >= 9_900, "clean: {} in ten thousand", clean.right());
    assert!(photographed.right() >= 9_500, "photographed: {} in ten thousand", photographed.right());
    assert!(small.right() >= 9_500, "half resolution: {} in ten thousand", small.right());
    assert!(clean.codes == 12 && photographed.codes >= 10, "codes that can be read are read");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licence_that_lies_on_its_side_is_turned() -> WebDriverResult<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let browser = Browser::start("licence-side").await;
    let company = companies().remove(0);
    let printed = company.printed(&browser, folder.path(), 0).await?;
    let read = licence(&Photo::open(&printed).on_its_side().jpeg(80));
    assert_eq!(read.code.map(|code| code.value.to_string()), Some(company.uscc));
    assert_eq!(read.name.map(|name| name.value), Some(company.name));
    Ok(())
}

#[test]
fn what_is_no_licence_is_answered_in_a_word() {
    for (bytes, problem) in [
        (&b""[..], Problem::NotAPicture),
        (b"%PDF-1.7\n%%EOF\n", Problem::NotAPicture),
        (&vec![0xff; (10 << 20) + 1], Problem::TooLarge),
    ] {
        assert_eq!(read(bytes), Err(problem));
    }
    let paper = Photo::painted(900, 640, |_, _| [250, 249, 246]);
    assert_eq!(read(&paper.jpeg(80)).map(|page| page.lines.len()), Ok(0), "paper without text");
    // Sky, hills and grass.
    let landscape = Photo::painted(1200, 800, |x, y| {
        let hill = 380 + (x * 7 % 400).min(400 - x * 7 % 400) / 2;
        let grain = u8::try_from((x * 31 + y * 17) * (x + 3 * y) % 40).unwrap_or(0);
        if y < hill { [110 + grain / 2, 160, 220 - grain] } else { [60 + grain, 110 + grain, 40] }
    });
    let page = read(&landscape.noisy().jpeg(70)).expect("a page");
    assert_eq!(Licence::of(&page), None, "{page:?}");
    let whole = landscape.jpeg(70);
    for share in [3, 30, 60, 95] {
        let cut = whole.get(..whole.len() * share / 100).expect("shorter");
        assert_eq!(read(cut), Err(Problem::Damaged), "{share} per cent of the file");
    }
}

#[test]
fn without_models_a_picture_is_answered_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let picture = Photo::painted(100, 100, |_, _| [255; 3]).jpeg(80);
    let file = folder.path().join("picture.jpg");
    std::fs::write(&file, picture).expect("written");
    let output = Command::new(program("yangcai-ocr"))
        .arg(folder.path())
        .stdin(std::fs::File::open(&file).expect("opened"))
        .output()
        .expect("it ends");
    assert_eq!(serde_json::from_slice::<Answer>(&output.stdout).expect("an answer"), Err(Problem::NoModels));
}
