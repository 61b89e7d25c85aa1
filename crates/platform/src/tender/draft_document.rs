//! 编制采购文件.

use crate::engine::prelude::*;
use procurement::tender::{Project, ProjectStage, TenderDocument};

/// Draws up a version of the tender document; after the notice, an amendment that a correction puts in force.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftDocument {
    /// 采购项目
    pub project: ProjectId,
    /// The document.
    #[serde(flatten)]
    pub document: TenderDocument,
}

const CLAUSE: &[Field] = &[Field::paragraph("text", 2000), Field::text("proof", 500).optional()];
const POINTS: Kind = Kind::Percent { min: 0, max: 100 };
const SHARE: Kind = Kind::Percent { min: 0, max: 100 };
const ITEM: &[Field] = &[
    Field::text("name", 100),
    Field::paragraph("specification", 4000),
    Field::new("quantity", Kind::Number { min: 1, max: 100_000_000 }),
    Field::text("unit", 20),
    Field::money("unit_ceiling").optional(),
    Field::flag("core"),
];
const LOT: &[Field] = &[Field::list("items", ITEM, 200), Field::money("deposit").optional()];
const TIER: &[Field] = &[Field::new("points", POINTS), Field::text("text", 500)];
const FACTOR: &[Field] = &[
    Field::text("name", 100),
    Field::paragraph("criteria", 6000),
    Field::choice("sort", procurement::tender::FactorSort::IDS),
    Field::new("max", POINTS),
    Field::list("tiers", TIER, 10).optional(),
];
const SCORING: &[Field] = &[Field::new("price_points", POINTS), Field::list("factors", FACTOR, 40)];
const LOW_PRICE: &[Field] =
    &[Field::new("mean", SHARE), Field::new("second", SHARE), Field::new("ceiling", SHARE)];
const PAYMENT: &[Field] = &[
    Field::choice("kind", &["prepayment", "progress", "final"]),
    Field::new("share", SHARE),
    Field::text("condition", 500),
];
const ACCEPTANCE: &[Field] =
    &[Field::choice("kind", &["technical", "service", "safety"]), Field::paragraph("text", 1000)];
const CONTRACT: &[Field] = &[
    Field::paragraph("delivery", 2000),
    Field::paragraph("quality", 2000),
    Field::paragraph("breach", 2000),
    Field::new("performance_bond", SHARE),
    Field::new("payment_days", Kind::Number { min: 1, max: 365 }),
    Field::list("payment", PAYMENT, 20),
    Field::list("acceptance", ACCEPTANCE, 100),
];
const PART: &[Field] = &[Field::text("name", 200)];

/// The fields of a document, in the order of its chapters.
pub(super) const FIELDS: &[Field] = &[
    Field::id("project", "tender.project"),
    Field::paragraph("overview", 4000),
    Field::list("lots", LOT, 50),
    Field::flag("joint_bids"),
    Field::list("qualification", CLAUSE, 40),
    Field::list("substantive", CLAUSE, 200).optional(),
    Field::list("technical", CLAUSE, 600).optional(),
    Field::new("scoring", Kind::Group(SCORING)),
    Field::new("candidates", Kind::Number { min: 1, max: 3 }),
    Field::new("sme_deduction", SHARE),
    Field::new("sme_joint_deduction", SHARE),
    Field::new("low_price", Kind::Group(LOW_PRICE)),
    Field::new("validity_days", Kind::Number { min: 1, max: 365 }),
    Field::list("bid_parts", PART, 40),
    Field::paragraph("policy", 4000),
    Field::paragraph("credit_check", 2000),
    Field::paragraph("agency_fee", 1000),
    Field::new("contract", Kind::Group(CONTRACT)),
];

impl Command for DraftDocument {
    const NAME: &'static str = "tender.draft_document";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.project", "project"));
    const FIELDS: &'static [Field] = FIELDS;
    /// Numbers the clauses and stores the document: it may be larger than what the journal's database keeps.
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        self.document = self.document.clone().numbered();
        outside.put(&bytes(&self.document)?).map(|_| ())
    }
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Project>(self.project)?.about()?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let project = desk.load::<Project>(self.project)?;
        let law = desk.law(project.about()?.region);
        let author = desk.actor().person;
        let digest = Digest::of(&bytes(&self.document)?);
        let in_force = match &project.stage {
            ProjectStage::Announced(schedule) => Some(desk.get::<TenderDocument>(&schedule.version.digest)?),
            _ => None,
        };
        let events = project.draft_document(&self.document, digest, in_force.as_ref(), author, &law)?;
        for finding in self.document.warnings(&self.project.stream(), &law)? {
            desk.warn(Some(finding));
        }
        desk.record_all::<Project>(self.project, events)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let Some(id) = subject.id::<ProjectId>() else { return Err(Refusal::new("E_NOT_FOUND").into()) };
        let project = desk.load::<Project>(id)?;
        let open = matches!(
            project.stage,
            ProjectStage::Drafting { .. } | ProjectStage::Drafted { .. } | ProjectStage::Announced(_)
        );
        if open { Ok(()) } else { Err(Refusal::new("E_STATE").into()) }
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Project>(self.project)?.about()?.name.clone())
    }
}

fn bytes(document: &TenderDocument) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(document).map_err(|_| Refusal::new("E_INTERNAL"))
}
