//! What decisions and pages ask about the library.

use crate::engine::prelude::*;
use procurement::goods::{
    DemandStandard, DemandStandardEvent, ImportEvent, StandardGood, StandardGoodEvent, Template,
    TemplateEvent, brand, fold, model,
};

/// Standard goods, templates, imports and demand standards, one row each.
pub(super) struct Library;

impl View for Library {
    fn name(&self) -> &'static str {
        "goods"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![
            Table {
                name: "goods_standard",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("exact"),
                        Column::text("model_key"),
                        Column::text("near"),
                        Column::text("content"),
                        Column::text("catalogue"),
                        Column::text("name"),
                        Column::text("brand"),
                        Column::text("model"),
                        Column::text("unit"),
                        Column::text("words"),
                        Column::text("state"),
                    ]
                },
                primary: &["id"],
                indexes: const {
                    &[Index::on(&["exact"]), Index::on(&["near"]), Index::on(&["state", "catalogue", "id"])]
                },
            },
            Table {
                name: "goods_template",
                columns: const { &[Column::text("catalogue"), Column::int("version")] },
                primary: &["catalogue"],
                indexes: &[],
            },
            Table {
                name: "goods_import",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("name"),
                        Column::int("opened"),
                        Column::int("finished"),
                    ]
                },
                primary: &["id"],
                indexes: &[],
            },
            Table {
                name: "goods_demand_standard",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("catalogue"),
                        Column::text("region"),
                        Column::text("name"),
                        Column::int("version"),
                        Column::int("published"),
                    ]
                },
                primary: &["id"],
                indexes: const { &[Index::on(&["catalogue"])] },
            },
        ]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let id = event.stream.uuid().to_string();
        if let (Some(happened), Some(state)) =
            (event.event::<StandardGoodEvent>(), event.state::<StandardGood>())
        {
            return standard(tx, id, happened, state);
        }
        if let (Some(TemplateEvent::Set { catalogue, .. }), Some(state)) =
            (event.event::<TemplateEvent>(), event.state::<Template>())
        {
            return tx.later(
                "INSERT INTO goods_template (catalogue, version) VALUES ($1, $2) \
                 ON CONFLICT (catalogue) DO UPDATE SET version = excluded.version",
                &[catalogue.as_str().into(), i64::from(state.version).into()],
            );
        }
        if let Some(happened) = event.event::<ImportEvent>() {
            return match happened {
                ImportEvent::Opened { name, .. } => tx.later(
                    "INSERT INTO goods_import (id, name, opened, finished) VALUES ($1, $2, $3, 0)",
                    &[id.into(), name.as_str().into(), event.at.millis().into()],
                ),
                ImportEvent::Advanced { .. } => Ok(()),
                ImportEvent::Finished { .. } => tx.later(
                    "UPDATE goods_import SET finished = $2 WHERE id = $1",
                    &[id.into(), event.at.millis().into()],
                ),
            };
        }
        let (Some(_), Some(state)) = (event.event::<DemandStandardEvent>(), event.state::<DemandStandard>())
        else {
            return Ok(());
        };
        demand_standard(tx, id, state)
    }
}

fn standard(
    tx: &mut dyn Tx,
    id: String,
    happened: &StandardGoodEvent,
    state: &StandardGood,
) -> Result<(), StoreError> {
    let Ok(file) = state.file() else { return Ok(()) };
    match happened {
        StandardGoodEvent::Drafted { .. }
        | StandardGoodEvent::Revised { .. }
        | StandardGoodEvent::Imported { .. } => {
            let (good, key) = (&file.good, &file.key);
            let words = format!("{} {} {}", fold(&good.name), fold(&good.brand), key.model);
            tx.later(
                "INSERT INTO goods_standard (id, exact, model_key, near, content, catalogue, name, brand, model, unit, words, state) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO UPDATE SET \
                 exact = excluded.exact, model_key = excluded.model_key, near = excluded.near, content = excluded.content, \
                 catalogue = excluded.catalogue, name = excluded.name, brand = excluded.brand, model = excluded.model, \
                 unit = excluded.unit, words = excluded.words, state = excluded.state",
                &[
                    id.into(),
                    key.exact.as_str().into(),
                    key.model.as_str().into(),
                    key.near.as_str().into(),
                    key.content.as_str().into(),
                    good.catalogue.as_str().into(),
                    good.name.as_str().into(),
                    good.brand.as_str().into(),
                    good.model.as_str().into(),
                    good.unit.as_str().into(),
                    words.into(),
                    file.stage.id().into(),
                ],
            )
        }
        StandardGoodEvent::Submitted {}
        | StandardGoodEvent::Approved {}
        | StandardGoodEvent::Returned { .. }
        | StandardGoodEvent::Withdrawn { .. } => tx.later(
            "UPDATE goods_standard SET state = $2 WHERE id = $1",
            &[id.into(), file.stage.id().into()],
        ),
    }
}

