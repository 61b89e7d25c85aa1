//! 批量导入标准商品：开启.

use super::{Columns, library::keeper};
use crate::engine::prelude::*;
use documents::sheet;
use procurement::goods::{Import, ImportEvent};

/// Opens the import of a file, by two persons of the operator. Its rows go into the library one by one, in the background.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenImport {
    /// 文件
    pub file: Digest,
    /// 文件名
    pub name: String,
}

impl Command for OpenImport {
    const NAME: &'static str = "goods.open_import";
    const AUDIENCE: &'static [Role] = &[Role::Operator, Role::System];
    const APPROVAL: Approval = Approval::Second(Role::Operator);
    const FIELDS: &'static [Field] = &[Field::new("file", Kind::File), Field::text("name", 200)];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        let sheet = sheet::read(&self.name, &outside.get(&self.file)?).map_err(unreadable)?;
        Columns::of(&sheet.header).map(|_| ())
    }
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let keeper = keeper(desk)?;
        let id = desk.new_id::<GoodsImportId>();
        desk.record::<Import>(id, ImportEvent::Opened { file: self.file, name: self.name, keeper })
    }
    fn ready(_desk: &mut Desk<'_, '_>, _subject: &StreamName) -> Result<(), Stop> {
        Ok(())
    }
    fn title(&self, _desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(self.name.clone())
    }
}

/// A file that is no table, in words.
pub(super) fn unreadable(problem: sheet::SheetError) -> Refusal {
    let why = Arg::Key(format!("sheet-{}", problem.id()));
    Refusal::new("E_SHEET").arg("why", why).field("file", "field-invalid")
}
