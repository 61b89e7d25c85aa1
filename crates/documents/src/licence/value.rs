//! What a field's text means.

use super::{Reading, Term};
use kernel::{Date, Money, Uscc, typed_date};
use ocr::Page;

/// Running text as it is printed: no blanks between Chinese characters, Chinese punctuation.
pub fn prose(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            ',' => '，',
            ';' => '；',
            ':' => '：',
            other => other,
        })
        .collect()
}

/// Length of a 统一社会信用代码.
const CODE: usize = 18;
/// Letters that no code has (GB 32100), and the digits they are misread from.
const NO_CODE_LETTERS: [(char, char); 4] = [('O', '0'), ('I', '1'), ('S', '5'), ('Z', '2')];
/// What else is mistaken for one another, in places where both may stand.
const CONFUSED: [(char, char); 5] = [('B', '8'), ('D', '0'), ('Q', '0'), ('G', '6'), ('T', '7')];

/// The code: what stands at its label, or else the only thing on the page that is one. Only a code whose check digit is
/// right is a reading at all.
///
/// Letters that no code has, and letters in the six places of the region, which are digits, stand for the digits they are
/// mistaken from: that leaves the check digit its full strength. If it is wrong then, one more character is exchanged, and
/// the result is unsure; if two such exchanges would do, none is made.
pub fn code(field: &Option<Reading<String>>, page: &Page) -> Option<Reading<Uscc>> {
    let near = field.iter().filter_map(|field| Some((run(&field.value)?, field.sure)));
    let all = page.lines.iter().filter_map(|line| Some((run(&line.text)?, false)));
    near.chain(all).find_map(|(text, sure)| {
        let plain = certain(&text);
        if let Ok(value) = plain.parse() {
            return Some(Reading { value, sure: sure && plain == text });
        }
        let mut repaired = exchanged(&plain).filter_map(|text| text.parse::<Uscc>().ok());
        match (repaired.next(), repaired.next()) {
            (Some(value), None) => Some(Reading { value, sure: false }),
            _ => None,
        }
    })
}
/// Eighteen letters and digits in a row, no more.
fn run(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let found = plain.split(|c: char| !c.is_ascii_alphanumeric()).find(|run| run.len() == CODE)?;
    Some(found.to_owned())
}
fn certain(text: &str) -> String {
    let other =
        |c: char, pairs: &[(char, char)]| pairs.iter().find(|(letter, _)| *letter == c).map(|pair| pair.1);
    let places = text.chars().enumerate();
    places
        .map(|(place, c)| {
            let region = (2..8).contains(&place);
            other(c, &NO_CODE_LETTERS).or_else(|| region.then(|| other(c, &CONFUSED)).flatten()).unwrap_or(c)
        })
        .collect()
}
/// The text with one character exchanged for what it is confused with, in every way there is.
fn exchanged(text: &str) -> impl Iterator<Item = String> {
    let ways = text.char_indices().flat_map(move |(place, c)| {
        CONFUSED.into_iter().filter_map(move |(letter, digit)| match c {
            _ if c == letter => Some((place, digit)),
            _ if c == digit => Some((place, letter)),
            _ => None,
        })
    });
    ways.map(move |(place, other)| {
        let mut text = text.to_owned();
        text.replace_range(place..=place, other.encode_utf8(&mut [0; 4]));
        text
    })
}

/// The first date `2018年03月26日` of a text.
pub fn date(text: &str) -> Option<Date> {
    dates(text).first().copied()
}
fn dates(text: &str) -> Vec<Date> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'O' | 'o' | '〇' => '0',
            'l' | 'I' => '1',
            other => other,
        })
        .collect();
    let ends = plain.match_indices('日').map(|(at, _)| at);
    let starts = std::iter::once(0).chain(ends.clone().map(|at| at + '日'.len_utf8()));
    let parts = starts.zip(ends).filter_map(|(start, end)| plain.get(start..end));
    parts
        .filter_map(|part| {
            let digits = part.find(|c: char| c.is_ascii_digit())?;
            typed_date(part.get(digits..)?)
        })
        .collect()
}

