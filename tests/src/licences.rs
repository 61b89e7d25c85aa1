//! Business licences of companies that do not exist: printed by the browser, then photographed badly.

use crate::Browser;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use thirtyfour::prelude::*;

/// What stands on a licence, as printed and as meant.
#[derive(Clone, Debug, Deserialize)]
pub struct Company {
    /// `landscape` or `portrait`
    pub layout: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// 名称
    pub name: String,
    /// 类型
    pub kind: String,
    /// What its head is called on the licence.
    pub head: String,
    /// 法定代表人
    pub representative: String,
    /// 注册资本 as printed; empty if there is none.
    pub capital: String,
    /// 成立日期 as printed
    pub established: String,
    /// 营业期限 as printed; empty if there is none.
    pub term: String,
    /// 住所
    pub address: String,
    /// 经营范围
    pub scope: String,
    /// What its place is called on the licence.
    pub place: String,
    /// 注册资本 in yuan
    pub capital_yuan: String,
    /// 成立日期
    pub established_on: String,
    /// 营业期限: from, a stroke, until; nothing for 长期.
    pub term_is: String,
}

/// All of them.
pub fn companies() -> Vec<Company> {
    serde_json::from_str(include_str!("../licences/companies.json")).expect("companies")
}

impl Company {
    /// The licence as a page.
    fn html(&self, number: usize) -> String {
        let template = match self.layout.as_str() {
            "landscape" => include_str!("../licences/landscape.html"),
            _ => include_str!("../licences/portrait.html"),
        };
        // Labels of two characters are spread over the width of four.
        let place = match self.place.chars().collect::<Vec<_>>().as_slice() {
            [first, second] => format!("{first}　　{second}"),
            _ => self.place.clone(),
        };
        let wide = self.head.chars().count() > 6;
        let values = [
            ("serial", (1000 + number).to_string()),
            ("column", if wide { "232px" } else { "186px" }.to_owned()),
            ("uscc", self.uscc.clone()),
            ("name", self.name.clone()),
            ("kind", self.kind.clone()),
            ("head", self.head.clone()),
            ("representative", self.representative.clone()),
            ("capital", self.capital.clone()),
            ("established", self.established.clone()),
            ("term", self.term.clone()),
            ("place", place),
            ("address", self.address.clone()),
            ("scope", self.scope.clone()),
            ("issued", "2023 年 05 月 12 日".to_owned()),
        ];
        let html = values
            .iter()
            .fold(template.to_owned(), |html, (name, value)| html.replace(&format!("{{{{{name}}}}}"), value));
        // A licence does not print what a business has not.
        html.lines().filter(|line| !line.contains("<dd></dd>")).collect::<Vec<_>>().join("\n")
    }
    /// The licence as the browser prints it: a PNG file.
    pub async fn printed(&self, browser: &Browser, folder: &Path, number: usize) -> WebDriverResult<PathBuf> {
        let page = folder.join(format!("licence-{number}.html"));
        std::fs::write(&page, self.html(number)).expect("written");
        browser.driver.set_window_rect(0, 0, 1700, 1800).await?;
        browser.driver.goto(&format!("file://{}", page.display())).await?;
        let picture = page.with_extension("png");
        browser.driver.find(By::Css("body")).await?.screenshot(&picture).await?;
        Ok(picture)
    }
}

