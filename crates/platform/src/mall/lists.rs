//! What decisions and pages ask about goods on sale and orders.

use crate::engine::prelude::*;
use procurement::mall::{Listing, ListingEvent, Order, OrderEvent};

/// Goods on sale and orders, one row each.
pub(super) struct Mall;

impl View for Mall {
    fn name(&self) -> &'static str {
        "mall"
    }
    fn version(&self) -> u32 {
        2
    }
    fn tables(&self) -> Vec<Table> {
        vec![
            Table {
                name: "mall_listing",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("supplier"),
                        Column::text("supplier_name"),
                        Column::text("name"),
                        Column::text("brand"),
                        Column::text("model"),
                        Column::text("unit"),
                        Column::text("catalogue"),
                        Column::int("price"),
                        Column::int("on_sale"),
                        Column::text("standard").nullable(),
                    ]
                },
                primary: &["id"],
                indexes: const {
                    &[
                        Index::on(&["catalogue", "price"]),
                        Index::on(&["supplier"]),
                        Index::on(&["standard", "price"]),
                    ]
                },
            },
            Table {
                name: "mall_order",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("number"),
                        Column::text("listing"),
                        Column::text("purchaser"),
                        Column::text("purchaser_name"),
                        Column::text("supplier"),
                        Column::text("supplier_name"),
                        Column::text("goods"),
                        Column::text("catalogue"),
                        Column::int("unit_price"),
                        Column::int("amount"),
                        Column::int("placed_at"),
                        Column::text("status"),
                    ]
                },
                primary: &["id"],
                indexes: const {
                    &[
                        Index::on(&["purchaser", "catalogue", "placed_at"]),
                        Index::on(&["supplier", "placed_at"]),
                        Index::on(&["listing", "placed_at"]),
                    ]
                },
            },
        ]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let id = event.stream.uuid().to_string();
        if let (Some(happened), Some(state)) = (event.event::<ListingEvent>(), event.state::<Listing>()) {
            return listing(tx, id, happened, state);
        }
        let (Some(happened), Some(state)) = (event.event::<OrderEvent>(), event.state::<Order>()) else {
            return Ok(());
        };
        match happened {
            OrderEvent::Placed { deal, .. } => tx.later(
                "INSERT INTO mall_order (id, number, listing, purchaser, purchaser_name, supplier, supplier_name, \
                 goods, catalogue, unit_price, amount, placed_at, status) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                &[
                    id.into(),
                    deal.number.as_str().into(),
                    deal.listing.to_string().into(),
                    deal.purchaser.to_string().into(),
                    deal.purchaser_name.as_str().into(),
                    deal.supplier.to_string().into(),
                    deal.supplier_name.as_str().into(),
                    deal.goods.as_str().into(),
                    deal.catalogue.to_string().into(),
                    deal.unit_price.fen().into(),
                    deal.amount.fen().into(),
                    event.at.millis().into(),
                    state.status().into(),
                ],
            ),
            _ if event.last_of_stream => tx.later(
                "UPDATE mall_order SET status = $2 WHERE id = $1",
                &[id.into(), state.status().into()],
            ),
            _ => Ok(()),
        }
    }
}

fn listing(tx: &mut dyn Tx, id: String, happened: &ListingEvent, state: &Listing) -> Result<(), StoreError> {
    let on_sale = i64::from(state.on_sale().is_ok());
    match happened {
        ListingEvent::Listed(offer) => tx.later(
            "INSERT INTO mall_listing (id, supplier, supplier_name, name, brand, model, unit, catalogue, price, on_sale, standard) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            &[
                id.into(),
                offer.supplier.to_string().into(),
                offer.supplier_name.as_str().into(),
                offer.goods.name.as_str().into(),
                offer.goods.brand.as_str().into(),
                offer.goods.model.as_str().into(),
                offer.goods.unit.as_str().into(),
                offer.goods.catalogue.to_string().into(),
                offer.goods.price.fen().into(),
                on_sale.into(),
                offer.goods.standard.map(|id| id.to_string()).into(),
            ],
        ),
        ListingEvent::Delisted {} => {
            tx.later("UPDATE mall_listing SET on_sale = $2 WHERE id = $1", &[id.into(), on_sale.into()])
        }
    }
}