/// 营业期限: `2018年03月26日至长期`, `自…至…`, `长期`.
pub fn term(text: &str) -> Option<Term> {
    const FOR_EVER: [&str; 5] = ["长期", "无固定期限", "永久", "不约定期限", "永续"];
    /// What registers write for «for ever».
    const LAST_YEAR: i16 = 9999;
    let dates = dates(text);
    let for_ever = FOR_EVER.iter().any(|word| text.contains(word));
    match (dates.as_slice(), for_ever) {
        ([], true) => Some(Term { from: None, until: None }),
        ([from], true) => Some(Term { from: Some(*from), until: None }),
        ([from, until], false) if from < until => {
            Some(Term { from: Some(*from), until: Some(*until).filter(|date| date.year() < LAST_YEAR) })
        }
        _ => None,
    }
}

/// 注册资本 in renminbi: `伍佰万元整`, `1000万元人民币`, `人民币12000.0000万元整`.
pub fn amount(text: &str) -> Option<Money> {
    const FOREIGN: [&str; 9] = ["美", "港", "欧", "日", "英", "澳", "加拿大", "新加坡", "法郎"];
    let text = text.replace("人民币", "").replace([',', '，', '整'], "");
    if FOREIGN.iter().any(|currency| text.contains(currency)) {
        return None;
    }
    let text = text.trim_start_matches(['¥', '￥', '：']);
    let amount =
        if text.starts_with(|c: char| c.is_ascii_digit()) { in_digits(text) } else { in_words(text) };
    amount.filter(|fen| *fen > 0).map(Money::from_fen)
}
fn in_digits(text: &str) -> Option<i64> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = match unit.trim_end_matches(['元', '圆']) {
        "" => 100,
        "万" => 1_000_000,
        "亿" => 10_000_000_000,
        _ => return None,
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    // Each place behind the point is a tenth of the one before.
    let mut place: i64 = unit;
    let mut sum = whole.parse::<i64>().ok()?.checked_mul(unit)?;
    for digit in fraction.chars() {
        let value = i64::from(digit.to_digit(10)?);
        if place % 10 != 0 && value != 0 {
            return None;
        }
        place /= 10;
        sum = sum.checked_add(value * place)?;
    }
    Some(sum)
}
/// 大写 (正确填写票据和结算凭证的基本规定).
fn in_words(text: &str) -> Option<i64> {
    let (whole, part) = match text.split_once(['元', '圆', '圓']) {
        Some((whole, part)) => (whole, part),
        None => (text, ""),
    };
    // Groups end with 亿 and 万; within one, a digit waits for its 仟, 佰 or 拾.
    let (mut sum, mut group, mut waiting) = (0_i64, 0_i64, 0_i64);
    for c in whole.chars() {
        match (digit(c), unit(c)) {
            (Some(value), _) => waiting = value,
            (_, Some(scale @ (10 | 100 | 1000))) => {
                group += waiting.max(1) * scale;
                waiting = 0;
            }
            // 亿 counts all that stands before it (叁万亿), 万 its own group.
            (_, Some(scale @ 100_000_000)) => {
                sum = (sum + group + waiting).checked_mul(scale)?;
                (group, waiting) = (0, 0);
            }
            (_, Some(scale)) => {
                sum = sum.checked_add((group + waiting).checked_mul(scale)?)?;
                (group, waiting) = (0, 0);
            }
            _ => return None,
        }
    }
    let mut fen = sum.checked_add(group + waiting)?.checked_mul(100)?;
    let mut waiting = 0;
    for c in part.chars() {
        match (digit(c), c) {
            (Some(value), _) => waiting = value,
            (None, '角') => fen += std::mem::take(&mut waiting) * 10,
            (None, '分') => fen += std::mem::take(&mut waiting),
            _ => return None,
        }
    }
    Some(fen)
}
fn digit(c: char) -> Option<i64> {
    const DIGITS: [&str; 10] =
        ["零〇", "壹一", "贰貳二", "叁參参三", "肆四", "伍五", "陆陸六", "柒七", "捌八", "玖九"];
    DIGITS.iter().position(|ways| ways.contains(c)).and_then(|value| i64::try_from(value).ok())
}
fn unit(c: char) -> Option<i64> {
    match c {
        '拾' | '十' => Some(10),
        '佰' | '百' => Some(100),
        '仟' | '千' => Some(1000),
        '万' | '萬' => Some(10_000),
        '亿' | '億' => Some(100_000_000),
        _ => None,
    }
}
