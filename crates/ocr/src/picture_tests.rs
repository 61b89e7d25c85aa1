//! What strangers send.

use super::*;

fn encoded(width: u32, height: u32, colour: png::ColorType, data: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(data).expect("written");
    drop(writer);
    file
}

#[test]
fn what_is_transparent_is_white() {
    let data = [[0u8, 0, 0, 0], [10, 20, 30, 255]].concat().repeat(24 * 24);
    let picture = Picture::decode(&encoded(48, 24, png::ColorType::Rgba, &data)).expect("decoded");
    assert_eq!((picture.pixel(0, 0), picture.pixel(1, 0)), (&[255u8; 3][..], &[10u8, 20, 30][..]));
    let data = [128u8, 255].repeat(24 * 24);
    let picture = Picture::decode(&encoded(24, 24, png::ColorType::GrayscaleAlpha, &data)).expect("decoded");
    assert_eq!(picture.pixel(5, 5), [128; 3]);
}
#[test]
fn what_is_no_picture_is_said_to_be_none() {
    for bytes in [&b""[..], b"%PDF-1.7\n", b"<svg/>", b"GIF89a", b"\x89PNG"] {
        assert_eq!(Picture::decode(bytes), Err(Problem::NotAPicture));
    }
    assert_eq!(Picture::decode(&vec![0xff; MAX_BYTES + 1]), Err(Problem::TooLarge));
    let small = encoded(30, 8, png::ColorType::Grayscale, &[0; 240]);
    assert_eq!(Picture::decode(&small), Err(Problem::TooSmall));
}
#[test]
fn a_picture_that_was_cut_off_is_damaged() {
    let whole =
        encoded(64, 64, png::ColorType::Grayscale, &(0..=255).cycle().take(64 * 64).collect::<Vec<u8>>());
    for length in [8, 20, 40, whole.len() / 2, whole.len() - 20] {
        let cut = whole.get(..length).expect("shorter");
        assert_eq!(Picture::decode(cut), Err(Problem::Damaged), "{length} of {}", whole.len());
    }
    assert_eq!(Picture::decode(b"\xff\xd8\xff\xe0\0\x10JFIF"), Err(Problem::Damaged));
}
#[test]
fn a_small_file_that_claims_a_huge_picture_is_refused_before_it_is_unpacked() {
    let mut bomb = encoded(64, 64, png::ColorType::Grayscale, &[0; 4096]);
    // Width and height stand in the first chunk, followed by its checksum.
    bomb.splice(16..24, [0x00, 0x01, 0x86, 0xa0, 0x00, 0x01, 0x86, 0xa0]);
    let checksum = crc(bomb.get(12..29).expect("a chunk"));
    bomb.splice(29..33, checksum.to_be_bytes());
    assert_eq!(Picture::decode(&bomb), Err(Problem::TooLarge));
}
/// CRC-32 as PNG has it (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}
#[test]
fn a_large_picture_is_reduced_to_means() {
    let data: Vec<u8> = [[0u8; 4000], [255; 4000]].concat().repeat(20);
    let picture = Picture::decode(&encoded(4000, 40, png::ColorType::Grayscale, &data));
    assert_eq!(picture, Err(Problem::TooSmall).or(picture.clone()), "40 rows are enough");
    let picture = picture.expect("decoded");
    assert_eq!((picture.width, picture.height), (2000, 20));
    assert!(picture.rgb.iter().all(|value| *value == 127), "black and white rows are grey");
}