fn demand_standard(tx: &mut dyn Tx, id: String, state: &DemandStandard) -> Result<(), StoreError> {
    let next = state.next.as_ref().map(|next| &next.standard);
    let Some(shown) = state.published.as_deref().or(next) else {
        return tx.later("DELETE FROM goods_demand_standard WHERE id = $1", &[id.into()]);
    };
    tx.later(
        "INSERT INTO goods_demand_standard (id, catalogue, region, name, version, published) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET \
         name = excluded.name, version = excluded.version, published = excluded.published",
        &[
            id.into(),
            shown.catalogue.as_str().into(),
            state.region.to_string().into(),
            shown.name.as_str().into(),
            i64::from(state.version).into(),
            i64::from(state.published.is_some()).into(),
        ],
    )
}

/// One good of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodsRow {
    /// The good.
    pub id: StandardId,
    /// 末级品目
    pub catalogue: String,
    /// 商品名称
    pub name: String,
    /// 品牌
    pub brand: String,
    /// 型号
    pub model: String,
    /// `active`, `reviewing`, …
    pub state: String,
}
const GOODS: &str = "SELECT id, catalogue, name, brand, model, state FROM goods_standard";
fn goods_row(row: &Row) -> Result<GoodsRow, StoreError> {
    Ok(GoodsRow {
        id: row.parse(0)?,
        catalogue: row.text(1)?.to_owned(),
        name: row.text(2)?.to_owned(),
        brand: row.text(3)?.to_owned(),
        model: row.text(4)?.to_owned(),
        state: row.text(5)?.to_owned(),
    })
}

/// What a visitor of the library looks for.
#[derive(Clone, Debug)]
pub struct GoodsFilter {
    /// Words in name, brand or model, in any spelling.
    pub words: String,
    /// The stem of a catalogue code: `A0201` is everything under it.
    pub stem: String,
    /// `active`, `reviewing`, …
    pub state: String,
    /// After this good of the last page: item and id.
    pub after: Option<(String, StandardId)>,
}
impl Default for GoodsFilter {
    fn default() -> Self {
        Self { words: String::new(), stem: String::new(), state: "active".to_owned(), after: None }
    }
}

/// Goods in the order of the catalogue.
///
/// # Errors
/// If the store cannot be read.
pub fn goods(tx: &mut dyn Tx, filter: &GoodsFilter, limit: u32) -> Result<Vec<GoodsRow>, StoreError> {
    let mut params: Vec<Value> = vec![filter.state.as_str().into()];
    let mut sql = format!("{GOODS} WHERE state = $1");
    if !filter.stem.is_empty() {
        // Codes are letters and digits, so everything that begins with the stem lies before the stem and a tilde.
        params.extend([filter.stem.as_str().into(), format!("{}~", filter.stem).into()]);
        sql.push_str(" AND catalogue >= $2 AND catalogue < $3");
    }
    for word in filter.words.split_whitespace().filter(|word| !fold(word).is_empty()).take(5) {
        // A brand is found by either of its names.
        params.extend([format!("%{}%", fold(word)).into(), format!("%{}%", brand(word)).into()]);
        let (typed, known) = (params.len() - 1, params.len());
        sql.push_str(&format!(" AND (words LIKE ${typed} OR words LIKE ${known})"));
    }
    if let Some((catalogue, id)) = &filter.after {
        params.extend([catalogue.as_str().into(), id.to_string().into()]);
        let (item, last) = (params.len() - 1, params.len());
        sql.push_str(&format!(" AND (catalogue > ${item} OR (catalogue = ${item} AND id > ${last}))"));
    }
    params.push(i64::from(limit).into());
    sql.push_str(&format!(" ORDER BY catalogue, id LIMIT ${}", params.len()));
    tx.query(&sql, &params)?.iter().map(goods_row).collect()
}

