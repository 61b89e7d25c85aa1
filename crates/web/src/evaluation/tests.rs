//! A draw and an evaluation clicked through by the agency, the purchaser, the authority and five experts.

use crate::testing::{Browser, Site, hidden_value};
use axum::http::StatusCode;
use kernel::{DrawId, EvaluationId, PersonId};
use platform::{evaluation::scene::Scene, texts::Lang};
use procurement::{
    draw::{Draw, Standing},
    evaluation::{Evaluation, EvaluationStage},
};
use std::collections::BTreeMap;

/// Every page is sound in both languages and says nothing raw.
async fn sound(browser: &mut Browser, path: &str) -> String {
    for lang in [Lang::En, Lang::Zh] {
        browser.lang = lang;
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        assert_eq!(crate::audit::page(&answer.body), Vec::<String>::new(), "{path}");
        let shown = answer.body.split('>').filter_map(|part| part.split('<').next());
        let raw: Vec<_> = shown
            .filter(|text| {
                ["page-", "draw-", "evaluation-", "event-", "done-"]
                    .iter()
                    .any(|start| text.trim().starts_with(start))
            })
            .collect();
        assert!(raw.is_empty(), "{path}: {raw:?}");
    }
    browser.page.clone()
}
async fn send(browser: &mut Browser, path: &str, input: &[(&str, &str)]) -> String {
    let answer = browser.post(path, input).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    answer.location().to_owned()
}

struct Stage {
    site: Site,
    logins: BTreeMap<PersonId, String>,
}
impl Stage {
    fn new(scene: Scene) -> (Self, kernel::LotId) {
        let lot = scene.lot;
        let logins = (0..scene.town.experts.len())
            .map(|at| (scene.town.experts[at].person, format!("expert{}", at + 1)))
            .collect();
        (Self { site: Site::over(scene.town), logins }, lot)
    }
    async fn expert(&self, person: PersonId) -> Browser {
        self.site.browser(&self.logins[&person]).await
    }
}