/// A photograph: three bytes a pixel.
#[derive(Clone)]
pub struct Photo {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

impl Photo {
    /// Opens a PNG file as browsers write it.
    pub fn open(file: &Path) -> Self {
        let mut decoder =
            png::Decoder::new(std::io::BufReader::new(std::fs::File::open(file).expect("a file")));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().expect("a picture");
        let mut raw = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut raw).expect("a frame");
        let channels = frame.color_type.samples();
        let rgb = raw.chunks_exact(channels).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Self { width: frame.width as usize, height: frame.height as usize, rgb }
    }
    /// A picture of one colour after another, as `colour` says.
    pub fn painted(width: usize, height: usize, colour: impl Fn(usize, usize) -> [u8; 3]) -> Self {
        let rgb = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| colour(x, y))
            .collect();
        Self { width, height, rgb }
    }
    fn at(&self, x: i64, y: i64) -> [i64; 3] {
        let clamp = |value: i64, length: usize| value.clamp(0, length as i64 - 1) as usize;
        let at = (clamp(y, self.height) * self.width + clamp(x, self.width)) * 3;
        [self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]].map(i64::from)
    }
    fn made(&self, colour: impl Fn(i64, i64) -> [i64; 3]) -> Self {
        Self::painted(self.width, self.height, |x, y| {
            colour(x as i64, y as i64).map(|value| value.clamp(0, 255) as u8)
        })
    }
    /// Turned by two degrees: shear by 35 in a thousand, the grey of a desk around it.
    #[must_use]
    pub fn askew(&self) -> Self {
        let (across, down) = (self.width as i64 / 2, self.height as i64 / 2);
        let (sine, cosine) = (35, 999);
        self.made(|x, y| {
            let (x, y) = (x - across, y - down);
            // In thousandths of a pixel, so that edges stay smooth.
            let (at_x, at_y) = (x * cosine + y * sine + across * 1000, y * cosine - x * sine + down * 1000);
            let (left, top) = (at_x.div_euclid(1000), at_y.div_euclid(1000));
            let (part_x, part_y) = (at_x.rem_euclid(1000), at_y.rem_euclid(1000));
            if left < 0 || top < 0 || left >= self.width as i64 || top >= self.height as i64 {
                return [120, 118, 115];
            }
            std::array::from_fn(|channel| {
                let row =
                    |y| self.at(left, y)[channel] * (1000 - part_x) + self.at(left + 1, y)[channel] * part_x;
                (row(top) * (1000 - part_y) + row(top + 1) * part_y) / 1_000_000
            })
        })
    }
    /// Out of focus: the mean of three by three pixels, the middle one weighing most.
    #[must_use]
    pub fn blurred(&self) -> Self {
        const WEIGHTS: [(i64, i64, i64); 9] = [
            (-1, -1, 1),
            (0, -1, 2),
            (1, -1, 1),
            (-1, 0, 2),
            (0, 0, 4),
            (1, 0, 2),
            (-1, 1, 1),
            (0, 1, 2),
            (1, 1, 1),
        ];
        self.made(|x, y| {
            std::array::from_fn(|channel| {
                WEIGHTS.iter().map(|(dx, dy, weight)| self.at(x + dx, y + dy)[channel] * weight).sum::<i64>()
                    / 16
            })
        })
    }
    /// Noise of a small sensor, the same for each run.
    #[must_use]
    pub fn noisy(&self) -> Self {
        self.made(|x, y| {
            let mut state = (x as u64) << 32 ^ y as u64 ^ 0x9e37_79b9_7f4a_7c15;
            self.at(x, y).map(|value| {
                state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                state ^= state >> 27;
                value + i64::from((state >> 40) as u8 % 37) - 18
            })
        })
    }
    /// The shadow of who holds the camera, from the upper left corner.
    #[must_use]
    pub fn shaded(&self) -> Self {
        let reach = (self.width + self.height) as i64;
        self.made(|x, y| {
            let light = 45 + (55 * (x + y) / reach).min(55);
            self.at(x, y).map(|value| value * light / 100)
        })
    }
    /// Half as wide and half as high.
    #[must_use]
    pub fn halved(&self) -> Self {
        Self::painted(self.width / 2, self.height / 2, |x, y| {
            let (x, y) = (x as i64 * 2, y as i64 * 2);
            let four = [self.at(x, y), self.at(x + 1, y), self.at(x, y + 1), self.at(x + 1, y + 1)];
            std::array::from_fn(|channel| (four.iter().map(|pixel| pixel[channel]).sum::<i64>() / 4) as u8)
        })
    }
    /// Turned clockwise by a quarter.
    #[must_use]
    pub fn on_its_side(&self) -> Self {
        Self::painted(self.height, self.width, |x, y| {
            self.at(y as i64, (self.height - 1 - x) as i64).map(|value| value as u8)
        })
    }
    /// A JPEG file of that quality.
    pub fn jpeg(&self, quality: u8) -> Vec<u8> {
        let side = |length: usize| u16::try_from(length).expect("a side");
        let mut file = Vec::new();
        jpeg_encoder::Encoder::new(&mut file, quality)
            .encode(&self.rgb, side(self.width), side(self.height), jpeg_encoder::ColorType::Rgb)
            .expect("encoded");
        file
    }
}
