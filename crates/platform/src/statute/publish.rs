//! 发布法规文本.

use super::{held, published, reach};
use crate::engine::prelude::*;
use procurement::statute::{Edition, Imprint, Level, Library, Named, Statute, Text, TextError};

/// Publishes a statute, or a further text of one. The text is split into articles; one that cannot be is refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Publish {
    /// The statute's name in addresses; a known one gets a further text.
    pub code: String,
    /// 名称
    pub title: String,
    /// 文号
    pub number: String,
    /// 制定机关
    pub issuer: String,
    /// 效力层级
    pub level: Level,
    /// Where it applies; everywhere if empty.
    #[serde(default)]
    pub region: Option<Region>,
    /// 公布日期
    pub published: Date,
    /// 施行日期
    pub from: Date,
    /// The code of the statute that it amends.
    #[serde(default)]
    pub amends: Option<String>,
    /// A remark.
    #[serde(default)]
    pub note: Option<String>,
    /// The whole text.
    pub text: String,
}

impl Command for Publish {
    const NAME: &'static str = "statute.publish";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const FIELDS: &'static [Field] = &[
        Field::text("code", 40),
        Field::text("title", 120),
        Field::text("number", 80),
        Field::text("issuer", 80),
        Field::choice("level", Level::IDS),
        Field::new("region", Kind::Region).optional(),
        Field::date("published"),
        Field::date("from"),
        Field::text("amends", 40).optional(),
        Field::text("note", 200).optional(),
        Field::paragraph("text", 200_000),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(reach(desk, self.region))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let text = Text::parse(&self.text).map_err(unreadable)?;
        let level_fits = (self.level == Level::Local) == self.region.is_some_and(|r| r != Region::default());
        if !level_fits {
            return Err(Refusal::new("E_SCHEMA").field("region", "field-statute-region").into());
        }
        if let Some(amended) = &self.amends
            && held(amended).is_none()
            && published(desk, amended)?.editions.is_empty()
        {
            return Err(Refusal::new("E_SCHEMA").field("amends", "field-statute-unknown").into());
        }
        self.title_is_free(desk)?;
        let statute = published(desk, &self.code)?;
        let digest = desk.put_bytes(self.text.clone().into_bytes())?;
        let edition = Edition {
            imprint: Imprint {
                code: self.code.clone(),
                title: self.title,
                number: self.number,
                issuer: self.issuer,
                level: self.level,
                region: self.region.unwrap_or_default(),
            },
            published: self.published,
            from: self.from,
            amends: self.amends,
            note: self.note,
            text: digest,
            articles: u32::try_from(text.articles.len()).unwrap_or(u32::MAX),
        };
        let events = statute.publish(held(&self.code), edition, &text)?;
        desk.record_all::<Statute>(Statute::id_of(&self.code), events)
    }
    fn title(&self, _desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(self.title.clone())
    }
}

/// What is wrong with a text, beside its field.
fn unreadable(problem: TextError) -> Refusal {
    let refusal = Refusal::new("E_SCHEMA");
    match problem {
        TextError::NoArticles => refusal.field("text", "field-statute-no-articles"),
        TextError::Begins(label) => {
            refusal.field_with("text", "field-statute-begins", [("label".into(), label.into())].into())
        }
        TextError::Empty(label) => {
            refusal.field_with("text", "field-statute-empty", [("label".into(), label.into())].into())
        }
        TextError::Broken { before, found } => {
            let args = [("before".into(), before.into()), ("found".into(), found.into())].into();
            refusal.field_with("text", "field-statute-broken", args)
        }
    }
}

impl Publish {
    /// Another statute must not be called the same: citations would be unclear.
    fn title_is_free(&self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let named = Library::builtin().names().exact(&self.title);
        let held_by_other = matches!(named, Some(Named::Held(code)) if *code != self.code);
        let rows = desk.query(
            "SELECT code FROM statute_statute WHERE title = $1 AND code <> $2",
            &[self.title.as_str().into(), self.code.as_str().into()],
        )?;
        if held_by_other || !rows.is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("title", "field-statute-title").into());
        }
        Ok(())
    }
}
