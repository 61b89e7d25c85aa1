//! Everything a person reads, in both languages: Fluent bundles embedded from `locales/`.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use include_dir::{Dir, include_dir};
use kernel::{Arg, Args, Date, Instant, Refusal};
use std::sync::OnceLock;
use unic_langid::langid;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../locales");

/// A language the platform speaks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Lang {
    /// 简体中文, the first language.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];
    /// The BCP 47 tag, also the folder under `locales/`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
    /// Reads a tag; `None` if the platform does not speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
    /// The first language of an `Accept-Language` header that the platform speaks; Chinese otherwise.
    pub fn negotiate(accept: &str) -> Self {
        let mut wanted: Vec<(u32, Self)> = accept
            .split(',')
            .filter_map(|part| {
                let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
                Some((quality(weight), Self::from_tag(tag)?))
            })
            .filter(|(quality, _)| *quality > 0)
            .collect();
        wanted.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
        wanted.first().map_or(Self::Zh, |(_, lang)| *lang)
    }
    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// `q=0.8` as thousandths.
fn quality(weight: &str) -> u32 {
    let value = weight.trim().strip_prefix("q=").unwrap_or("1");
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    whole.parse::<u32>().unwrap_or(0) * 1000 + part.parse::<u32>().unwrap_or(0)
}

/// A refusal in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// What is wrong.
    pub message: String,
    /// What would make it pass.
    pub remedy: Option<String>,
    /// `(path in the input, message)`.
    pub fields: Vec<(String, String)>,
}

/// The text of `key` (`id` or `id.attribute`); `None` if neither this language nor Chinese has it.
pub fn lookup(lang: Lang, key: &str, args: &Args) -> Option<String> {
    let find = |lang| format(bundle(lang), lang, key, args);
    find(lang).or_else(|| if lang == Lang::Zh { None } else { find(Lang::Zh) })
}

/// The text of `key`, or the key itself where a text is missing (tests see to it that none is).
pub fn text(lang: Lang, key: &str, args: &Args) -> String {
    lookup(lang, key, args).unwrap_or_else(|| key.to_owned())
}

/// The first of several keys that has a text: from the special (`f-tender-publish_notice-title`) to the general.
pub fn first(lang: Lang, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| lookup(lang, key, &Args::new()))
}

/// A refusal's words.
pub fn refusal(lang: Lang, refusal: &Refusal) -> Told {
    let mut args = refusal.args.clone();
    // Where the law alone decides, it does not know what it was asked for.
    if refusal.code == "E_NOT_FOUND" {
        args.entry("what".into()).or_insert_with(|| Arg::Key("stream-any".to_owned()));
    }
    let message = lookup(lang, &refusal.code, &args).unwrap_or_else(|| refusal.code.clone().into_owned());
    let remedy = lookup(lang, &format!("{}.remedy", refusal.code), &args);
    let fields = refusal
        .fields
        .iter()
        .map(|field| (field.path.clone(), text(lang, &field.key, &field.args)))
        .collect();
    Told { message, remedy, fields }
}

/// `2026 年 3 月 2 日`, `2 March 2026`.
pub fn date(lang: Lang, date: Date) -> String {
    match lang {
        Lang::Zh => format!("{} 年 {} 月 {} 日", date.year(), date.month(), date.day()),
        Lang::En => format!("{} {} {}", date.day(), month(date.month()), date.year()),
    }
}

/// `2026 年 3 月 2 日 09:00（北京时间）`, `2 March 2026, 09:00 (Beijing time)`.
pub fn instant(lang: Lang, at: Instant) -> String {
    let (day, time) = (date(lang, at.date()), at.civil());
    match lang {
        Lang::Zh => format!("{day} {:02}:{:02}（北京时间）", time.hour(), time.minute()),
        Lang::En => format!("{day}, {:02}:{:02} (Beijing time)", time.hour(), time.minute()),
    }
}

/// A time limit, as the law counts it: one at midnight belongs to the day it ends,
/// `2026 年 3 月 2 日 24:00（北京时间）`, never 3 月 3 日 00:00.
pub fn deadline(lang: Lang, at: Instant) -> String {
    let time = at.civil();
    if (time.hour(), time.minute(), time.second()) != (0, 0, 0) {
        return instant(lang, at);
    }
    let day = date(lang, at.last_day());
    match lang {
        Lang::Zh => format!("{day} 24:00（北京时间）"),
        Lang::En => format!("{day}, 24:00 (Beijing time)"),
    }
}

const fn month(number: i8) -> &'static str {
    match number {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

type Bundle = FluentBundle<FluentResource>;

fn bundle(lang: Lang) -> &'static Bundle {
    static ZH: OnceLock<Bundle> = OnceLock::new();
    static EN: OnceLock<Bundle> = OnceLock::new();
    match lang {
        Lang::Zh => ZH.get_or_init(|| load(lang)),
        Lang::En => EN.get_or_init(|| load(lang)),
    }
}

fn sources(lang: Lang) -> impl Iterator<Item = (String, &'static str)> {
    let files = FILES.get_dir(lang.tag()).into_iter().flat_map(|dir| dir.files());
    files.filter_map(|file| Some((file.path().display().to_string(), file.contents_utf8()?)))
}

/// A broken message costs that message alone; the tests below find it.
fn load(lang: Lang) -> Bundle {
    let id = match lang {
        Lang::Zh => langid!("zh-CN"),
        Lang::En => langid!("en"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    for (path, source) in sources(lang) {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
            tracing::error!(path, ?errors, "a text file does not parse");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(path, ?errors, "a text is defined twice");
        }
    }
    bundle
}

fn format(bundle: &Bundle, lang: Lang, key: &str, args: &Args) -> Option<String> {
    let (id, attribute) = key.split_once('.').map_or((key, None), |(id, name)| (id, Some(name)));
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        None => message.value()?,
        Some(name) => message.get_attribute(name)?.value(),
    };
    let mut given = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        given.set(name.as_ref(), argument(lang, name, value));
    }
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::warn!(key, ?errors, "a text lacks an argument");
    }
    Some(said)
}

/// Arguments of these names are ends of periods and are said as [`deadline`]s.
const ENDS: [&str; 3] = ["until", "due", "deadline"];

fn argument(lang: Lang, name: &str, value: &Arg) -> FluentValue<'static> {
    match value {
        Arg::Instant(at) if ENDS.contains(&name) => FluentValue::from(deadline(lang, *at)),
        Arg::Text(words) => FluentValue::from(words.clone()),
        Arg::Number(number) => FluentValue::from(*number),
        Arg::Money(amount) => FluentValue::from(amount.to_string()),
        Arg::Date(day) => FluentValue::from(date(lang, *day)),
        Arg::Instant(at) => FluentValue::from(instant(lang, *at)),
        Arg::Key(key) => FluentValue::from(text(lang, key, &Args::new())),
    }
}

#[cfg(test)]
#[path = "texts_tests.rs"]
mod tests;
