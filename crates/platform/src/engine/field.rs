//! What a command's input consists of: the one description from which form, JSON parser and API schema come.

/// One input field. Its label and hint are in the locale files, looked up as `<subsystem>-<verb>-<name>`,
/// then `<subsystem>-<name>`, then `field-<name>` (hint: attribute `.hint`).
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Name in JSON and forms.
    pub name: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// May it be left empty?
    pub required: bool,
}

/// What may stand in a field, with its limits.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One line, at most `max` characters.
    Text { max: usize },
    /// Several lines, at most `max` characters.
    Paragraph { max: usize },
    /// A password: never echoed, at most `max` characters.
    Secret { max: usize },
    /// An amount above zero. Text is yuan, a JSON number is fen.
    Money,
    /// An exact percentage from `min` to `max`.
    Percent { min: i64, max: i64 },
    /// A whole number from `min` to `max`.
    Number { min: i64, max: i64 },
    /// A legal date.
    Date,
    /// Date and time in Shanghai. A JSON number is milliseconds UTC.
    Instant,
    /// One of these; options are labelled `<subsystem>-<name>-<option>`, then `choice-<option>`.
    Choice(&'static [&'static str]),
    /// Yes or no; absent is no.
    Flag,
    /// A division code.
    Region,
    /// A catalogue code.
    Catalogue,
    /// 统一社会信用代码.
    Uscc,
    /// The id of a stream of this kind (`tender.project`).
    Id(&'static str),
    /// An SM3 digest of a stored file.
    File,
    /// Lower-case hexadecimal or base64 text made by a program (a signature), at most `max` characters.
    Blob { max: usize },
    /// A group of fields.
    Group(&'static [Field]),
    /// Up to `max` repetitions of a group, named `items[0].price` in forms.
    List { of: &'static [Field], max: usize },
}

impl Field {
    /// A required field.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, required: true }
    }
    /// The same field, but it may be left empty.
    pub const fn optional(self) -> Self {
        Self { required: false, ..self }
    }
    /// One line of text.
    pub const fn text(name: &'static str, max: usize) -> Self {
        Self::new(name, Kind::Text { max })
    }
    /// Several lines of text.
    pub const fn paragraph(name: &'static str, max: usize) -> Self {
        Self::new(name, Kind::Paragraph { max })
    }
    /// An amount.
    pub const fn money(name: &'static str) -> Self {
        Self::new(name, Kind::Money)
    }
    /// A legal date.
    pub const fn date(name: &'static str) -> Self {
        Self::new(name, Kind::Date)
    }
    /// A moment.
    pub const fn instant(name: &'static str) -> Self {
        Self::new(name, Kind::Instant)
    }
    /// One of several options.
    pub const fn choice(name: &'static str, options: &'static [&'static str]) -> Self {
        Self::new(name, Kind::Choice(options))
    }
    /// Yes or no.
    pub const fn flag(name: &'static str) -> Self {
        Self::new(name, Kind::Flag).optional()
    }
    /// A stream's id.
    pub const fn id(name: &'static str, stream: &'static str) -> Self {
        Self::new(name, Kind::Id(stream))
    }
    /// A repeated group.
    pub const fn list(name: &'static str, of: &'static [Self], max: usize) -> Self {
        Self::new(name, Kind::List { of, max })
    }
}
