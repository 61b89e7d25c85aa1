//! The text of a statute, split into parts, chapters, sections, articles 条, paragraphs 款 and items 项.

use super::number::{self, ArticleNo};
use kernel::Digest;

/// A division above the articles: 编、章、节.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 编, 2 章, 3 节.
    pub depth: u8,
    /// `第一章 总则`.
    pub words: String,
    /// The position of the first article under it.
    pub first: usize,
}
/// A paragraph 款 with its items 项.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The words before the items.
    pub words: String,
    /// `（一）…`.
    pub items: Vec<String>,
}
/// An article 条; of a circular, a numbered section `一、`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its number.
    pub no: ArticleNo,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}
impl Article {
    /// Every line of it: paragraphs and items as they follow.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.paragraphs
            .iter()
            .flat_map(|paragraph| std::iter::once(&paragraph.words).chain(&paragraph.items))
            .map(String::as_str)
            .filter(|line| !line.is_empty())
    }
    /// SM3 over its lines: two versions of an article are the same if this is the same.
    pub fn digest(&self) -> Digest {
        let lines: Vec<&str> = self.lines().collect();
        Digest::of(lines.join("\n").as_bytes())
    }
}

/// How a document numbers its provisions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// 第一条
    #[default]
    Articles,
    /// 一、 (circulars)
    Sections,
}

/// A statute's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// How it is numbered.
    pub numbering: Numbering,
    /// What stands before the first article.
    pub preamble: Vec<String>,
    /// Parts, chapters and sections, in order.
    pub headings: Vec<Heading>,
    /// Articles, in order.
    pub articles: Vec<Article>,
}

/// Why a text is no statute's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Neither 第一条 nor 一、 begins a line.
    #[error("no article")]
    NoArticles,
    /// A number is missing or comes twice.
    #[error("{found} does not follow {before}")]
    Broken {
        /// The article before.
        before: String,
        /// What came instead of the next.
        found: String,
    },
    /// The first article is not the first.
    #[error("begins with {0}")]
    Begins(String),
    /// An article without words.
    #[error("{0} is empty")]
    Empty(String),
}

impl Text {
    /// Splits a text as it is published or pasted. Understood are plain lines and the marks of `data/laws` (`#` headings,
    /// `**第一条**`, `>` notes, which are left out). A table of contents before the text falls away.
    ///
    /// # Errors
    /// If there is no article, or the numbers have a gap.
    pub fn parse(source: &str) -> Result<Self, TextError> {
        let lines: Vec<String> = source.lines().filter_map(tidy).collect();
        let numbering = match lines.iter().any(|line| number::leading_article(line).is_some()) {
            true => Numbering::Articles,
            false => Numbering::Sections,
        };
        let mut text = Self { numbering, ..Self::default() };
        for line in &lines {
            text.add(line);
        }
        text.headings = unlisted(&text.headings, text.articles.len());
        text.check()?;
        Ok(text)
    }
    fn add(&mut self, line: &str) {
        if let Some((no, rest)) = begins(self.numbering, line) {
            let words = rest.trim_start_matches([' ', '　']).to_owned();
            self.articles.push(Article { no, paragraphs: vec![Paragraph { words, items: Vec::new() }] });
        } else if let Some(depth) = heading(line) {
            self.headings.push(Heading { depth, words: spaced(line), first: self.articles.len() });
        } else if let Some(article) = self.articles.last_mut() {
            match (item(line), article.paragraphs.last_mut()) {
                (Some(item), Some(paragraph)) => paragraph.items.push(item),
                _ => article.paragraphs.push(Paragraph { words: line.to_owned(), items: Vec::new() }),
            }
        } else {
            self.preamble.push(line.to_owned());
        }
    }
    fn check(&self) -> Result<(), TextError> {
        let first = self.articles.first().ok_or(TextError::NoArticles)?;
        if first.no != ArticleNo::new(1) {
            return Err(TextError::Begins(self.label(first.no)));
        }
        for pair in self.articles.windows(2) {
            if !pair[1].no.follows(pair[0].no) {
                let (before, found) = (self.label(pair[0].no), self.label(pair[1].no));
                return Err(TextError::Broken { before, found });
            }
        }
        match self.articles.iter().find(|article| article.lines().next().is_none()) {
            Some(empty) => Err(TextError::Empty(self.label(empty.no))),
            None => Ok(()),
        }
    }
    /// The article of this number.
    pub fn article(&self, no: ArticleNo) -> Option<&Article> {
        let at = self.articles.binary_search_by_key(&no, |article| article.no).ok()?;
        self.articles.get(at)
    }
    /// 第二十六条, or 一、 in a circular.
    pub fn label(&self, no: ArticleNo) -> String {
        match self.numbering {
            Numbering::Articles => no.chinese(),
            Numbering::Sections => format!("{}、", number::in_chinese(no.main)),
        }
    }
    /// The headings over an article, from the top.
    pub fn over(&self, no: ArticleNo) -> Vec<&Heading> {
        let at = self.articles.iter().position(|article| article.no == no).unwrap_or(0);
        let mut found: Vec<&Heading> = Vec::new();
        for heading in self.headings.iter().filter(|heading| heading.first <= at) {
            found.retain(|other| other.depth < heading.depth);
            found.push(heading);
        }
        found
    }
}

