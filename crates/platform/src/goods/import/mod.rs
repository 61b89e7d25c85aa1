//! Carrying an import out: rows are checked one by one, good ones go in by chunks in the low lane, bad ones come back as a
//! file. Safe to run twice: a row that is already there adds nothing.

mod columns;
mod report;

pub use columns::Columns;

use super::{
    entry::{GOODS, GoodsEntry, ValueEntry},
    import_goods::{ImportGoods, Row},
    library::template_of,
    open_import::unreadable,
};
use crate::{
    Envelope, Platform,
    engine::{Command, Follower, input},
    goods::finish_import::FinishImport,
};
use documents::sheet;
use journal::{Lane, StoreError, Stored};
use kernel::{CatalogueCode, Date, Digest, FieldError, GoodsImportId, Refusal, StandardId, StreamId};
use procurement::goods::{Attribute, Import, ImportEvent, RowRefused, Tally, builtin_template};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Carries out what two persons opened.
pub(super) struct Importer;

impl Follower for Importer {
    fn name(&self) -> &'static str {
        "goods.import"
    }
    fn on(&mut self, platform: &Platform, event: &Stored) -> Result<(), String> {
        let Some(import) = event.stream.id::<GoodsImportId>().filter(|_| event.kind == "import.opened")
        else {
            return Ok(());
        };
        carry_out(platform, import, &mut |_, _| ()).map(|_| ()).map_err(|refusal| refusal.to_string())
    }
}

/// Why a row did not go in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// Cells to change.
    Fields(Vec<FieldError>),
    /// The library holds the same good with other words.
    Duplicate(StandardId),
    /// It went in, but is like another.
    Suspect(StandardId),
}

/// Checks and takes in every row of an opened import, from the beginning or from where it was interrupted, and ends it with its
/// report. `told` hears how many of how many rows are done.
///
/// # Errors
/// The platform's; `E_SHEET` for a file that is no table.
pub fn carry_out(
    platform: &Platform,
    import: GoodsImportId,
    told: &mut dyn FnMut(u64, u64),
) -> Result<Tally, Refusal> {
    let busy = |_: StoreError| Refusal::new("E_BUSY");
    let state = platform.state::<Import>(import).map_err(busy)?.ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
    let opened = state.opened()?;
    if opened.finished.is_some() {
        return Ok(opened.tally);
    }
    let sheet = sheet::read(&opened.name, &platform.outside().get(&opened.file)?).map_err(unreadable)?;
    let columns = Columns::of(&sheet.header)?;
    let mut problems = BTreeMap::new();
    let mut reader =
        Reader { platform, columns: &columns, today: platform.now().date(), templates: HashMap::new() };
    let all = sheet.rows.len() as u64;
    for (n, chunk) in sheet.rows.chunks(ImportGoods::MOST).enumerate() {
        let mut rows = Vec::with_capacity(chunk.len());
        for (line, cells) in chunk {
            match reader.row(cells)? {
                Ok(goods) => rows.push(Row { line: *line, goods }),
                Err(fields) => {
                    problems.insert(*line, Problem::Fields(fields));
                }
            }
        }
        if !rows.is_empty() {
            let input =
                serde_json::to_value(ImportGoods { import, rows }).map_err(|_| Refusal::new("E_INTERNAL"))?;
            let envelope = Envelope::new(id_of(import, &input), ImportGoods::NAME, input);
            platform.submit_as_system(envelope, Lane::Low)?;
        }
        told((n * ImportGoods::MOST + chunk.len()) as u64, all);
    }
    let went_in = decided(platform, import, &mut problems).map_err(busy)?;
    let refused = problems.len() as u64 - went_in;
    let report = match report::write(&sheet, &columns, &problems) {
        Some(bytes) => Some(platform.outside().put(&bytes)?),
        None => None,
    };
    let finish = FinishImport { import, rows: all, refused, report };
    let input = serde_json::to_value(finish).map_err(|_| Refusal::new("E_INTERNAL"))?;
    let id = id_of(import, &input);
    platform.submit_as_system(Envelope::new(id, FinishImport::NAME, input), Lane::Low)?;
    let state = platform.state::<Import>(import).map_err(busy)?.unwrap_or_default();
    Ok(state.opened()?.tally)
}

