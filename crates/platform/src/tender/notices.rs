//! What the notices of a project say, drawn from locked streams and documents alone (domain/notices.md; DOC-16).

use super::publish_notice::PublishNotice;
use crate::engine::prelude::*;
use procurement::{
    Law,
    plan::SmeReservation,
    registry::Organisation,
    tender::{
        Correction, Lot, Notice, NoticeDraft, NoticeType, Project, ProjectAbout, Row as Line, Section,
        TenderDocument, VoidReason, notice_title,
    },
};

fn key(name: &str) -> Arg {
    Arg::Key(name.to_owned())
}
fn yes_no(yes: bool) -> Arg {
    key(if yes { "notice-text-yes" } else { "notice-text-no" })
}
/// The last day of a period that ends at 24:00.
fn last_day(end: Instant) -> Arg {
    Arg::Date(end.last_day())
}

/// What every notice of a project has in common.
pub(super) fn draft(
    id: ProjectId,
    about: &ProjectAbout,
    notice_type: NoticeType,
    sections: Vec<Section>,
) -> NoticeDraft {
    NoticeDraft {
        notice_type,
        title: notice_title(&about.purchaser_name, &about.name),
        region: about.region,
        purchaser: about.purchaser,
        purchaser_name: about.purchaser_name.clone(),
        agency: Some(about.agency),
        agency_name: Some(about.agency_name.clone()),
        project: Some(id),
        project_no: about.number.clone(),
        category: about.category,
        method: Some(about.method),
        amount: about.budget(),
        sections,
        people: Vec::new(),
        source: id.stream(),
        relates_to: None,
        attachments: Vec::new(),
    }
}

/// Number and name, with which every notice begins.
pub(super) fn basics(about: &ProjectAbout) -> Vec<Line> {
    vec![
        Line::new("project_no", about.number.as_str()),
        Line::new("project_name", about.name.as_str()),
        Line::new("method", Arg::Key(format!("demand-method-{}", about.method.id()))),
    ]
}

/// N-03.
pub(super) fn tender(
    id: ProjectId,
    about: &ProjectAbout,
    (document, digest): (&TenderDocument, Digest),
    given: &PublishNotice,
    (agency, contact): (&Organisation, PersonId),
    at: Instant,
    law: &Law,
) -> Result<NoticeDraft, Refusal> {
    let mut first = basics(about);
    first.extend([
        Line::new("budget", about.budget()),
        Line::new("ceiling", about.ceiling()),
        Line::new("demand", document.overview.as_str()),
        Line::new("delivery", document.contract.delivery.as_str()),
        Line::new("joint_bids", yes_no(document.joint_bids)),
    ]);
    let lots = about.lots.iter().zip(&document.lots).map(|(lot, demand)| {
        vec![
            i64::from(lot.number).into(),
            lot.name.as_str().into(),
            lot.budget.into(),
            lot.ceiling.into(),
            demand.deposit.map_or_else(|| key("notice-text-none"), Arg::Money),
            key(sme(lot.sme)),
        ]
    });
    let items = about.lots.iter().zip(&document.lots).flat_map(|(lot, demand)| {
        demand.items.iter().map(|item| {
            vec![
                i64::from(lot.number).into(),
                item.name.as_str().into(),
                i64::from(item.quantity).into(),
                item.unit.as_str().into(),
            ]
        })
    });
    let qualification = document.qualification.iter().map(|clause| vec![clause.text.as_str().into()]);
    let sections = vec![
        Section::new("basics", first)
            .table(&["lot_no", "lot", "lot_budget", "lot_ceiling", "deposit", "sme"], lots.collect())
            .table(&["lot_no", "item", "quantity", "unit"], items.collect()),
        Section::new(
            "qualification",
            vec![
                Line::new("qualification_general", key("notice-text-article-22")),
                Line::new("qualification_policy", document.policy.as_str()),
            ],
        )
        .table(&["qualification"], qualification.collect()),
        Section::new(
            "obtain",
            vec![
                Line::new("obtain_from", at.date()),
                Line::new("obtain_until", given.provision_end),
                Line::new("obtain_place", key("notice-text-online")),
                Line::new("document_price", key("notice-text-free")),
            ],
        ),
        Section::new(
            "submission",
            vec![
                Line::new("deadline", given.deadline),
                Line::new("opening_time", given.deadline),
                Line::new("opening_place", given.opening_place.as_str()),
                Line::new("validity_days", i64::from(document.validity_days)),
            ],
        ),
        Section::new("period", vec![Line::new("notice_period", last_day(law.latest("D-NTC-01", at)?))]),
        Section::new(
            "other",
            vec![
                Line::new("remedies", key("notice-text-remedies")),
                Line::new("credit_check", document.credit_check.as_str()),
                Line::new("agency_fee_standard", document.agency_fee.as_str()),
            ],
        ),
        contacts(about, agency, given.purchaser_phone.as_str().into(), given.agency_phone.as_str().into()),
    ];
    let mut notice = draft(id, about, NoticeType::Tender, sections);
    notice.attachments = vec![("tender_document".to_owned(), digest)];
    // 采购项目联系人 (第13条第8项), who has the agency's telephone.
    notice.people = vec![("project_contact".to_owned(), contact)];
    Ok(notice)
}

