//! The library of statutes 法律法规库: documents with their texts over time, and what they say about one another.
//!
//! Two times are kept apart: when a text is valid in law (from its first day until the next text's, or the repeal's), and
//! since when the platform knows it (the texts that come with the platform: always).

use super::{
    cite::{Named, Names},
    number::ArticleNo,
    relation::{Links, Relation},
    text::{Article, Text},
};
use kernel::{Date, Instant, Region};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

crate::demand::choices! {
    /// The rank of a document 效力层级.
    Level {
        /// 法律
        Law = "law",
        /// 行政法规
        Regulation = "regulation",
        /// 部门规章
        Rule = "rule",
        /// 规范性文件
        Normative = "normative",
        /// 地方规定
        Local = "local",
    }
}

/// On which day the law is asked, and with what the platform knew when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The day in law.
    pub valid: Date,
    /// What was published here up to this moment.
    pub known: Instant,
}
/// That day, with all that is known now.
impl From<Date> for When {
    fn from(valid: Date) -> Self {
        Self { valid, known: Instant::from_millis(i64::MAX) }
    }
}

/// One text of a document and its validity.
#[derive(Clone, Debug)]
pub struct Version {
    /// 公布日期
    pub published: Date,
    /// 施行日期
    pub from: Date,
    /// When it was published on the platform; `None` if it came with it.
    pub known: Option<Instant>,
    /// The text.
    pub text: Arc<Text>,
    /// A remark: 通过、修正.
    pub note: Option<String>,
}
/// The end of a document 废止.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repealed {
    /// The first day on which it is no longer in force.
    pub from: Date,
    /// The document that says so.
    pub by: String,
    /// When that was recorded on the platform.
    pub known: Instant,
}

/// How a text stands on a day 时效性.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 尚未施行
    NotYet,
    /// 现行有效
    InForce,
    /// 已被后一文本代替
    Superseded,
    /// 已废止
    Repealed,
}
impl Standing {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::InForce => "in_force",
            Self::Superseded => "superseded",
            Self::Repealed => "repealed",
        }
    }
}

/// A statute with its texts over time.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its name in addresses: `procurement-law`.
    pub id: String,
    /// 名称
    pub title: String,
    /// Short names and numbers by which texts call it.
    pub names: Vec<String>,
    /// Names that are clear only in a legal basis.
    pub names_in_basis: Vec<String>,
    /// 效力层级
    pub level: Level,
    /// Where it applies; `000000` is everywhere.
    pub region: Region,
    /// 制定机关
    pub issuer: String,
    /// 文号
    pub number: String,
    /// Its texts by first day.
    pub versions: Vec<Version>,
    /// Its repeal.
    pub repealed: Option<Repealed>,
    /// Ids of documents that it amends.
    pub amends: Vec<String>,
}
impl Document {
    /// 政府采购法: how people call it.
    pub fn short(&self) -> &str {
        self.title.strip_prefix("中华人民共和国").unwrap_or(&self.title)
    }
    fn known(&self, when: When) -> impl DoubleEndedIterator<Item = &Version> {
        self.versions.iter().filter(move |version| version.known.is_none_or(|known| known <= when.known))
    }
    fn repealed(&self, when: When) -> bool {
        self.repealed.as_ref().is_some_and(|end| end.from <= when.valid && end.known <= when.known)
    }
    /// The text in force; `None` before the first and after the repeal.
    pub fn in_force(&self, when: impl Into<When>) -> Option<&Version> {
        let when = when.into();
        if self.repealed(when) { None } else { self.known(when).rfind(|version| version.from <= when.valid) }
    }
    /// The text to show: that in force, else the last that was, else the first to come.
    pub fn shown(&self, when: impl Into<When>) -> Option<&Version> {
        let when = when.into();
        self.known(when).rfind(|version| version.from <= when.valid).or_else(|| self.known(when).next())
    }
    /// How one of its texts stands.
    pub fn standing(&self, version: &Version, when: impl Into<When>) -> Standing {
        let when = when.into();
        match self.until(version, when) {
            _ if version.from > when.valid => Standing::NotYet,
            Some(until) if until <= when.valid => {
                if self.known(when).any(|later| later.from == until) {
                    Standing::Superseded
                } else {
                    Standing::Repealed
                }
            }
            _ => Standing::InForce,
        }
    }
    /// The first day on which a text is no longer valid, as far as is known.
    pub fn until(&self, version: &Version, when: impl Into<When>) -> Option<Date> {
        let when = when.into();
        let next = self.known(when).map(|later| later.from).find(|from| *from > version.from);
        let end = self.repealed.as_ref().filter(|end| end.known <= when.known).map(|end| end.from);
        next.into_iter().chain(end).min()
    }
}

/// A document that rules cite and the library does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// 文号
    pub number: String,
    /// 名称
    pub title: String,
}

