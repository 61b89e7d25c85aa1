//! Goods on sale 上架商品.

use super::above_market;
use crate::{
    Law,
    goods::{self, StandardGood},
};
use kernel::{CatalogueCode, Instant, ListingId, Money, OrganisationId, Refusal, Region, StandardId, Stream};
use serde::{Deserialize, Serialize};

/// Goods as offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goods {
    /// Name.
    pub name: String,
    /// Brand.
    pub brand: String,
    /// Model.
    pub model: String,
    /// Specification.
    pub specification: String,
    /// Service that is promised 售后承诺.
    pub service: String,
    /// Unit of measure.
    pub unit: String,
    /// End item of the catalogue 末级品目.
    pub catalogue: CatalogueCode,
    /// Fen a unit, delivery included.
    pub price: Money,
    /// The standard good that it is 标准商品.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<StandardId>,
}
impl Goods {
    /// Attaches the goods to a standard good, whose spelling of brand and model they take over. `found` is the one that was
    /// chosen or fits; `templated` says whether the end item has an attribute template and so needs one.
    ///
    /// # Errors
    /// `E_STANDARD_REQUIRED`, `E_STANDARD_DIFFERS`, `E_GOODS_NOT_ACTIVE`.
    pub fn attach(
        mut self,
        found: Option<(StandardId, &StandardGood)>,
        templated: bool,
    ) -> Result<Self, Refusal> {
        let Some((id, standard)) = found else {
            let refusal = Refusal::new("E_STANDARD_REQUIRED")
                .arg("catalogue", self.catalogue.to_string())
                .arg("brand", self.brand.clone())
                .arg("model", self.model.clone());
            return if templated { Err(refusal) } else { Ok(self) };
        };
        let good = standard.active()?;
        let same = good.catalogue == self.catalogue
            && goods::brand(&good.brand) == goods::brand(&self.brand)
            && goods::model(&good.brand, &good.model) == goods::model(&self.brand, &self.model);
        if !same {
            return Err(Refusal::new("E_STANDARD_DIFFERS"));
        }
        self.brand.clone_from(&good.brand);
        self.model.clone_from(&good.model);
        self.standard = Some(id);
        Ok(self)
    }
}

/// An offer in the mall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Who sells.
    pub supplier: OrganisationId,
    /// Its name.
    pub supplier_name: String,
    /// What.
    pub goods: Goods,
    /// Where the supplier sits.
    pub region: Region,
}

/// A listing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listing {
    /// Not on sale.
    #[default]
    None,
    /// On sale.
    Listed(Box<Offer>),
    /// No longer on sale 下架.
    Delisted(Box<Offer>),
}

/// What happened to a listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum ListingEvent {
    /// Put on sale.
    #[serde(rename = "listing.listed")]
    Listed(Box<Offer>),
    /// Taken off sale.
    #[serde(rename = "listing.delisted")]
    Delisted {},
}

impl Listing {
    /// Puts goods on sale. `market` is the watched market price, if one is known.
    ///
    /// # Errors
    /// `E_STATE`, `E_SCHEMA`, `E_PRICE_TOO_HIGH` (MAL-01).
    pub fn list(&self, offer: Offer, market: Option<Money>, law: &Law) -> Result<Vec<ListingEvent>, Refusal> {
        if !matches!(self, Self::None) {
            return Err(Refusal::new("E_STATE"));
        }
        let goods = &offer.goods;
        let required = [
            ("name", &goods.name),
            ("brand", &goods.brand),
            ("model", &goods.model),
            ("specification", &goods.specification),
            ("service", &goods.service),
            ("unit", &goods.unit),
        ];
        let mut refusal = Refusal::new("E_SCHEMA");
        for (name, _) in required.into_iter().filter(|(_, text)| text.trim().is_empty()) {
            refusal = refusal.field(name, "field-required");
        }
        if goods.price <= Money::ZERO {
            refusal = refusal.field("price", "field-money-zero");
        }
        if !refusal.fields.is_empty() {
            return Err(refusal);
        }
        above_market(goods.price, market, law)?;
        Ok(vec![ListingEvent::Listed(Box::new(offer))])
    }
    /// Takes goods off sale.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn delist(&self) -> Result<Vec<ListingEvent>, Refusal> {
        self.on_sale().map(|_| vec![ListingEvent::Delisted {}]).map_err(|_| Refusal::new("E_STATE"))
    }
    /// What is or was offered.
    pub fn offer(&self) -> Option<&Offer> {
        match self {
            Self::None => None,
            Self::Listed(offer) | Self::Delisted(offer) => Some(offer),
        }
    }
    /// The offer, if it may be bought: nothing is bought that is not on sale here (HR-2).
    ///
    /// # Errors
    /// `E_OFF_PLATFORM`.
    pub fn on_sale(&self) -> Result<&Offer, Refusal> {
        match self {
            Self::Listed(offer) => Ok(offer),
            Self::None | Self::Delisted(_) => Err(Refusal::new("E_OFF_PLATFORM")),
        }
    }
}

impl Stream for Listing {
    type Id = ListingId;
    type Event = ListingEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &ListingEvent) {
        match event {
            ListingEvent::Listed(offer) => *self = Self::Listed(offer.clone()),
            ListingEvent::Delisted {} => {
                if let Self::Listed(offer) = self {
                    *self = Self::Delisted(offer.clone());
                }
            }
        }
    }
}
