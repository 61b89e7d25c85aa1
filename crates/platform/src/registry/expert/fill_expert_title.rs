//! 填写学历职称.

use super::{EXPERT, SUBJECT, editable, fill, own, require_scan};
use crate::engine::prelude::*;
use procurement::registry::{Degree, ExpertFilling, Title, TitleLevel};

/// Fills in education and professional title, with the certificate (财库〔2016〕198号第六条第二项、第八条第二项).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FillExpertTitle {
    /// The record.
    pub expert: ExpertId,
    /// 学历
    pub degree: Degree,
    /// 毕业院校及专业
    pub school: String,
    /// 职称等级
    pub level: TitleLevel,
    /// 职称名称
    pub title: String,
    /// 从事相关领域工作的起始日期
    pub since: Date,
    /// 证书有效期至
    #[serde(default)]
    pub until: Option<Date>,
    /// The scan of the certificate.
    pub file: Digest,
}

impl Command for FillExpertTitle {
    const NAME: &'static str = "registry.fill_expert_title";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        EXPERT,
        Field::choice("degree", Degree::IDS),
        Field::text("school", 100),
        Field::choice("level", TitleLevel::IDS),
        Field::text("title", 60),
        Field::date("since"),
        Field::date("until").optional(),
        Field::new("file", Kind::File),
    ];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        require_scan(outside, &self.file)
    }
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let title = Title {
            degree: self.degree,
            school: self.school,
            level: self.level,
            title: self.title,
            since: self.since,
            until: self.until,
            certificate: self.file,
        };
        fill(desk, self.expert, ExpertFilling::Title(title))
    }
}
