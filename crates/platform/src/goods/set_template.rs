//! 设置品目属性模板.

use crate::engine::prelude::*;
use procurement::goods::{Attribute, AttributeKind, Template};

/// One attribute as it is typed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AttributeEntry {
    /// 代码
    pub code: String,
    /// 名称
    pub name: String,
    /// 英文名称
    pub name_en: String,
    /// 单位
    #[serde(default)]
    pub unit: Option<String>,
    /// 类型
    pub kind: AttributeKind,
    /// 选项, separated by `、`
    #[serde(default)]
    pub options: Option<String>,
    /// 必填
    pub required: bool,
    /// 参与比较
    pub comparable: bool,
}
impl From<AttributeEntry> for Attribute {
    fn from(entry: AttributeEntry) -> Self {
        let options = entry.options.unwrap_or_default();
        let options = options.split(['、', ',', '，']).map(str::trim).filter(|option| !option.is_empty());
        Self {
            code: entry.code,
            name: entry.name,
            name_en: entry.name_en,
            unit: entry.unit,
            kind: entry.kind,
            options: options.map(str::to_owned).collect(),
            required: entry.required,
            comparable: entry.comparable,
        }
    }
}

/// Sets the attributes of an end item, by two persons of the operator.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetTemplate {
    /// 末级品目
    pub catalogue: CatalogueCode,
    /// 属性
    pub attributes: Vec<AttributeEntry>,
    /// 理由
    pub reason: String,
}

const ATTRIBUTE: &[Field] = &[
    Field::text("code", 40),
    Field::text("name", 40),
    Field::text("name_en", 80),
    Field::text("unit", 10).optional(),
    Field::choice("kind", AttributeKind::IDS),
    Field::text("options", 200).optional(),
    Field::flag("required"),
    Field::flag("comparable"),
];

impl Command for SetTemplate {
    const NAME: &'static str = "goods.set_template";
    const AUDIENCE: &'static [Role] = &[Role::Operator];
    const APPROVAL: Approval = Approval::Second(Role::Operator);
    const FIELDS: &'static [Field] = &[
        Field::new("catalogue", Kind::Catalogue),
        Field::list("attributes", ATTRIBUTE, Template::MOST),
        Field::paragraph("reason", 500),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let id = Template::id_of(&self.catalogue);
        let attributes = self.attributes.into_iter().map(Attribute::from).collect();
        let now = match desk.load::<Template>(id) {
            Ok(template) => (*template).clone(),
            Err(Stop::Refused(refusal)) if refusal.code == "E_NOT_FOUND" => Template::default(),
            Err(stop) => return Err(stop),
        };
        desk.record_all::<Template>(id, now.set(self.catalogue, attributes, self.reason)?)
    }
    fn ready(_desk: &mut Desk<'_, '_>, _subject: &StreamName) -> Result<(), Stop> {
        Ok(())
    }
    fn title(&self, _desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(format!("{} {}", self.catalogue, Catalogue::builtin().name(&self.catalogue)))
    }
}
