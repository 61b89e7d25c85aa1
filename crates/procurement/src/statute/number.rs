//! Numbers of articles: 第二十六条、第十条之一, in Chinese and Arabic figures.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// The number of an article 条: `26`, or `10-1` for 第十条之一.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleNo {
    /// 第…条
    pub main: u16,
    /// 之…; 0 is none.
    pub sub: u16,
}
impl ArticleNo {
    /// 第…条 without 之….
    pub const fn new(main: u16) -> Self {
        Self { main, sub: 0 }
    }
    /// 第二十六条、第十条之一.
    pub fn chinese(self) -> String {
        let main = format!("第{}条", in_chinese(self.main));
        if self.sub == 0 { main } else { format!("{main}之{}", in_chinese(self.sub)) }
    }
    /// Does it come right after `before` in an unbroken text? Any 之… may be followed by the next whole number.
    pub fn follows(self, before: Self) -> bool {
        let next_main = self.main == before.main.saturating_add(1) && self.sub == 0;
        next_main || (self.main == before.main && self.sub == before.sub.saturating_add(1))
    }
}
impl fmt::Display for ArticleNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.main)?;
        if self.sub > 0 { write!(f, "-{}", self.sub) } else { Ok(()) }
    }
}
/// Reads what [`fmt::Display`] writes.
impl FromStr for ArticleNo {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let figures = |text: &str| match text.as_bytes() {
            [b'1'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit) => text.parse().map_err(|_| ()),
            _ => Err(()),
        };
        match text.split_once('-') {
            Some((main, sub)) => Ok(Self { main: figures(main)?, sub: figures(sub)? }),
            None => figures(text).map(Self::new),
        }
    }
}
impl Serialize for ArticleNo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for ArticleNo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("not an article's number"))
    }
}

const FIGURES: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// 一百二十三; `n` below 10,000.
pub fn in_chinese(n: u16) -> String {
    let mut out = String::new();
    let (mut rest, mut gap) = (n % 10_000, false);
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let figure = rest / unit;
        rest %= unit;
        if figure == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        // 十二, not 一十二.
        if !(unit == 10 && figure == 1 && out.is_empty()) {
            out.push(FIGURES[usize::from(figure)]);
        }
        out.push_str(name);
    }
    if out.is_empty() { "零".to_owned() } else { out }
}

/// Is it a figure of a number, Chinese or Arabic?
pub(super) fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '十' | '百' | '千' | '〇') || FIGURES.contains(&c)
}

/// A number at the start of `text`, Chinese or Arabic, and how many bytes it takes.
pub(super) fn leading(text: &str) -> Option<(u16, usize)> {
    let end = text.find(|c| !is_figure(c)).unwrap_or(text.len());
    let figures = &text[..end];
    if figures.starts_with(|c: char| c.is_ascii_digit()) {
        let end = figures.find(|c: char| !c.is_ascii_digit()).unwrap_or(figures.len());
        return Some((figures[..end].parse().ok()?, end));
    }
    let (mut whole, mut last) = (0u16, None);
    for c in figures.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '〇' => 0,
            c if c.is_ascii_digit() => return None,
            c => {
                last = u16::try_from(FIGURES.iter().position(|figure| *figure == c)?).ok();
                continue;
            }
        };
        if unit > 0 {
            whole = whole.checked_add(last.take().unwrap_or(1).checked_mul(unit)?)?;
        }
    }
    let number = whole.checked_add(last.unwrap_or(0))?;
    (number > 0).then_some((number, end))
}

/// 第…条 (之…) at the start of `text`, and how many bytes it takes.
pub(super) fn leading_article(text: &str) -> Option<(ArticleNo, usize)> {
    let rest = text.strip_prefix('第')?;
    let (main, used) = leading(rest)?;
    let mut at = '第'.len_utf8() + used;
    at += text[at..].starts_with('条').then_some('条'.len_utf8())?;
    let sub = text[at..].strip_prefix('之').and_then(leading);
    if let Some((_, used)) = sub {
        at += '之'.len_utf8() + used;
    }
    Some((ArticleNo { main, sub: sub.map_or(0, |(sub, _)| sub) }, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn written_as_laws_write_them() {
        for (n, words) in
            [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (101, "一百零一"), (110, "一百一十")]
        {
            assert_eq!(in_chinese(n), words);
        }
        assert_eq!(ArticleNo { main: 10, sub: 1 }.chinese(), "第十条之一");
    }
    #[test]
    fn read_in_both_scripts() {
        let read = |text| leading_article(text).map(|(no, used)| (no, &text[used..]));
        assert_eq!(read("第二十六条 政府采购"), Some((ArticleNo::new(26), " 政府采购")));
        assert_eq!(read("第26条"), Some((ArticleNo::new(26), "")));
        assert_eq!(read("第十条之一　下列"), Some((ArticleNo { main: 10, sub: 1 }, "　下列")));
        assert_eq!((read("第一章 总则"), read("条"), read("第条")), (None, None, None));
    }
    #[test]
    fn an_address_has_one_spelling() {
        assert_eq!("10-1".parse(), Ok(ArticleNo { main: 10, sub: 1 }));
        for bad in ["", "0", "026", "+1", "1-", "1-0", "一", "99999"] {
            assert_eq!(bad.parse::<ArticleNo>(), Err(()), "{bad}");
        }
    }
    proptest! {
        #[test]
        fn what_is_written_reads_back(main in 1u16..10_000, sub in 0u16..100) {
            let no = ArticleNo { main, sub };
            let words = no.chinese();
            prop_assert_eq!(leading_article(&words), Some((no, words.len())));
            prop_assert_eq!(no.to_string().parse(), Ok(no));
        }
        #[test]
        fn no_text_makes_it_stumble(text in ".{0,20}") {
            let _ = (leading(&text), leading_article(&text));
        }
    }
}
