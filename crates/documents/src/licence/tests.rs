//! Pages as the engine gives them.

use super::*;
use ocr::{Line, Page};

fn line(left: i32, top: i32, width: i32, text: &str) -> Line {
    Line {
        text: text.to_owned(),
        confidence: 99,
        weakest: 95,
        left,
        top,
        right: left + width,
        bottom: top + 34,
    }
}
fn page(lines: &[(i32, i32, i32, &str)]) -> Page {
    Page { lines: lines.iter().map(|(left, top, width, text)| line(*left, *top, *width, text)).collect() }
}
/// A licence printed across, as the engine sees one.
fn across() -> Page {
    page(&[
        (1229, 102, 244, "扫描二维码登录“国家企业信用"),
        (123, 102, 195, "统一社会信用代码"),
        (1228, 127, 234, "信息公示系统”了解更多登记、"),
        (124, 137, 331, "91230606MA1B8G5Q2M"),
        (578, 163, 419, "营业执照"),
        (715, 271, 190, "(副本） 1-1"),
        (119, 345, 112, "名称"),
        (292, 347, 351, "哈沐信息技术（大庆)有限公司"),
        (865, 346, 108, "注册资本"),
        (1033, 345, 133, "伍佰万元整"),
        (118, 394, 40, "类"),
        (190, 394, 40, "型"),
        (292, 398, 386, "有限责任公司 (自然人投资或控股)"),
        (865, 397, 106, "成立日期"),
        (1034, 399, 188, "2018年03月26日"),
        (123, 448, 129, "法定代表入"),
        (288, 448, 83, "苏砚清"),
        (866, 449, 105, "营业期限"),
        (1034, 450, 264, "2018年03月26日至长期"),
        (122, 500, 105, "经营范围"),
        (289, 495, 520, "软件开发；信息系统集成服务；计算机软"),
        (865, 500, 108, "住所"),
        (1035, 500, 418, "大庆市大同区学府街虚构路18"),
        (292, 541, 552, "住所装修；办公设备销售；网络设备销售；技术"),
        (1035, 541, 118, "号601室"),
        (291, 578, 29, "让。"),
        (952, 864, 110, "登记机关"),
        (1112, 951, 307, "2023年05月12日"),
        (124, 1034, 354, "国家企业信用信息公示系统网址：样张"),
    ])
}

#[test]
fn a_licence_printed_across_is_read_column_by_column() {
    let licence = Licence::of(&across()).expect("a licence");
    let value = |field: Option<Reading<String>>| field.map(|field| field.value).unwrap_or_default();
    assert_eq!(licence.code.map(|code| code.value.to_string()).as_deref(), Some("91230606MA1B8G5Q2M"));
    assert_eq!(value(licence.name), "哈沐信息技术（大庆）有限公司");
    assert_eq!(value(licence.kind), "有限责任公司（自然人投资或控股）");
    assert_eq!(licence.representative.map(|read| read.value.reveal().clone()).as_deref(), Some("苏砚清"));
    assert_eq!(licence.capital.map(|read| read.value), Some(Money::from_yuan(5_000_000)));
    let founded: Date = "2018-03-26".parse().expect("a date");
    assert_eq!(licence.established.map(|read| read.value), Some(founded));
    assert_eq!(licence.term.map(|read| read.value), Some(Term { from: Some(founded), until: None }));
    assert_eq!(value(licence.address), "大庆市大同区学府街虚构路18号601室");
    assert_eq!(
        value(licence.scope),
        "软件开发；信息系统集成服务；计算机软住所装修；办公设备销售；网络设备销售；技术让。"
    );
}

#[test]
fn label_and_value_in_one_box_upright() {
    let licence = Licence::of(&page(&[
        (320, 439, 493, "统一社会信用代码92230102MABX0U3E7N"),
        (125, 504, 480, "名称道里区老槐树食品经营部"),
        (128, 564, 330, "类 型：个体工商户"),
        (128, 622, 640, "经营场所 哈尔滨市道里区虚设街道"),
        (316, 662, 240, "槐安路42-1号"),
        (128, 708, 280, "经营者郭满仓"),
        (131, 739, 380, "注册日期2O21年09月18日"),
        (607, 1253, 110, "登记机关"),
    ]))
    .expect("a licence");
    let value = |field: Option<Reading<String>>| field.map(|field| field.value).unwrap_or_default();
    assert_eq!(value(licence.name), "道里区老槐树食品经营部");
    assert_eq!(value(licence.kind), "个体工商户");
    assert_eq!(value(licence.address), "哈尔滨市道里区虚设街道槐安路42-1号");
    assert_eq!(licence.representative.map(|read| read.value.reveal().clone()).as_deref(), Some("郭满仓"));
    assert_eq!(licence.established.map(|read| read.value.to_string()).as_deref(), Some("2021-09-18"));
    assert_eq!((licence.term, licence.capital, licence.scope), (None, None, None));
}

#[test]
fn what_is_no_licence_is_none() {
    assert_eq!(Licence::of(&Page::default()), None);
    assert_eq!(
        Licence::of(&page(&[(100, 100, 300, "欢迎光临"), (100, 200, 300, "名称"), (90, 300, 9, "8")])),
        None
    );
}

