//! Which column of a file is which field. Headings are read in Chinese, in English and by the fields' own names.

use crate::texts::{Lang, text};
use kernel::{Arg, Args, Refusal};
use procurement::goods::{Attribute, fold};

/// The fields that a column may hold, in the order of an empty file; the first ones are required.
const FIELDS: [&str; 14] = [
    "catalogue",
    "brand",
    "manufacturer",
    "model",
    "name",
    "unit",
    "energy_number",
    "energy_until",
    "environment_number",
    "environment_until",
    "ccc_number",
    "ccc_until",
    "origin",
    "warranty",
];
const REQUIRED: usize = 6;

/// The columns of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// By column: the field it holds, if it is one of a good's own.
    fields: Vec<Option<&'static str>>,
    /// By column: the heading, folded and without a unit in brackets.
    headings: Vec<String>,
}

impl Columns {
    /// Reads the headings. A column that is no field may hold an attribute of some end item; what is neither is not read.
    ///
    /// # Errors
    /// `E_GOODS_COLUMNS` naming the required columns that are missing.
    pub fn of(header: &[String]) -> Result<Self, Refusal> {
        let mut columns = Self { fields: Vec::new(), headings: Vec::new() };
        for heading in header {
            let plain = folded(heading);
            let field = FIELDS.iter().find(|field| spellings(field).contains(&plain)).copied();
            columns.fields.push(field.filter(|field| !columns.fields.contains(&Some(*field))));
            columns.headings.push(plain);
        }
        let missing = FIELDS.iter().take(REQUIRED).filter(|field| !columns.fields.contains(&Some(**field)));
        let missing: Vec<String> = missing.map(|field| label(Lang::Zh, field)).collect();
        if missing.is_empty() {
            Ok(columns)
        } else {
            Err(Refusal::new("E_GOODS_COLUMNS")
                .arg("missing", missing.join("、"))
                .field("file", "field-invalid"))
        }
    }
    /// How many columns there are.
    #[expect(clippy::len_without_is_empty, reason = "a file without columns is no table")]
    pub fn len(&self) -> usize {
        self.headings.len()
    }
    /// The columns that hold a good's own fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = (usize, &'static str)> {
        self.fields.iter().enumerate().filter_map(|(column, field)| Some((column, (*field)?)))
    }
    /// The values of a row under a template's attributes.
    pub(super) fn values<'a>(
        &'a self,
        template: &'a [Attribute],
        cells: &'a [String],
    ) -> impl Iterator<Item = (&'a Attribute, &'a str)> {
        template.iter().filter_map(|attribute| {
            let names = [&attribute.code, &attribute.name, &attribute.name_en].map(|name| folded(name));
            let free = |column: &usize| self.fields.get(*column).is_some_and(Option::is_none);
            let column = (0..self.headings.len())
                .filter(free)
                .find(|column| names.contains(&self.headings[*column]))?;
            let text = cells.get(column)?.trim();
            (!text.is_empty()).then_some((attribute, text))
        })
    }
}

/// `内存容量（GB）` and `内存容量` are one heading.
fn folded(heading: &str) -> String {
    let bare = heading.split(['(', '（']).next().unwrap_or_default();
    fold(if fold(bare).is_empty() { heading } else { bare })
}
fn spellings(field: &str) -> Vec<String> {
    let mut all = vec![folded(field), folded(&label(Lang::Zh, field)), folded(&label(Lang::En, field))];
    if field == "catalogue" {
        all.extend([folded("品目"), folded("末级品目"), folded("品目代码")]);
    }
    all
}
/// What a field is called.
pub(super) fn label(lang: Lang, field: &str) -> String {
    text(lang, &format!("goods-column-{field}"), &Args::new())
}
/// The headings of an empty file for a template.
pub(super) fn headings(template: &[Attribute]) -> Vec<String> {
    let attribute = |attribute: &Attribute| match &attribute.unit {
        Some(unit) => format!("{}（{unit}）", attribute.name),
        None => attribute.name.clone(),
    };
    FIELDS.iter().map(|field| label(Lang::Zh, field)).chain(template.iter().map(attribute)).collect()
}
/// The cell that an error is about, by its heading.
pub(super) fn heading(lang: Lang, path: &str, name: Option<&Arg>) -> String {
    match (path.split_once('.'), name) {
        (_, Some(Arg::Text(name))) => name.clone(),
        (Some((_, code)), _) => code.to_owned(),
        (None, _) if FIELDS.contains(&path) => label(lang, path),
        (None, _) => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }
    #[test]
    fn headings_are_read_in_both_languages_and_in_any_order() {
        for names in [
            ["品目编码", "品牌", "制造商", "型号", "商品名称", "计量单位"],
            ["model", "Brand", "manufacturer", "catalogue", "name", "unit"],
        ] {
            assert_eq!(Columns::of(&header(&names)).expect("columns").fields().count(), 6, "{names:?}");
        }
    }
    #[test]
    fn a_file_of_another_kind_is_told_which_columns_it_lacks() {
        let refusal = Columns::of(&header(&["name", "keyword", "category", "price_yuan", "unit"]))
            .expect_err("refused");
        let missing = [("missing".into(), Arg::Text("品目编码、品牌、制造商、型号".to_owned()))].into();
        assert_eq!((&*refusal.code, refusal.args), ("E_GOODS_COLUMNS", missing));
    }
    #[test]
    fn an_empty_file_has_the_columns_that_are_read() {
        let template =
            procurement::goods::builtin_template(&"A02010108".parse().expect("a code")).expect("there");
        let names = headings(template);
        let columns = Columns::of(&names).expect("columns");
        let cells = vec!["1".to_owned(); names.len()];
        assert_eq!(
            (columns.fields().count(), columns.values(template, &cells).count()),
            (FIELDS.len(), template.len())
        );
    }
}
