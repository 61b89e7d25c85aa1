//! Pictures of electronic seals: a round 单位公章 and a square 法定代表人章 drawn from a name, or a PNG that was handed in; and
//! the maker's signature over a seal (after GB/T 38540).

use crate::{Certificate, DocumentError, Key, USER};
use base64::{Engine, prelude::BASE64_STANDARD};
use kernel::Instant;
use procurement::{
    bidding::Signature,
    registry::{Picture, SealBody},
};
use std::fmt::Write;

/// Largest picture that may be handed in, bytes.
pub const PICTURE_MAX: usize = 100 * 1024;
/// Shortest and longest side of such a picture, pixels.
const SIDE: std::ops::RangeInclusive<u32> = 100..=1200;
/// Seal red 印泥红.
const RED: &str = "#c8161d";
/// Faces that every Chinese system has one of; nothing is fetched.
const FACES: &str = "'Noto Serif CJK SC','Source Han Serif SC',SimSun,STSong,serif";
/// A five-pointed star about (210, 210), 58 from centre to point.
const STAR: &str = "210,152 223,192 265,192 231,217 244,257 210,232 176,257 189,217 155,192 197,192";

/// 单位公章: the name on the arc, the star, the code below.
pub fn unit(name: &str, code: &str) -> Picture {
    let mut svg = head(420, 420);
    let _ = write!(
        svg,
        "<circle cx=\"210\" cy=\"210\" r=\"200\" fill=\"none\" stroke=\"{RED}\" stroke-width=\"10\"/>\
         <polygon points=\"{STAR}\" fill=\"{RED}\"/>"
    );
    let name: Vec<char> = name.chars().filter(|c| !c.is_control()).collect();
    // Tenths of a degree from one character to the next; the arc of a long name is 264° at most.
    let step = 2640_usize.checked_div(name.len().saturating_sub(1)).unwrap_or(0).min(260);
    let size = (step * 27 / 100).clamp(12, 50);
    around(&mut svg, &name, (step, size), Side::Above);
    let code: Vec<char> = code.chars().filter(char::is_ascii_alphanumeric).take(18).collect();
    around(&mut svg, &code, (38, 18), Side::Below);
    svg.push_str("</svg>");
    Picture::Svg(svg)
}

/// 法定代表人章: the name and 印, two columns from right to left.
pub fn representative(name: &str) -> Picture {
    let mut signs: Vec<char> = name.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    match signs.len() {
        2 => signs.extend(['之', '印']),
        count if count % 2 == 1 => signs.push('印'),
        _ => {}
    }
    let rows = signs.len().div_ceil(2).max(1);
    let (size, line) = ((176 / rows).min(88), 196 / rows);
    let mut svg = head(240, 240);
    let _ = write!(
        svg,
        "<rect x=\"8\" y=\"8\" width=\"224\" height=\"224\" rx=\"8\" fill=\"none\" stroke=\"{RED}\" stroke-width=\"10\"/>"
    );
    for (at, sign) in signs.iter().enumerate() {
        let x = if at < rows { 168 } else { 72 };
        let y = 22 + (at % rows) * line + line / 2 + size * 36 / 100;
        glyph(&mut svg, *sign, &format!("x=\"{x}\" y=\"{y}\" font-size=\"{size}\""));
    }
    svg.push_str("</svg>");
    Picture::Svg(svg)
}

/// A picture that was handed in: PNG by its own bytes, of a size that prints.
///
/// # Errors
/// [`DocumentError::Picture`].
pub fn handed_in(bytes: &[u8]) -> Result<Picture, DocumentError> {
    let side = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    let png = bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR");
    let fits = [16, 20].into_iter().all(|at| side(at).is_some_and(|side| SIDE.contains(&side)));
    if png && fits && bytes.len() <= PICTURE_MAX {
        Ok(Picture::Png(BASE64_STANDARD.encode(bytes)))
    } else {
        Err(DocumentError::Picture)
    }
}

/// A picture as it is served: media type and bytes.
///
/// # Errors
/// [`DocumentError::Damaged`].
pub fn served(picture: Picture) -> Result<(&'static str, Vec<u8>), DocumentError> {
    match picture {
        Picture::Svg(svg) => Ok(("image/svg+xml", svg.into_bytes())),
        Picture::Png(text) => {
            let bytes = BASE64_STANDARD.decode(text).map_err(|_| DocumentError::Damaged)?;
            Ok(("image/png", bytes))
        }
    }
}

/// The maker signs a seal's canonical form (RFC 8785).
///
/// # Errors
/// [`DocumentError::Encoding`].
pub fn sign_seal(body: &SealBody, key: &Key, maker: &Certificate) -> Result<Signature, DocumentError> {
    key.sign(USER, &canonical(body)?, maker.fingerprint())
}

/// Is a seal signed by this maker, whom `root` certified when it was made?
///
/// # Errors
/// Those of [`Certificate::verify`] and [`Certificate::verify_signature`].
pub fn verify_seal(
    body: &SealBody,
    signature: &Signature,
    maker: &Certificate,
    (root, at): (&Certificate, Instant),
) -> Result<(), DocumentError> {
    maker.verify(root, at)?;
    maker.verify_signature(&canonical(body)?, signature)
}

fn canonical(body: &SealBody) -> Result<Vec<u8>, DocumentError> {
    serde_json_canonicalizer::to_vec(body).map_err(|error| DocumentError::Encoding(error.to_string()))
}

fn head(width: u32, height: u32) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">"
    )
}

enum Side {
    Above,
    Below,
}

