//! Stylesheet, script and icon, embedded; their addresses carry a digest of their content, so browsers may keep them.

use axum::{
    extract::Path,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use kernel::Digest;
use std::sync::OnceLock;

/// The stylesheet; `yangcai client` embeds it too.
pub const CSS: &str = include_str!("../assets/yangcai.css");
/// The script; `yangcai client` embeds it too.
pub const JS: &str = include_str!("../assets/yangcai.js");
/// The icon: the seal.
pub const ICON: &str = include_str!("../assets/seal.svg");

fn address(name: &str, kind: &str, content: &str) -> String {
    let digest = Digest::of(content.as_bytes()).to_string();
    format!("/assets/{name}.{}.{kind}", digest.get(..16).unwrap_or_default())
}
/// Address of the stylesheet.
pub fn css() -> &'static str {
    static PATH: OnceLock<String> = OnceLock::new();
    PATH.get_or_init(|| address("yangcai", "css", CSS))
}
/// Address of the script.
pub fn js() -> &'static str {
    static PATH: OnceLock<String> = OnceLock::new();
    PATH.get_or_init(|| address("yangcai", "js", JS))
}
/// Address of the icon.
pub fn icon() -> &'static str {
    static PATH: OnceLock<String> = OnceLock::new();
    PATH.get_or_init(|| address("seal", "svg", ICON))
}

/// `GET /assets/{name}`.
pub async fn serve(Path(name): Path<String>) -> Result<Response, crate::errors::Failure> {
    let path = format!("/assets/{name}");
    let (kind, content) = if path == css() {
        ("text/css; charset=utf-8", CSS)
    } else if path == js() {
        ("text/javascript; charset=utf-8", JS)
    } else if path == icon() {
        ("image/svg+xml", ICON)
    } else {
        return Err(crate::errors::Failure::not_found());
    };
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, content).into_response())
}
