//! The import of one file of goods: opened by two persons, carried out in chunks, finished with a report.

use super::Known;
use kernel::{Digest, GoodsImportId, Instant, OrganisationId, Refusal, StandardId, Stream};
use serde::{Deserialize, Serialize};

/// An import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Import {
    /// Not opened.
    #[default]
    Absent,
    /// Opened.
    Opened(Imported),
}

/// An import on file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The stored file.
    pub file: Digest,
    /// Its name as the sender has it.
    pub name: String,
    /// The operator whose library it is.
    pub keeper: OrganisationId,
    /// When it was opened.
    pub opened: Instant,
    /// What became of its rows so far.
    pub tally: Tally,
    /// When it ended.
    pub finished: Option<Instant>,
    /// The rows that did not go in, each with its reason (CSV).
    pub report: Option<Digest>,
}

/// Rows by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Data rows of the file; known at the end.
    pub rows: u64,
    /// Taken into the library.
    pub added: u64,
    /// Already there word for word.
    pub same: u64,
    /// Not taken in.
    pub refused: u64,
    /// Taken in, but like something that was there.
    pub suspects: u64,
}

/// A good row that is not taken in, because the library holds the same good with other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowRefused {
    /// Line of the file.
    pub row: u64,
    /// The good that is there.
    pub of: StandardId,
}

/// What happened to an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum ImportEvent {
    /// Two persons of the operator agreed to take a file in.
    #[serde(rename = "import.opened")]
    Opened {
        /// The stored file.
        file: Digest,
        /// Its name.
        name: String,
        /// The operator.
        keeper: OrganisationId,
    },
    /// A chunk of rows was decided.
    #[serde(rename = "import.advanced")]
    Advanced {
        /// Taken into the library.
        added: u64,
        /// Already there word for word.
        same: u64,
        /// The same good with other words.
        refused: Vec<RowRefused>,
        /// Lines that were taken in but are like something that was there, with one such good.
        suspects: Vec<RowRefused>,
    },
    /// Every row was decided.
    #[serde(rename = "import.finished")]
    Finished {
        /// Data rows of the file.
        rows: u64,
        /// Rows that did not go in.
        refused: u64,
        /// The report.
        report: Option<Digest>,
    },
}

impl Import {
    /// The import on file.
    ///
    /// # Errors
    /// `E_NOT_FOUND`.
    pub fn opened(&self) -> Result<&Imported, Refusal> {
        match self {
            Self::Opened(import) => Ok(import),
            Self::Absent => Err(Refusal::new("E_NOT_FOUND")),
        }
    }
    /// The import, if rows may still come.
    ///
    /// # Errors
    /// `E_STATE`, `E_NOT_FOUND`.
    pub fn running(&self) -> Result<&Imported, Refusal> {
        let import = self.opened()?;
        if import.finished.is_none() { Ok(import) } else { Err(Refusal::new("E_STATE")) }
    }
    /// Decides what becomes of a chunk: each row with what the library holds and whether that is the same word for word.
    /// Answers the event and, row by row, whether it is added.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn advance(&self, rows: &[(u64, Known, bool)]) -> Result<(ImportEvent, Vec<bool>), Refusal> {
        self.running()?;
        let (mut added, mut same) = (0, 0);
        let (mut refused, mut suspects) = (Vec::new(), Vec::new());
        let mut taken = Vec::with_capacity(rows.len());
        for (row, known, identical) in rows {
            match known.same {
                Some(_) if *identical => same += 1,
                Some(of) => refused.push(RowRefused { row: *row, of }),
                None => {
                    added += 1;
                    suspects.extend(known.suspects.first().map(|of| RowRefused { row: *row, of: *of }));
                }
            }
            taken.push(known.same.is_none());
        }
        Ok((ImportEvent::Advanced { added, same, refused, suspects }, taken))
    }
    /// Ends the import.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn finish(
        &self,
        rows: u64,
        refused: u64,
        report: Option<Digest>,
    ) -> Result<Vec<ImportEvent>, Refusal> {
        self.running()?;
        Ok(vec![ImportEvent::Finished { rows, refused, report }])
    }
}

impl Stream for Import {
    type Id = GoodsImportId;
    type Event = ImportEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, at: Instant, event: &ImportEvent) {
        match (&mut *self, event) {
            (Self::Absent, ImportEvent::Opened { file, name, keeper }) => {
                *self = Self::Opened(Imported {
                    file: *file,
                    name: name.clone(),
                    keeper: *keeper,
                    opened: at,
                    tally: Tally::default(),
                    finished: None,
                    report: None,
                });
            }
            (Self::Opened(import), ImportEvent::Advanced { added, same, refused, suspects }) => {
                import.tally.added += added;
                import.tally.same += same;
                import.tally.refused += refused.len() as u64;
                import.tally.suspects += suspects.len() as u64;
            }
            (Self::Opened(import), ImportEvent::Finished { rows, refused, report }) => {
                import.tally.rows = *rows;
                import.tally.refused = *refused;
                import.report = *report;
                import.finished = Some(at);
            }
            (Self::Opened(_), ImportEvent::Opened { .. }) | (Self::Absent, _) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::StreamId;

    fn opened() -> Import {
        let mut import = Import::default();
        let keeper = OrganisationId::from_uuid(uuid::Uuid::from_u128(1));
        let event = ImportEvent::Opened { file: Digest::of(b"x"), name: "商品.csv".to_owned(), keeper };
        import.apply(Instant::default(), &event);
        import
    }
    #[test]
    fn each_row_is_added_known_word_for_word_or_refused() {
        let there = StandardId::from_uuid(uuid::Uuid::from_u128(7));
        let known = |same| Known { same, suspects: Vec::new() };
        let like = Known { same: None, suspects: vec![there] };
        let rows = [
            (2, known(None), false),
            (3, known(Some(there)), true),
            (4, known(Some(there)), false),
            (5, like, false),
        ];
        let mut import = opened();
        let (event, taken) = import.advance(&rows).expect("advanced");
        import.apply(Instant::default(), &event);
        assert_eq!(taken, [true, false, false, true]);
        let tally = import.opened().expect("there").tally;
        assert_eq!((tally.added, tally.same, tally.refused, tally.suspects), (2, 1, 1, 1));
    }
    #[test]
    fn nothing_comes_after_the_end() {
        let mut import = opened();
        import
            .finish(0, 0, None)
            .expect("finished")
            .iter()
            .for_each(|event| import.apply(Instant::default(), event));
        assert_eq!(import.advance(&[]).expect_err("ended").code, "E_STATE");
        assert_eq!(import.finish(0, 0, None).expect_err("ended").code, "E_STATE");
    }
}
