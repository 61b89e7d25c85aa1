//! The portal's first page: search, figures, the newest notices.

use crate::{
    app::{App, read_failed},
    components::Page,
    errors::Failure,
    notices,
    visit::Visit,
    words::{key, say},
};
use axum::extract::State;
use maud::{Markup, html};
use platform::portal::{self, Figures, NoticeFilter};

/// Notices on the first page.
const NEWEST: u32 = 8;

/// `GET /`.
pub async fn home(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let figures = app.figures().map_err(read_failed)?;
    let newest = app
        .platform()
        .journal()
        .read(|tx| portal::notices(tx, &NoticeFilter::default(), NEWEST))
        .map_err(read_failed)?;
    let lang = visit.lang;
    Ok(Page::new(&visit, key("home-title")).lede(key("home-lede")).body(html! {
        form class="search" role="search" method="get" action="/notices" {
            input type="text" name="q" maxlength="100" aria-label=(say(lang, "home-search")) placeholder=(say(lang, "home-search"));
            button type="submit" { (say(lang, "notices-search")) }
        }
        (numbers(&app, &visit, figures))
        div class="grid g2" {
            section class="card" aria-labelledby="newest" {
                h2 id="newest" { (say(lang, "home-newest")) }
                (notices::table(lang, &newest.lines).render(lang))
                p class="mt last" { a href="/notices" { (say(lang, "home-all")) } }
            }
            aside class="grid top" {
                section class="card" aria-labelledby="supplier" {
                    h2 id="supplier" { (say(lang, "home-supplier")) }
                    p { (say(lang, "home-supplier-text")) }
                    a class="btn" href="/registry/apply?kind=supplier" { (say(lang, "home-register")) }
                }
                section class="card" aria-labelledby="expert" {
                    h2 id="expert" { (say(lang, "home-expert")) }
                    p { (say(lang, "home-expert-text")) }
                    p class="last" { a class="btn quiet" href="/registry/expert/apply" { (say(lang, "registry-apply_expert")) } }
                }
                section class="card" aria-labelledby="verify" {
                    h2 id="verify" { (say(lang, "home-verify")) }
                    p { (say(lang, "home-verify-text")) }
                    pre { "yangcai verify" }
                }
            }
        }
    }))
}

fn numbers(app: &App, visit: &Visit, figures: Figures) -> Markup {
    let seq = i64::try_from(app.platform().journal().head().seq).unwrap_or(i64::MAX);
    let stats = [
        (figures.notices, "home-figure-notices"),
        (figures.projects, "home-figure-projects"),
        (figures.suppliers, "home-figure-suppliers"),
        (seq, "home-figure-records"),
    ];
    html! {
        div class="grid g4 my" { @for (number, words) in stats {
            div class="stat" { b { (grouped(number)) } span { (say(visit.lang, words)) } }
        } }
    }
}

/// `1,884,201`.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_have_separators() {
        assert_eq!(super::grouped(1_884_201), "1,884,201");
        assert_eq!(super::grouped(12), "12");
    }
}
