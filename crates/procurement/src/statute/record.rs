//! What a regulator publishes: a further text of a statute, or the end of one.

use super::{
    library::{Document, Level, Repealed, Version},
    text::Text,
};
use kernel::{Args, Date, Digest, FieldError, Instant, Refusal, Region, StatuteId, Stream, StreamId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What stands on the title page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imprint {
    /// The statute's name in addresses: `procurement-law`.
    pub code: String,
    /// 名称
    pub title: String,
    /// 文号
    pub number: String,
    /// 制定机关
    pub issuer: String,
    /// 效力层级
    pub level: Level,
    /// Where it applies; `000000` is everywhere.
    pub region: Region,
}
/// One text of a statute as it was published here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The title page.
    pub imprint: Imprint,
    /// 公布日期
    pub published: Date,
    /// 施行日期
    pub from: Date,
    /// The code of the statute that it amends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The stored text.
    pub text: Digest,
    /// How many articles it has.
    pub articles: u32,
}

/// What happened to a statute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum StatuteEvent {
    /// 发布
    #[serde(rename = "statute.published")]
    Published(Box<Edition>),
    /// 废止
    #[serde(rename = "statute.repealed")]
    Repealed {
        /// The first day on which it is no longer in force.
        from: Date,
        /// The document that says so.
        by: String,
    },
}

/// A statute as far as it was published on the platform (not what came with it).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statute {
    /// Its code.
    pub code: String,
    /// Its title, as the last text has it.
    pub title: String,
    /// Its texts in the order of publishing, with the moment.
    pub editions: Vec<(Instant, Edition)>,
    /// Its end.
    pub repealed: Option<(Instant, Date, String)>,
}

impl Stream for Statute {
    type Id = StatuteId;
    type Event = StatuteEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, at: Instant, event: &StatuteEvent) {
        match event {
            StatuteEvent::Published(edition) => {
                self.code.clone_from(&edition.imprint.code);
                self.title.clone_from(&edition.imprint.title);
                self.editions.push((at, Edition::clone(edition)));
            }
            StatuteEvent::Repealed { from, by } => self.repealed = Some((at, *from, by.clone())),
        }
    }
}

