//! 批量导入标准商品：结束.

use crate::engine::prelude::*;
use procurement::goods::Import;

/// Ends an import with its report. Given by the platform itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FinishImport {
    /// 导入
    pub import: GoodsImportId,
    /// Data rows of the file.
    pub rows: u64,
    /// Rows that did not go in.
    pub refused: u64,
    /// The report (CSV).
    #[serde(default)]
    pub report: Option<Digest>,
}

impl Command for FinishImport {
    const NAME: &'static str = "goods.finish_import";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("goods.import", "import"));
    const FIELDS: &'static [Field] = &[
        Field::id("import", "goods.import"),
        Field::new("rows", Kind::Number { min: 0, max: 10_000_000 }),
        Field::new("refused", Kind::Number { min: 0, max: 10_000_000 }),
        Field::new("report", Kind::File).optional(),
    ];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Import>(self.import)?.finish(self.rows, self.refused, self.report)?;
        desk.record_all::<Import>(self.import, events)
    }
}