/// Marks, notes and blanks off; `None` for a line without words.
fn tidy(line: &str) -> Option<String> {
    let line = line.trim_matches([' ', '\t', '　', '\r', '\u{feff}']);
    if line.starts_with('>') || line.starts_with("# ") || line.starts_with("<!--") {
        return None;
    }
    let line = line.trim_start_matches('#').replace("**", "");
    let line = line.trim_matches([' ', '\t', '　']);
    (!line.is_empty()).then(|| line.to_owned())
}

fn begins(numbering: Numbering, line: &str) -> Option<(ArticleNo, &str)> {
    match numbering {
        Numbering::Articles => {
            let (no, used) = number::leading_article(line)?;
            let rest = &line[used..];
            // 「第二十六条规定的…」 continues a sentence; an article's number is followed by a blank or by nothing.
            (rest.is_empty() || rest.starts_with([' ', '　', '\t'])).then_some((no, rest))
        }
        Numbering::Sections => {
            let (main, used) = number::leading(line)?;
            let chinese = !line.starts_with(|c: char| c.is_ascii_digit());
            Some((ArticleNo::new(main), line[used..].strip_prefix('、').filter(|_| chinese)?))
        }
    }
}

/// 第一编、第一章、第一节 at the start of a short line.
fn heading(line: &str) -> Option<u8> {
    let rest = line.strip_prefix('第')?;
    let (_, used) = number::leading(rest)?;
    let mut rest = rest[used..].chars();
    let depth = match rest.next()? {
        '编' => 1,
        '章' => 2,
        '节' => 3,
        _ => return None,
    };
    let apart = matches!(rest.next(), None | Some(' ' | '　' | '\t'));
    (apart && line.chars().count() <= 40).then_some(depth)
}

/// `第一章　总　则` as `第一章 总则`.
fn spaced(line: &str) -> String {
    let mut words = line.split([' ', '　', '\t']).filter(|word| !word.is_empty());
    let number = words.next().unwrap_or_default();
    let rest: String = words.collect();
    if rest.is_empty() { number.to_owned() } else { format!("{number} {rest}") }
}

/// `（一）…`, `(一)…`, always with wide brackets.
fn item(line: &str) -> Option<String> {
    let rest = line.strip_prefix(['（', '('])?;
    let (_, used) = number::leading(rest)?;
    let number = &rest[..used];
    let rest = rest[used..].strip_prefix(['）', ')'])?;
    Some(format!("（{number}）{}", rest.trim_start()))
}

/// Headings without those of a table of contents: of two with the same words the first has nothing under it.
fn unlisted(headings: &[Heading], articles: usize) -> Vec<Heading> {
    let listed = |at: usize, heading: &Heading| {
        heading.first == 0 && headings[at + 1..].iter().any(|later| later.words == heading.words)
    };
    let kept = headings.iter().enumerate().filter(|(at, heading)| !listed(*at, heading));
    kept.map(|(_, heading)| heading.clone()).filter(|heading| heading.first < articles).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PASTED: &str = "某市政府采购办法\n目　录\n第一章　总　则\n第二章　附则\n\n第一章　总　则\n\n\
        第一条　为了规范采购，制定本办法。\n第二条 适用下列情形：\n(一)货物；\n（二）服务。\n前款所称服务，见第一条规定。\n\
        第二章　附则\n第三条　本办法自2026年1月1日起施行。\n";

    #[test]
    fn a_pasted_text_is_split_into_chapters_articles_paragraphs_and_items() {
        let text = Text::parse(PASTED).expect("a text");
        let headings: Vec<_> = text.headings.iter().map(|h| (h.words.as_str(), h.first)).collect();
        assert_eq!(headings, [("第一章 总则", 0), ("第二章 附则", 2)]);
        assert_eq!(text.preamble, ["某市政府采购办法", "目　录"]);
        let second = text.article(ArticleNo::new(2)).expect("article 2");
        assert_eq!(second.paragraphs[0].items, ["（一）货物；", "（二）服务。"]);
        assert_eq!(second.paragraphs[1].words, "前款所称服务，见第一条规定。");
        assert_eq!(text.over(ArticleNo::new(3)).first().map(|h| h.words.as_str()), Some("第二章 附则"));
    }
    #[test]
    fn a_circular_is_split_at_its_numbered_sections() {
        let text =
            Text::parse("各单位：\n现通知如下：\n一、严格执行\n（一）甲。\n二、强化监督\n10、不是一节。")
                .expect("a text");
        assert_eq!((text.numbering, text.articles.len()), (Numbering::Sections, 2));
        assert_eq!(text.label(ArticleNo::new(2)), "二、");
        assert_eq!(text.articles[1].paragraphs[1].words, "10、不是一节。");
    }
    #[test]
    fn a_text_with_a_gap_or_a_repetition_is_refused() {
        let broken = |text| matches!(Text::parse(text), Err(TextError::Broken { .. }));
        assert!(broken("第一条 甲。\n第三条 乙。") && broken("第一条 甲。\n第一条 乙。"));
        assert!(!broken("第一条 甲。\n第一条之一 乙。\n第二条 丙。"));
        assert_eq!(Text::parse("第二条 甲。"), Err(TextError::Begins("第二条".to_owned())));
        assert_eq!(Text::parse("说明文字"), Err(TextError::NoArticles));
        assert_eq!(Text::parse("第一条\n第二条 甲。"), Err(TextError::Empty("第一条".to_owned())));
    }
    proptest! {
        #[test]
        fn no_text_makes_it_stumble(text in "(第[一二三十]条|第一章|（一）|\\*\\*|#|>| |\n|[a-z甲乙]){0,30}") {
            let _ = Text::parse(&text);
        }
    }
}
