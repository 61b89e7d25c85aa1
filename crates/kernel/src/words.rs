//! Amounts in Chinese words 大写, as the rules for payment documents write them.

use crate::Money;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

impl Money {
    /// `叁佰捌拾陆万元整`.
    pub fn in_words(self) -> String {
        let fen = self.fen().unsigned_abs();
        let (yuan, jiao, cent) = (fen / 100, fen / 10 % 10, fen % 10);
        let mut out = String::new();
        if self.fen() < 0 {
            out.push('负');
        }
        if yuan > 0 || fen == 0 {
            out.push_str(&whole(yuan));
            out.push('元');
        }
        if jiao > 0 {
            out.push_str(digit(jiao));
            out.push('角');
        } else if cent > 0 && yuan > 0 {
            out.push('零');
        }
        if cent > 0 {
            out.push_str(digit(cent));
            out.push('分');
        } else {
            out.push('整');
        }
        out
    }
}

fn digit(n: u64) -> &'static str {
    usize::try_from(n).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default()
}

/// Groups of four digits from the left; one 零 stands for any run of zeros between digits.
fn whole(yuan: u64) -> String {
    if yuan == 0 {
        return DIGITS[0].to_owned();
    }
    let mut out = String::new();
    let mut gap = false;
    for (scale, name) in [(1_000_000_000_000, "万"), (100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let group = yuan / scale % 10_000;
        for (unit, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
            let n = group / unit % 10;
            if n == 0 {
                gap = !out.is_empty();
                continue;
            }
            if gap {
                out.push_str(DIGITS[0]);
                gap = false;
            }
            out.push_str(digit(n));
            out.push_str(name);
        }
        // 万亿: the 亿 group itself may be empty below it.
        if group > 0 || (scale == 100_000_000 && yuan >= 1_000_000_000_000) {
            out.push_str(name);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn amounts_read_as_on_a_cheque() {
        for (fen, words) in [
            (0, "零元整"),
            (386_000_000, "叁佰捌拾陆万元整"),
            (361_280_000, "叁佰陆拾壹万贰仟捌佰元整"),
            (1_005_000, "壹万零伍拾元整"),
            (10_000_000_100, "壹亿零壹元整"),
            (100_000_000, "壹佰万元整"),
            (168_032, "壹仟陆佰捌拾元叁角贰分"),
            (10_705, "壹佰零柒元零伍分"),
            (50, "伍角整"),
            (7, "柒分"),
            (-100, "负壹元整"),
            (1_001_001, "壹万零壹拾元零壹分"),
            (10_000_000_000, "壹亿元整"),
            (5, "伍分"),
            (10_001_000_000, "壹亿零壹万元整"),
            (100_000_000_000_000, "壹万亿元整"),
            (100_000_010_000_000, "壹万亿零壹拾万元整"),
            (Money::MAX.fen(), "玖仟玖佰玖拾亿元整"),
        ] {
            assert_eq!(Money::from_fen(fen).in_words(), words, "{fen}");
        }
    }

    /// What the words say, in fen.
    fn read(words: &str) -> u64 {
        let (yuan, rest) = words.split_once('元').unwrap_or(("", words));
        let (mut total, mut group, mut n) = (0, 0, 0);
        for c in yuan.chars() {
            match c {
                '拾' | '佰' | '仟' => {
                    group += n * if c == '拾' {
                        10
                    } else if c == '佰' {
                        100
                    } else {
                        1000
                    };
                    n = 0;
                }
                '万' => {
                    group = (group + n) * 10_000;
                    total += group;
                    (group, n) = (0, 0);
                }
                '亿' => {
                    total = (total + group + n) * 100_000_000;
                    (group, n) = (0, 0);
                }
                _ => n = DIGITS.iter().position(|digit| digit.starts_with(c)).expect("a digit") as u64,
            }
        }
        let mut fen = (total + group + n) * 100;
        let mut n = 0;
        for c in rest.chars() {
            match c {
                '角' => fen += n * 10,
                '分' => fen += n,
                '整' => {}
                _ => n = DIGITS.iter().position(|digit| digit.starts_with(c)).expect("a digit") as u64,
            }
        }
        fen
    }
    proptest::proptest! {
        #[test]
        fn words_say_the_amount_and_never_two_zeros(fen in 0i64..=Money::MAX.fen()) {
            let words = Money::from_fen(fen).in_words();
            proptest::prop_assert_eq!(read(&words), fen as u64, "{}", words);
            proptest::prop_assert!(!words.contains("零零") && !words.contains("零元") || fen < 100);
        }
        #[test]
        fn round_amounts_too(digit in 1i64..1000, zeros in 0u32..11) {
            let fen = digit * 10i64.pow(zeros);
            proptest::prop_assert_eq!(read(&Money::from_fen(fen).in_words()), fen as u64);
        }
    }
}
