//! A business licence 营业执照 as a machine read it (样式: 市场监管总局 市监注〔2018〕253号): the lines of a page to the fields.
//!
//! What comes out is an offer to a person, never a fact: each value says whether the reading was sure.

mod layout;
mod value;

use kernel::{Date, Money, Personal, Uscc};
use layout::{Label, Sheet};
use ocr::Page;

/// One value of the licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// What was read.
    pub value: T,
    /// Was every character of it clear? Otherwise the person is asked to compare it with the picture.
    pub sure: bool,
}

/// How long the licence says that the business lasts 营业期限.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// 自
    pub from: Option<Date>,
    /// 至; `None` is 长期.
    pub until: Option<Date>,
}

/// What stands on a licence, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Licence {
    /// 统一社会信用代码; only one whose check digit is right.
    pub code: Option<Reading<Uscc>>,
    /// 名称
    pub name: Option<Reading<String>>,
    /// 类型
    pub kind: Option<Reading<String>>,
    /// 法定代表人、负责人、经营者 or 执行事务合伙人
    pub representative: Option<Reading<Personal<String>>>,
    /// 注册资本; only in renminbi.
    pub capital: Option<Reading<Money>>,
    /// 成立日期
    pub established: Option<Reading<Date>>,
    /// 营业期限
    pub term: Option<Reading<Term>>,
    /// 住所, 经营场所
    pub address: Option<Reading<String>>,
    /// 经营范围
    pub scope: Option<Reading<String>>,
}

impl Licence {
    /// A page without so many of a licence's labels is something else.
    const LABELS: usize = 3;

    /// Reads a page; `None` if it is no licence.
    pub fn of(page: &Page) -> Option<Self> {
        let sheet = Sheet::of(page);
        if sheet.labels() < Self::LABELS {
            return None;
        }
        let text = |label| sheet.field(label).map(|field| field.map(|text| value::prose(&text)));
        Some(Self {
            code: value::code(&sheet.field(Label::Code), page),
            name: text(Label::Name),
            kind: text(Label::Kind),
            representative: text(Label::Representative).map(|field| field.map(Personal::new)),
            capital: sheet.field(Label::Capital).and_then(|field| field.parsed(value::amount)),
            established: sheet.field(Label::Established).and_then(|field| field.parsed(value::date)),
            term: sheet.field(Label::Term).and_then(|field| field.parsed(value::term)),
            address: text(Label::Address),
            scope: text(Label::Scope),
        })
    }
}

impl<T> Reading<T> {
    /// The same reading of another form.
    fn map<U>(self, form: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { value: form(self.value), sure: self.sure }
    }
}
impl Reading<String> {
    /// The same reading, if it means something.
    fn parsed<U>(self, form: impl FnOnce(&str) -> Option<U>) -> Option<Reading<U>> {
        form(&self.value).map(|value| Reading { value, sure: self.sure })
    }
}

#[cfg(test)]
mod tests;
