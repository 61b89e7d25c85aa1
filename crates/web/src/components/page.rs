//! The shell of every page: skip link, masthead, navigation, banner, one `main`, footer.

use super::Breadcrumbs;
use crate::{
    assets,
    visit::Visit,
    words::{Text, key, say},
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};

/// A page. Return it from a handler.
#[must_use]
pub struct Page {
    visit: Visit,
    title: Text,
    crumbs: Breadcrumbs,
    lede: Option<Text>,
    heading: Option<Markup>,
    own_heading: bool,
    body: Markup,
    status: StatusCode,
}

impl Page {
    /// A page with a title, which is also its heading.
    pub fn new(visit: &Visit, title: Text) -> Self {
        Self {
            visit: visit.clone(),
            title,
            crumbs: Breadcrumbs::default(),
            lede: None,
            heading: None,
            own_heading: false,
            body: html! {},
            status: StatusCode::OK,
        }
    }
    /// One step of the way here; in order, from the top. The page itself is added by the shell.
    pub fn crumb(mut self, words: Text, href: impl Into<String>) -> Self {
        self.crumbs.trail.push((words, Some(href.into())));
        self
    }
    /// A sentence under the heading.
    pub fn lede(mut self, words: Text) -> Self {
        self.lede = Some(words);
        self
    }
    /// Something behind the heading's words: a status tag.
    pub fn beside_heading(mut self, markup: Markup) -> Self {
        self.heading = Some(markup);
        self
    }
    /// The body brings its own `h1` (a notice).
    pub fn own_heading(mut self) -> Self {
        self.own_heading = true;
        self
    }
    /// The content.
    pub fn body(mut self, body: Markup) -> Self {
        self.body = body;
        self
    }
    /// Another status than 200: 422 for a form with errors.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Draws it.
    pub fn render(&self) -> Markup {
        let (visit, lang) = (&self.visit, self.visit.lang);
        let title = self.title.said(lang);
        let told = told(visit);
        let mut trail = Breadcrumbs { trail: self.crumbs.trail.clone() };
        if !trail.trail.is_empty() {
            trail.trail.push((self.title.clone(), None));
        }
        html! {
            (DOCTYPE)
            html lang=(lang.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width,initial-scale=1";
                    // Read first by a screen reader: what was done, then where one is.
                    title { @if let Some(told) = &told { (told) " · " } (title) " · " (say(lang, "site-name")) }
                    link rel="stylesheet" href=(assets::css());
                    link rel="icon" href=(assets::icon()) type="image/svg+xml";
                    script src=(assets::js()) defer {}
                }
                body {
                    a class="skip" href="#main" { (say(lang, "ui-skip")) }
                    (masthead(visit))
                    (banner(visit))
                    main id="main" tabindex="-1" { div class="wrap" {
                        (trail.render(lang))
                        @if let Some(told) = &told {
                            div class="told" role="status" tabindex="-1" data-focus { p { (told) } }
                        }
                        @if !self.own_heading {
                            h1 { (title) @if let Some(beside) = &self.heading { " " (beside) } }
                        }
                        @if let Some(lede) = &self.lede { p class="lede" { (lede.said(lang)) } }
                        (self.body)
                    } }
                    (footer(visit))
                }
            }
        }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        (self.status, self.render()).into_response()
    }
}

/// The good news that the address carries after a form was done: `?told=done-recorded`. Only keys that begin with `done-`.
fn told(visit: &Visit) -> Option<String> {
    let told = visit.query.get("told").filter(|key| key.starts_with("done-"))?;
    platform::texts::first(visit.lang, &[told, "done-recorded"])
}

/// More entries than this do not fit between the name and the person; they get a row of their own.
const ONE_ROW: usize = 6;

fn masthead(visit: &Visit) -> Markup {
    let lang = visit.lang;
    let entries: Vec<_> = visit.navigation().collect();
    html! {
        header class="masthead" { div class="wrap" {
            a class="brand" href="/" { (say(lang, "site-name")) " " small { (say(lang, "site-owner")) } }
            nav class=[(entries.len() > ONE_ROW).then_some("many")] aria-label=(say(lang, "ui-main-nav")) {
                @for entry in &entries {
                    a href=(entry.path) aria-current=[visit.is_under(entry.path).then_some("page")] { (say(lang, entry.key)) }
                }
            }
            div class="who" {
                @if let Some(person) = &visit.person {
                    span { a href="/registry/mine" { (person.organisation) } " · " a href="/registry/account" { (person.name) } }
                    form method="post" action="/sign-out" {
                        input type="hidden" name="_csrf" value=(visit.csrf());
                        button class="linklike" type="submit" { (say(lang, "nav-sign-out")) }
                    }
                } @else {
                    a href="/sign-in" { (say(lang, "nav-sign-in")) }
                }
                a href=(visit.language_link()) hreflang=(lang.other().tag()) lang=(lang.other().tag()) {
                    (say(lang.other(), "ui-this-language"))
                }
            }
        } }
    }
}

fn banner(visit: &Visit) -> Markup {
    let lang = visit.lang;
    html! {
        @if let Some(banner) = &visit.banner {
            div class="training" role="region" aria-label=(say(lang, "ui-banner")) { div class="wrap" {
                span { (say(lang, "ui-demo")) " " (key("ui-demo-clock").with("at", banner.now).said(lang)) }
                @if banner.adjustable && visit.person.is_some() {
                    form class="row" method="post" action="/clock/next" {
                        input type="hidden" name="_csrf" value=(visit.csrf());
                        input type="hidden" name="back" value=(visit.path);
                        @if let Some(next) = banner.next {
                            button type="submit" name="by" value="deadline" { (key("ui-demo-jump").with("due", next).said(lang)) }
                        }
                        button type="submit" name="by" value="day" { (say(lang, "ui-demo-jump-day")) }
                        button type="submit" name="by" value="month" { (say(lang, "ui-demo-jump-month")) }
                    }
                }
            } }
        }
    }
}

fn footer(visit: &Visit) -> Markup {
    let lang = visit.lang;
    html! {
        footer { div class="wrap" {
            (say(lang, "site-host")) " · "
            a href="/notices" { (say(lang, "nav-notices")) } " · "
            a href="/laws" { (say(lang, "nav-laws")) } " · "
            a href="/api" { (say(lang, "nav-api")) }
            // For who builds pages: in training only.
            @if visit.banner.is_some() { " · " a href="/gallery" { (say(lang, "nav-gallery")) } }
        } }
    }
}