/// Names, addresses and telephones of both (87号令第13条第1项、第69条第2款).
pub(super) fn contacts(
    about: &ProjectAbout,
    agency: &Organisation,
    purchaser_phone: Arg,
    agency_phone: Arg,
) -> Section {
    let phones = [("purchaser_phone", purchaser_phone), ("agency_phone", agency_phone)];
    let [purchaser, other] = phones.map(|(label, value)| Line { label: label.to_owned(), value });
    Section::new(
        "contacts",
        vec![
            Line::new("purchaser", about.purchaser_name.as_str()),
            Line::new("purchaser_address", address(about.region)),
            purchaser,
            Line::new("agency", about.agency_name.as_str()),
            Line::new("agency_address", address(agency.registration.region)),
            other,
        ],
    )
}

/// A telephone that the invitation gave, for the notices that follow it.
pub(super) fn phone(invitation: &Notice, label: &str) -> Arg {
    let said = invitation.published().ok().and_then(|published| published.notice.value(label));
    said.cloned().unwrap_or_else(|| Arg::Text(String::new()))
}

/// Where an organisation is, as far as the registry says: the names of its region and those above it.
pub(super) fn address(region: Region) -> String {
    let mut names: Vec<_> =
        region.ancestry().filter_map(|part| Regions::builtin().name(&part).map(str::to_owned)).collect();
    names.reverse();
    names.concat()
}

fn sme(reservation: SmeReservation) -> &'static str {
    match reservation {
        SmeReservation::Whole { small_only: true } => "notice-text-sme-whole-small",
        SmeReservation::Whole { small_only: false } => "notice-text-sme-whole",
        SmeReservation::Consortium { .. } => "notice-text-sme-consortium",
        SmeReservation::Subcontract { .. } => "notice-text-sme-subcontract",
        SmeReservation::Remainder | SmeReservation::None { .. } => "notice-text-sme-none",
    }
}

/// N-05.
pub(super) fn correction(
    id: ProjectId,
    project: &Project,
    correction: &Correction,
    at: Instant,
) -> Result<NoticeDraft, Refusal> {
    let (about, schedule) = (project.about()?, project.schedule()?);
    let deadline = correction.deadline.unwrap_or(schedule.deadline);
    let changes = correction.changes.iter().map(|change| {
        vec![change.item.as_str().into(), change.before.as_str().into(), change.after.as_str().into()]
    });
    let subject = match schedule.amendment {
        Some(_) => "notice-text-correction-document",
        None => "notice-text-correction-notice",
    };
    let mut first = basics(about);
    first.extend([
        Line::new("original_notice", key("notice-type-N-03")),
        Line::new("first_published", schedule.published_at),
    ]);
    let mut rest = vec![
        Line::new("subject", key(subject)),
        Line::new("corrected_on", at.date()),
        Line::new("affects_preparation", yes_no(correction.affects_preparation)),
        Line::new("extended", yes_no(deadline > schedule.deadline)),
        Line::new("deadline", deadline),
    ];
    rest.extend(correction.reason.as_deref().map(|reason| Line::new("no_effect_reason", reason)));
    let sections = vec![
        Section::new("basics", first),
        Section::new("correction", rest).table(&["changed_item", "before", "after"], changes.collect()),
    ];
    let mut notice = draft(id, about, NoticeType::Correction, sections);
    notice.relates_to = Some(schedule.notice);
    notice.attachments =
        schedule.amendment.iter().map(|version| ("tender_document".to_owned(), version.digest)).collect();
    Ok(notice)
}

/// N-07.
pub(super) fn termination(
    id: LotId,
    lot: &Lot,
    project: &Project,
    reason: VoidReason,
    statement: &str,
    contacts: Section,
) -> Result<NoticeDraft, Refusal> {
    let (about, lot_about) = (project.about()?, lot.about()?);
    let mut first = basics(about);
    first.extend([
        Line::new("lot_no", i64::from(lot_about.number)),
        Line::new("lot", lot_about.name.as_str()),
        Line::new("lot_budget", lot_about.budget),
    ]);
    let sections = vec![
        Section::new("basics", first),
        Section::new(
            "termination",
            vec![
                Line::new("void_reason", Arg::Key(format!("tender-reason-{}", reason.id()))),
                Line::new("statement", statement),
                Line::new("refund", key("notice-text-refund")),
            ],
        ),
        contacts,
    ];
    let mut notice = draft(lot_about.project, about, NoticeType::Termination, sections);
    notice.title = title_with_lot(about, lot_about.name.as_str());
    notice.amount = lot_about.budget;
    notice.source = id.stream();
    notice.relates_to = project.schedule().ok().map(|schedule| schedule.notice);
    Ok(notice)
}

/// The title of a notice about one lot of several.
pub(super) fn title_with_lot(about: &ProjectAbout, lot: &str) -> String {
    if about.lots.len() == 1 {
        notice_title(&about.purchaser_name, &about.name)
    } else {
        format!("{}（{lot}）", notice_title(&about.purchaser_name, &about.name))
    }
}
