//! Accessibility and security checks over HTML: what a test of a component or page calls.

use std::collections::{BTreeMap, BTreeSet};

/// One start tag.
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
    /// The text up to the next end tag of the same name, tags left out.
    inner: String,
}
impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// What is wrong with a piece of a page; empty if nothing.
pub fn fragment(html: &str) -> Vec<String> {
    check(&tags(html))
}

/// What is wrong with a whole page; empty if nothing.
pub fn page(html: &str) -> Vec<String> {
    let tags = tags(html);
    let mut wrong = check(&tags);
    let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
    for (name, times) in [("main", 1), ("h1", 1), ("title", 1), ("html", 1), ("footer", 1)] {
        if count(name) != times {
            wrong.push(format!("{} times <{name}>, not {times}", count(name)));
        }
    }
    if !tags.iter().any(|tag| tag.name == "html" && tag.get("lang").is_some()) {
        wrong.push("the page names no language".to_owned());
    }
    if !tags.iter().any(|tag| tag.name == "a" && tag.get("class") == Some("skip")) {
        wrong.push("no skip link".to_owned());
    }
    if html.len() > 60 * 1024 {
        wrong.push(format!("{} bytes: more than 60 KB", html.len()));
    }
    wrong
}

fn check(tags: &[Tag]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        if !ids.insert(id) {
            wrong.push(format!("id {id} twice"));
        }
    }
    let labelled: BTreeSet<&str> =
        tags.iter().filter(|tag| tag.name == "label").filter_map(|tag| tag.get("for")).collect();
    for tag in tags {
        check_one(tag, &ids, &labelled, &mut wrong);
    }
    wrong
}

fn check_one(tag: &Tag, ids: &BTreeSet<&str>, labelled: &BTreeSet<&str>, wrong: &mut Vec<String>) {
    let name = tag.name.as_str();
    let named = tag.get("aria-label").is_some() || tag.get("aria-labelledby").is_some();
    let hidden = matches!(tag.get("type"), Some("hidden" | "submit"));
    let field = matches!(name, "input" | "select" | "textarea") && !hidden && !named;
    if field && !tag.get("id").is_some_and(|id| labelled.contains(id)) {
        wrong.push(format!("<{name} name={:?}> has no label", tag.get("name")));
    }
    for reference in ["aria-describedby", "aria-labelledby"] {
        for id in tag.get(reference).unwrap_or_default().split_whitespace() {
            if !ids.contains(id) {
                wrong.push(format!("{reference} {id} leads nowhere"));
            }
        }
    }
    if name == "label" && !tag.get("for").is_some_and(|id| ids.contains(id)) {
        wrong.push(format!("a label for {:?} leads nowhere", tag.get("for")));
    }
    if name == "a"
        && tag.get("href").and_then(|href| href.strip_prefix('#')).is_some_and(|id| !ids.contains(id))
    {
        wrong.push(format!("a link to {:?} leads nowhere", tag.get("href")));
    }
    if matches!(name, "a" | "button" | "h1" | "h2" | "h3" | "th" | "legend" | "label" | "summary" | "title")
        && tag.inner.trim().is_empty()
        && !named
    {
        wrong.push(format!("an empty <{name}>"));
    }
    if name == "img" && tag.get("alt").is_none() {
        wrong.push("an image without alt".to_owned());
    }
    if name == "svg" && !named && tag.get("aria-hidden").is_none() {
        wrong.push("a drawing without a name".to_owned());
    }
    if name == "nav" && !named {
        wrong.push("a nav without a name".to_owned());
    }
    if name == "button" && tag.get("type").is_none() {
        wrong.push("a button without a type".to_owned());
    }
    if tag.get("style").is_some()
        || (name == "style")
        || tag.attributes.keys().any(|key| key.starts_with("on"))
    {
        wrong.push(format!("<{name}> carries inline style or script, which the policy forbids"));
    }
    if name == "script" && tag.get("src").is_none() && tag.get("type") != Some("application/json") {
        wrong.push("an inline script".to_owned());
    }
    if tag.get("tabindex").is_some_and(|at| at.parse().is_ok_and(|at: i32| at > 0)) {
        wrong.push(format!("<{name}> changes the tab order"));
    }
}

fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest[..length].to_ascii_lowercase();
        let (attributes, used) = attributes(&rest[length..]);
        let body = &rest[length + used..];
        let end = body.find(&format!("</{name}")).unwrap_or(0);
        found.push(Tag { name, attributes, inner: plain(&body[..end]) });
    }
    found
}

/// The attributes of a start tag, and how many bytes they take up to and with `>`.
fn attributes(text: &str) -> (BTreeMap<String, String>, usize) {
    let (mut found, mut at) = (BTreeMap::new(), 0);
    loop {
        let rest = &text[at..];
        let skip = rest.find(|c: char| !c.is_whitespace() && c != '/').unwrap_or(rest.len());
        at += skip;
        let rest = &text[at..];
        if rest.is_empty() || rest.starts_with('>') {
            return (found, (at + 1).min(text.len()));
        }
        let length = rest.find(|c: char| c == '=' || c == '>' || c.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..length].to_owned();
        at += length.max(1);
        let mut value = String::new();
        if let Some(quoted) = text[at..].strip_prefix("=\"") {
            let end = quoted.find('"').unwrap_or(quoted.len());
            quoted[..end].clone_into(&mut value);
            at += 2 + end + 1;
        }
        found.insert(name, value);
        at = at.min(text.len());
    }
}

fn plain(html: &str) -> String {
    let mut inside = false;
    html.chars()
        .filter(|c| {
            let keep = !inside && *c != '<';
            inside = if *c == '<' { true } else { inside && *c != '>' };
            keep
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_field_without_a_label_is_found() {
        assert_eq!(fragment("<input name=\"a\" id=\"a\">").len(), 1);
        assert!(fragment("<label for=\"a\">A</label><input name=\"a\" id=\"a\">").is_empty());
    }
    #[test]
    fn what_the_policy_forbids_is_found() {
        assert_eq!(fragment("<p style=\"x\">a</p>").len(), 1);
        assert_eq!(fragment("<button type=\"submit\" onclick=\"x\">a</button>").len(), 1);
    }
    #[test]
    fn dangling_references_and_empty_links_are_found() {
        let wrong = fragment("<a href=\"#x\"></a><p id=\"y\" aria-describedby=\"z\">a</p><p id=\"y\">b</p>");
        assert_eq!(wrong.len(), 4, "{wrong:?}");
    }
}
