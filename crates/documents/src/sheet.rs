//! Tables that people send: CSV in the encodings that office programs write, and XLSX. What a file is, its content says; a
//! name that says otherwise is pointed out, because then one of the two is a mistake.

use calamine::{DataRef, Reader, Xlsx};
use std::io::Cursor;

/// A table: the first line names the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The lines that hold anything, each with its number in the file (the header's is 1).
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Why a file is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Neither text nor a workbook.
    #[error("neither text nor a workbook")]
    Binary,
    /// A zip file of something else, or a damaged workbook.
    #[error("a zip file, but no workbook")]
    NoWorkbook,
    /// The old binary format of Excel.
    #[error("a workbook of the old format (.xls)")]
    OldWorkbook,
    /// A page that was given a table's name.
    #[error("a web page")]
    WebPage,
    /// Text in an encoding that is neither UTF-8, UTF-16 nor GB 18030.
    #[error("unknown encoding")]
    Encoding,
    /// The name says XLSX, the content is text.
    #[error("named .xlsx, but it is text")]
    TextNamedWorkbook,
    /// The name says CSV, the content is a workbook.
    #[error("named .csv, but it is a workbook")]
    WorkbookNamedText,
    /// More lines, columns or bytes than a table may have.
    #[error("too large")]
    TooLarge,
}
impl SheetError {
    /// The stable id: `old-workbook`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary => "binary",
            Self::NoWorkbook => "no-workbook",
            Self::OldWorkbook => "old-workbook",
            Self::WebPage => "web-page",
            Self::Encoding => "encoding",
            Self::TextNamedWorkbook => "text-named-workbook",
            Self::WorkbookNamedText => "workbook-named-text",
            Self::TooLarge => "too-large",
        }
    }
}

/// No table has more lines.
pub const MOST_ROWS: u64 = 500_000;
/// No table has more columns.
pub const MOST_COLUMNS: usize = 200;
/// No workbook unfolds to more bytes.
const MOST_BYTES: u64 = 1 << 30;

/// Reads a table. `name` is the file's name as the sender has it.
///
/// # Errors
/// What the file is instead.
pub fn read(name: &str, bytes: &[u8]) -> Result<Sheet, SheetError> {
    let name = name.to_ascii_lowercase();
    let sheet = if bytes.starts_with(b"PK\x03\x04") {
        if name.ends_with(".csv") || name.ends_with(".txt") {
            return Err(SheetError::WorkbookNamedText);
        }
        workbook(bytes)?
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(SheetError::OldWorkbook);
    } else {
        let text = decode(bytes)?;
        if name.ends_with(".xlsx") {
            return Err(SheetError::TextNamedWorkbook);
        }
        lines(&text)?
    };
    if sheet.header.iter().all(String::is_empty) { Err(SheetError::Empty) } else { Ok(sheet) }
}

fn decode(bytes: &[u8]) -> Result<String, SheetError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(SheetError::Empty);
    }
    let text = if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, failed) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        if failed {
            return Err(SheetError::Encoding);
        }
        text.into_owned()
    } else if bytes.contains(&0) {
        return Err(SheetError::Binary);
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else {
        let (text, failed) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
        if failed {
            return Err(if looks_binary(bytes) { SheetError::Binary } else { SheetError::Encoding });
        }
        text.into_owned()
    };
    if looks_binary(text.as_bytes()) {
        return Err(SheetError::Binary);
    }
    let start = text.trim_start().get(..9).unwrap_or_default().to_ascii_lowercase();
    if start.starts_with("<html") || start.starts_with("<!doctype") || start.starts_with("<table") {
        return Err(SheetError::WebPage);
    }
    Ok(text)
}

/// Control characters that no table holds.
fn looks_binary(bytes: &[u8]) -> bool {
    let odd = |byte: &&u8| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C);
    bytes.iter().take(64 * 1024).filter(odd).count() > 2
}

fn lines(text: &str) -> Result<Sheet, SheetError> {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: char| first.matches(mark).count();
    let mark =
        ['\t', ';'].into_iter().filter(|mark| count(*mark) > count(',')).max_by_key(|mark| count(*mark));
    let delimiter = mark.and_then(|mark| u8::try_from(mark).ok()).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let (bytes, mut seen, mut line) = (text.as_bytes(), 0, 1);
    for record in reader.records() {
        let record = record.map_err(|_| SheetError::Encoding)?;
        // The reader's own count stands before the line break that it has yet to skip.
        let start = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or(seen);
        while seen < start || matches!(bytes.get(seen), Some(b'\r' | b'\n')) {
            line += u64::from(bytes.get(seen) == Some(&b'\n'));
            seen += 1;
        }
        if record.len() > MOST_COLUMNS || sheet.rows.len() as u64 >= MOST_ROWS {
            return Err(SheetError::TooLarge);
        }
        add(&mut sheet, line, record.iter().map(|cell| cell.trim().to_owned()).collect());
    }
    Ok(sheet)
}

