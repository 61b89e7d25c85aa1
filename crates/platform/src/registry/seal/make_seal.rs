//! 制作电子印章.

use super::{KEEPERS, PAIRS, Wanted, make, require_picture};
use crate::engine::prelude::*;
use procurement::registry::{Organisation, SealKind};

/// Has a seal made for a certificate of one of the organisation's people; the second person agrees.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MakeSeal {
    /// 印章类型
    pub kind: SealKind,
    /// 用印人证书: serial number of the certificate that it is bound to.
    pub certificate: String,
    /// 印模图片; left out, the platform draws it.
    #[serde(default)]
    pub picture: Option<Digest>,
}

impl Command for MakeSeal {
    const NAME: &'static str = "registry.make_seal";
    const AUDIENCE: &'static [Role] = KEEPERS;
    const APPROVAL: Approval = Approval::SecondOf(PAIRS);
    const FIELDS: &'static [Field] = &[
        Field::choice("kind", SealKind::IDS),
        Field::text("certificate", 64),
        Field::new("picture", Kind::File).optional(),
    ];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        require_picture(outside, self.picture.as_ref())
    }
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.actor().organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let organisation = desk.actor().organisation;
        let Self { kind, certificate, picture } = self;
        make(desk, Wanted { organisation, kind, certificate, picture }, None).map(|_| ())
    }
    fn ready(_: &mut Desk<'_, '_>, _: &StreamName) -> Result<(), Stop> {
        Ok(())
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        let organisation = desk.actor().organisation;
        Ok(desk.load::<Organisation>(organisation)?.registration.name.clone())
    }
}
