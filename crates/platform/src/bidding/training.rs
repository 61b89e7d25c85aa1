//! What simulated suppliers do: look for open tenders, obtain the document, compose, seal, hand in, open.

use super::lists::{bid_of, obtainment_of};
use crate::training::{Autopilot, Dice, Scene};
use journal::StoreError;
use kernel::{Actor, BidId, Digest, LotId, Money, ObtainmentId, OrganisationId, ProjectId, Role, Span};
use procurement::{
    bidding::{Answer, BidContent, Deviation, PriceLine, RequiredItem, Sme},
    registry::{Organisation, Size},
    tender::{Lot, LotStage, Project, TenderDocument},
};
use serde_json::{Value, json};

/// Suppliers obtain what is on offer, and bid in the last days before the deadline.
pub(crate) fn bid_where_open(pilot: &mut Autopilot) -> Result<(), StoreError> {
    let now = pilot.platform.now();
    let rows = pilot.platform.journal().read(|tx| {
        tx.query(
            "SELECT project FROM tender_notice WHERE type = 'N-03' AND at > $1 ORDER BY id",
            &[now.minus(Span::days(60)).millis().into()],
        )
    })?;
    for row in &rows {
        let project: ProjectId = row.parse(0)?;
        let Some(state) = pilot.platform.state::<Project>(project)? else { continue };
        let (Ok(about), Ok(schedule)) = (state.about(), state.schedule()) else { continue };
        if now < schedule.provision_end {
            obtain(pilot, project)?;
        } else if now < schedule.deadline && schedule.deadline < now.plus(Span::days(4)) {
            let lots: Vec<LotId> = about.lots.iter().map(|lot| lot.id).collect();
            bid(pilot, project, &lots)?;
        }
    }
    Ok(())
}

/// How many suppliers look at a tender: enough that it rarely fails for want of bids.
const INTERESTED: usize = 5;

fn obtain(pilot: &mut Autopilot, project: ProjectId) -> Result<(), StoreError> {
    let count = |tx: &mut dyn journal::Tx| {
        let sql = "SELECT COUNT(*) FROM bidding_obtainment WHERE project = $1";
        tx.query(sql, &[project.to_string().into()])?.first().map_or(Ok(0), |row| row.int(0))
    };
    if pilot.platform.journal().read(count)? > 0 {
        return Ok(());
    }
    let mut suppliers = suppliers(pilot)?;
    for _ in 0..INTERESTED.min(suppliers.len()) {
        let i = pilot.dice.below(suppliers.len());
        let supplier = suppliers.swap_remove(i);
        if let Some(clerk) = pilot.actor(supplier, Role::SupplierClerk).cloned() {
            let _ = pilot.give(&clerk, "bidding.obtain_document", json!({ "project": project }));
        }
    }
    Ok(())
}

fn suppliers(pilot: &Autopilot) -> Result<Vec<OrganisationId>, StoreError> {
    let rows = pilot.platform.journal().read(|tx| {
        tx.query(
            "SELECT id FROM registry_organisation WHERE kind = 'supplier' AND state = 'active' ORDER BY id",
            &[],
        )
    })?;
    rows.iter().map(|row| row.parse(0)).collect()
}

fn bid(pilot: &mut Autopilot, project: ProjectId, lots: &[LotId]) -> Result<(), StoreError> {
    for supplier in suppliers(pilot)? {
        let found = pilot.platform.journal().read(|tx| obtainment_of(tx, project, supplier))?;
        let (Some(obtainment), Some(clerk)) = (found, pilot.actor(supplier, Role::SupplierClerk).cloned())
        else {
            continue;
        };
        for lot in lots {
            if pilot.platform.journal().read(|tx| bid_of(tx, *lot, supplier))?.is_none() {
                let _ = hand_in(pilot, &clerk, obtainment, *lot);
            }
        }
    }
    Ok(())
}