fn workbook(bytes: &[u8]) -> Result<Sheet, SheetError> {
    let broken = |_| SheetError::NoWorkbook;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::NoWorkbook)?;
    if archive.by_name("xl/workbook.xml").is_err() {
        return Err(SheetError::NoWorkbook);
    }
    // The declared sizes; what unpacks to more than it declares is refused by the unpacker.
    let sizes = (0..archive.len()).filter_map(|i| archive.by_index_raw(i).ok().map(|file| file.size()));
    if sizes.fold(0_u64, u64::saturating_add) > MOST_BYTES {
        return Err(SheetError::TooLarge);
    }
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|_: calamine::XlsxError| SheetError::NoWorkbook)?;
    let name = book.sheet_names().first().cloned().ok_or(SheetError::Empty)?;
    // Cell by cell, because a single cell far out would make a dense table of the whole plane.
    let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
    let (mut sheet, mut line, mut row) = (Sheet::default(), 0_u64, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (at, column) = cell.get_position();
        let text = said(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (at, column) = (u64::from(at) + 1, column as usize);
        if column >= MOST_COLUMNS || at > MOST_ROWS {
            return Err(SheetError::TooLarge);
        }
        if at != line {
            add(&mut sheet, line, std::mem::take(&mut row));
            line = at;
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
    add(&mut sheet, line, row);
    Ok(sheet)
}

fn add(sheet: &mut Sheet, line: u64, row: Vec<String>) {
    if row.iter().all(String::is_empty) {
        return;
    }
    if sheet.header.is_empty() {
        sheet.header = row;
    } else {
        sheet.rows.push((line, row));
    }
}

/// A cell as its reader sees it, without formats: 16.0 is `16`, a day is `2026-03-02`.
fn said(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.trim().to_owned()
        }
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    const CSV: &str =
        "品目编码,品牌,型号\r\nA02010105,联想,启天M650\r\n\r\nA02010108,华为,\"擎云,L540x\"\r\n";

    fn wanted() -> Sheet {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        Sheet {
            header: row(["品目编码", "品牌", "型号"]),
            rows: vec![
                (2, row(["A02010105", "联想", "启天M650"])),
                (4, row(["A02010108", "华为", "擎云,L540x"])),
            ],
        }
    }
    fn zip_of(name: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("started");
        zip.write_all(b"x").expect("written");
        zip.finish().expect("finished").into_inner()
    }

    #[test]
    fn the_encodings_of_office_programs_are_understood() {
        let (gbk, _, _) = encoding_rs::GBK.encode(CSV);
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(CSV.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked = format!("\u{feff}{CSV}").into_bytes();
        for bytes in [CSV.as_bytes(), &gbk, &utf16, &marked] {
            assert_eq!(read("商品.csv", bytes), Ok(wanted()));
        }
        assert_eq!(
            read("x.txt", CSV.replace(",联", "\t联").replace(',', "\t").as_bytes()).map(|s| s.header.len()),
            Ok(3)
        );
    }
    #[test]
    fn a_workbook_is_read_with_numbers_and_dates_as_they_are_seen() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2027, 3, 2).expect("a date");
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        sheet
            .write(0, 0, "品牌")
            .expect("written")
            .write(0, 1, "内存")
            .expect("written")
            .write(0, 3, "有效期")
            .expect("written");
        sheet.write(2, 0, "联想").expect("written").write(2, 1, 16).expect("written");
        sheet.write_with_format(2, 3, &date, &format).expect("written");
        sheet.write(3, 1, 1.5).expect("written");
        let bytes = book.save_to_buffer().expect("saved");
        let found = read("商品.xlsx", &bytes).expect("read");
        assert_eq!(found.header, ["品牌", "内存", "", "有效期"]);
        assert_eq!(
            found.rows,
            [
                (3, ["联想", "16", "", "2027-03-02"].map(str::to_owned).to_vec()),
                (4, ["", "1.5"].map(str::to_owned).to_vec()),
            ]
        );
        assert_eq!(read("商品.csv", &bytes), Err(SheetError::WorkbookNamedText));
    }
    #[test]
    fn what_is_no_table_is_called_what_it_is() {
        let cases: [(&str, &[u8], SheetError); 8] = [
            ("a.csv", b"", SheetError::Empty),
            ("a.csv", b"\r\n \r\n", SheetError::Empty),
            ("a.csv", b"\x7fELF\x02\x01\x01\x00\x00", SheetError::Binary),
            ("a.xlsx", &zip_of("word/document.xml"), SheetError::NoWorkbook),
            ("a.xlsx", b"PK\x03\x04 and then nothing", SheetError::NoWorkbook),
            ("a.xls", &[0xD0, 0xCF, 0x11, 0xE0, 0, 0], SheetError::OldWorkbook),
            ("a.xls", b"<html><table></table></html>", SheetError::WebPage),
            ("a.xlsx", CSV.as_bytes(), SheetError::TextNamedWorkbook),
        ];
        for (name, bytes, problem) in cases {
            assert_eq!(read(name, bytes), Err(problem), "{name} {bytes:?}");
        }
        assert_eq!(read("a.csv", b"\xff\xff\xff,\x81"), Err(SheetError::Encoding));
    }
    #[test]
    fn a_cell_at_the_edge_of_the_plane_costs_nothing() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "品牌").expect("written").write(1_048_575, 16_383, "x").expect("written");
        assert_eq!(read("a.xlsx", &book.save_to_buffer().expect("saved")), Err(SheetError::TooLarge));
    }
}
