//! Reading an uploaded business licence. The picture is a stranger's and decoding it is long work, so a program of its own
//! does it, `yangcai-ocr`, as a child without environment, with limits on memory and time, a few at once and no more.
//!
//! A reading is an offer on a page: it is kept in memory only, for as long as the form is being filled in.

use documents::licence::Licence;
use kernel::Digest;
use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::Command,
    sync::Semaphore,
    time::timeout,
};

/// Where the program and its models lie.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The program.
    pub program: PathBuf,
    /// Folder of the models.
    pub models: PathBuf,
}
impl Reader {
    /// What is installed: `yangcai-ocr` beside the running program, and the first of `folders` that is there.
    pub fn installed(folders: &[PathBuf]) -> Option<Self> {
        let program = std::env::current_exe().ok()?.with_file_name("yangcai-ocr");
        let models = folders.iter().find(|folder| folder.is_dir())?;
        program.is_file().then(|| Self { program, models: models.clone() })
    }
}

/// Why there is no reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The program or its models are not installed here.
    Absent,
    /// Others are being read.
    Busy,
    /// It took too long.
    Slow,
    /// The program broke.
    Broken,
    /// The picture cannot be read.
    Picture(ocr::Problem),
    /// A picture without text.
    NoText,
    /// Text, but not a licence's.
    NoLicence,
}
impl Trouble {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Absent | Self::Picture(ocr::Problem::NoModels) => "page-registry-read-absent",
            Self::Busy => "page-registry-read-busy",
            Self::Slow | Self::Broken => "page-registry-read-broken",
            Self::Picture(ocr::Problem::NotAPicture) => "page-registry-read-not_a_picture",
            Self::Picture(ocr::Problem::Damaged) => "page-registry-read-damaged",
            Self::Picture(ocr::Problem::TooLarge) => "page-registry-read-too_large",
            Self::Picture(ocr::Problem::TooSmall) => "page-registry-read-too_small",
            Self::NoText => "page-registry-read-no_text",
            Self::NoLicence => "page-registry-read-no_licence",
        }
    }
    /// Is it the picture's fault, so that the next try ends alike?
    fn lasts(self) -> bool {
        matches!(self, Self::Picture(problem) if problem != ocr::Problem::NoModels)
            || matches!(self, Self::NoText | Self::NoLicence)
    }
}

/// What became of a picture.
pub type Outcome = Result<Arc<Licence>, Trouble>;

/// How many are read at once: each takes a core for some seconds.
const AT_ONCE: usize = 1;
/// How long a person waits for their turn.
const TURN: Duration = Duration::from_secs(15);
/// How long one picture may take.
const LIMIT: Duration = Duration::from_secs(40);
/// The longest answer of the program.
const ANSWER: u64 = 1 << 20;
/// How many readings are kept.
const KEPT: usize = 64;

/// Reads licences, one after another.
pub struct Readings {
    reader: Option<Reader>,
    turns: Semaphore,
    kept: Mutex<VecDeque<(Digest, Outcome)>>,
    limit: Duration,
}

impl Readings {
    /// With what is installed, if anything is.
    pub fn new(reader: Option<Reader>) -> Self {
        Self { reader, turns: Semaphore::new(AT_ONCE), kept: Mutex::default(), limit: LIMIT }
    }
    /// Can anything be read here?
    pub fn installed(&self) -> bool {
        self.reader.is_some()
    }
    /// Reads the picture of that digest, or answers what was read before.
    ///
    /// # Errors
    /// [`Trouble`].
    pub async fn licence(&self, digest: Digest, bytes: &[u8]) -> Outcome {
        let reader = self.reader.as_ref().ok_or(Trouble::Absent)?;
        if bytes.len() > ocr::MAX_BYTES {
            return Err(Trouble::Picture(ocr::Problem::TooLarge));
        }
        if let Some(outcome) = self.kept(&digest) {
            return outcome;
        }
        let turn = timeout(TURN, self.turns.acquire()).await.map_err(|_| Trouble::Busy)?;
        let _turn = turn.map_err(|_| Trouble::Busy)?;
        // Two who asked for the same waited for one reading.
        if let Some(outcome) = self.kept(&digest) {
            return outcome;
        }
        let answer = timeout(self.limit, run(reader, bytes)).await.unwrap_or(Err(Trouble::Slow));
        let outcome = answer.and_then(|answer| {
            let page = answer.map_err(Trouble::Picture)?;
            if page.lines.is_empty() {
                return Err(Trouble::NoText);
            }
            Licence::of(&page).map(Arc::new).ok_or(Trouble::NoLicence)
        });
        if outcome.as_ref().err().is_none_or(|trouble| trouble.lasts()) {
            self.keep(digest, outcome.clone());
        }
        outcome
    }
    fn kept(&self, digest: &Digest) -> Option<Outcome> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(other, _)| other == digest).map(|(_, outcome)| outcome.clone())
    }
    fn keep(&self, digest: Digest, outcome: Outcome) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT - 1);
        kept.push_front((digest, outcome));
    }
}

/// Runs the program on one picture. Dropped, it ends the program.
async fn run(reader: &Reader, bytes: &[u8]) -> Result<ocr::Answer, Trouble> {
    let mut child = start(&reader.program, &reader.models).map_err(broken)?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Trouble::Broken);
    };
    let write = async {
        // It may answer before it has read everything.
        let _ = input.write_all(bytes).await;
        drop(input);
    };
    let mut answer = Vec::new();
    let mut output = output.take(ANSWER);
    let ((), read) = tokio::join!(write, output.read_to_end(&mut answer));
    read.map_err(broken)?;
    serde_json::from_slice(&answer).map_err(broken)
}
fn start(program: &Path, models: &Path) -> std::io::Result<tokio::process::Child> {
    Command::new(program)
        .arg(models)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
}
fn broken(problem: impl std::fmt::Display) -> Trouble {
    tracing::warn!(%problem, "yangcai-ocr could not read a picture");
    Trouble::Broken
}

#[cfg(test)]
#[path = "reader_tests.rs"]
pub(crate) mod tests;
