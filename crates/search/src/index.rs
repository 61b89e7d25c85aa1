//! An index of entries in memory: filled in batches, asked by words and facets.

use crate::words::{query_words, words};
use std::collections::BTreeSet;
use tantivy::{
    Index as Store, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term,
    collector::{Count, TopDocs},
    query::{BooleanQuery, BoostQuery, Occur, Query as Condition, TermQuery},
    schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value},
    tokenizer::{Token, TokenStream, Tokenizer},
};

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is known by; a later entry with the same key replaces it.
    pub key: String,
    /// Words here count twice.
    pub title: String,
    /// Its text.
    pub body: String,
    /// What a search may be narrowed to: `level:law`.
    pub facets: Vec<String>,
}
/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words; all of them must be there.
    pub words: String,
    /// Every facet must be there.
    pub facets: Vec<String>,
    /// How many of the best to skip.
    pub skip: usize,
    /// At most so many.
    pub limit: usize,
}
/// An entry that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its key.
    pub key: String,
    /// How well it fits.
    pub score: f32,
}
/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// No entry has all the words; these have some of them.
    pub partly: bool,
}

/// The index could not be written or read.
#[derive(Debug, thiserror::Error)]
#[error("the search index: {0}")]
pub struct SearchError(#[from] tantivy::TantivyError);

/// An index in memory.
pub struct Index {
    store: Store,
    reader: IndexReader,
    fields: Fields,
}
#[derive(Clone, Copy)]
struct Fields {
    key: Field,
    title: Field,
    body: Field,
    facet: Field,
}

const TOKENIZER: &str = "words";
/// The smallest arena that the library takes.
const ARENA: usize = 15_000_000;

impl Index {
    /// An empty index.
    ///
    /// # Errors
    /// If the library cannot make one.
    pub fn in_memory() -> Result<Self, SearchError> {
        let mut schema = Schema::builder();
        let indexed = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqs);
        let text = TextOptions::default().set_indexing_options(indexed);
        let fields = Fields {
            key: schema.add_text_field("key", STRING | STORED),
            title: schema.add_text_field("title", text.clone()),
            body: schema.add_text_field("body", text),
            facet: schema.add_text_field("facet", STRING),
        };
        let store = Store::create_in_ram(schema.build());
        store.tokenizers().register(TOKENIZER, Words);
        let reader = store.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { store, reader, fields })
    }
    /// Adds entries, or replaces those with the same key; they are found at once.
    ///
    /// # Errors
    /// If the library cannot write.
    pub fn put(&self, entries: impl IntoIterator<Item = Entry>) -> Result<(), SearchError> {
        let mut writer: IndexWriter = self.store.writer_with_num_threads(1, ARENA)?;
        for entry in entries {
            writer.delete_term(Term::from_field_text(self.fields.key, &entry.key));
            let mut document = TantivyDocument::default();
            document.add_text(self.fields.key, entry.key);
            document.add_text(self.fields.title, entry.title);
            document.add_text(self.fields.body, entry.body);
            for facet in entry.facets {
                document.add_text(self.fields.facet, facet);
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(self.reader.reload()?)
    }
    /// Finds entries with all the words; if there is none, with any of them.
    ///
    /// # Errors
    /// If the library cannot read.
    pub fn search(&self, query: &Query) -> Result<Found, SearchError> {
        let wanted: BTreeSet<String> = query_words(&query.words).into_iter().map(|word| word.word).collect();
        if wanted.is_empty() {
            return Ok(Found::default());
        }
        let all = self.run(query, &wanted, Occur::Must)?;
        if all.total > 0 || wanted.len() == 1 {
            return Ok(all);
        }
        Ok(Found { partly: true, ..self.run(query, &wanted, Occur::Should)? })
    }
    fn run(&self, query: &Query, wanted: &BTreeSet<String>, occur: Occur) -> Result<Found, SearchError> {
        let long = wanted.iter().any(|word| word.chars().nth(1).is_some());
        let mut words: Vec<(Occur, Box<dyn Condition>)> = Vec::new();
        for word in wanted {
            // Beside words, a single character (的、在) only adds weight.
            let single = long && word.chars().nth(1).is_none();
            words.push((if single { Occur::Should } else { occur }, self.word(word)));
        }
        let mut conditions: Vec<(Occur, Box<dyn Condition>)> =
            vec![(Occur::Must, Box::new(BooleanQuery::new(words)))];
        for facet in &query.facets {
            let term = Term::from_field_text(self.fields.facet, facet);
            conditions.push((Occur::Must, Box::new(TermQuery::new(term, IndexRecordOption::Basic))));
        }
        let searcher = self.reader.searcher();
        let best = TopDocs::with_limit(query.limit.max(1)).and_offset(query.skip).order_by_score();
        let (best, total) = searcher.search(&BooleanQuery::new(conditions), &(best, Count))?;
        let mut hits = Vec::new();
        for (score, address) in best.into_iter().take(query.limit) {
            let document: TantivyDocument = searcher.doc(address)?;
            let key = document.get_first(self.fields.key).and_then(|value| value.as_str().map(str::to_owned));
            hits.extend(key.map(|key| Hit { key, score }));
        }
        Ok(Found { hits, total, partly: false })
    }
    fn word(&self, word: &str) -> Box<dyn Condition> {
        let within = |field| -> Box<dyn Condition> {
            Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs))
        };
        let title = Box::new(BoostQuery::new(within(self.fields.title), 2.0));
        Box::new(BooleanQuery::new(vec![(Occur::Should, title), (Occur::Should, within(self.fields.body))]))
    }
}