/// All statutes, their names, and the links between them.
#[derive(Debug, Default)]
pub struct Library {
    documents: BTreeMap<String, Arc<Document>>,
    absent: Vec<(Absent, Vec<String>)>,
    names: Names,
    links: Links,
}
impl Library {
    /// Made of documents and of the names of those it does not hold (each with short names for a basis).
    pub fn new(documents: impl IntoIterator<Item = Document>, absent: Vec<(Absent, Vec<String>)>) -> Self {
        let mut names = Names::default();
        let documents: BTreeMap<_, _> =
            documents.into_iter().map(|document| (document.id.clone(), Arc::new(document))).collect();
        for document in documents.values() {
            let named = Named::Held(document.id.clone());
            let numbers = document.number.split('、').filter(|number| is_number(number));
            let certain = [document.title.as_str(), document.short()].into_iter().chain(numbers);
            certain
                .chain(document.names.iter().map(String::as_str))
                .for_each(|words| names.add(words, &named, false));
            document.names_in_basis.iter().for_each(|words| names.add(words, &named, true));
        }
        for (document, in_basis) in &absent {
            let named = Named::Absent(document.number.clone());
            [&document.number, &document.title].into_iter().for_each(|words| names.add(words, &named, false));
            in_basis.iter().for_each(|words| names.add(words, &named, true));
        }
        let links = Links::between(documents.values().map(Arc::as_ref), &names);
        Self { documents, absent, names, links }
    }
    /// The same library with what was published on the platform: a document of a known id replaces the old one.
    pub fn with(&self, published: impl IntoIterator<Item = Document>) -> Self {
        let mut documents: BTreeMap<String, Document> =
            self.documents.iter().map(|(id, document)| (id.clone(), Document::clone(document))).collect();
        documents.extend(published.into_iter().map(|document| (document.id.clone(), document)));
        Self::new(documents.into_values(), self.absent.clone())
    }
    /// All documents, by id.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.values().map(Arc::as_ref)
    }
    /// The document of this id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.get(id).map(Arc::as_ref)
    }
    /// What rules cite and the library does not hold.
    pub fn absent(&self) -> impl Iterator<Item = &Absent> {
        self.absent.iter().map(|(document, _)| document)
    }
    /// The names of documents, to read citations with.
    pub fn names(&self) -> &Names {
        &self.names
    }
    /// An article as it reads on a day, if its document is in force then.
    pub fn article_on(&self, id: &str, no: ArticleNo, when: impl Into<When>) -> Option<(&Version, &Article)> {
        let version = self.document(id)?.in_force(when)?;
        Some((version, version.text.article(no)?))
    }
    /// Articles of other documents, and of this one, that name an article.
    pub fn citing(&self, id: &str, no: ArticleNo) -> impl Iterator<Item = (&Document, ArticleNo)> {
        let found = self.links.citing(id, no);
        found.filter_map(|(from, article)| Some((self.document(from)?, *article)))
    }
    /// What a document says about others.
    pub fn relations_of(&self, id: &str) -> impl Iterator<Item = &Relation> {
        self.links.relations().iter().filter(move |relation| relation.from == id)
    }
    /// What others say about a document.
    pub fn relations_to(&self, id: &str) -> impl Iterator<Item = &Relation> {
        let about = move |relation: &&Relation| matches!(&relation.to, Named::Held(to) if to == id);
        self.links.relations().iter().filter(about)
    }
}

/// A number by which texts call a document: 财政部令第87号, 财库〔2020〕46号; not the decrees by which laws are published.
fn is_number(number: &str) -> bool {
    number.ends_with('号') && !number.starts_with("主席令")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }
    fn at(text: &str) -> Instant {
        Instant::at(date(text), 12, 0)
    }
    fn version(from: &str, known: Option<&str>, words: &str) -> Version {
        let text = Arc::new(Text::parse(&format!("第一条 {words}")).expect("a text"));
        Version { published: date(from), from: date(from), known: known.map(at), text, note: None }
    }
    /// Old text, a new one from July that became known in May, repealed from 2027 as became known in December.
    fn document() -> Document {
        Document {
            id: "a".to_owned(),
            title: "甲办法".to_owned(),
            versions: vec![
                version("2020-01-01", None, "旧"),
                version("2026-07-01", Some("2026-05-10"), "新"),
            ],
            repealed: Some(Repealed { from: date("2027-01-01"), by: String::new(), known: at("2026-12-01") }),
            ..Document::default()
        }
    }
    fn words(when: impl Into<When>) -> Option<String> {
        let library = Library::new([document()], Vec::new());
        let (_, article) = library.article_on("a", ArticleNo::new(1), when)?;
        article.lines().next().map(str::to_owned)
    }

    #[test]
    fn the_text_of_the_day_is_found() {
        let cases = [
            ("2019-12-31", None),
            ("2020-01-01", Some("旧")),
            ("2026-06-30", Some("旧")),
            ("2026-07-01", Some("新")),
        ];
        for (day, wanted) in cases {
            assert_eq!(words(date(day)).as_deref(), wanted, "{day}");
        }
        assert_eq!((words(date("2026-12-31")).as_deref(), words(date("2027-01-01"))), (Some("新"), None));
    }
    #[test]
    fn what_was_not_yet_known_is_left_out() {
        let when = |valid, known| When { valid: date(valid), known: at(known) };
        assert_eq!(words(when("2026-08-01", "2026-05-09")).as_deref(), Some("旧"));
        assert_eq!(words(when("2026-08-01", "2026-05-10")).as_deref(), Some("新"));
        assert_eq!(words(when("2027-02-01", "2026-11-30")).as_deref(), Some("新"));
    }
    #[test]
    fn a_text_is_to_come_in_force_superseded_or_repealed() {
        let document = document();
        let stand = |at: usize, day| document.standing(&document.versions[at], date(day));
        assert_eq!(stand(0, "2026-06-30"), Standing::InForce);
        assert_eq!(stand(0, "2026-07-01"), Standing::Superseded);
        assert_eq!((stand(1, "2026-06-30"), stand(1, "2026-07-01")), (Standing::NotYet, Standing::InForce));
        assert_eq!(stand(1, "2027-01-01"), Standing::Repealed);
        assert_eq!(document.until(&document.versions[0], date("2026-01-01")), Some(date("2026-07-01")));
        assert_eq!(document.shown(date("2027-03-01")).map(|version| version.from), Some(date("2026-07-01")));
    }
}