#[tokio::test]
async fn a_lot_is_clicked_from_the_draw_to_the_signed_report() {
    let (stage, lot) = Stage::new(Scene::opened(&[980_000, 900_000, 950_000]));
    let town = &stage.site.town;
    let mut agency = stage.site.browser("pm").await;
    let form = format!("/draw/request?lot={lot}");
    sound(&mut agency, &form).await;
    let lot_id = lot.to_string();
    let mut ask = vec![
        ("lot", lot_id.as_str()),
        ("specialities[0].code", "A02010105"),
        ("experts", "4"),
        ("representatives", "0"),
        ("evaluation_at", "2026-03-02T14:00"),
    ];
    let even = agency.post("/draw/request", &ask).await;
    assert_eq!(even.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", even.body);
    assert!(even.body.contains("87号令第47条"));
    ask[2].1 = "5";
    let draw_path = send(&mut agency, "/draw/request", &ask).await.split('?').next().unwrap().to_owned();
    let draw: DrawId = draw_path.rsplit('/').next().unwrap().parse().expect("a draw");
    sound(&mut agency, &draw_path).await;
    let id = draw.to_string();
    for command in ["draw.commit", "draw.reveal"] {
        for login in ["clerk", "pm", "regulator"] {
            let mut browser = stage.site.browser(login).await;
            browser.get(&format!("/do/{command}?draw={draw}")).await;
            send(&mut browser, &format!("/do/{command}"), &[("draw", &id)]).await;
            sound(&mut browser, &draw_path).await;
        }
    }
    // Not even the regulator's page says who was called.
    let seen = sound(&mut stage.site.browser("regulator").await, &draw_path).await;
    for (person, login) in &stage.logins {
        let name = town.platform.name_of(*person).expect("a name");
        assert!(
            !seen.contains(&name) && !seen.contains(login.as_str()) && !seen.contains(&person.to_string())
        );
    }
    while let Some(one) = town.state::<Draw>(draw).chosen.iter().find(|one| one.standing == Standing::Called)
    {
        let mut expert = stage.expert(one.person).await;
        let work = expert.get("/work").await.body;
        let path = format!("{draw_path}/respond");
        assert!(work.contains(&path));
        sound(&mut expert, &path).await;
        send(&mut expert, &path, &[("answer", "accept")]).await;
        sound(&mut expert, &draw_path).await;
    }
    agency.get(&format!("/do/evaluation.convene?draw={draw}")).await;
    let bench = send(&mut agency, "/do/evaluation.convene", &[("draw", &id)]).await;
    let bench = bench.split('?').next().unwrap().to_owned();
    let evaluation: EvaluationId = bench.rsplit('/').next().unwrap().parse().expect("an evaluation");
    sound(&mut agency, &bench).await;

    let seats: Vec<PersonId> =
        town.state::<Evaluation>(evaluation).seats.iter().map(|seat| seat.person).collect();
    let mut experts = Vec::new();
    for person in &seats {
        experts.push(stage.expert(*person).await);
    }
    for expert in &mut experts {
        let path = format!("{bench}/sign-in");
        sound(expert, &path).await;
        let unpromised = expert.post(&path, &[("avoidance", "none")]).await;
        assert_eq!(unpromised.status, StatusCode::UNPROCESSABLE_ENTITY);
        send(expert, &path, &[("avoidance", "none"), ("discipline", "true")]).await;
    }
    for expert in &mut experts {
        let path = format!("{bench}/leader");
        sound(expert, &path).await;
        send(expert, &path, &[("leader", "1")]).await;
    }
    let mut clerk = stage.site.browser("clerk").await;
    let path = format!("{bench}/qualification");
    for _ in 0..3 {
        let page = sound(&mut clerk, &path).await;
        let bid = hidden_value(&page, "bid").expect("a bid").to_owned();
        let half =
            clerk.post(&path, &[("bid", &bid), ("items[0].key", "q1"), ("items[0].verdict", "passed")]).await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        let all = [
            ("bid", bid.as_str()),
            ("items[0].key", "q1"),
            ("items[0].verdict", "passed"),
            ("items[1].key", "q2"),
            ("items[1].verdict", "passed"),
        ];
        send(&mut clerk, &path, &all).await;
    }
    let path = format!("{bench}/conformity");
    for expert in &mut experts {
        for _ in 0..3 {
            let page = sound(expert, &path).await;
            let bid = hidden_value(&page, "bid").expect("a bid").to_owned();
            let vote = [("bid", bid.as_str()), ("items[0].key", "s1"), ("items[0].verdict", "passed")];
            send(expert, &path, &vote).await;
        }
    }
    let path = format!("{bench}/scores");
    for (at, expert) in experts.iter_mut().enumerate() {
        for _ in 0..3 {
            let page = sound(expert, &path).await;
            let bid = hidden_value(&page, "bid").expect("a bid").to_owned();
            let mut input = vec![("bid", bid.as_str())];
            if at == 0 {
                let over = [
                    ("bid", bid.as_str()),
                    ("scores[0].key", "f1"),
                    ("scores[0].points", "30.5"),
                    ("scores[1].key", "f2"),
                    ("scores[1].points", "6"),
                    ("scores[2].key", "f3"),
                    ("scores[2].points", "20"),
                    ("scores[3].key", "f4"),
                    ("scores[3].points", "10"),
                ];
                let refused = expert.post(&path, &over).await;
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
                assert!(refused.body.contains("f-scores-0-points"), "the error leads to its field");
                input.extend(over[1..].iter().copied());
                input[2].1 = "28";
            } else {
                input.extend([
                    ("scores[0].key", "f2"),
                    ("scores[0].points", "6"),
                    ("scores[1].key", "f4"),
                    ("scores[1].points", "10"),
                ]);
            }
            send(expert, &path, &input).await;
        }
        if at == 2 {
            sound(&mut agency, &bench).await;
        }
    }
    let eid = evaluation.to_string();
    agency.get(&format!("/do/evaluation.aggregate?evaluation={eid}")).await;
    send(&mut agency, "/do/evaluation.aggregate", &[("evaluation", &eid)]).await;
    let page = sound(&mut agency, &bench).await;
    assert!(page.contains("900,000.00") && page.contains("765,000.00"));
    // The purchaser sees the result with the signed report.
    assert!(!sound(&mut clerk, &bench).await.contains("765,000.00"));
    for expert in &mut experts {
        let path = format!("{bench}/sign");
        sound(expert, &path).await;
        send(expert, &path, &[("dissent", "")]).await;
    }
    assert!(sound(&mut clerk, &bench).await.contains("765,000.00"));
    assert!(matches!(town.state::<Evaluation>(evaluation).stage, EvaluationStage::Delivered { .. }));
    // A bidder is named in the state and still sees nothing of it.
    for login in ["supplier1", "rep1"] {
        let refused = stage.site.browser(login).await.get(&bench).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
    let outsider = stage.logins.iter().find(|(person, _)| !seats.contains(person)).expect("an outsider");
    assert_eq!(stage.site.browser(outsider.1).await.get(&bench).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_bidder_explains_a_low_price_on_its_own_page() {
    let scene = Scene::opened(&[980_000, 400_000, 950_000]);
    let (evaluation, members) = scene.voted();
    let leader = members[0].person;
    let (stage, _) = Stage::new(scene);
    let path = format!("/evaluation/evaluation/{evaluation}/explain");
    assert_eq!(stage.site.browser("supplier1").await.get(&path).await.status, StatusCode::NOT_FOUND);
    let mut bidder = stage.site.browser("supplier2").await;
    let work = bidder.get("/work").await.body;
    assert!(work.contains(&path), "{work}");
    let page = sound(&mut bidder, &path).await;
    let bid = hidden_value(&page, "bid").expect("a bid").to_owned();
    send(&mut bidder, &path, &[("bid", &bid), ("explanation", "库存清仓，附成本测算。")]).await;
    let mut leader = stage.expert(leader).await;
    let path = format!("/evaluation/evaluation/{evaluation}/judge");
    let page = sound(&mut leader, &path).await;
    assert!(page.contains("库存清仓"));
    let input = [("bid", bid.as_str()), ("conclusion", "reasonable"), ("opinion", "成本测算成立。")];
    send(&mut leader, &path, &input).await;
    sound(&mut leader, &format!("/evaluation/evaluation/{evaluation}")).await;
}
