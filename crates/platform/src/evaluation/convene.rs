//! 组建评标委员会.

use super::basis::basis;
use crate::{draw::pool, engine::prelude::*};
use procurement::{
    draw::{Draw, Panel, check_composition},
    evaluation::{Evaluation, EvaluationMatter, SeatKind},
    tender::{Lot, LotStage},
};

/// Puts the committee together once the bids are opened and the experts have accepted (87号令第45条、第47条). An expert who
/// turns out to work for a bidder is replaced from the drawn order (EXP-03), without anybody learning the name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Convene {
    /// 抽取
    pub draw: DrawId,
    /// 采购人代表
    #[serde(default)]
    pub representatives: Vec<Representative>,
}

/// A representative of the purchaser.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Representative {
    /// 登录名
    pub login: String,
}

impl Command for Convene {
    const NAME: &'static str = "evaluation.convene";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("draw.draw", "draw"));
    const FIELDS: &'static [Field] = &[
        Field::id("draw", "draw.draw"),
        Field::list("representatives", &[Field::text("login", 60)], 10).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Draw>(self.draw)?.asked()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let draw = desk.load::<Draw>(self.draw)?;
        let request = draw.asked()?.clone();
        let lot = desk.load::<Lot>(request.lot)?;
        let LotStage::Evaluating { bids } = lot.stage else {
            return Err(Refusal::new("E_NOT_OPENED").into());
        };
        let evaluation = desk.new_id::<EvaluationId>();
        let convened = draw.convene(evaluation)?;
        let law = desk.law(request.region);

        let pool = pool(desk, &draw)?;
        let mut kept = (*draw).clone();
        let mut replaced = Vec::new();
        for member in draw.members().filter(|one| !pool.contains_key(&one.index)) {
            let events = kept.withdraw(member.person, "EXP-03".to_owned(), &pool, desk.now(), &law)?;
            events.iter().for_each(|event| kept.apply(desk.now(), event));
            replaced.extend(events);
        }
        if !replaced.is_empty() {
            return desk.record_all::<Draw>(self.draw, replaced);
        }

        let mut members: Vec<_> =
            draw.members().map(|one| (one.person, one.organisation, SeatKind::Expert)).collect();
        for (at, representative) in self.representatives.iter().enumerate() {
            let rows = desk.query(
                "SELECT id FROM registry_person WHERE login = $1 AND organisation = $2 AND state = 'active'",
                &[representative.login.as_str().into(), request.purchaser.to_string().into()],
            )?;
            let row = rows.first().ok_or_else(|| {
                Refusal::new("E_SCHEMA")
                    .field(format!("representatives[{at}].login"), "evaluation-field-not-of-purchaser")
            })?;
            members.push((row.parse(0)?, request.purchaser, SeatKind::Representative));
        }
        let count = |kind| members.iter().filter(|(.., other)| *other == kind).count();
        let panel = Panel {
            experts: u32::try_from(count(SeatKind::Expert)).unwrap_or(0),
            representatives: u32::try_from(count(SeatKind::Representative)).unwrap_or(0),
        };
        check_composition(panel, request.budget, request.complex, &law)?;
        basis(desk, request.lot)?;
        let matter = EvaluationMatter {
            project: request.project,
            lot: request.lot,
            draw: self.draw,
            purchaser: request.purchaser,
            agency: request.agency,
            title: request.title,
            bids,
        };
        let events = Evaluation::default().convene(matter, &members, &law)?;
        let noted = lot.start_evaluation(evaluation)?;
        desk.record_all::<Evaluation>(evaluation, events)?;
        desk.record_all::<Draw>(self.draw, convened)?;
        desk.record_all::<Lot>(request.lot, noted)
    }
}
