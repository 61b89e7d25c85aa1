//! What the built-in statutes hold, and that everything that rules and code rest on can be looked up in them.

use super::{super::*, *};
use crate::RuleBook;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}
fn no(main: u16) -> ArticleNo {
    ArticleNo::new(main)
}

#[test]
fn every_file_is_read_and_every_text_is_whole() {
    let library = read().expect("readable");
    let held: usize = library.documents().map(|document| document.versions.len()).sum();
    let files = FILES.files().filter(|file| file.path().extension().is_some_and(|e| e == "md")).count();
    assert_eq!(held, files, "a file of data/laws is not in statutes.yaml");
    let last = |id: &str| {
        let document = library.document(id).expect("held");
        document.versions.iter().map(|version| version.text.articles.len()).collect::<Vec<_>>()
    };
    assert_eq!((last("procurement-law"), last("procurement-regulation")), (vec![88], vec![79]));
    assert_eq!((last("mof-87"), last("sme-payment-regulation")), (vec![88], vec![29, 37]));
    for document in library.documents() {
        assert!(document.versions.is_sorted_by(|a, b| a.from < b.from), "{}", document.id);
        for version in &document.versions {
            assert!(version.published <= version.from, "{}", document.id);
            let starts = &version.text.headings;
            assert!(starts.is_sorted_by_key(|heading| heading.first), "{}", document.id);
        }
    }
}
#[test]
fn paragraphs_and_items_are_where_the_law_has_them() {
    let library = Library::builtin();
    let (_, article) = library.article_on("procurement-law", no(22), date("2026-03-02")).expect("article 22");
    assert_eq!((article.paragraphs.len(), article.paragraphs[0].items.len()), (2, 6));
    assert!(article.paragraphs[0].items[4].starts_with("（五）参加政府采购活动前三年内"));
    let text = &library.document("mof-110").expect("held").versions[0].text;
    let over: Vec<_> = text.over(no(32)).iter().map(|heading| heading.words.as_str()).collect();
    assert_eq!(over, ["第三章 封闭式框架协议采购", "第二节 采购合同的授予"]);
}
#[test]
fn the_payment_regulation_reads_as_of_the_day() {
    let library = Library::builtin();
    let said = |no: u16, day: &str| {
        let (_, article) = library.article_on("sme-payment-regulation", ArticleNo::new(no), date(day))?;
        Some(article.lines().collect::<String>())
    };
    assert!(said(8, "2025-05-31").is_some_and(|words| words.contains("30日内支付款项")));
    assert!(said(8, "2025-06-01").is_some_and(|words| !words.contains("30日内支付款项")));
    assert!(said(9, "2025-06-01").is_some_and(|words| words.contains("30日内支付款项")));
    assert_eq!(said(8, "2020-08-31"), None);
}
#[test]
fn relations_are_read_from_the_texts() {
    let library = Library::builtin();
    let told = |id: &str, kind: RelationKind| -> Vec<String> {
        let all = library.relations_of(id).filter(|relation| relation.kind == kind);
        all.map(|relation| match &relation.to {
            Named::Held(id) | Named::Absent(id) => id.clone(),
        })
        .collect()
    };
    assert_eq!(told("mof-87", RelationKind::Implements), ["procurement-law", "procurement-regulation"]);
    assert_eq!(
        told("mof-87", RelationKind::Repeals),
        ["《政府采购货物和服务招标投标管理办法》（财政部令第18号）"]
    );
    assert!(told("procurement-regulation", RelationKind::Implements).contains(&"procurement-law".to_owned()));
    let citing: Vec<_> = library
        .citing("procurement-law", no(31))
        .map(|(from, article)| format!("{} {article}", from.id))
        .collect();
    assert!(citing.contains(&"procurement-regulation 27".to_owned()), "{citing:?}");
}
#[test]
fn what_a_law_says_of_its_own_articles_is_there() {
    let library = Library::builtin();
    let mut missing = Vec::new();
    for document in library.documents() {
        for version in &document.versions {
            for article in &version.text.articles {
                for line in article.lines() {
                    let pieces = library.names().law(line, &document.id);
                    let own =
                        pieces.iter().filter_map(Piece::citation).filter(|c| c.held() == Some(&document.id));
                    for no in own.flat_map(|cited| [cited.article, cited.last]).flatten() {
                        if version.text.article(no).is_none() {
                            missing.push(format!("{} {} → {no}", document.id, article.no));
                        }
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Legal bases in the code: `.basis("…")`, `basis: "…"`.
fn bases_in_code() -> Vec<(String, String)> {
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the source tree") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test(&path) {
                let source = fs::read_to_string(&path).expect("text");
                let code = source.split("#[cfg(test)]").next().unwrap_or_default();
                for opening in [".basis(\"", "basis: \""] {
                    let literals = code.split(opening).skip(1).filter_map(|rest| rest.split('"').next());
                    found.extend(literals.map(|basis| (path.display().to_string(), basis.to_owned())));
                }
            }
        }
    }
    found
}
fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str().to_string_lossy().contains("test"))
}

/// Every legal basis of the rules and of the code is a statute of the library, an article it has, or stands in the golden
/// file: documents the library does not hold, and grounds that are no document.
/// `UPDATE_GOLDEN=1 cargo test -p procurement statute` writes it anew; read the difference.
#[test]
fn every_legal_basis_can_be_looked_up() {
    let (library, book) = (Library::builtin(), RuleBook::builtin());
    let rules = book.rules().map(|rule| (rule.id.clone(), rule.basis.clone()));
    let all: Vec<(String, String)> = rules.chain(bases_in_code()).collect();
    assert!(all.len() > 400, "{} bases found", all.len());
    let (mut absent, mut grounds) = (BTreeSet::<String>::new(), BTreeSet::new());
    let mut wrong = Vec::new();
    for (place, basis) in &all {
        let mut rest = String::new();
        for piece in library.names().basis(basis) {
            match piece {
                Piece::Words(words) => rest.push_str(words),
                Piece::Cited(cited) => match &cited.document {
                    None => wrong.push(format!("{place}: {} – of which document? ({basis})", cited.words)),
                    Some(Named::Absent(name)) => drop(absent.insert(name.clone())),
                    Some(Named::Held(id)) => {
                        let document = library.document(id).expect("named and held");
                        let text = &document.versions.last().expect("a text").text;
                        for no in [cited.article, cited.last].into_iter().flatten() {
                            if text.article(no).is_none() {
                                wrong.push(format!("{place}: {id} has no article {no} ({basis})"));
                            }
                        }
                    }
                },
            }
        }
        let without_remarks =
            rest.split('（').map(|part| part.split_once('）').map_or(part, |(_, after)| after));
        let rest: String = without_remarks.collect();
        let separate = rest.split(['；', '、', '，']).map(str::trim).filter(|part| !part.is_empty());
        grounds.extend(separate.map(str::to_owned));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unused: Vec<_> = library.absent().filter(|document| !absent.contains(&document.number)).collect();
    assert!(unused.is_empty(), "in statutes.yaml as absent, and cited by nothing: {unused:?}");
    let mut told = String::from("# Documents that rules and refusals cite and the library does not hold\n");
    absent.iter().for_each(|name| told.push_str(&format!("{name}\n")));
    told.push_str(
        "\n# Grounds that are no document: practice, internal control, the platform's own defaults\n",
    );
    grounds.iter().for_each(|ground| told.push_str(&format!("{ground}\n")));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/statute/builtin/not-held.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, &told).expect("written");
    }
    assert_eq!(told, fs::read_to_string(&file).unwrap_or_default(), "not-held.txt is no longer true");
}
