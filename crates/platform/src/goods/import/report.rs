//! The rows that did not go in, as they were, each with its line and its reasons: to be mended and sent again.

use super::{
    Problem,
    columns::{self, Columns},
};
use crate::texts::{Lang, text};
use documents::sheet::Sheet;
use kernel::{Args, FieldError, StreamId};
use std::collections::BTreeMap;

/// The report; `None` if there is nothing to report.
pub(super) fn write(sheet: &Sheet, columns: &Columns, problems: &BTreeMap<u64, Problem>) -> Option<Vec<u8>> {
    if problems.is_empty() {
        return None;
    }
    let own = ["goods-report-line", "goods-report-result", "goods-report-reason"];
    let own = own.map(|key| text(Lang::Zh, key, &Args::new()));
    let header: Vec<String> = sheet.header.iter().cloned().chain(own).chain(["Reason".to_owned()]).collect();
    let rows = sheet.rows.iter().filter_map(|(line, cells)| {
        let problem = problems.get(line)?;
        let result = match problem {
            Problem::Fields(_) | Problem::Duplicate(_) => "goods-report-refused",
            Problem::Suspect(_) => "goods-report-suspect",
        };
        let mut row: Vec<String> = cells.iter().take(columns.len()).map(|cell| harmless(cell)).collect();
        row.resize(columns.len(), String::new());
        row.push(line.to_string());
        row.push(text(Lang::Zh, result, &Args::new()));
        row.extend([reasons(Lang::Zh, problem), reasons(Lang::En, problem)]);
        Some(row)
    });
    Some(table(&header, rows))
}

/// A table as CSV with a byte order mark, without which Excel reads UTF-8 as something else.
pub(super) fn table(header: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    let cell = |text: &String| {
        let quoted = text.contains([',', '"', '\n', '\r']);
        if quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    };
    for row in std::iter::once(header.to_vec()).chain(rows) {
        let line: Vec<String> = row.iter().map(cell).collect();
        out.extend_from_slice(line.join(",").as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    out
}

/// What a spreadsheet would take for a formula is kept from being one.
fn harmless(cell: &str) -> String {
    let number = cell.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit());
    if cell.starts_with(['=', '+', '-', '@']) && !number { format!("'{cell}") } else { cell.to_owned() }
}

fn reasons(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Fields(fields) => {
            fields.iter().map(|field| reason(lang, field)).collect::<Vec<_>>().join("; ")
        }
        Problem::Duplicate(of) | Problem::Suspect(of) => {
            let key = if matches!(problem, Problem::Duplicate(_)) {
                "goods-report-duplicate"
            } else {
                "goods-report-like"
            };
            text(lang, key, &[("page".into(), format!("/goods/{}", of.uuid()).into())].into())
        }
    }
}
fn reason(lang: Lang, field: &FieldError) -> String {
    let column = columns::heading(lang, &field.path, field.args.get("name"));
    let message = text(lang, &field.key, &field.args);
    if column.is_empty() { message } else { format!("{column}: {message}") }
}
