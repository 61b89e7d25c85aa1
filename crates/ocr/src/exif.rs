//! How a camera was held: the orientation tag of Exif (CIPA DC-008, tag 0x0112), which phones write instead of turning
//! the picture.

use crate::Picture;

/// Orientation of a picture that stands as it is.
pub const UPRIGHT: u8 = 1;

/// The orientation, 1 to 8; upright if the data do not say.
pub fn orientation(data: &[u8]) -> u8 {
    tag(data).filter(|value| (1..=8).contains(value)).unwrap_or(UPRIGHT)
}

fn tag(data: &[u8]) -> Option<u8> {
    let data = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
    let little = match data.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = [*data.get(at)?, *data.get(at + 1)?];
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let (high, low) = (usize::from(short(4)?), usize::from(short(6)?));
    let directory = if little { low << 16 | high } else { high << 16 | low };
    let entries = usize::from(short(directory)?);
    (0..entries)
        .map(|entry| directory + 2 + entry * 12)
        .find(|at| short(*at) == Some(0x0112))
        .and_then(|at| short(at + 8))
        .and_then(|value| u8::try_from(value).ok())
}

/// The picture as it was seen.
pub fn upright(picture: Picture, orientation: u8) -> Picture {
    match orientation {
        2 => picture.mirrored(),
        3 => picture.turned(2),
        4 => picture.mirrored().turned(2),
        5 => picture.mirrored().turned(3),
        6 => picture.turned(1),
        7 => picture.mirrored().turned(1),
        8 => picture.turned(3),
        _ => picture,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(little: bool, value: u8) -> Vec<u8> {
        let short = |value: u16| if little { value.to_le_bytes() } else { value.to_be_bytes() };
        let long = |value: u32| if little { value.to_le_bytes() } else { value.to_be_bytes() };
        let mut data = b"Exif\0\0".to_vec();
        data.extend(if little { b"II*\0" } else { b"MM\0*" });
        data.extend(long(8));
        data.extend(short(1));
        data.extend([short(0x0112), short(3)].concat());
        data.extend(long(1));
        data.extend(short(u16::from(value)));
        data.extend([0, 0]);
        data
    }

    #[test]
    fn both_byte_orders_are_read_and_nonsense_is_upright() {
        assert_eq!(orientation(&said(true, 6)), 6);
        assert_eq!(orientation(&said(false, 8)), 8);
        for nonsense in [said(true, 9), said(true, 0), b"Exif\0\0II*\0\xff\xff\xff\xff".to_vec(), Vec::new()]
        {
            assert_eq!(orientation(&nonsense), UPRIGHT, "{nonsense:?}");
        }
    }
    #[test]
    fn a_picture_is_turned_as_its_camera_was_held() {
        // a b      seen with the camera turned: 6 is to be turned clockwise.
        // c d
        let letters = |text: &str| text.bytes().flat_map(|byte| [byte; 3]).collect::<Vec<_>>();
        let picture = Picture { width: 2, height: 2, rgb: letters("abcd") };
        let seen = [
            (1, "abcd"),
            (2, "badc"),
            (3, "dcba"),
            (4, "cdab"),
            (5, "acbd"),
            (6, "cadb"),
            (7, "dbca"),
            (8, "bdac"),
        ];
        for (orientation, expected) in seen {
            assert_eq!(upright(picture.clone(), orientation).rgb, letters(expected), "{orientation}");
        }
    }
}
