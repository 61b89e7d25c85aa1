//! What a text may hold: characters that are seen, in the order they are seen in.

use std::borrow::Cow;

/// What a text holds that cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// A control character.
    Control,
    /// A character that changes the order of others, or looks like nothing or like a blank without being one.
    Deceptive,
}

/// The text without the traces that word processors and web pages leave when something is copied out of them (zero-width
/// blanks, soft hyphens, byte order marks), so that two names that look alike are alike.
///
/// # Errors
/// What it holds that nobody types by accident.
pub fn visible(text: &str, lines: bool) -> Result<Cow<'_, str>, Unseen> {
    for c in text.chars() {
        if c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t')) {
            return Err(Unseen::Control);
        }
        if deceptive(c) {
            return Err(Unseen::Deceptive);
        }
    }
    Ok(if text.contains(trace) { Cow::Owned(text.replace(trace, "")) } else { Cow::Borrowed(text) })
}

const fn trace(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// Unicode's bidirectional controls (UAX #9), default-ignorable characters and fillers, line and paragraph separators, and
/// noncharacters, which no XML holds: a seal is drawn from a name.
const fn deceptive(c: char) -> bool {
    matches!(
        c,
        '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2061}'..='\u{206F}' | '\u{2800}'
            | '\u{3164}' | '\u{FFA0}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFC}'
            | '\u{FFFE}' | '\u{FFFF}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reorders_or_hides_is_refused() {
        for c in [
            '\u{202E}',
            '\u{2066}',
            '\u{200F}',
            '\u{61C}',
            '\u{3164}',
            '\u{2028}',
            '\u{E0041}',
            '\u{2800}',
            '\u{FFFE}',
            '\u{FFFF}',
        ] {
            assert_eq!(visible(&format!("启明{c}公司"), true), Err(Unseen::Deceptive), "{c:?}");
        }
        for c in ['\0', '\u{1b}', '\u{85}', '\u{7f}'] {
            assert_eq!(visible(&format!("启明{c}公司"), true), Err(Unseen::Control), "{c:?}");
        }
        assert_eq!(visible("甲\n乙", false), Err(Unseen::Control));
        assert_eq!(visible("甲\n乙", true).as_deref(), Ok("甲\n乙"));
    }
    #[test]
    fn traces_of_copying_are_dropped_so_that_equal_names_are_equal() {
        let copied = "\u{feff}启\u{200b}明\u{ad}公司\u{2060}";
        assert_eq!(visible(copied, false).as_deref(), Ok("启明公司"));
        assert_eq!(visible("龘𠮷·ἀ é 😀—“”", false).as_deref(), Ok("龘𠮷·ἀ é 😀—“”"));
    }
}
