//! Which lines of the page belong to which label. A licence is printed across (副本, two columns) or upright (正本, one),
//! label and value in one box or in two, and labels of two characters are spread over the width of four.

use super::Reading;
use ocr::{Line, Page};

/// What a label on the licence announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// 统一社会信用代码
    Code,
    /// 名称
    Name,
    /// 类型
    Kind,
    /// 法定代表人 and its like
    Representative,
    /// 注册资本
    Capital,
    /// 成立日期
    Established,
    /// 营业期限
    Term,
    /// 住所 and its like
    Address,
    /// 经营范围
    Scope,
    /// What the platform does not ask for: 组成形式, 登记机关.
    Other,
}

/// Labels as printed; of two that begin alike the longer stands first.
const PRINTED: [(&str, Label); 28] = [
    ("统一社会信用代码", Label::Code),
    ("执行事务合伙人", Label::Representative),
    ("主要经营场所", Label::Address),
    ("法定代表人", Label::Representative),
    ("负责人", Label::Representative),
    ("经营者姓名", Label::Representative),
    ("经营者", Label::Representative),
    ("投资人", Label::Representative),
    ("成员出资总额", Label::Capital),
    ("注册资本", Label::Capital),
    ("注册资金", Label::Capital),
    ("出资额", Label::Capital),
    ("成立日期", Label::Established),
    ("注册日期", Label::Established),
    ("营业期限", Label::Term),
    ("经营期限", Label::Term),
    ("合伙期限", Label::Term),
    ("经营场所", Label::Address),
    ("营业场所", Label::Address),
    ("经营范围", Label::Scope),
    ("业务范围", Label::Scope),
    ("组成形式", Label::Other),
    ("登记机关", Label::Other),
    ("注册号", Label::Other),
    ("名称", Label::Name),
    ("类型", Label::Kind),
    ("住所", Label::Address),
    ("场所", Label::Address),
];
/// First characters of labels that are spread so widely that each half is a box of its own.
const SPREAD: [(&str, &str, Label); 3] =
    [("名", "称", Label::Name), ("类", "型", Label::Kind), ("住", "所", Label::Address)];
/// What is printed on every licence and is nobody's value.
const PRINT: [&str; 11] = [
    "营业执照",
    "正本",
    "副本",
    "编号",
    "二维码",
    "公示系统",
    "更多登记",
    "监管信息",
    "市场主体应当",
    "监督管理总局",
    "年度报告",
];
/// A character less sure than this, per cent, is one to look at.
const SURE: u8 = 60;

/// A label at its place, with what stands behind it in the same box.
struct Placed {
    label: Label,
    left: i32,
    middle: i32,
    height: i32,
    rest: Option<Line>,
}

/// The page sorted by its labels.
pub struct Sheet {
    placed: Vec<Placed>,
    /// Lines that are no labels, each with the label it belongs to.
    lines: Vec<(usize, Line)>,
}

impl Sheet {
    /// Sorts a page.
    pub fn of(page: &Page) -> Self {
        let mut lines: Vec<Line> = page
            .lines
            .iter()
            .map(|line| Line { text: line.text.split_whitespace().collect(), ..line.clone() })
            .filter(|line| !PRINT.iter().any(|print| line.text.contains(print)))
            .collect();
        let mut placed = take_whole(&mut lines);
        take_spread(&mut lines, &mut placed);
        take_leading(&mut lines, &mut placed);
        let lines = lines.into_iter().filter_map(|line| Some((owner(&placed, &line)?, line))).collect();
        Self { placed, lines }
    }
    /// How many different labels were found.
    pub fn labels(&self) -> usize {
        self.placed.iter().filter(|placed| placed.label != Label::Other).count()
    }
    /// The value of a label: its lines in reading order.
    pub fn field(&self, label: Label) -> Option<Reading<String>> {
        let at = self.placed.iter().position(|placed| placed.label == label)?;
        let placed = self.placed.get(at)?;
        let own = self.lines.iter().filter(|(owner, _)| *owner == at).map(|(_, line)| line);
        let mut lines: Vec<&Line> = placed.rest.iter().chain(own).collect();
        lines.sort_by_key(|line| (line.middle(), line.left));
        let mut taken: Vec<&Line> = Vec::new();
        for line in rows(lines) {
            let fits = match (taken.first(), taken.last()) {
                (Some(first), Some(last)) => follows(first, last, line),
                _ => {
                    line.middle() - placed.middle <= placed.height * 2
                        && line.left >= placed.left - line.height()
                }
            };
            if fits {
                taken.push(line);
            }
        }
        let value: String = taken.iter().map(|line| line.text.as_str()).collect();
        let sure = taken.iter().all(|line| line.weakest >= SURE);
        let value = value.trim_start_matches([':', '：']).to_owned();
        (!value.is_empty()).then_some(Reading { value, sure })
    }
}