/// Composes, seals and hands in one bid; keeps its key.
fn hand_in(pilot: &mut Autopilot, clerk: &Actor, obtainment: ObtainmentId, lot: LotId) -> Option<()> {
    let content = compose(pilot, clerk, lot)?;
    let (key, certificate) = pilot.keys.of(&pilot.platform, clerk)?;
    let sealed = documents::bid::compose(&content, key, certificate).ok()?;
    pilot.platform.outside().put(&sealed.bytes).ok()?;
    let envelope = sealed.envelope;
    let input = json!({
        "obtainment": obtainment, "lot": lot, "envelope": envelope.digest, "size": envelope.size,
        "signature": envelope.signature.value, "user": envelope.signature.user,
        "certificate": envelope.signature.certificate,
    });
    let accepted = pilot.give(clerk, "bidding.submit_bid", input).ok()?;
    let bid: BidId = accepted.streams.iter().find_map(kernel::StreamName::id)?;
    pilot.keys.keep(bid, sealed.key);
    Some(())
}

/// A complete bid somewhat below the ceiling.
fn compose(pilot: &mut Autopilot, clerk: &Actor, lot: LotId) -> Option<BidContent> {
    let state = pilot.platform.state::<Lot>(lot).ok()??;
    if !matches!(state.stage, LotStage::Announced) {
        return None;
    }
    let (about, terms) = (state.about().ok()?, state.terms().ok()?);
    let document: TenderDocument = pilot.platform.document_as(&terms.document)?;
    let size = pilot.platform.state::<Organisation>(clerk.organisation).ok()??.registration.size;
    let sme = match size {
        Size::Micro => Sme::Micro,
        Size::Small => Sme::Small,
        Size::Medium => Sme::Medium,
        Size::Large | Size::None => Sme::Large,
    };
    if !sme.fits(&about.sme) {
        return None;
    }
    let index = usize::from(about.number).checked_sub(1)?;
    let price = pilot.dice.price(about.ceiling, 78, 97);
    let lines = priced(&document, index, price, &mut pilot.dice)?;
    let items = document.required_items();
    Some(BidContent {
        lot,
        price: lines.iter().map(|line| line.unit_price.times(i64::from(line.quantity))).sum(),
        lines,
        answers: items.iter().map(answer).collect(),
        delivery_days: u32::try_from(pilot.dice.between(15, 30)).ok()?,
        sme,
        domestic: true,
        machine: vec![Digest::of(clerk.organisation.to_string().as_bytes())],
    })
}

const BRANDS: [&str; 5] = ["联想 开天 M90", "浪潮 CE720", "清华同方 超越", "长城 TN140", "华为 擎云 W515"];

/// Splits a total over the lines by whole yuan of unit price.
fn priced(document: &TenderDocument, index: usize, total: Money, dice: &mut Dice) -> Option<Vec<PriceLine>> {
    let items = &document.lots.get(index)?.items;
    let share = total.fen() / i64::try_from(items.len().max(1)).ok()?;
    let lines = items.iter().map(|item| {
        let unit = (share / i64::from(item.quantity.max(1)) / 100).max(1);
        Some(PriceLine {
            name: item.name.clone(),
            brand: (*dice.pick(&BRANDS)?).to_owned(),
            quantity: item.quantity,
            unit: item.unit.clone(),
            unit_price: Money::from_yuan(unit),
        })
    });
    lines.collect()
}

fn answer(item: &RequiredItem) -> Answer {
    Answer {
        key: item.key.clone(),
        text: "完全响应，详见投标文件相应章节及证明材料。".to_owned(),
        deviation: Deviation::None,
    }
}

/// The bidder hands over the kept key.
pub(super) fn decrypt(scene: &mut Scene<'_>) -> Option<Value> {
    let bid = scene.id::<BidId>()?;
    let key = scene.keys.opening(bid)?.reveal();
    Some(json!({ "bid": bid, "identity": key }))
}
