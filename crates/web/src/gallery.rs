//! Every component with its examples: documentation, and what the accessibility tests run over.

use crate::{
    components::{Page, examples},
    visit::Visit,
    words::key,
};
use maud::{PreEscaped, html};

/// `GET /gallery`, or one component with `?only=money`.
pub async fn show(visit: Visit) -> Page {
    let only = visit.query.get("only").unwrap_or_default();
    let body = html! {
        @for example in examples().iter().filter(|example| example.name.starts_with(only)) {
            section class="card example" aria-labelledby={ "example-" (example.name) } {
                h2 id={ "example-" (example.name) } { (key(format!("example-{}", example.name)).said(visit.lang)) }
                (PreEscaped(apart(&(example.draw)(visit.lang).into_string(), example.name)))
            }
        }
    };
    Page::new(&visit, key("page-gallery")).lede(key("page-gallery-lede")).body(body)
}

/// The same field stands in several examples; on this page each example's ids are its own.
fn apart(html: &str, example: &str) -> String {
    let prefix: String = example.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut out = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some((at, opening)) = ATTRIBUTES.iter().filter_map(|name| Some((rest.find(name)?, *name))).min()
    {
        let (before, after) = rest.split_at(at + opening.len());
        let (ids, after) = after.split_once('"').unwrap_or((after, ""));
        out.push_str(before);
        let ids: Vec<String> = ids.split(' ').map(|id| format!("{prefix}-{id}")).collect();
        out.push_str(&ids.join(" "));
        out.push('"');
        rest = after;
    }
    out.push_str(rest);
    out
}

const ATTRIBUTES: &[&str] =
    &[" id=\"", " for=\"", " href=\"#", " aria-describedby=\"", " aria-labelledby=\""];