/// Characters around the centre (210, 210); each is turned about it.
fn around(svg: &mut String, signs: &[char], (step, size): (usize, usize), side: Side) {
    let whole = step * signs.len().saturating_sub(1);
    for (at, sign) in signs.iter().enumerate() {
        // Twentieths of a degree from the middle, so that half a step is a whole number.
        let from_middle = i64::try_from(at * step * 2).unwrap_or(0) - i64::try_from(whole).unwrap_or(0);
        let (y, turn) = match side {
            Side::Above => (34 + size * 80 / 100, from_middle),
            Side::Below => (390, -from_middle),
        };
        let (sign_of, turn) = (if turn < 0 { "-" } else { "" }, turn.unsigned_abs());
        let angle = format!("{sign_of}{}.{:02}", turn / 20, turn % 20 * 5);
        glyph(
            svg,
            *sign,
            &format!("x=\"210\" y=\"{y}\" font-size=\"{size}\" transform=\"rotate({angle} 210 210)\""),
        );
    }
}

fn glyph(svg: &mut String, sign: char, place: &str) {
    let sign = match sign {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        other => other.to_string(),
    };
    let _ = write!(
        svg,
        "<text {place} text-anchor=\"middle\" font-family=\"{FACES}\" font-weight=\"600\" fill=\"{RED}\">{sign}</text>"
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Authority, Subject};
    use kernel::{Digest, Sealed, StreamId};
    use procurement::registry::SealKind;
    use uuid::Uuid;

    fn svg(picture: Picture) -> String {
        match picture {
            Picture::Svg(svg) => svg,
            Picture::Png(_) => String::new(),
        }
    }
    fn signs(svg: &str) -> String {
        svg.split("</text>").filter_map(|part| part.rsplit_once('>').map(|(_, sign)| sign)).collect()
    }

    #[test]
    fn the_round_seal_bears_the_whole_name_balanced_on_the_arc() {
        let drawn = svg(unit("大同区第三中学", "12230606MB00000019"));
        assert_eq!(signs(&drawn), "大同区第三中学12230606MB00000019");
        assert!(drawn.contains("rotate(-78.00 210 210)") && drawn.contains("rotate(78.00 210 210)"));
        assert!(drawn.contains("rotate(0.00 210 210)"), "the middle one stands upright");
        for length in [0, 1, 2, 60, 200] {
            let drawn = svg(unit(&"某".repeat(length), ""));
            assert_eq!(signs(&drawn).chars().count(), length);
            assert!(drawn.len() < 60_000, "{length}");
        }
    }
    #[test]
    fn a_name_cannot_become_markup() {
        let drawn = svg(unit("<script>&", "\"><"));
        assert!(!drawn.contains("<script") && drawn.contains("&lt;") && drawn.contains("&amp;"));
        assert!(!svg(representative("<b>")).contains("<b>"));
    }
    #[test]
    fn the_square_seal_is_filled_whatever_the_length_of_the_name() {
        assert_eq!(signs(&svg(representative("李建国"))), "李建国印");
        assert_eq!(signs(&svg(representative("张岚"))), "张岚之印");
        assert_eq!(signs(&svg(representative("欧阳建国"))), "欧阳建国");
        assert_eq!(signs(&svg(representative("买买提 · 艾力"))), "买买提·艾力");
    }
    #[test]
    fn only_a_png_of_a_size_that_prints_is_taken() {
        let png = |width: u32, height: u32, length: usize| {
            let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
            bytes.extend(width.to_be_bytes());
            bytes.extend(height.to_be_bytes());
            bytes.resize(length, 0);
            bytes
        };
        let taken = handed_in(&png(400, 400, PICTURE_MAX)).unwrap();
        assert_eq!(served(taken).unwrap(), ("image/png", png(400, 400, PICTURE_MAX)));
        for wrong in [
            png(400, 400, PICTURE_MAX + 1),
            png(99, 400, 100),
            png(400, 1201, 100),
            png(400, 400, 22),
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".to_vec(),
            vec![0xff, 0xd8, 0xff, 0xe0],
            Vec::new(),
        ] {
            assert_eq!(handed_in(&wrong), Err(DocumentError::Picture));
        }
    }
    #[test]
    fn nothing_of_a_seal_can_be_changed_after_its_maker_signed() {
        let (from, until) = (Instant::from_millis(0), Instant::from_millis(9_000_000));
        let authority = Authority::create("试验CA", from, until).unwrap();
        let key = Key::generate();
        let name =
            Subject {
                common_name: "电子印章制作".into(), organisation: "阳采".into(), uscc: String::new()
            };
        let maker = authority.issue(&name, &key.public(), from, until).unwrap();
        let body = SealBody {
            organisation: kernel::OrganisationId::from_uuid(Uuid::from_u128(1)),
            kind: SealKind::Unit,
            name: "市第三中学".into(),
            uscc: "12230606MB00000019".into(),
            holder: kernel::PersonId::from_uuid(Uuid::from_u128(2)),
            certificate: "4a".into(),
            fingerprint: Digest::of(b"certificate"),
            from,
            until,
            picture: Sealed::new(Uuid::from_u128(3), Digest::of(b"picture")),
        };
        let signature = sign_seal(&body, &key, &maker).unwrap();
        let by = (authority.root(), Instant::from_millis(1_000));
        verify_seal(&body, &signature, &maker, by).unwrap();
        let other = SealBody { name: "市第四中学".into(), ..body.clone() };
        assert_eq!(verify_seal(&other, &signature, &maker, by), Err(DocumentError::Signature));
        let stranger = Authority::create("别家CA", from, until).unwrap();
        assert!(verify_seal(&body, &signature, &maker, (stranger.root(), by.1)).is_err());
    }
}
