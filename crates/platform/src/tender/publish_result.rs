//! 发布结果公告，同时发出中标通知书.

use super::notices;
use crate::engine::prelude::*;
use procurement::{
    bidding::{Bid, BidContent},
    evaluation::{Evaluation, SeatKind},
    registry::Organisation,
    supervision::risk::{ResultFacts, result_late},
    tender::{AwardLetter, Candidate, Lot, Notice, NoticeDraft, NoticeType, Project, Row as Line, Section},
};

/// Publishes a lot's result and issues the letter of award, both or neither (87号令第69条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PublishResult {
    /// 采购包
    pub lot: LotId,
    /// 代理服务费金额; `None`: none is charged.
    #[serde(default)]
    pub agency_fee: Option<Money>,
    /// 代理机构联系电话
    pub agency_phone: String,
}

impl Command for PublishResult {
    const NAME: &'static str = "tender.publish_result";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const APPROVAL: Approval = Approval::Second(Role::AgencyReviewer);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.lot", "lot"));
    const FIELDS: &'static [Field] = &[
        Field::id("lot", "tender.lot"),
        Field::money("agency_fee").optional(),
        Field::text("agency_phone", 40),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Lot>(self.lot)?.about()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let lot = desk.load::<Lot>(self.lot)?;
        let about = lot.about()?;
        let project = desk.load::<Project>(about.project)?;
        let (law, now) = (desk.law(about.region), desk.now());
        let award = lot.confirmed()?;
        let winner = award.candidate.clone();
        let facts = ResultFacts { confirmed: award.confirmed_at, published: now };
        desk.warn(result_late(&facts, &law)?);
        let supplier = desk.load::<Organisation>(winner.supplier)?;
        let letter = AwardLetter {
            project: about.project,
            lot: self.lot,
            project_no: about.project_no.clone(),
            project_name: about.project_name.clone(),
            lot_name: about.name.clone(),
            purchaser: about.purchaser,
            supplier: winner.supplier,
            supplier_name: supplier.registration.name.clone(),
            price: winner.price,
            sign_by: law.latest("D-CTR-01", now)?,
            at: now,
        };
        let letter = desk.put(&letter)?;
        let notice = desk.new_id::<NoticeId>();
        let events = lot.publish_result(notice, letter, now, &law)?;
        let draft = self.result(desk, &lot, &project, &winner, &supplier)?;
        desk.record_all::<Lot>(self.lot, events)?;
        desk.record_all::<Notice>(notice, Notice::default().publish(draft, now, &law)?)?;
        for bid in bids(desk, self.lot)? {
            let told = desk.load::<Bid>(bid)?.award(bid == winner.bid)?;
            desk.record_all::<Bid>(bid, told)?;
        }
        Ok(())
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Lot>(self.lot)?.about()?.title())
    }
}

