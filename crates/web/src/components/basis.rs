//! A legal basis with its articles linked: `87号令第39条、第76条；内控`.

use maud::{Markup, html};
use procurement::statute::{Library, Named, Piece};

/// The words of a legal basis; what the library holds leads to its page, what it does not is named in full on hovering.
/// Bases stand in rules and code, so the statutes that come with the platform are all they can mean.
pub fn basis(text: &str) -> Markup {
    let library = Library::builtin();
    html! { @for piece in library.names().basis(text) {
        @match piece {
            Piece::Words(words) => (words),
            Piece::Cited(cited) => @match (&cited.document, address(&cited)) {
                (_, Some(href)) => a href=(href) { (cited.words) },
                (Some(Named::Absent(number)), None) => {
                    @let title = library.absent().find(|document| document.number == *number);
                    span title=[title.map(|document| &document.title).filter(|title| !title.is_empty())] { (cited.words) }
                },
                (_, None) => (cited.words),
            },
        }
    } }
}

/// The pages that a legal basis leads to.
pub fn addresses(text: &str) -> Vec<String> {
    let pieces = Library::builtin().names().basis(text);
    pieces.iter().filter_map(Piece::citation).filter_map(address).collect()
}

fn address(cited: &procurement::statute::Citation<'_>) -> Option<String> {
    let id = cited.held()?;
    Some(match cited.article {
        Some(no) => format!("/laws/{id}/{no}"),
        None => format!("/laws/{id}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn articles_are_linked_and_what_is_not_held_is_words() {
        let drawn = basis("87号令第39条（一并存档）、第76条；财库〔2016〕198号；内控").into_string();
        assert_eq!(
            drawn,
            "<a href=\"/laws/mof-87/39\">87号令第39条</a>（一并存档）、<a href=\"/laws/mof-87/76\">第76条</a>；\
             <span title=\"政府采购评审专家管理办法\">财库〔2016〕198号</span>；内控"
        );
        assert_eq!(
            addresses("政府采购法第7、18条；电子签名法；平台默认"),
            ["/laws/procurement-law/7", "/laws/procurement-law/18", "/laws/electronic-signature-law"]
        );
        assert_eq!(basis("<b>").into_string(), "&lt;b&gt;");
    }
}
