//! Citations: finds documents and articles named in a text – a rule's legal basis, a refusal's, a law's own words – and says
//! which statute of the library is meant. One parser for all of them.

use super::number::{self, ArticleNo};
use std::collections::HashMap;

/// Which document a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A statute of the library, by id.
    Held(String),
    /// A document that the library does not hold, by its number or title.
    Absent(String),
}

/// A place in the law that a text points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation<'t> {
    /// The words that point there.
    pub words: &'t str,
    /// The document; `None` if an article is named and nothing says of what.
    pub document: Option<Named>,
    /// The article, or the first of a range.
    pub article: Option<ArticleNo>,
    /// The last of a range: 第二十九条至第三十三条.
    pub last: Option<ArticleNo>,
}
impl Citation<'_> {
    /// The id of the statute, if the library holds it.
    pub fn held(&self) -> Option<&str> {
        match &self.document {
            Some(Named::Held(id)) => Some(id),
            _ => None,
        }
    }
    /// Does it point to this article?
    pub fn covers(&self, no: ArticleNo) -> bool {
        self.article.is_some_and(|first| first <= no && no <= self.last.unwrap_or(first))
    }
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Words that point nowhere.
    Words(&'t str),
    /// Words that point to a place in the law.
    Cited(Citation<'t>),
}
impl<'t> Piece<'t> {
    /// Its citation.
    pub fn citation(&self) -> Option<&Citation<'t>> {
        match self {
            Self::Words(_) => None,
            Self::Cited(citation) => Some(citation),
        }
    }
}

/// Names of documents, found from their first character.
#[derive(Clone, Debug, Default)]
pub struct Names {
    by_first: HashMap<char, Vec<Name>>,
}
#[derive(Clone, Debug)]
struct Name {
    words: String,
    document: Named,
    basis_only: bool,
}
impl Names {
    /// Adds a name. One that is clear only in a legal basis (`实施条例`) is not looked for in the words of a law.
    pub fn add(&mut self, words: &str, document: &Named, basis_only: bool) {
        let Some(first) = words.chars().next() else { return };
        let names = self.by_first.entry(first).or_default();
        if names.iter().any(|name| name.words == words) {
            return;
        }
        names.push(Name { words: words.to_owned(), document: document.clone(), basis_only });
        // The longest first: 政府采购法实施条例 before 政府采购法.
        names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    }
    fn at(&self, text: &str, in_law: bool) -> Option<&Name> {
        let names = self.by_first.get(&text.chars().next()?)?;
        names.iter().find(|name| text.starts_with(&name.words) && !(in_law && name.basis_only))
    }
    /// The document that has exactly this name, number or title.
    pub fn exact(&self, words: &str) -> Option<&Named> {
        let name = self.at(words, false)?;
        (name.words == words).then_some(&name.document)
    }
    /// Splits a legal basis as rules and refusals write it: `87号令第39条、第76条；实施条例第31条（…）`.
    pub fn basis<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        Reader::new(self, text, None).read()
    }
    /// Splits the words of a law whose id is `home`: there 本法第二十六条 means that law's own article.
    pub fn law<'t>(&self, text: &'t str, home: &str) -> Vec<Piece<'t>> {
        Reader::new(self, text, Some(home)).read()
    }
}

/// How a law calls itself.
const SELF: [&str; 6] = ["本法", "本条例", "本办法", "本规定", "本通知", "本细则"];
/// What may stand between two articles of the same document.
const BETWEEN: &[char] = &[
    '、', '，', ',', ' ', '　', '和', '或', '者', '以', '及', '与', '至', '～', '—', '-', '第', '款', '项',
    '目', '等',
];

struct Reader<'n, 't> {
    names: &'n Names,
    text: &'t str,
    home: Option<&'n str>,
    at: usize,
    /// Where the words not yet given out begin.
    from: usize,
    /// The document that a bare 第…条 belongs to.
    document: Option<Named>,
    pieces: Vec<Piece<'t>>,
}

