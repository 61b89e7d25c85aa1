//! The words that were looked for, marked in a text; and the stretch of a long text that shows most of them.

use crate::words::{query_words, words};
use std::collections::BTreeSet;

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its words.
    pub text: String,
    /// Is it what was looked for?
    pub hit: bool,
}

/// A whole text with what was looked for marked.
pub fn mark(text: &str, query: &str) -> Vec<Span> {
    spans(text, &hits(text, query))
}

/// At most about `length` characters of a text, from where most of what was looked for stands close together; `…` where
/// something is left out.
pub fn extract(text: &str, query: &str, length: usize) -> Vec<Span> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let characters = bounds.len() - 1;
    if characters <= length {
        return mark(text, query);
    }
    let hits = hits(text, query);
    let position = |byte: usize| bounds.partition_point(|bound| *bound < byte);
    let starts: Vec<usize> = hits.iter().map(|(from, _)| position(*from)).collect();
    let within = |start: usize| starts.iter().filter(|at| (start..start + length).contains(*at)).count();
    // Of windows with equally many the first.
    let best = starts.iter().copied().max_by_key(|start| (within(*start), characters - start)).unwrap_or(0);
    // A little of what stands before is shown, from after a mark of punctuation if there is one near.
    let earliest = best.saturating_sub(length / 4);
    let before = &text[bounds[earliest]..bounds[best]];
    let first = match before.rfind(['，', '。', '；', '：', '、', '\n']) {
        Some(at) => position(bounds[earliest] + at) + 1,
        None => earliest,
    };
    let last = (first + length).min(characters);
    let (from, until) = (bounds[first], bounds[last]);
    let inside: Vec<(usize, usize)> = hits
        .iter()
        .filter(|(start, end)| from <= *start && *end <= until)
        .map(|(start, end)| (start - from, end - from))
        .collect();
    let mut found = spans(&text[from..until], &inside);
    let dots = || Span { text: "…".to_owned(), hit: false };
    if from > 0 {
        found.insert(0, dots());
    }
    if until < text.len() {
        found.push(dots());
    }
    found
}

/// Where the words looked for stand; what overlaps or touches is one.
fn hits(text: &str, query: &str) -> Vec<(usize, usize)> {
    let mut wanted: BTreeSet<String> = query_words(query).into_iter().map(|word| word.word).collect();
    if wanted.iter().any(|word| word.chars().nth(1).is_some()) {
        wanted.retain(|word| word.chars().nth(1).is_some());
    }
    let mut found: Vec<(usize, usize)> = words(text)
        .into_iter()
        .filter(|word| wanted.contains(&word.word))
        .map(|word| (word.from, word.until))
        .collect();
    found.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (from, until) in found {
        match merged.last_mut() {
            Some((_, end)) if from <= *end => *end = until.max(*end),
            _ => merged.push((from, until)),
        }
    }
    merged
}

fn spans(text: &str, hits: &[(usize, usize)]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut add = |from: usize, until: usize, hit: bool| {
        if from < until {
            found.push(Span { text: text[from..until].to_owned(), hit });
        }
    };
    for (from, until) in hits {
        add(at, *from, false);
        add(*from, *until, true);
        at = *until;
    }
    add(at, text.len(), false);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(spans: &[Span]) -> String {
        spans
            .iter()
            .map(|span| if span.hit { format!("[{}]", span.text) } else { span.text.clone() })
            .collect()
    }
    #[test]
    fn what_was_looked_for_is_marked_and_nothing_is_lost() {
        let text = "采购人要求供应商提交履约保证金的，数额不得超过10%。";
        assert_eq!(
            told(&mark(text, "履约保证金 数额")),
            "采购人要求供应商提交[履约保证金]的，[数额]不得超过10%。"
        );
        assert_eq!(told(&mark(text, "")), text);
        let whole: String = mark(text, "采购 保证金").into_iter().map(|span| span.text).collect();
        assert_eq!(whole, text);
    }
    #[test]
    fn an_extract_shows_where_the_words_stand_together() {
        let text = format!(
            "{}质疑期限届满。{}供应商提出质疑应当有投诉的明确请求。{}",
            "前".repeat(60),
            "中".repeat(60),
            "后".repeat(60)
        );
        let shown = told(&extract(&text, "质疑 投诉", 40));
        assert!(shown.contains("[质疑]") && shown.contains("[投诉]"), "{shown}");
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        assert!(shown.chars().count() <= 48);
        assert_eq!(told(&extract("短文", "没有", 40)), "短文");
        assert_eq!(told(&extract(&"长".repeat(50), "没有", 10)), format!("{}…", "长".repeat(10)));
    }
}
