//! 上架商品.

use super::lists::market_price;
use crate::{
    engine::prelude::*,
    goods::{attributes, by_key_sql},
};
use procurement::{
    goods::StandardGood,
    mall::{Goods, Listing, Offer, above_market},
    registry::Organisation,
};

/// Puts goods on sale in the mall (MAL-01).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ListGoods {
    /// 名称
    pub name: String,
    /// 品牌
    pub brand: String,
    /// 型号
    pub model: String,
    /// 规格参数
    pub specification: String,
    /// 售后承诺
    pub service: String,
    /// 计量单位
    pub unit: String,
    /// 末级品目
    pub catalogue: CatalogueCode,
    /// 单价（含配送）
    pub price: Money,
    /// 标准商品
    #[serde(default)]
    pub standard: Option<StandardId>,
}

impl Command for ListGoods {
    const NAME: &'static str = "mall.list_goods";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const FIELDS: &'static [Field] = &[
        Field::text("name", 60),
        Field::text("brand", 40),
        Field::text("model", 60),
        Field::paragraph("specification", 500),
        Field::paragraph("service", 300),
        Field::text("unit", 10),
        Field::new("catalogue", Kind::Catalogue),
        Field::money("price"),
        Field::id("standard", "goods.standard").optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let supplier = desk.actor().organisation;
        let organisation = desk.load::<Organisation>(supplier)?;
        organisation.require_active()?;
        let law = desk.law(organisation.registration.region);
        let goods = Goods {
            name: self.name,
            brand: self.brand,
            model: self.model,
            specification: self.specification,
            service: self.service,
            unit: self.unit,
            catalogue: self.catalogue,
            price: self.price,
            standard: None,
        };
        let goods = attached(desk, goods, self.standard)?;
        let market = market_price(desk, &goods.catalogue, (&goods.brand, &goods.model), supplier)?;
        let id = desk.new_id::<ListingId>();
        let high = above_market(self.price, market, &law)?;
        desk.warn(high.map(|finding| finding.shown_by([id.stream()])));
        let registration = &organisation.registration;
        let (supplier_name, region) = (registration.name.clone(), registration.region);
        let offer = Offer { supplier, supplier_name, goods, region };
        let events = Listing::default().list(offer, market, &law)?;
        desk.record_all::<Listing>(id, events)
    }
    fn ready(desk: &mut Desk<'_, '_>, _subject: &StreamName) -> Result<(), Stop> {
        let _ = desk;
        Ok(())
    }
}

/// The goods attached to the standard good that was chosen, or to the only one of their brand and model.
fn attached(desk: &mut Desk<'_, '_>, goods: Goods, chosen: Option<StandardId>) -> Result<Goods, Stop> {
    let id = match chosen {
        Some(id) => Some(id),
        None => {
            let (sql, params) = by_key_sql(&goods.catalogue, &goods.brand, &goods.model, 2);
            let rows = desk.query(&sql, &params)?;
            match rows.as_slice() {
                [only] => Some(only.parse(0)?),
                _ => None,
            }
        }
    };
    let templated = attributes(desk, &goods.catalogue)?.is_some();
    let standard = id.map(|id| desk.load::<StandardGood>(id)).transpose()?;
    Ok(goods.attach(id.zip(standard.as_deref()), templated)?)
}