/// The same chunk of the same import has the same command id.
fn id_of(import: GoodsImportId, input: &Value) -> Uuid {
    let seed = Digest::of_parts(&[import.uuid().as_bytes(), input.to_string().as_bytes()]);
    let mut id = [0; 16];
    id.copy_from_slice(&seed.bytes()[..16]);
    Uuid::from_bytes(id)
}

/// What the library said about the rows that were handed to it, from this run and any before; answers how many of the
/// problems are of rows that did go in.
fn decided(
    platform: &Platform,
    import: GoodsImportId,
    problems: &mut BTreeMap<u64, Problem>,
) -> Result<u64, StoreError> {
    let mut went_in = 0;
    for event in platform.journal().events(&import.stream())? {
        let Some(ImportEvent::Advanced { refused, suspects, .. }) = event.event::<Import>()? else {
            continue;
        };
        for RowRefused { row, of } in refused {
            problems.insert(row, Problem::Duplicate(of));
        }
        for RowRefused { row, of } in suspects {
            went_in += u64::from(problems.insert(row, Problem::Suspect(of)).is_none());
        }
    }
    Ok(went_in)
}

struct Reader<'a> {
    platform: &'a Platform,
    columns: &'a Columns,
    today: Date,
    templates: HashMap<CatalogueCode, Option<Vec<Attribute>>>,
}
impl Reader<'_> {
    /// A row as the library takes it, or every cell at fault.
    fn row(&mut self, cells: &[String]) -> Result<Result<GoodsEntry, Vec<FieldError>>, Refusal> {
        let mut tree = Map::new();
        for (column, field) in self.columns.fields() {
            if let Some(text) = cells.get(column).filter(|text| !text.is_empty()) {
                tree.insert(field.to_owned(), Value::String(text.clone()));
            }
        }
        let code =
            tree.get("catalogue").and_then(Value::as_str).and_then(|text| text.parse::<CatalogueCode>().ok());
        let template = match &code {
            Some(code) => self.template(code)?,
            None => None,
        };
        let values = self.columns.values(template.as_deref().unwrap_or_default(), cells);
        let values: Vec<_> =
            values.map(|(attribute, text)| json!({ "code": attribute.code, "value": text })).collect();
        tree.insert("parameters".to_owned(), Value::Array(values));
        let mut faults = Vec::new();
        if cells.len() > self.columns.len() && cells[self.columns.len()..].iter().any(|text| !text.is_empty())
        {
            faults.push(fault("", "field-goods-row-long"));
        }
        let entry = match input::parse(GOODS, &Value::Object(tree)) {
            Ok(parsed) => {
                serde_json::from_value::<GoodsEntry>(parsed).map_err(|_| vec![fault("", "field-invalid")])
            }
            Err(wrong) => Err(wrong),
        };
        match entry {
            Ok(entry) => match entry.clone().good().settle(template.as_deref(), self.today) {
                Ok(settled) => {
                    // The values as settled, so that what is typed in another spelling is the same command.
                    let values = settled.good.parameters.into_iter();
                    let parameters = values.map(|(code, value)| ValueEntry { code, value }).collect();
                    if faults.is_empty() {
                        Ok(Ok(GoodsEntry { parameters, ..entry }))
                    } else {
                        Ok(Err(faults))
                    }
                }
                Err(refusal) => {
                    faults.extend(refusal.fields);
                    Ok(Err(faults))
                }
            },
            Err(wrong) => {
                faults.extend(wrong);
                Ok(Err(faults))
            }
        }
    }
    fn template(&mut self, code: &CatalogueCode) -> Result<Option<Vec<Attribute>>, Refusal> {
        if let Some(known) = self.templates.get(code) {
            return Ok(known.clone());
        }
        let template = template_of(self.platform, code).map_err(|_| Refusal::new("E_BUSY"))?;
        self.templates.insert(code.clone(), template.clone());
        Ok(template)
    }
}

fn fault(path: &str, key: &'static str) -> FieldError {
    FieldError { path: path.to_owned(), key: key.into(), args: kernel::Args::new() }
}

/// An empty file to fill in for an end item (CSV), with one line of headings.
pub fn blank_file(catalogue: &CatalogueCode) -> Vec<u8> {
    let template = builtin_template(catalogue).unwrap_or_default();
    report::table(&columns::headings(template), [])
}
