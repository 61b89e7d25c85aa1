//! What statutes say about one another, read from their texts: which they implement, repeal and cite, article by article.

use super::{
    cite::{Named, Names, Piece},
    library::Document,
    number::ArticleNo,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What one document does to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// 依据: 根据《…》制定本办法.
    Implements,
    /// 修改
    Amends,
    /// 废止: 《…》同时废止.
    Repeals,
    /// 引用
    Cites,
}
impl RelationKind {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Implements => "implements",
            Self::Amends => "amends",
            Self::Repeals => "repeals",
            Self::Cites => "cites",
        }
    }
}

/// A relation between two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The id of the document that says so.
    pub from: String,
    /// What it does.
    pub kind: RelationKind,
    /// To which.
    pub to: Named,
}

/// An article: document id and number.
type Place = (String, ArticleNo);

/// All relations and article links of a library.
#[derive(Debug, Default)]
pub(super) struct Links {
    relations: Vec<Relation>,
    citing: BTreeMap<Place, BTreeSet<Place>>,
}
impl Links {
    /// Read from each document's last text.
    pub(super) fn between<'d>(documents: impl Iterator<Item = &'d Document>, names: &Names) -> Self {
        let mut links = Self::default();
        for document in documents {
            links.read(document, names);
        }
        links
    }
    pub(super) fn relations(&self) -> &[Relation] {
        &self.relations
    }
    pub(super) fn citing(&self, id: &str, no: ArticleNo) -> impl Iterator<Item = &Place> {
        self.citing.get(&(id.to_owned(), no)).into_iter().flatten()
    }

    fn read(&mut self, document: &Document, names: &Names) {
        let amends = document.amends.iter().map(|id| (RelationKind::Amends, Named::Held(id.clone())));
        let mut found: Vec<(RelationKind, Named)> = amends.collect();
        for article in document.versions.last().into_iter().flat_map(|version| &version.text.articles) {
            for sentence in article.lines().flat_map(|line| line.split_inclusive('。')) {
                let pieces = names.law(sentence, &document.id);
                for cited in pieces.iter().filter_map(Piece::citation) {
                    if let (Some(id), Some(first)) = (cited.held(), cited.article) {
                        let last = cited.last.unwrap_or(first).main.min(first.main.saturating_add(50));
                        for no in std::iter::once(first).chain((first.main + 1..=last).map(ArticleNo::new)) {
                            let places = self.citing.entry((id.to_owned(), no)).or_default();
                            places.insert((document.id.clone(), article.no));
                        }
                    }
                    let own = cited.held() == Some(document.id.as_str());
                    if let Some(to) = cited.document.clone().filter(|_| !own) {
                        found.push((kind_of(sentence, article.no, cited.words), to));
                    }
                }
            }
        }
        found.sort_by_key(|(kind, _)| *kind);
        for (kind, to) in found {
            // Of a form that is mentioned, or a law that is not held, a bare mention says nothing.
            let worth = kind != RelationKind::Cites || matches!(to, Named::Held(_));
            let told = self.relations.iter().any(|other| other.from == document.id && other.to == to);
            if worth && !told {
                self.relations.push(Relation { from: document.id.clone(), kind, to });
            }
        }
    }
}

/// The sentence says what the document does to the one it names.
fn kind_of(sentence: &str, article: ArticleNo, words: &str) -> RelationKind {
    let after = sentence.split_once(words).map_or("", |(_, after)| after);
    if after.contains("同时废止") {
        RelationKind::Repeals
    } else if article == ArticleNo::new(1) && after.contains("制定本") {
        RelationKind::Implements
    } else {
        RelationKind::Cites
    }
}
