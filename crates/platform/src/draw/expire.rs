//! 抽取时限届满.

use super::candidates::pool;
use crate::engine::prelude::*;
use procurement::draw::Draw;

/// What time does to a draw: windows close, silence forfeits, the next expert is called.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Expire {
    /// 抽取
    pub draw: DrawId,
}

impl Command for Expire {
    const NAME: &'static str = "draw.expire";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("draw.draw", "draw"));
    const FIELDS: &'static [Field] = &[Field::id("draw", "draw.draw")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Region(desk.load::<Draw>(self.draw)?.asked()?.region))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let draw = desk.load::<Draw>(self.draw)?;
        let law = desk.law(draw.asked()?.region);
        let pool = pool(desk, &draw)?;
        let events = draw.expire(&pool, desk.now(), desk.root(), &law)?;
        desk.record_all::<Draw>(self.draw, events)
    }
}