/// One line of the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingRow {
    /// The listing.
    pub id: ListingId,
    /// Seller.
    pub supplier: OrganisationId,
    /// Its name.
    pub supplier_name: String,
    /// 名称
    pub name: String,
    /// 品牌
    pub brand: String,
    /// 型号
    pub model: String,
    /// 计量单位
    pub unit: String,
    /// 末级品目
    pub catalogue: String,
    /// Fen a unit.
    pub price: Money,
}
const LISTING: &str =
    "SELECT id, supplier, supplier_name, name, brand, model, unit, catalogue, price FROM mall_listing";
fn listing_row(row: &Row) -> Result<ListingRow, StoreError> {
    Ok(ListingRow {
        id: row.parse(0)?,
        supplier: row.parse(1)?,
        supplier_name: row.text(2)?.to_owned(),
        name: row.text(3)?.to_owned(),
        brand: row.text(4)?.to_owned(),
        model: row.text(5)?.to_owned(),
        unit: row.text(6)?.to_owned(),
        catalogue: row.text(7)?.to_owned(),
        price: Money::from_fen(row.int(8)?),
    })
}

/// What a visitor of the mall looks for.
#[derive(Clone, Debug, Default)]
pub struct ListingFilter {
    /// Words in name, brand or model.
    pub words: String,
    /// A catalogue code or the beginning of one.
    pub catalogue: String,
    /// Only this seller's.
    pub supplier: Option<OrganisationId>,
}

/// Goods on sale, by name and price.
///
/// # Errors
/// If the store cannot be read.
pub fn listings(
    tx: &mut dyn Tx,
    filter: &ListingFilter,
    offset: u32,
    limit: u32,
) -> Result<Vec<ListingRow>, StoreError> {
    let literal = |text: &str| text.replace(['%', '_', '\\'], "");
    let words = format!("%{}%", literal(filter.words.trim()));
    let catalogue = format!("{}%", literal(filter.catalogue.trim()));
    let supplier = filter.supplier.map(|id| id.to_string()).unwrap_or_default();
    let sql = format!(
        "{LISTING} WHERE on_sale = 1 AND catalogue LIKE $1 AND (name LIKE $2 OR brand LIKE $2 OR model LIKE $2) \
         AND ($3 = '' OR supplier = $3) ORDER BY catalogue, price, id LIMIT $4 OFFSET $5"
    );
    let params =
        [catalogue.into(), words.into(), supplier.into(), i64::from(limit).into(), i64::from(offset).into()];
    tx.query(&sql, &params)?.iter().map(listing_row).collect()
}

/// Offers of one end item, cheapest first: what a buyer compares (比价提示).
///
/// # Errors
/// If the store cannot be read.
pub fn offers_of_item(tx: &mut dyn Tx, catalogue: &str, limit: u32) -> Result<Vec<ListingRow>, StoreError> {
    let sql = format!("{LISTING} WHERE catalogue = $1 AND on_sale = 1 ORDER BY price, id LIMIT $2");
    tx.query(&sql, &[catalogue.into(), i64::from(limit).into()])?.iter().map(listing_row).collect()
}

/// Offers of one standard good, cheapest first.
///
/// # Errors
/// If the store cannot be read.
pub fn offers_of_standard(
    tx: &mut dyn Tx,
    standard: StandardId,
    limit: u32,
) -> Result<Vec<ListingRow>, StoreError> {
    let sql = format!("{LISTING} WHERE standard = $1 AND on_sale = 1 ORDER BY price, id LIMIT $2");
    tx.query(&sql, &[standard.to_string().into(), i64::from(limit).into()])?.iter().map(listing_row).collect()
}

