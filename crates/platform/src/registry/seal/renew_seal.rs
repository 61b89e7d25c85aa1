//! 换发电子印章.

use super::{KEEPERS, PAIRS, SEAL, SUBJECT, Wanted, make, own, require_picture, subject, title};
use crate::engine::prelude::*;
use procurement::registry::Seal;

/// Has a seal of the same kind made in the place of one whose certificate ends or whose organisation has another name; the
/// old one is cancelled with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RenewSeal {
    /// The seal whose place the new one takes.
    pub seal: SealId,
    /// 用印人证书
    pub certificate: String,
    /// 印模图片; left out, the platform draws it.
    #[serde(default)]
    pub picture: Option<Digest>,
}

impl Command for RenewSeal {
    const NAME: &'static str = "registry.renew_seal";
    const AUDIENCE: &'static [Role] = KEEPERS;
    const APPROVAL: Approval = Approval::SecondOf(PAIRS);
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] =
        &[SEAL, Field::text("certificate", 64), Field::new("picture", Kind::File).optional()];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        require_picture(outside, self.picture.as_ref())
    }
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(desk, self.seal)
    }
    fn ready(desk: &mut Desk<'_, '_>, stream: &StreamName) -> Result<(), Stop> {
        let seal = subject(desk, stream)?;
        seal.replace(SealId::from_uuid(stream.uuid()))?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let Self { seal, certificate, picture } = self;
        let old = desk.load::<Seal>(seal)?;
        old.replace(seal)?;
        let body = &old.made()?.body;
        let wanted = Wanted { organisation: body.organisation, kind: body.kind, certificate, picture };
        let new = make(desk, wanted, Some(seal))?;
        desk.record_all::<Seal>(seal, old.replace(new)?)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        title(desk, self.seal)
    }
}