impl<'n, 't> Reader<'n, 't> {
    fn new(names: &'n Names, text: &'t str, home: Option<&'n str>) -> Self {
        Self { names, text, home, at: 0, from: 0, document: None, pieces: Vec::new() }
    }
    fn read(mut self) -> Vec<Piece<'t>> {
        while let Some(c) = self.text[self.at..].chars().next() {
            if !(self.document_here() || self.articles_here()) {
                self.pass(c);
            }
        }
        self.give_words(self.text.len());
        self.pieces
    }
    /// Over one character that points nowhere, or over a remark in brackets, which does not part an article from its
    /// document.
    fn pass(&mut self, c: char) {
        let rest = &self.text[self.at..];
        let remark = if c == '（' && self.home.is_none() { rest.find('）') } else { None };
        match remark {
            Some(end) => self.at += end + '）'.len_utf8(),
            None => {
                if !(BETWEEN.contains(&c) || number::is_figure(c)) {
                    self.document = None;
                }
                self.at += c.len_utf8();
            }
        }
    }
    fn give_words(&mut self, until: usize) {
        if self.from < until {
            self.pieces.push(Piece::Words(&self.text[self.from..until]));
        }
        self.from = until;
    }
    fn give(&mut self, until: usize, article: Option<ArticleNo>, last: Option<ArticleNo>) {
        let words = &self.text[self.from..until];
        self.pieces.push(Piece::Cited(Citation { words, document: self.document.clone(), article, last }));
        (self.from, self.at) = (until, until);
    }

    /// A document's name here, together with the article that follows it at once.
    fn document_here(&mut self) -> bool {
        let Some((document, used, linked)) = self.name_here() else { return false };
        let start = self.at;
        self.give_words(start);
        self.document = Some(document);
        self.at = start + used;
        if !self.articles_here() && linked {
            self.give(start + used, None, None);
        }
        true
    }
    /// The document named here, the length of its name, and whether the bare name is worth a link.
    fn name_here(&self) -> Option<(Named, usize, bool)> {
        let rest = &self.text[self.at..];
        if let Some(inner) = rest.strip_prefix('《') {
            let end = closing(inner)?;
            let used = '《'.len_utf8() + end + '》'.len_utf8();
            return Some((self.titled(&inner[..end], &rest[used..]), used, true));
        }
        if let Some(home) = self.home
            && let Some(own) = SELF.iter().find(|own| rest.starts_with(**own))
        {
            return Some((Named::Held(home.to_owned()), own.len(), false));
        }
        let name = self.names.at(rest, self.home.is_some())?;
        Some((name.document.clone(), name.words.len(), true))
    }
    /// A title in 《》. A number behind it decides: a repealed decree may have had the same title.
    fn titled(&self, title: &str, behind: &str) -> Named {
        let number = behind
            .strip_prefix(['（', '('])
            .and_then(|rest| rest.split_once(['）', ')']))
            .map(|(number, _)| number)
            .filter(|number| number.ends_with('号'));
        let named = number.and_then(|number| self.names.exact(number));
        match (named, number) {
            (Some(named), _) => named.clone(),
            (None, Some(number)) => Named::Absent(format!("《{title}》（{number}）")),
            (None, None) => {
                self.names.exact(title).cloned().unwrap_or_else(|| Named::Absent(format!("《{title}》")))
            }
        }
    }

    /// 第26条, 第7、18条, 第16～17条, 第二十九条至第三十三条 here.
    fn articles_here(&mut self) -> bool {
        let Some(all) = enumeration(&self.text[self.at..]) else { return false };
        let start = self.at;
        // A document's name right before is part of the link.
        if !self.names_end_at(start) {
            self.give_words(start);
        }
        for (position, one) in all.iter().enumerate() {
            if position > 0 {
                self.give_words(start + one.from);
            }
            self.give(start + one.until, Some(one.first), one.last);
        }
        true
    }
    /// Are the words not yet given out just the document's name?
    fn names_end_at(&self, start: usize) -> bool {
        let words = &self.text[self.from..start];
        let own = self.home.is_some() && SELF.contains(&words);
        own || words.ends_with('》') || self.names.exact(words).is_some()
    }
}

/// The end of a title whose 《 is behind us; a title may hold another in 《》.
fn closing(inner: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in inner.char_indices() {
        match c {
            '《' => depth += 1,
            '》' if depth == 0 => return Some(at),
            '》' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// One article, or a range of them, within an enumeration; bytes from its start.
struct Member {
    from: usize,
    until: usize,
    first: ArticleNo,
    last: Option<ArticleNo>,
}

/// `第26条`, `第七、十八条`, `第16～17条`, `第八条至第十一条`, each with 第…款 and 第…项 that follow.
fn enumeration(text: &str) -> Option<Vec<Member>> {
    let mut members = Vec::<Member>::new();
    let mut at = '第'.len_utf8();
    if !text.starts_with('第') {
        return None;
    }
    let mut from = 0;
    let mut range = false;
    loop {
        let (main, used) = number::leading(&text[at..])?;
        at += used;
        match members.last_mut().filter(|_| range) {
            Some(member) => {
                member.last = Some(ArticleNo::new(main));
                member.until = at;
            }
            None => members.push(Member { from, until: at, first: ArticleNo::new(main), last: None }),
        }
        let rest = &text[at..];
        if rest.starts_with('条') {
            break;
        }
        let (mark, wide) =
            [("、", false), ("，", false), ("～", true), ("~", true), ("—", true), ("-", true), ("至", true)]
                .into_iter()
                .find(|(mark, _)| rest.starts_with(mark))?;
        at += mark.len();
        (from, range) = (at, wide);
    }
    let last = members.last_mut()?;
    at += '条'.len_utf8();
    if let Some((sub, used)) = text[at..].strip_prefix('之').and_then(number::leading) {
        let whole = last.last.as_mut().unwrap_or(&mut last.first);
        whole.sub = sub;
        at += '之'.len_utf8() + used;
    }
    if let Some((until, used)) = text[at..].strip_prefix('至').and_then(number::leading_article) {
        last.last = Some(until);
        at += '至'.len_utf8() + used;
    }
    last.until = at + within(&text[at..]);
    Some(members)
}

/// The length of 第二款、第（四）项 and the like that follows an article at once.
fn within(text: &str) -> usize {
    let mut at = 0;
    while let Some(rest) = text[at..].strip_prefix('第') {
        let (open, rest) = match rest.strip_prefix('（') {
            Some(inner) => ('（'.len_utf8(), inner),
            None => (0, rest),
        };
        let Some((_, mut used)) = number::leading(rest) else { break };
        if let Some((_, more)) = rest[used..].strip_prefix('至').and_then(number::leading) {
            used += '至'.len_utf8() + more;
        }
        let close = if open > 0 && rest[used..].starts_with('）') { '）'.len_utf8() } else { 0 };
        let Some(unit) = rest[used + close..].chars().next().filter(|c| matches!(c, '款' | '项' | '目'))
        else {
            break;
        };
        at += '第'.len_utf8() + open + used + close + unit.len_utf8();
    }
    at
}

#[cfg(test)]
mod tests;