impl Statute {
    /// The stream of the statute with this code: also of one that came with the platform.
    pub fn id_of(code: &str) -> StatuteId {
        let digest = Digest::of_parts(&[b"statute/", code.as_bytes()]);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.bytes()[..16]);
        StatuteId::from_uuid(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
    /// Publishes a text. `held` is the statute of this code that came with the platform.
    ///
    /// # Errors
    /// `E_SCHEMA` for a code or dates that do not fit; `E_STATUTE_SAME_DAY` if a text already begins on that day;
    /// `E_STATUTE_ENDED` if it was repealed before; `E_ALREADY` for the text that is held last.
    pub fn publish(
        &self,
        held: Option<&Document>,
        edition: Edition,
        text: &Text,
    ) -> Result<Vec<StatuteEvent>, Refusal> {
        let mut wrong = Refusal::new("E_SCHEMA");
        if !is_code(&edition.imprint.code) {
            wrong = wrong.field("code", "field-statute-code");
        }
        if edition.from < edition.published {
            let args: Args = [("published".into(), edition.published.into())].into();
            wrong.fields.push(FieldError { path: "from".into(), key: "field-statute-from".into(), args });
        }
        if !wrong.fields.is_empty() {
            return Err(wrong);
        }
        let before = |version: &Version| version.from == edition.from;
        if held.is_some_and(|held| held.versions.iter().any(before))
            || self.editions.iter().any(|(_, other)| other.from == edition.from)
        {
            return Err(Refusal::new("E_STATUTE_SAME_DAY").arg("from", edition.from));
        }
        if let Some((_, ended, _)) = self.repealed.as_ref().filter(|(_, ended, _)| *ended <= edition.from) {
            return Err(Refusal::new("E_STATUTE_ENDED").arg("ended", *ended));
        }
        let same = self.editions.iter().any(|(_, other)| other.text == edition.text)
            || held.is_some_and(|held| held.versions.iter().any(|version| *version.text == *text));
        if same {
            return Err(Refusal::new("E_ALREADY"));
        }
        Ok(vec![StatuteEvent::Published(Box::new(edition))])
    }
    /// Records that it ends.
    ///
    /// # Errors
    /// `E_NOT_FOUND` if there is no such statute; `E_ALREADY` if it ended; `E_STATUTE_ENDED` for a day before its first.
    pub fn repeal(
        &self,
        held: Option<&Document>,
        from: Date,
        by: String,
    ) -> Result<Vec<StatuteEvent>, Refusal> {
        let first = held.into_iter().flat_map(|held| &held.versions).map(|version| version.from);
        let first = first.chain(self.editions.iter().map(|(_, edition)| edition.from)).min();
        let first = first.ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        if self.repealed.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        if from <= first {
            let args: Args = [("first".into(), first.into())].into();
            let mut refusal = Refusal::new("E_SCHEMA");
            refusal.fields.push(FieldError { path: "from".into(), key: "field-statute-repeal".into(), args });
            return Err(refusal);
        }
        Ok(vec![StatuteEvent::Repealed { from, by }])
    }
    /// The document as readers see it: what came with the platform and what was published, `texts` by digest. `None` if there
    /// is neither; a text that is missing is left out.
    pub fn document(
        &self,
        held: Option<&Document>,
        texts: impl Fn(&Digest) -> Option<Arc<Text>>,
    ) -> Option<Document> {
        let mut document = held.cloned().unwrap_or_default();
        if let Some((_, edition)) = self.editions.last() {
            let imprint = edition.imprint.clone();
            let Imprint { code, title, number, issuer, level, region } = imprint;
            (document.id, document.title, document.issuer) = (code, title, issuer);
            (document.number, document.level, document.region) = (number, level, region);
        }
        document.amends = self.editions.iter().filter_map(|(_, edition)| edition.amends.clone()).collect();
        document.versions.extend(self.editions.iter().filter_map(|(at, edition)| {
            let text = texts(&edition.text)?;
            let Edition { published, from, note, .. } = edition.clone();
            Some(Version { published, from, known: Some(*at), text, note })
        }));
        document.versions.sort_by_key(|version| version.from);
        if let Some((known, from, by)) = self.repealed.clone() {
            document.repealed = Some(Repealed { from, by, known });
        }
        (!document.versions.is_empty()).then_some(document)
    }
}

/// Small letters, figures and hyphens: it stands in addresses.
fn is_code(code: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (3..=40).contains(&code.len())
        && code.chars().all(fits)
        && code.starts_with(|c: char| c.is_ascii_lowercase())
        && !code.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::super::{ArticleNo, Library, When};
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }
    fn at(text: &str) -> Instant {
        Instant::at(date(text), 12, 0)
    }
    fn text(words: &str) -> Text {
        Text::parse(&format!("第一条 {words}")).expect("a text")
    }
    fn edition(code: &str, published: &str, from: &str, words: &str) -> Edition {
        let imprint = Imprint {
            code: code.to_owned(),
            title: "某市办法".to_owned(),
            number: "某财规〔2026〕1号".to_owned(),
            issuer: "某市财政局".to_owned(),
            level: Level::Local,
            region: Region::default(),
        };
        let (published, from) = (date(published), date(from));
        Edition {
            imprint,
            published,
            from,
            amends: None,
            note: None,
            text: Digest::of(words.as_bytes()),
            articles: 1,
        }
    }
    fn folded(events: &[(&str, StatuteEvent)]) -> Statute {
        let mut state = Statute::default();
        events.iter().for_each(|(day, event)| state.apply(at(day), event));
        state
    }
    fn code(answer: Result<Vec<StatuteEvent>, Refusal>) -> String {
        answer.map_or_else(|refusal| refusal.code.into_owned(), |events| format!("{} event", events.len()))
    }

