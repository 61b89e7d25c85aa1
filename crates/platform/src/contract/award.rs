//! What the award decided: put together from the lot, the tender document and the winning bid.

use crate::{
    engine::prelude::*,
    texts::{Lang, text},
};
use procurement::{
    bidding::{Bid, BidContent, BidStage, Offer},
    contract::{Award, Item, KeyTerms, Origin, Party, payment_days},
    payment::schedule,
    registry::{Organisation, Size},
    tender::{Lot, TenderDocument},
};

/// A lot's award as a contract takes it over; the addresses are what the clerk typed.
pub(super) fn award_of(desk: &mut Desk<'_, '_>, id: LotId, addresses: [String; 2]) -> Result<Award, Stop> {
    let lot = desk.load::<Lot>(id)?;
    let about = lot.about()?.clone();
    let awarded = lot.awarded().map_err(|_| Refusal::new("E_OFF_PLATFORM"))?.clone();
    let candidate = awarded.award.candidate;
    let document: TenderDocument = desk.get(&lot.terms()?.document)?;
    let bid = desk.load::<Bid>(candidate.bid)?;
    let offer = offer(&bid).ok_or_else(|| Refusal::new("E_OFF_PLATFORM"))?;
    let content: BidContent = desk.get(&offer.content)?;
    let law = desk.law(about.region);
    let [purchaser_address, supplier_address] = addresses;
    let (purchaser, _) = party(desk, about.purchaser, purchaser_address)?;
    let (supplier, size) = party(desk, candidate.supplier, supplier_address)?;
    let shares: Vec<_> = document
        .contract
        .payment
        .iter()
        .map(|part| (part.kind, part.share, part.condition.clone()))
        .collect();
    let promised = Args::from([
        ("text".into(), document.contract.delivery.as_str().into()),
        ("days".into(), i64::from(offer.delivery_days).into()),
    ]);
    let key = KeyTerms {
        items: items(&document, about.number, &content, candidate.price, &about.name),
        amount: candidate.price,
        quality: document.contract.quality.clone(),
        delivery: text(Lang::Zh, "contract-delivery-promised", &promised),
        schedule: schedule(&shares, candidate.price),
        payment_days: payment_days(document.contract.payment_days, size.is_sme(), &law)?,
        criteria: document.contract.acceptance.clone(),
        breach: document.contract.breach.clone(),
        performance_bond: document.contract.performance_bond.of(candidate.price, Rounding::Floor),
    };
    Ok(Award {
        origin: Origin {
            project: about.project,
            lot: id,
            project_no: about.project_no,
            project_name: about.project_name,
            lot_name: about.name,
            region: about.region,
            category: about.category,
            reserved: about.sme.is_reserved(),
        },
        purchaser,
        supplier,
        sme: size.is_sme(),
        key,
        letter_at: Some(awarded.issued_at),
    })
}

fn party(desk: &mut Desk<'_, '_>, id: OrganisationId, address: String) -> Result<(Party, Size), Stop> {
    let organisation = desk.load::<Organisation>(id)?;
    let registration = &organisation.registration;
    let party =
        Party { organisation: id, name: registration.name.clone(), uscc: registration.uscc.clone(), address };
    Ok((party, registration.size))
}

/// The priced lines of the bid. Where they do not add up to the price (it was corrected in evaluation, or the document
/// asked for a total alone) the lot is one item at that price.
fn items(document: &TenderDocument, lot: u16, content: &BidContent, price: Money, name: &str) -> Vec<Item> {
    let wanted = usize::from(lot).checked_sub(1).and_then(|place| document.lots.get(place));
    let specification = |place: usize| {
        let full = wanted.and_then(|lot| lot.items.get(place)).map_or("", |item| &item.specification);
        full.trim_end_matches(['。', '；', ';', '.']).chars().take(SPECIFICATION).collect::<String>()
    };
    let items: Vec<Item> = content
        .lines
        .iter()
        .enumerate()
        .map(|(place, line)| Item {
            name: line.name.clone(),
            specification: format!("{}；{}", line.brand, specification(place)),
            unit: line.unit.clone(),
            quantity: line.quantity,
            unit_price: line.unit_price,
        })
        .collect();
    if !items.is_empty() && items.iter().map(Item::amount).sum::<Money>() == price {
        return items;
    }
    let unit = text(Lang::Zh, "contract-unit-lot", &Args::new());
    vec![Item {
        name: name.to_owned(),
        specification: specification(0),
        unit,
        quantity: 1,
        unit_price: price,
    }]
}

/// So much of an item's specification stands in the contract; the whole is in the tender document that it cites.
const SPECIFICATION: usize = 120;

fn offer(bid: &Bid) -> Option<&Offer> {
    match &bid.stage {
        BidStage::Scored { offer, .. } | BidStage::Won { offer, .. } | BidStage::Lost { offer, .. } => {
            Some(offer)
        }
        _ => None,
    }
}
