//! What a scan is by its own first bytes, whatever its name says.

/// A file that a person scans or photographs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// PDF
    Pdf,
    /// JPEG
    Jpeg,
    /// PNG
    Png,
}
impl Scan {
    /// What these bytes are; `None` if they are nothing of the kind.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            _ => None,
        }
    }
    /// The usual ending of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scan;

    #[test]
    fn a_programme_with_a_picture_s_name_is_no_scan() {
        assert_eq!(Scan::of(b"%PDF-1.7\n"), Some(Scan::Pdf));
        assert_eq!(Scan::of(&[0xff, 0xd8, 0xff, 0xe0]), Some(Scan::Jpeg));
        assert_eq!(Scan::of(b"\x89PNG\r\n\x1a\n"), Some(Scan::Png));
        for other in [&b"MZ\x90\0"[..], b"PK\x03\x04", b"<svg", b"", b"%PD"] {
            assert_eq!(Scan::of(other), None);
        }
    }
}