/// The library's view of [`words`].
#[derive(Clone)]
struct Words;
struct Stream {
    tokens: std::vec::IntoIter<Token>,
    token: Token,
}
impl Tokenizer for Words {
    type TokenStream<'a> = Stream;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        let tokens = words(text).into_iter().enumerate().map(|(position, word)| Token {
            offset_from: word.from,
            offset_to: word.until,
            position,
            text: word.word,
            position_length: 1,
        });
        Stream { tokens: tokens.collect::<Vec<_>>().into_iter(), token: Token::default() }
    }
}
impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        let next = self.tokens.next();
        let more = next.is_some();
        self.token = next.unwrap_or_default();
        more
    }
    fn token(&self) -> &Token {
        &self.token
    }
    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, title: &str, body: &str, facet: &str) -> Entry {
        let (key, title, body) = (key.to_owned(), title.to_owned(), body.to_owned());
        Entry { key, title, body, facets: vec![facet.to_owned()] }
    }
    fn index() -> Index {
        let index = Index::in_memory().expect("an index");
        let entries = [
            entry("1", "第一章 总则", "采购人应当在投标截止后退还投标保证金。", "level:law"),
            entry(
                "2",
                "保证金",
                "采购人要求供应商提交履约保证金的，数额不得超过合同金额的10%。",
                "level:rule",
            ),
            entry("3", "附则", "本办法自2026年1月1日起施行。", "level:rule"),
        ];
        index.put(entries).expect("written");
        index
    }
    fn keys(index: &Index, words: &str, facets: &[&str]) -> Vec<String> {
        let facets = facets.iter().map(|facet| (*facet).to_owned()).collect();
        let query = Query { words: words.to_owned(), facets, limit: 10, ..Query::default() };
        index.search(&query).expect("read").hits.into_iter().map(|hit| hit.key).collect()
    }
    #[test]
    fn all_words_must_be_there_and_the_title_counts_more() {
        let index = index();
        assert_eq!(keys(&index, "保证金", &[]), ["2", "1"]);
        assert_eq!(keys(&index, "退还 保证金", &[]), ["1"]);
        assert_eq!(keys(&index, "采购人的保证金", &[]).len(), 2, "的 is in neither and forbids nothing");
        assert_eq!(keys(&index, "保证金", &["level:rule"]), ["2"]);
        assert!(keys(&index, "，。", &[]).is_empty() && keys(&index, "苹果", &[]).is_empty());
    }
    #[test]
    fn some_of_the_words_is_better_than_nothing_and_said_so() {
        let query = Query { words: "苹果 施行".to_owned(), limit: 10, ..Query::default() };
        let found = index().search(&query).expect("read");
        assert!(found.partly);
        assert_eq!((found.total, found.hits[0].key.as_str()), (1, "3"));
    }
    #[test]
    fn pages_follow_one_another_and_the_count_is_of_all() {
        let index = index();
        let page = |skip| {
            let query = Query { words: "保证金".to_owned(), skip, limit: 1, ..Query::default() };
            let found = index.search(&query).expect("read");
            (found.total, found.hits.into_iter().map(|hit| hit.key).collect::<Vec<_>>())
        };
        assert_eq!((page(0), page(1), page(2)), ((2, vec!["2".into()]), (2, vec!["1".into()]), (2, vec![])));
    }
    #[test]
    fn an_entry_with_the_same_key_replaces_the_old_one() {
        let index = index();
        index.put([entry("3", "附则", "改了。", "level:rule")]).expect("written");
        assert!(keys(&index, "施行", &[]).is_empty());
    }
}