/// How many active goods there are by the first `digits` characters of their codes.
///
/// # Errors
/// If the store cannot be read.
pub fn counts(tx: &mut dyn Tx, stem: &str, digits: u32) -> Result<Vec<(String, i64)>, StoreError> {
    let sql = format!(
        "SELECT SUBSTR(catalogue, 1, {digits}), COUNT(*) FROM goods_standard \
         WHERE state = 'active' AND catalogue >= $1 AND catalogue < $2 GROUP BY 1 ORDER BY 1"
    );
    let rows = tx.query(&sql, &[stem.into(), format!("{stem}~").into()])?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.int(1)?))).collect()
}

/// The active goods of this brand and model in an end item, at most `limit`.
///
/// # Errors
/// If the store cannot be read.
pub fn by_key(
    tx: &mut dyn Tx,
    catalogue: &CatalogueCode,
    brand_text: &str,
    model_text: &str,
    limit: u32,
) -> Result<Vec<StandardId>, StoreError> {
    let (sql, params) = by_key_sql(catalogue, brand_text, model_text, limit);
    tx.query(&sql, &params)?.iter().map(|row| row.parse(0)).collect()
}
/// The question behind [`by_key`], for the desk.
pub(crate) fn by_key_sql(
    catalogue: &CatalogueCode,
    brand_text: &str,
    model_text: &str,
    limit: u32,
) -> (String, Vec<Value>) {
    let key = format!("{}|{}", brand(brand_text), model(brand_text, model_text));
    // The exact key begins with brand and model, which makes its index serve.
    let sql = format!(
        "SELECT id FROM goods_standard WHERE exact >= $1 AND exact < $2 AND model_key = $3 AND catalogue = $4 \
         AND state = 'active' ORDER BY id LIMIT {limit}"
    );
    let params =
        vec![format!("{key}|").into(), format!("{key}|~").into(), key.into(), catalogue.as_str().into()];
    (sql, params)
}

/// The end items whose template was set in service.
///
/// # Errors
/// If the store cannot be read.
pub fn set_templates(tx: &mut dyn Tx) -> Result<Vec<CatalogueCode>, StoreError> {
    let rows = tx.query("SELECT catalogue FROM goods_template ORDER BY catalogue", &[])?;
    rows.iter().map(|row| row.parse(0)).collect()
}

/// One import of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// The import.
    pub id: GoodsImportId,
    /// The file's name.
    pub name: String,
    /// When it was opened.
    pub opened: Instant,
    /// Has it ended?
    pub finished: bool,
}

/// Imports, newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn imports(tx: &mut dyn Tx, limit: u32) -> Result<Vec<ImportRow>, StoreError> {
    let sql = "SELECT id, name, opened, finished FROM goods_import ORDER BY id DESC LIMIT $1";
    let row = |row: &Row| {
        let (name, opened) = (row.text(1)?.to_owned(), row.instant(2)?);
        Ok(ImportRow { id: row.parse(0)?, name, opened, finished: row.int(3)? != 0 })
    };
    tx.query(sql, &[i64::from(limit).into()])?.iter().map(row).collect()
}

/// One demand standard that a region wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardRow {
    /// The standard.
    pub id: DemandStandardId,
    /// 末级品目
    pub catalogue: String,
    /// Where it applies.
    pub region: Region,
    /// Its name.
    pub name: String,
    /// Version in force.
    pub version: i64,
    /// Is one in force?
    pub published: bool,
}

/// The demand standards that regions wrote, by item.
///
/// # Errors
/// If the store cannot be read.
pub fn standards(tx: &mut dyn Tx) -> Result<Vec<StandardRow>, StoreError> {
    let sql = "SELECT id, catalogue, region, name, version, published FROM goods_demand_standard \
               ORDER BY catalogue, region, id LIMIT 2000";
    let row = |row: &Row| {
        Ok(StandardRow {
            id: row.parse(0)?,
            catalogue: row.text(1)?.to_owned(),
            region: row.parse(2)?,
            name: row.text(3)?.to_owned(),
            version: row.int(4)?,
            published: row.int(5)? != 0,
        })
    };
    tx.query(sql, &[])?.iter().map(row).collect()
}