#[test]
fn one_unclear_character_makes_its_field_unsure_and_no_other() {
    let mut blurred = across();
    for line in &mut blurred.lines {
        if line.text == "苏砚清" {
            line.weakest = 41;
        }
    }
    let licence = Licence::of(&blurred).expect("a licence");
    assert!(!licence.representative.expect("read").sure && licence.name.expect("read").sure);
}

fn code(text: &str) -> Option<(String, bool)> {
    let field = Some(Reading { value: text.to_owned(), sure: true });
    value::code(&field, &Page::default()).map(|read| (read.value.to_string(), read.sure))
}
#[test]
fn letters_that_no_code_has_are_digits_and_said_to_be_unsure() {
    let right = "91230606MA1B8G5Q2M";
    assert_eq!(code(right), Some((right.to_owned(), true)));
    assert_eq!(code("统一社会信用代码 91230606MA1B8G5Q2M"), Some((right.to_owned(), true)));
    for misread in ["9123O6O6MA1B8G5Q2M", "9I230606MAIB8GSQ2M", "9123060GMA1B8G5Q2M", "9123D606MA1B8G5QZM"] {
        assert_eq!(code(misread), Some((right.to_owned(), false)), "{misread}");
    }
    // B for 8 in a place where both may stand: only the check digit tells.
    assert_eq!(code("91230606MA1BBG5Q2M"), Some((right.to_owned(), false)));
}
#[test]
fn a_wrong_check_digit_is_no_reading() {
    for misread in
        ["91230606MA1B8G5Q2N", "91230606MA1B8G5Q2", "91230606MA1B8G5Q2MM", "91230606MA1B8H5Q2M", ""]
    {
        assert_eq!(code(misread), None, "{misread}");
    }
}
/// Whatever single character is misread as whatever other, another code comes out only with the mark «unsure», and hardly
/// ever: the letters that are mistaken for digits are few.
#[test]
fn a_misreading_never_passes_for_another_code_that_is_sure() {
    const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let right = "91440101MA5CK0B8X7";
    let (mut tried, mut other) = (0, 0);
    for place in 0..right.len() {
        for c in ALPHABET.chars() {
            let mut misread = right.to_owned();
            misread.replace_range(place..=place, c.encode_utf8(&mut [0; 4]));
            tried += 1;
            match code(&misread) {
                Some((read, sure)) if read != right => {
                    assert!(!sure, "{misread} became {read}");
                    other += 1;
                }
                _ => {}
            }
        }
    }
    assert!(other * 100 < tried * 15, "{other} of {tried}");
}

#[test]
fn capital_in_digits_and_in_words() {
    let read = |text: &str| value::amount(text).map(Money::fen);
    for (text, yuan) in [
        ("伍佰万元整", 5_000_000),
        ("壹仟万圆整", 10_000_000),
        ("1000万元人民币", 10_000_000),
        ("人民币12000.0000万元整", 120_000_000),
        ("100.000000万人民币", 1_000_000),
        ("300万元", 3_000_000),
        ("贰仟零捌拾万元人民币", 20_800_000),
        ("壹亿贰仟叁佰肆拾伍万元整", 123_450_000),
        ("拾万元整", 100_000),
        ("3,000,000元", 3_000_000),
        ("叁万亿元", 3_000_000_000_000),
        ("1.5亿元", 150_000_000),
    ] {
        assert_eq!(read(text), Some(yuan * 100), "{text}");
    }
    assert_eq!(read("壹拾贰元叁角肆分"), Some(1234));
    assert_eq!(read("12.3456万元"), Some(12_345_600));
    for none in [
        "100万美元",
        "伍佰万港元",
        "零元整",
        "",
        "万元",
        "约伍佰万元",
        "1.2345678901万元",
        "99999999999999999万元",
        "玖万亿亿亿元",
    ] {
        assert_eq!(read(none), None, "{none}");
    }
}
#[test]
fn words_of_any_amount_read_back() {
    for yuan in [
        1,
        10,
        15,
        100,
        101,
        1_000,
        1_010,
        10_000,
        10_001,
        100_500,
        1_002_003,
        12_345_678,
        100_000_000,
        305_000_070,
    ] {
        let money = Money::from_yuan(yuan);
        assert_eq!(value::amount(&money.in_words()), Some(money), "{}", money.in_words());
    }
}
#[test]
fn terms_of_every_form() {
    let read = |text: &str| {
        value::term(text).map(|term| {
            let said = |date: Option<Date>| date.map_or_else(|| "-".to_owned(), |date| date.to_string());
            format!("{} {}", said(term.from), said(term.until))
        })
    };
    for (text, expected) in [
        ("2018年03月26日至长期", "2018-03-26 -"),
        ("自2009年07月01日至2039年06月30日", "2009-07-01 2039-06-30"),
        ("2016 年 12 月 30 日至无固定期限", "2016-12-30 -"),
        ("长期", "- -"),
        ("2022年06月01日至9999年09月09日", "2022-06-01 -"),
    ] {
        assert_eq!(read(text).as_deref(), Some(expected), "{text}");
    }
    for none in ["", "2018年03月26日", "2039年06月30日至2009年07月01日", "2018年13月26日至长期年", "至"]
    {
        assert!(read(none).is_none_or(|read| read == "- -" && none.contains("长期")), "{none}");
    }
}
