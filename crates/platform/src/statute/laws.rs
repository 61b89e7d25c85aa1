//! The library as it stands: what came with the platform, what was published since, what rests on an article, and search.

use super::lists;
use crate::Platform;
use journal::StoreError;
use kernel::{Date, Digest};
use procurement::{
    RuleBook,
    statute::{Article, ArticleNo, Document, Library, Piece, Standing, Statute, Text, Version},
};
use search::{Entry, Index, Query};
use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

/// The library at one position of the journal, with its search index once somebody has searched.
pub struct Laws {
    /// The statutes.
    pub library: Arc<Library>,
    changed: i64,
    resting: BTreeMap<String, Vec<Ground>>,
    index: OnceLock<Option<Index>>,
}
/// A rule that rests on a statute, as a whole or on some articles.
struct Ground {
    articles: Option<(ArticleNo, ArticleNo)>,
    rule: String,
}

/// Keeps the library between requests; made anew when a statute was published or repealed.
#[derive(Default)]
pub struct Shelf(RwLock<Option<Arc<Laws>>>);

/// An article that was found.
pub struct FoundArticle<'l> {
    /// Its statute.
    pub document: &'l Document,
    /// The text that was searched.
    pub version: &'l Version,
    /// The article.
    pub article: &'l Article,
}

impl Platform {
    /// The library of statutes as it stands.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn laws(&self) -> Result<Arc<Laws>, StoreError> {
        let changed = self.journal().read(lists::changed)?;
        let kept = self.shelf().0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(laws) = kept.filter(|laws| laws.changed == changed) {
            return Ok(laws);
        }
        let library = self.library()?;
        let resting = resting(&library, &self.outside().rules);
        let laws = Arc::new(Laws { library, changed, resting, index: OnceLock::new() });
        *self.shelf().0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&laws));
        Ok(laws)
    }
    fn library(&self) -> Result<Arc<Library>, StoreError> {
        let builtin = Library::builtin();
        let touched = self.journal().read(lists::touched)?;
        if touched.is_empty() {
            return Ok(Arc::clone(builtin));
        }
        let text = |digest: &Digest| {
            let text = Text::parse(&String::from_utf8(self.document(digest)?).ok()?).ok()?;
            Some(Arc::new(text))
        };
        let mut published = Vec::new();
        for id in touched {
            let Some(statute) = self.state::<Statute>(id)? else { continue };
            // A statute that was only repealed has no title page of its own.
            let held = builtin.documents().find(|document| Statute::id_of(&document.id) == id);
            published.extend(statute.document(held, text));
        }
        Ok(Arc::new(builtin.with(published)))
    }
}

impl Laws {
    /// Articles with the words of `query`, the best first, and how many there are; of statutes of one level, if named.
    /// `partly`: none has all the words. The first search makes the index; see [`Laws::warm`].
    pub fn search(
        &self,
        query: &str,
        level: Option<&str>,
        skip: usize,
        limit: usize,
    ) -> (Vec<FoundArticle<'_>>, usize, bool) {
        let facets = level.map(|level| format!("level:{level}")).into_iter().collect();
        let query = Query { words: query.to_owned(), facets, skip, limit };
        let Some(index) = self.index.get_or_init(|| self.indexed()) else { return Default::default() };
        match index.search(&query) {
            Ok(found) => {
                let hits = found.hits.iter().filter_map(|hit| self.entry(&hit.key));
                (hits.collect(), found.total, found.partly)
            }
            Err(problem) => {
                tracing::error!(%problem, "the statutes cannot be searched");
                Default::default()
            }
        }
    }
    /// Makes the index now, in this thread: after the start, so that nobody waits for it.
    pub fn warm(&self) {
        self.index.get_or_init(|| self.indexed());
    }
    fn indexed(&self) -> Option<Index> {
        let filled = Index::in_memory().and_then(|index| index.put(self.entries()).map(|()| index));
        filled.inspect_err(|problem| tracing::error!(%problem, "the statutes cannot be indexed")).ok()
    }
    /// Every article of every statute's last text.
    fn entries(&self) -> impl Iterator<Item = Entry> {
        self.library.documents().flat_map(|document| {
            let last = document.versions.last();
            let articles = last.into_iter().flat_map(|version| {
                version.text.articles.iter().map(move |article| (&version.text, article))
            });
            articles.map(|(text, article)| {
                let over: Vec<&str> =
                    text.over(article.no).iter().map(|heading| heading.words.as_str()).collect();
                let lines: Vec<&str> = article.lines().collect();
                Entry {
                    key: format!("{}/{}", document.id, article.no),
                    title: format!("{} {} {}", document.title, over.join(" "), text.label(article.no)),
                    body: lines.join("\n"),
                    facets: vec![format!("level:{}", document.level.id())],
                }
            })
        })
    }
    fn entry(&self, key: &str) -> Option<FoundArticle<'_>> {
        let (id, no) = key.split_once('/')?;
        let document = self.library.document(id)?;
        let version = document.versions.last()?;
        Some(FoundArticle { document, version, article: version.text.article(no.parse().ok()?)? })
    }
    /// Ids of the rules whose legal basis names this article; without one, of those that name the statute as a whole.
    pub fn rules_on(&self, id: &str, no: Option<ArticleNo>) -> Vec<&str> {
        let grounds = self.resting.get(id).map(Vec::as_slice).unwrap_or_default().iter();
        let rests = |ground: &&Ground| match (ground.articles, no) {
            (Some((first, last)), Some(no)) => first <= no && no <= last,
            (articles, no) => articles.is_none() && no.is_none(),
        };
        let mut rules: Vec<&str> = grounds.filter(rests).map(|ground| ground.rule.as_str()).collect();
        rules.dedup();
        rules
    }
    /// How a statute stands on a day.
    pub fn standing(&self, document: &Document, on: Date) -> Option<Standing> {
        document.shown(on).map(|version| document.standing(version, on))
    }
}

fn resting(library: &Library, book: &RuleBook) -> BTreeMap<String, Vec<Ground>> {
    let mut resting = BTreeMap::<String, Vec<Ground>>::new();
    for rule in book.rules() {
        let pieces = library.names().basis(&rule.basis);
        for cited in pieces.iter().filter_map(Piece::citation) {
            let Some(id) = cited.held() else { continue };
            let articles = cited.article.map(|first| (first, cited.last.unwrap_or(first)));
            let ground = Ground { articles, rule: rule.id.clone() };
            resting.entry(id.to_owned()).or_default().push(ground);
        }
    }
    resting
}
