//! Where and when experts sit, for the limits of their load and for the compliance review.

use crate::engine::prelude::*;
use procurement::draw::{Draw, DrawEvent, Standing};
use std::collections::BTreeSet;

/// One row per called expert of a draw.
pub(super) struct Seats;

impl View for Seats {
    fn name(&self) -> &'static str {
        "draw_seat"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "draw_seat",
            columns: const {
                &[
                    Column::text("draw"),
                    Column::text("person"),
                    Column::text("purchaser"),
                    Column::text("agency"),
                    Column::text("day"),
                    Column::text("standing"),
                ]
            },
            primary: &["draw", "person"],
            indexes: const { &[Index::on(&["day", "person"]), Index::on(&["person", "day"])] },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let (Some(happened), Some(state)) = (event.event::<DrawEvent>(), event.state::<Draw>()) else {
            return Ok(());
        };
        let Some(request) = &state.request else { return Ok(()) };
        let draw = event.stream.uuid().to_string();
        let day = request.evaluation_at.date().to_string();
        match happened {
            // Who accepted stays when the draw is widened, on the new day.
            DrawEvent::Requested { .. } => {
                tx.later("UPDATE draw_seat SET day = $2 WHERE draw = $1", &[draw.into(), day.into()])
            }
            DrawEvent::Called { chosen } => tx.later(
                "INSERT INTO draw_seat (draw, person, purchaser, agency, day, standing) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
                &[
                    draw.into(),
                    chosen.person.to_string().into(),
                    request.purchaser.to_string().into(),
                    request.agency.to_string().into(),
                    day.into(),
                    Standing::Called.id().into(),
                ],
            ),
            DrawEvent::Answered { person, standing, .. } => tx.later(
                "UPDATE draw_seat SET standing = $3 WHERE draw = $1 AND person = $2",
                &[draw.into(), person.to_string().into(), standing.id().into()],
            ),
            _ => Ok(()),
        }
    }
}

/// Experts who sit, or may sit, in so many other draws on `day` or in its month that another one is too many
/// (`expert_rounds_per_day`, `expert_rounds_per_month`).
pub(super) fn busy(
    desk: &mut Desk<'_, '_>,
    draw: DrawId,
    day: Date,
    law: &procurement::Law,
) -> Result<BTreeSet<PersonId>, Stop> {
    let month = day.to_string().chars().take(7).collect::<String>();
    let rows = desk.query(
        "SELECT person FROM draw_seat WHERE day >= $1 AND day <= $2 AND draw <> $3 \
         AND standing IN ('called', 'accepted') GROUP BY person \
         HAVING COUNT(*) >= $4 OR SUM(CASE WHEN day = $5 THEN 1 ELSE 0 END) >= $6",
        &[
            format!("{month}-01").into(),
            format!("{month}-31").into(),
            draw.to_string().into(),
            law.number("expert_rounds_per_month")?.into(),
            day.to_string().into(),
            law.number("expert_rounds_per_day")?.into(),
        ],
    )?;
    Ok(rows.iter().map(|row| row.parse(0)).collect::<Result<_, StoreError>>()?)
}