impl PublishResult {
    /// N-06.
    fn result(
        &self,
        desk: &mut Desk<'_, '_>,
        lot: &Lot,
        project: &Project,
        winner: &Candidate,
        supplier: &Organisation,
    ) -> Result<NoticeDraft, Stop> {
        let (about, lot_about, terms) = (project.about()?, lot.about()?, lot.terms()?);
        let law = desk.law(about.region);
        let document: procurement::tender::TenderDocument = desk.get(&terms.document)?;
        let bid = desk.load::<Bid>(winner.bid)?;
        let offer = bid.offer().ok_or_else(|| Refusal::new("E_OFF_PLATFORM"))?;
        let content: BidContent = desk.get(&offer.content)?;
        let mut first = notices::basics(about);
        first.extend([
            Line::new("lot_no", i64::from(lot_about.number)),
            Line::new("lot", lot_about.name.as_str()),
            Line::new("lot_budget", lot_about.budget),
        ]);
        let award = Section::new(
            "award",
            vec![
                Line::new("supplier", supplier.registration.name.as_str()),
                Line::new("uscc", supplier.registration.uscc.as_str()),
                Line::new("address", notices::address(supplier.registration.region)),
                Line::new("award_amount", winner.price),
                Line::new("score", winner.score.normalize().to_string()),
                Line::new("declared_size", Arg::Key(format!("tender-declared-{}", offer.sme.id()))),
            ],
        );
        let wanted = usize::from(lot_about.number).checked_sub(1).and_then(|place| document.lots.get(place));
        let wanted = wanted.map(|lot| lot.items.as_slice()).unwrap_or_default();
        let specification = |name: &str| {
            let item = wanted.iter().find(|item| item.name == name).or(wanted.first());
            item.map_or("—", |item| item.specification.as_str())
        };
        let items = content.lines.iter().map(|line| {
            vec![
                line.name.as_str().into(),
                line.brand.as_str().into(),
                specification(&line.name).into(),
                i64::from(line.quantity).into(),
                line.unit.as_str().into(),
                line.unit_price.into(),
            ]
        });
        let items: Vec<Vec<Arg>> = items.collect();
        let items = if items.is_empty() {
            vec![vec![
                lot_about.name.as_str().into(),
                "—".into(),
                specification("").into(),
                1_i64.into(),
                "—".into(),
                winner.price.into(),
            ]]
        } else {
            items
        };
        let candidates = candidates(desk, lot)?;
        let agency = desk.load::<Organisation>(about.agency)?;
        let purchaser_phone = notices::phone(&*desk.load::<Notice>(terms.notice)?, "purchaser_phone");
        let sections = vec![
            Section::new("basics", first),
            award.table(&["rank", "supplier", "offer", "evaluation_price", "score"], candidates),
            Section::new("items", Vec::new())
                .table(&["item", "brand", "specification", "quantity", "unit", "unit_price"], items),
            Section::new(
                "fees",
                vec![
                    Line::new("agency_fee_standard", document.agency_fee.as_str()),
                    Line::new(
                        "agency_fee",
                        self.agency_fee.map_or_else(|| Arg::Key("notice-text-none".to_owned()), Arg::Money),
                    ),
                ],
            ),
            Section::new(
                "period",
                vec![Line::new("notice_period", law.latest("D-RES-02", desk.now())?.last_day())],
            ),
            Section::new(
                "other",
                vec![
                    Line::new("losers", Arg::Key("notice-text-losers".to_owned())),
                    Line::new("remedies", Arg::Key("notice-text-remedies".to_owned())),
                ],
            ),
            notices::contacts(about, &agency, purchaser_phone, self.agency_phone.as_str().into()),
        ];
        let mut notice = notices::draft(lot_about.project, about, NoticeType::Result, sections);
        notice.title = notices::title_with_lot(about, lot_about.name.as_str());
        notice.amount = winner.price;
        notice.source = self.lot.stream();
        notice.relates_to = Some(terms.notice);
        notice.attachments = vec![("tender_document".to_owned(), terms.document)];
        notice.people = panel(desk, lot)?;
        Ok(notice)
    }
}

/// The report's candidates, as the notice lists them.
fn candidates(desk: &mut Desk<'_, '_>, lot: &Lot) -> Result<Vec<Vec<Arg>>, Stop> {
    let evaluation = lot.evaluation.ok_or_else(|| Refusal::new("E_OFF_PLATFORM"))?;
    let evaluation = desk.load::<Evaluation>(evaluation)?;
    let mut rows = Vec::new();
    for candidate in evaluation.candidates() {
        let name = desk.load::<Organisation>(candidate.supplier)?.registration.name.clone();
        rows.push(vec![
            i64::from(candidate.rank).into(),
            name.into(),
            candidate.price.into(),
            two_digits(candidate.evaluation_price).into(),
            candidate.total.normalize().to_string().into(),
        ]);
    }
    Ok(rows)
}

/// An evaluation price, which is a fraction of a fen, in yuan with two digits.
fn two_digits(fen: rust_decimal::Decimal) -> Money {
    let whole = fen.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    Money::from_fen(i64::try_from(whole).unwrap_or_default())
}

/// The members of the evaluation committee, by id: their names become public with the result.
fn panel(desk: &mut Desk<'_, '_>, lot: &Lot) -> Result<Vec<(String, PersonId)>, Stop> {
    let evaluation = lot.evaluation.ok_or_else(|| Refusal::new("E_OFF_PLATFORM"))?;
    let seats = &desk.load::<Evaluation>(evaluation)?.seats;
    let member = |kind| match kind {
        SeatKind::Expert => "experts",
        SeatKind::Representative => "representatives",
    };
    Ok(seats.iter().map(|seat| (member(seat.kind).to_owned(), seat.person)).collect())
}

/// The bids that were scored: each is told how it ended.
fn bids(desk: &mut Desk<'_, '_>, lot: LotId) -> Result<Vec<BidId>, Stop> {
    let rows = desk.query(
        "SELECT id FROM bidding_bid WHERE lot = $1 AND state = 'scored' ORDER BY id",
        &[lot.to_string().into()],
    )?;
    Ok(rows.iter().map(|row| row.parse(0)).collect::<Result<_, _>>()?)
}
