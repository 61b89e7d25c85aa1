//! An official text: a notice as it is published, read and printed.

use super::Example;
use crate::words::{Text, data, key};
use maud::{Markup, html};
use platform::texts::Lang;

/// A section of a notice.
pub struct Section {
    /// Its heading, `一、中标结果`.
    pub heading: Text,
    /// Paragraphs, tables, summary lists.
    pub body: Markup,
}

/// A notice.
pub struct Article {
    /// Its title.
    pub title: Text,
    /// Number, dates.
    pub meta: Text,
    /// Its sections.
    pub sections: Vec<Section>,
}
impl Article {
    /// Draws it; its title is the page's `h1`.
    pub fn render(&self, lang: Lang) -> Markup {
        self.draw(lang, &html! { h1 { (self.title.said(lang)) } })
    }
    fn draw(&self, lang: Lang, title: &Markup) -> Markup {
        html! {
            article class="card official" {
                (title)
                p class="meta" { (self.meta.said(lang)) }
                @for section in &self.sections { h2 { (section.heading.said(lang)) } (section.body) }
                p class="noprint" { button class="btn quiet" type="button" data-print hidden { (key("ui-print").said(lang)) } }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "notice",
        draw: |lang| {
            let body = html! { p { "包 1：哈尔滨启明教学设备有限公司，中标金额 3,612,800.00 元（叁佰陆拾壹万贰仟捌佰元整）。" } };
            let meta = data("项目编号 HLJ-0600-2026-000318 · 发布 2026-11-20 16:02");
            let sections = vec![Section { heading: data("一、中标结果"), body }];
            let article = Article {
                title: data("市第三中学多媒体教室设备采购中标公告"), meta, sections
            };
            article.draw(lang, &html! { h3 { (article.title.said(lang)) } })
        },
    }]
}
