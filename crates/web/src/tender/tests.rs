//! A project from the draft to the notice in the browser; nothing is shown to those whom it does not concern.

use crate::testing::{Browser, Site};
use axum::http::StatusCode;
use kernel::ProjectId;
use platform::{Field, engine::input, evaluation::scene::Scene, testing::Town, texts::Lang};
use procurement::{
    bidding::{Bid, BidStage},
    tender::{AwardLetter, Lot, Notice, Project, ProjectStage},
};

async fn sound(browser: &mut Browser, path: &str) -> String {
    for lang in [Lang::En, Lang::Zh] {
        browser.lang = lang;
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        assert_eq!(crate::audit::page(&answer.body), Vec::<String>::new(), "{path}");
    }
    browser.page.clone()
}
fn opened() -> (Site, ProjectId) {
    let town = Town::new();
    let project = town.opened(town.entrusted(4_000_000, 3_860_000));
    (Site::over(town), project)
}
/// A document as a person types it.
fn typed(site: &Site, project: ProjectId) -> Vec<(String, String)> {
    let fields: &[Field] =
        site.town.platform.commands().get("tender.draft_document").expect("a command").fields;
    let parsed = input::parse(fields, &site.town.document(project)).expect("a document");
    crate::refill::pairs(fields, &parsed)
}
fn pairs(typed: &[(String, String)]) -> Vec<(&str, &str)> {
    typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn a_document_is_drafted_reviewed_and_announced_in_the_browser() {
    let (site, project) = opened();
    let (page, query) = (format!("/tender/project/{project}"), format!("?project={project}"));
    let mut manager = site.browser("pm").await;
    assert!(sound(&mut manager, "/tender").await.contains(&page));
    sound(&mut manager, &page).await;
    let form = sound(&mut manager, &format!("/tender/draft{query}")).await;
    assert!(form.contains("投标函"), "the standard text is there");
    let mut wrong = typed(&site, project);
    wrong
        .iter_mut()
        .filter(|(name, _)| name == "scoring.price_points")
        .for_each(|(_, value)| "31".clone_into(value));
    let refused = manager.post("/tender/draft", &pairs(&wrong)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("101"), "the sum is said");
    assert_eq!(crate::audit::page(&refused.body), Vec::<String>::new());
    let drafted = manager.post("/tender/draft", &pairs(&typed(&site, project))).await;
    assert_eq!((drafted.status, drafted.location().starts_with(&page)), (StatusCode::SEE_OTHER, true));
    sound(&mut manager, &format!("{page}/document")).await;
    assert_eq!(site.visitor().get(&format!("{page}/document")).await.status, StatusCode::NOT_FOUND);

    let mut reviewer = site.browser("reviewer").await;
    sound(&mut reviewer, &format!("/tender/review{query}")).await;
    let id = project.to_string();
    let silent = reviewer.post("/tender/review", &[("project", &id), ("verdict", "returned")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let passed = reviewer.post("/tender/review", &[("project", &id), ("verdict", "passed")]).await;
    assert_eq!(passed.status, StatusCode::SEE_OTHER, "{}", passed.body);

    let mut clerk = site.browser("clerk").await;
    sound(&mut clerk, &format!("/tender/confirm{query}")).await;
    let proposed = clerk.post("/tender/confirm", &[("project", &id), ("verdict", "passed")]).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.body);
    assert!(proposed.location().starts_with("/supervision/proposal/"), "{}", proposed.location());
    assert!(matches!(site.town.state::<Project>(project).stage, ProjectStage::Reviewed { .. }));
}
#[tokio::test]
async fn the_notice_form_suggests_what_the_law_allows() {
    let town = Town::new();
    let project = town.locked(4_000_000, 3_860_000);
    let site = Site::over(town);
    let mut manager = site.browser("pm").await;
    let form = sound(&mut manager, &format!("/tender/publish?project={project}")).await;
    assert!(form.contains("2026-04-24"), "21 days after tomorrow");
    let id = project.to_string();
    let short = manager
        .post(
            "/tender/publish",
            &[
                ("project", &id),
                ("provision_end", "2026-04-12 17:00"),
                ("deadline", "2026-04-20 09:30"),
                ("opening_place", "线上"),
                ("purchaser_phone", "0459"),
                ("agency_phone", "0459"),
            ],
        )
        .await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.body.contains("二十日"));
}
#[tokio::test]
async fn everybody_reads_the_announced_document_and_nobody_else_sees_the_lot() {
    let town = Town::new();
    let tendered = town.announced(4_000_000, 3_860_000);
    let site = Site::over(town);
    let document = format!("/tender/project/{}/document", tendered.project);
    let lot = format!("/tender/lot/{}", tendered.lot);
    let mut supplier = site.browser("supplier1").await;
    assert_eq!(supplier.get(&lot).await.status, StatusCode::NOT_FOUND);
    sound(&mut supplier, &document).await;
    sound(&mut site.visitor(), &document).await;
    let mut manager = site.browser("pm").await;
    sound(&mut manager, &lot).await;
    sound(&mut manager, &format!("/tender/project/{}", tendered.project)).await;
    let mut regulator = site.browser("regulator").await;
    sound(&mut regulator, &lot).await;
}

/// A lot whose report is with the purchaser.
fn delivered() -> (Site, kernel::LotId) {
    let scene = Scene::opened(&[980_000, 900_000, 950_000]);
    let (evaluation, members) = scene.scoring();
    for bid in &scene.bids {
        for (seat, member) in members.iter().enumerate() {
            let objective = (seat == 0).then_some(["28", "16"]);
            scene.score(evaluation, *bid, member, objective, ["6", "10"]).expect("scored");
        }
    }
    scene.aggregate(evaluation).expect("aggregated");
    for member in &members {
        let sign = serde_json::json!({ "evaluation": evaluation });
        scene.town.run(member, "evaluation.sign_report", sign).expect("signed");
    }
    let lot = scene.lot;
    (Site::over(scene.town), lot)
}
#[tokio::test]
async fn the_award_is_confirmed_in_order_and_published_with_the_letter() {
    let (site, lot) = delivered();
    let (town, page) = (&site.town, format!("/tender/lot/{lot}"));
    let mut clerk = site.browser("clerk").await;
    assert!(sound(&mut clerk, &page).await.contains("900,000.00"));
    let form = sound(&mut clerk, &format!("/tender/award?lot={lot}")).await;
    assert!(form.contains("北辰信息技术有限公司"));
    let id = lot.to_string();
    let out_of_order = clerk.post("/tender/award", &[("lot", &id), ("rank", "2")]).await;
    assert_eq!(out_of_order.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", out_of_order.body);
    assert!(out_of_order.body.contains("AWD-02") || out_of_order.body.contains("第 2 名"));
    assert_eq!(crate::audit::page(&out_of_order.body), Vec::<String>::new());
    let proposed = clerk.post("/tender/award", &[("lot", &id), ("rank", "1")]).await;
    assert!(proposed.location().starts_with("/supervision/proposal/"), "{}", proposed.body);
    let proposal = proposed.location().trim_start_matches("/supervision/proposal/");
    let proposal = proposal.split('?').next().expect("an id");
    let approve = serde_json::json!({ "proposal": proposal });
    town.run(&town.purchaser.head, "supervision.approve_proposal", approve).expect("approved");

    // Until the result is published a bidder learns nothing, though it is named in the state.
    let mut winner = site.browser("supplier2").await;
    assert_eq!(winner.get(&page).await.status, StatusCode::NOT_FOUND);
    let publish = serde_json::json!({ "lot": lot, "agency_fee": "10800", "agency_phone": "0459-4672210" });
    town.run2(&town.agency.pm, &town.agency.reviewer, "tender.publish_result", publish).expect("published");
    let state = town.state::<Lot>(lot);
    let awarded = state.awarded().expect("awarded");
    let letter: AwardLetter = town.platform.document_as(&awarded.letter).expect("the letter");
    assert_eq!((letter.supplier, letter.at), (awarded.award.candidate.supplier, awarded.issued_at));
    let won = town.state::<Bid>(awarded.award.candidate.bid);
    assert!(matches!(won.stage, BidStage::Won { .. }));
    let paper = format!("/registry/paper/tender/lot/{lot}");
    assert!(sound(&mut winner, &page).await.contains(&paper), "the winner finds the letter");
    let letter = sound(&mut winner, &paper).await;
    assert!(letter.contains("北辰信息技术有限公司：") && letter.contains("900,000.00"), "{letter}");
    assert!(!letter.contains(&format!("{paper}/seal")), "the winner is told and seals nothing");
    assert_eq!(winner.get(&format!("{paper}/seal")).await.status, StatusCode::FORBIDDEN);
    assert!(sound(&mut clerk, &format!("{paper}/seal")).await.contains("purpose=seal-paper"));
    sound(&mut clerk, &page).await;
    let notice = sound(&mut site.visitor(), &format!("/notices/{}", awarded.notice)).await;
    assert!(notice.contains("900,000.00") && notice.contains("专家"));
    let stored = serde_json::to_string(&town.state::<Notice>(awarded.notice)).expect("writes");
    assert!(!stored.contains("专家1"), "the notice names people by id alone");
}
