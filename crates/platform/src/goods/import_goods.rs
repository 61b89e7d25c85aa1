//! 批量导入标准商品：入库.

use super::{
    entry::{GoodsEntry, goods_fields},
    library::{Likes, There, attributes},
};
use crate::engine::prelude::*;
use procurement::goods::{Import, StandardGood, StandardGoodEvent};
use std::collections::HashMap;

/// A row of the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Its line in the file.
    pub line: u64,
    /// The good.
    #[serde(flatten)]
    pub goods: GoodsEntry,
}

/// Takes a chunk of an import's rows in. Given by the platform itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ImportGoods {
    /// 导入
    pub import: GoodsImportId,
    /// Rows that were checked.
    pub rows: Vec<Row>,
}
impl ImportGoods {
    /// No chunk has more rows.
    pub const MOST: usize = 500;
}

const ROW: &[Field] = goods_fields!(Field::new("line", Kind::Number { min: 1, max: 10_000_000 }));

impl Command for ImportGoods {
    const NAME: &'static str = "goods.import_goods";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("goods.import", "import"));
    const FIELDS: &'static [Field] =
        &[Field::id("import", "goods.import"), Field::list("rows", ROW, ImportGoods::MOST)];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let import = desk.load::<Import>(self.import)?;
        let keeper = import.running()?.keeper;
        let (today, mut templates) = (desk.today(), HashMap::new());
        let mut settled = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let good = row.goods.good();
            if !templates.contains_key(&good.catalogue) {
                templates.insert(good.catalogue.clone(), attributes(desk, &good.catalogue)?);
            }
            let template = templates.get(&good.catalogue).and_then(Option::as_deref);
            settled.push((row.line, good.settle(template, today)?));
        }
        let keys: Vec<_> = settled.iter().map(|(_, settled)| &settled.key).collect();
        let mut likes = Likes::of(desk, &keys, There::Reviewing, None)?;
        let mut decided = Vec::with_capacity(settled.len());
        let mut ids = Vec::with_capacity(settled.len());
        for (line, settled) in &settled {
            let (known, identical) = likes.known(settled);
            let id = desk.new_id::<StandardId>();
            if known.same.is_none() {
                likes.take_in(id, settled);
            }
            ids.push(id);
            decided.push((*line, known, identical));
        }
        let (advanced, taken) = import.advance(&decided)?;
        desk.record::<Import>(self.import, advanced)?;
        let rows = settled.into_iter().zip(decided).zip(ids).zip(taken);
        for ((((_, settled), (_, known, _)), id), _) in rows.filter(|(_, taken)| *taken) {
            let event = StandardGoodEvent::Imported {
                good: Box::new(settled.good),
                key: settled.key,
                suspects: known.suspects,
                import: self.import,
                keeper,
            };
            desk.record::<StandardGood>(id, event)?;
        }
        Ok(())
    }
}
