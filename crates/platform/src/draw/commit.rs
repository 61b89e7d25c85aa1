//! 承诺随机数.

use super::reveal::parties;
use crate::engine::prelude::*;
use procurement::draw::Draw;

/// Commits a party to its contribution to the seed. The contribution is what the person types, with 32 random bytes
/// before it; it lies sealed under the party until it is revealed, only its SM3 is public.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Commit {
    /// 抽取
    pub draw: DrawId,
    /// 任意文字
    #[serde(default)]
    pub words: Option<String>,
}

impl Command for Commit {
    const NAME: &'static str = "draw.commit";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk, Role::AgencyPm, Role::FaRegulator];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("draw.draw", "draw"));
    const FIELDS: &'static [Field] = &[Field::id("draw", "draw.draw"), Field::text("words", 100).optional()];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        parties(desk, self.draw)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let draw = desk.load::<Draw>(self.draw)?;
        let party = draw.party(desk.actor().organisation)?;
        let law = desk.law(draw.asked()?.region);
        let noise = Digest::from_bytes(kernel::secret::bytes());
        // No blank at either end: what a page shows is exactly what is hashed.
        let contribution = match self.words.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
            Some(words) => format!("{noise} {words}"),
            None => noise.to_string(),
        };
        let secret = desk.seal(desk.actor().organisation, &contribution)?;
        let moment = (desk.received(), desk.root());
        let events = draw.commit(party, Digest::of(contribution.as_bytes()), secret, moment, &law)?;
        desk.record_all::<Draw>(self.draw, events)
    }
}
