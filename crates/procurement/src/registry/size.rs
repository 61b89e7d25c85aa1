//! Sizes of enterprises 中小企业划型 (工信部联企业〔2011〕300号), computed from what is declared.

use super::Size;
use kernel::{Industry, Money};
use std::sync::OnceLock;

/// What an enterprise declares of its last year 上年度指标.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Figures {
    /// 从业人员, persons.
    pub employees: i64,
    /// 营业收入.
    pub revenue: Money,
    /// 资产总额.
    pub assets: Money,
}

/// A line of the table: one or two measures, each with the lines of large, medium and small.
struct Line {
    /// Codes or prefixes of GB/T 4754; none for 其他未列明行业.
    industries: Vec<&'static str>,
    measures: Vec<Measure>,
}
struct Measure {
    of: fn(&Figures) -> i64,
    large: i64,
    medium: i64,
    small: i64,
}

/// The size of an enterprise of `industry`. An enterprise is not large if one measure lies under the large line; it is
/// medium if every measure reaches the medium line, small if every measure reaches the small line, else micro.
pub fn classify(industry: &Industry, figures: &Figures) -> Size {
    let measures = &line_of(industry).measures;
    let all =
        |line: fn(&Measure) -> i64| measures.iter().all(|measure| (measure.of)(figures) >= line(measure));
    if all(|measure| measure.large) {
        Size::Large
    } else if all(|measure| measure.medium) {
        Size::Medium
    } else if all(|measure| measure.small) {
        Size::Small
    } else {
        Size::Micro
    }
}

/// The most particular line wins: a class before a division before a section.
fn line_of(industry: &Industry) -> &'static Line {
    let (code, section) = (industry.as_str(), industry.section());
    let fit = |line: &Line| {
        let fits = line.industries.iter().filter(|prefix| code.starts_with(**prefix) || **prefix == section);
        fits.map(|prefix| prefix.len()).max()
    };
    let best = table().iter().filter_map(|line| fit(line).map(|length| (length, line)));
    best.max_by_key(|(length, _)| *length).map_or_else(others, |(_, line)| line)
}
fn others() -> &'static Line {
    static NONE: Line = Line { industries: Vec::new(), measures: Vec::new() };
    table().iter().find(|line| line.industries.is_empty()).unwrap_or(&NONE)
}

/// `data/sme-size.csv`; revenue and assets in 万元.
fn table() -> &'static [Line] {
    static TABLE: OnceLock<Vec<Line>> = OnceLock::new();
    TABLE.get_or_init(|| {
        include_str!("../../../../data/sme-size.csv").lines().skip(1).filter_map(line).collect()
    })
}
fn line(text: &'static str) -> Option<Line> {
    let cells: Vec<&str> = text.split(',').collect();
    let [_, industries, one, large1, two, large2, medium1, medium2, small1, small2] = cells[..] else {
        return None;
    };
    let measures = [(one, large1, medium1, small1), (two, large2, medium2, small2)]
        .into_iter()
        .filter_map(|(what, large, medium, small)| measure(what, [large, medium, small]))
        .collect();
    Some(Line { industries: industries.split(' ').flat_map(codes).collect(), measures })
}
fn measure(what: &str, lines: [&str; 3]) -> Option<Measure> {
    const TEN_THOUSAND_YUAN: i64 = 1_000_000;
    let (of, unit): (fn(&Figures) -> i64, i64) = match what {
        "employees" => (|figures| figures.employees, 1),
        "revenue" => (|figures| figures.revenue.fen(), TEN_THOUSAND_YUAN),
        "assets" => (|figures| figures.assets.fen(), TEN_THOUSAND_YUAN),
        _ => return None,
    };
    let [large, medium, small] = lines.map(|cell| cell.parse::<i64>().ok().map(|value| value * unit));
    Some(Measure { of, large: large?, medium: medium?, small: small? })
}
/// `54-58` stands for the divisions between.
fn codes(text: &'static str) -> Vec<&'static str> {
    const DIVISIONS: [&str; 5] = ["54", "55", "56", "57", "58"];
    match text {
        "" => Vec::new(),
        "54-58" => DIVISIONS.to_vec(),
        one => vec![one],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(industry: &str, employees: i64, revenue: i64, assets: i64) -> Size {
        let wan = |amount| Money::from_yuan(amount * 10_000);
        let figures = Figures { employees, revenue: wan(revenue), assets: wan(assets) };
        classify(&industry.parse().expect("in GB/T 4754"), &figures)
    }

    #[test]
    fn the_worked_examples_hold() {
        assert_eq!(size("3911", 500, 1500, 0), Size::Small, "industry");
        assert_eq!(size("6513", 400, 9000, 0), Size::Medium, "software under the revenue line");
        assert_eq!(size("6513", 300, 10_000, 0), Size::Large, "software on both lines");
        assert_eq!(size("4710", 0, 90_000, 70_000), Size::Medium, "building under the assets line");
        assert_eq!(size("7111", 9, 0, 200), Size::Micro, "leasing");
        assert_eq!(size("8290", 100, 0, 0), Size::Medium, "others by employees alone");
        assert_eq!(size("5131", 4, 90_000, 0), Size::Micro, "wholesale");
    }
    #[test]
    fn a_class_goes_before_its_division_and_section() {
        assert_eq!(size("7010", 0, 999, 99_999), Size::Small, "developer: revenue under the medium line");
        assert_eq!(size("7020", 1000, 5000, 0), Size::Large, "property management has lines of its own");
        assert_eq!(size("7030", 100, 0, 0), Size::Medium, "agents of property are 其他未列明");
        assert_eq!(size("5611", 1000, 30_000, 0), Size::Large, "transport, one of 54-58");
        assert_eq!(size("0111", 0, 500, 0), Size::Medium, "farming by revenue alone");
    }
    #[test]
    fn every_line_of_the_table_is_read() {
        assert_eq!(table().len(), 16);
        assert!(table().iter().all(|line| !line.measures.is_empty()));
    }
    proptest::proptest! {
        #[test]
        fn growing_never_makes_an_enterprise_smaller(
            employees in 0i64..3000, revenue in 0i64..300_000, assets in 0i64..300_000, more in 0i64..5000,
        ) {
            let rank = |size| [Size::Micro, Size::Small, Size::Medium, Size::Large].iter().position(|s| *s == size);
            for industry in ["0111", "3911", "4710", "5131", "6513", "7010", "7111", "8290"] {
                let before = size(industry, employees, revenue, assets);
                let after = size(industry, employees + more, revenue + more, assets + more);
                proptest::prop_assert!(rank(after) >= rank(before));
            }
        }
    }
}