    #[test]
    fn a_text_is_published_once_a_day_and_once_at_all() {
        let first = edition("city-rule", "2026-01-05", "2026-02-01", "甲");
        let publish =
            |state: &Statute, edition: Edition, words: &str| code(state.publish(None, edition, &text(words)));
        assert_eq!(publish(&Statute::default(), first.clone(), "甲"), "1 event");
        let state = folded(&[("2026-01-06", StatuteEvent::Published(Box::new(first)))]);
        assert_eq!(
            publish(&state, edition("city-rule", "2026-01-05", "2026-02-01", "乙"), "乙"),
            "E_STATUTE_SAME_DAY"
        );
        assert_eq!(
            publish(&state, edition("city-rule", "2026-01-05", "2026-03-01", "甲"), "甲"),
            "E_ALREADY"
        );
        assert_eq!(publish(&state, edition("city-rule", "2026-01-05", "2026-03-01", "乙"), "乙"), "1 event");
        for (bad, published, from) in [
            ("City", "2026-01-05", "2026-02-01"),
            ("a-", "2026-01-05", "2026-02-01"),
            ("good", "2026-02-02", "2026-02-01"),
        ] {
            assert_eq!(
                publish(&Statute::default(), edition(bad, published, from, "甲"), "甲"),
                "E_SCHEMA",
                "{bad} {from}"
            );
        }
    }
    #[test]
    fn an_end_comes_once_and_after_the_beginning() {
        let held = Library::builtin().document("mof-87");
        let repeal = |state: &Statute, from| code(state.repeal(held, date(from), "新办法".to_owned()));
        assert_eq!(repeal(&Statute::default(), "2017-10-01"), "E_SCHEMA");
        assert_eq!(repeal(&Statute::default(), "2017-10-02"), "1 event");
        let ended = StatuteEvent::Repealed { from: date("2026-05-01"), by: "新办法".to_owned() };
        let state = folded(&[("2026-04-01", ended)]);
        assert_eq!(repeal(&state, "2026-06-01"), "E_ALREADY");
        let late = state.publish(held, edition("mof-87", "2026-04-01", "2026-05-01", "甲"), &text("甲"));
        assert_eq!(code(late), "E_STATUTE_ENDED");
        assert_eq!(code(Statute::default().repeal(None, date("2026-05-01"), String::new())), "E_NOT_FOUND");
    }
    #[test]
    fn a_text_published_here_follows_the_one_that_came_with_the_platform() {
        let builtin = Library::builtin();
        let mut new = edition("mof-87", "2026-04-01", "2026-07-01", "新文本");
        new.imprint.title = "政府采购货物和服务招标投标管理办法".to_owned();
        let state = folded(&[("2026-04-10", StatuteEvent::Published(Box::new(new)))]);
        let texts = |_: &Digest| Some(Arc::new(text("新文本")));
        let document = state.document(builtin.document("mof-87"), texts).expect("a document");
        let library = builtin.with([document]);
        let said = |valid: &str, known: &str| {
            let when = When { valid: date(valid), known: at(known) };
            let (_, article) = library.article_on("mof-87", ArticleNo::new(1), when).expect("article 1");
            article.lines().next().map(str::to_owned).expect("words")
        };
        assert!(said("2026-06-30", "2026-12-01").starts_with("为了规范"));
        assert_eq!(said("2026-07-01", "2026-12-01"), "新文本");
        assert!(said("2026-07-01", "2026-04-09").starts_with("为了规范"), "nobody could know it then");
        assert!(library.names().exact("87号令").is_some(), "it keeps its short names");
    }
    #[test]
    fn a_code_always_means_the_same_stream() {
        assert_eq!(Statute::id_of("mof-87"), Statute::id_of("mof-87"));
        assert_ne!(Statute::id_of("mof-87"), Statute::id_of("mof-94"));
    }
}