/// One line of a list of orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// The order.
    pub id: OrderId,
    /// 订单编号
    pub number: String,
    /// Buyer's name.
    pub purchaser_name: String,
    /// Seller's name.
    pub supplier_name: String,
    /// What.
    pub goods: String,
    /// Fen.
    pub amount: Money,
    /// When it was placed.
    pub placed_at: Instant,
    /// `placed`, `accepted`, …
    pub status: String,
}

/// Orders that an organisation placed or received, newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn orders(
    tx: &mut dyn Tx,
    organisation: OrganisationId,
    offset: u32,
    limit: u32,
) -> Result<Vec<OrderRow>, StoreError> {
    let sql = "SELECT id, number, purchaser_name, supplier_name, goods, amount, placed_at, status FROM mall_order \
               WHERE purchaser = $1 OR supplier = $1 ORDER BY placed_at DESC, id LIMIT $2 OFFSET $3";
    let params = [organisation.to_string().into(), i64::from(limit).into(), i64::from(offset).into()];
    let row = |row: &Row| {
        Ok(OrderRow {
            id: row.parse(0)?,
            number: row.text(1)?.to_owned(),
            purchaser_name: row.text(2)?.to_owned(),
            supplier_name: row.text(3)?.to_owned(),
            goods: row.text(4)?.to_owned(),
            amount: Money::from_fen(row.int(5)?),
            placed_at: row.instant(6)?,
            status: row.text(7)?.to_owned(),
        })
    };
    tx.query(sql, &params)?.iter().map(row).collect()
}

/// The watched market price of goods: the mean of what other suppliers ask for the same brand and model.
pub(super) fn market_price(
    desk: &mut Desk<'_, '_>,
    catalogue: &CatalogueCode,
    (brand, model): (&str, &str),
    seller: OrganisationId,
) -> Result<Option<Money>, Stop> {
    let rows = desk.query(
        "SELECT CAST(SUM(price) AS BIGINT), COUNT(*) FROM mall_listing \
         WHERE catalogue = $1 AND brand = $2 AND model = $3 AND supplier <> $4 AND on_sale = 1",
        &[catalogue.to_string().into(), brand.into(), model.into(), seller.to_string().into()],
    )?;
    let Some(row) = rows.first() else { return Ok(None) };
    Ok(row.opt_int(0)?.and_then(|sum| sum.checked_div(row.int(1).ok()?)).map(Money::from_fen))
}

/// The orders that `purchaser` placed for one end item in the last `days` days, with their amounts (MAL-03).
pub(super) fn recent(
    desk: &mut Desk<'_, '_>,
    purchaser: OrganisationId,
    catalogue: &CatalogueCode,
    days: i64,
) -> Result<Vec<(OrderId, Money)>, Stop> {
    let since = desk.now().minus(Span::days(days));
    let rows = desk.query(
        "SELECT id, amount FROM mall_order WHERE purchaser = $1 AND catalogue = $2 AND placed_at > $3 \
         AND status NOT IN ('cancelled', 'refused') ORDER BY placed_at DESC LIMIT 200",
        &[purchaser.to_string().into(), catalogue.to_string().into(), since.millis().into()],
    )?;
    rows.iter().map(|row| Ok((row.parse(0)?, Money::from_fen(row.int(1)?)))).collect()
}

/// The lowest price at which goods of this listing were sold in the last 90 days (MAL-02).
pub(super) fn lowest(desk: &mut Desk<'_, '_>, listing: ListingId) -> Result<Option<Money>, Stop> {
    let since = desk.now().minus(Span::days(90));
    let rows = desk.query(
        "SELECT MIN(unit_price) FROM mall_order WHERE listing = $1 AND placed_at > $2 AND status NOT IN ('cancelled', 'refused')",
        &[listing.to_string().into(), since.millis().into()],
    )?;
    let lowest = rows.first().map(|row| row.opt_int(0)).transpose()?.flatten();
    Ok(lowest.map(Money::from_fen))
}