/// Lines in reading order: row by row, and within a row from left to right.
fn rows(lines: Vec<&Line>) -> Vec<&Line> {
    let mut rows: Vec<Vec<&Line>> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if row.iter().any(|other| level(other, line)) => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    for row in &mut rows {
        row.sort_by_key(|line| line.left);
    }
    rows.concat()
}
/// Do they stand on one row?
fn level(one: &Line, other: &Line) -> bool {
    one.middle().abs_diff(other.middle()) * 2 <= one.height().min(other.height()).unsigned_abs()
}
/// Does the line go on where the value stopped: close behind on the row, or flush with the value on the next?
fn follows(first: &Line, last: &Line, line: &Line) -> bool {
    let height = last.height();
    if level(last, line) {
        line.left - last.right <= height * 4
    } else {
        line.middle() - last.middle() <= height * 2 && (line.left - first.left).abs() <= height * 2
    }
}

/// The label that a line belongs to: of those left of it and not below it the rightmost column, there the lowest. The code
/// stands above both columns, so its label has what no other claims.
fn owner(placed: &[Placed], line: &Line) -> Option<usize> {
    let reach = line.height();
    let before: Vec<(usize, &Placed)> = placed
        .iter()
        .enumerate()
        .filter(|(_, placed)| {
            placed.left <= line.left + reach && placed.middle <= line.middle() + reach.max(placed.height) / 2
        })
        .collect();
    let claims = |(_, placed): &&(usize, &Placed)| {
        placed.label != Label::Code || placed.middle.abs_diff(line.middle()) * 2 <= reach.unsigned_abs()
    };
    let column = before.iter().filter(claims).map(|(_, placed)| placed.left).max();
    let lowest = before
        .iter()
        .filter(|(_, placed)| column.is_none_or(|left| placed.left >= left - reach))
        .filter(|found| column.is_none() || claims(found));
    lowest.max_by_key(|(_, placed)| placed.middle).map(|(at, _)| *at)
}

/// Takes the lines that are a label and nothing else.
fn take_whole(lines: &mut Vec<Line>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    lines.retain(|line| {
        let found = PRINTED.iter().find(|(print, _)| alike(print, line.text.trim_end_matches([':', '：'])));
        let new = found.is_some_and(|(_, label)| *label == Label::Other || !is_there(&placed, *label));
        if let (Some((_, label)), true) = (found, new) {
            placed.push(Placed::at(*label, line, None));
        }
        !new
    });
    placed
}
/// Takes the labels whose two characters stand apart, and those of which only one was found.
fn take_spread(lines: &mut Vec<Line>, placed: &mut Vec<Placed>) {
    for (first, second, label) in SPREAD {
        if is_there(placed, label) {
            continue;
        }
        let find = |text: &str| lines.iter().find(|line| line.text == text).cloned();
        let (head, tail) = (find(first), find(second));
        let both = match (head, tail) {
            (Some(head), Some(tail)) if level(&head, &tail) => head,
            (Some(one), _) | (None, Some(one)) => one,
            (None, None) => continue,
        };
        placed.push(Placed::at(label, &both, None));
        lines.retain(|line| !((line.text == first || line.text == second) && level(line, &both)));
    }
}
/// Takes the labels that begin a line. Words of a value may look like one, so it must be flush with another label.
fn take_leading(lines: &mut Vec<Line>, placed: &mut Vec<Placed>) {
    let edges = placed.iter().map(|placed| placed.left);
    let edges: Vec<i32> =
        edges.chain(lines.iter().filter(|line| leading(line).is_some()).map(|line| line.left)).collect();
    lines.retain(|line| {
        let Some((label, length, rest)) = leading(line) else { return true };
        // The line itself is one of them.
        let flush = edges.iter().filter(|left| (*left - line.left).abs() <= line.height()).count() > 1;
        if is_there(placed, label) || !(flush || label == Label::Code) {
            return true;
        }
        let all = i32::try_from(line.text.chars().count().max(1)).unwrap_or(1);
        let left = line.left + (line.right - line.left) * i32::try_from(length).unwrap_or(0) / all;
        let rest = Line { text: rest.to_owned(), left, ..line.clone() };
        placed.push(Placed::at(label, line, Some(rest)));
        false
    });
}
/// The label that a line begins with, its length and what follows.
fn leading(line: &Line) -> Option<(Label, usize, &str)> {
    PRINTED.iter().find_map(|(print, label)| {
        let rest = line.text.strip_prefix(print)?;
        Some((*label, print.chars().count(), rest.trim_start_matches([':', '：'])))
    })
}
fn is_there(placed: &[Placed], label: Label) -> bool {
    placed.iter().any(|placed| placed.label == label)
}
/// Equal, or of four characters and more with one misread.
fn alike(print: &str, text: &str) -> bool {
    if print == text {
        return true;
    }
    let (print, text): (Vec<char>, Vec<char>) = (print.chars().collect(), text.chars().collect());
    print.len() >= 4
        && print.len() == text.len()
        && print.iter().zip(&text).filter(|(one, other)| one != other).count() == 1
}

impl Placed {
    fn at(label: Label, line: &Line, rest: Option<Line>) -> Self {
        Self { label, left: line.left, middle: line.middle(), height: line.height(), rest }
    }
}
