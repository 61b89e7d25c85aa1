//! 外部电子认证机构, as files that the operator of the platform lays down: a bundle of root and intermediate certificates and
//! a folder of revocation lists. They are read again when they have changed; nothing is fetched.

use documents::{Distrust, Trust};
use kernel::Refusal;
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

/// Where the files lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideCa {
    /// PEM bundle: roots, and the intermediates under them.
    pub roots: PathBuf,
    /// A revocation list, or a folder of them (`*.crl`, `*.pem`).
    pub lists: PathBuf,
}

/// What a file was when it was read.
type Stamp = (PathBuf, SystemTime, u64);

/// The outside authorities as they were last read.
#[derive(Debug, Default)]
pub(super) struct Trusted {
    files: Option<OutsideCa>,
    read: Mutex<Option<(Vec<Stamp>, Arc<Trust>)>>,
}

impl Trusted {
    pub(super) fn by(files: Option<OutsideCa>) -> Self {
        Self { files, read: Mutex::default() }
    }
    pub(super) fn files(&self) -> Option<&OutsideCa> {
        self.files.as_ref()
    }
    /// As the files are now.
    pub(super) fn newest(&self) -> Result<Arc<Trust>, Refusal> {
        let files = self.files.as_ref().ok_or_else(|| Refusal::new("E_NO_OUTSIDE_CA"))?;
        let unreadable = |problem: &dyn std::fmt::Display| {
            tracing::error!(%problem, roots = %files.roots.display(), "the outside authorities cannot be read");
            Refusal::new("E_OUTSIDE_CA_FILES")
        };
        let stamps = stamps(files).map_err(|problem| unreadable(&problem))?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, trust)) = &*read
            && *known == stamps
        {
            return Ok(Arc::clone(trust));
        }
        let bundle = fs::read_to_string(&files.roots).map_err(|problem| unreadable(&problem))?;
        let lists: Result<Vec<_>, _> = stamps.iter().skip(1).map(|(path, ..)| fs::read(path)).collect();
        let lists = lists.map_err(|problem| unreadable(&problem))?;
        let trust = Arc::new(Trust::new(&bundle, &lists).map_err(|problem| unreadable(&problem))?);
        *read = Some((stamps, Arc::clone(&trust)));
        Ok(trust)
    }
}

/// The bundle first, then the lists in the order of their names.
fn stamps(files: &OutsideCa) -> io::Result<Vec<Stamp>> {
    let mut all = vec![stamp(&files.roots)?];
    if files.lists.is_dir() {
        let entries = fs::read_dir(&files.lists)?.collect::<Result<Vec<_>, _>>()?;
        let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
        let named = |path: &Path| path.extension().is_some_and(|end| end == "crl" || end == "pem");
        paths.retain(|path| named(path));
        paths.sort();
        for path in paths {
            all.push(stamp(&path)?);
        }
    } else {
        all.push(stamp(&files.lists)?);
    }
    Ok(all)
}
fn stamp(path: &Path) -> io::Result<Stamp> {
    let about = fs::metadata(path)?;
    Ok((path.to_owned(), about.modified()?, about.len()))
}

/// Why a certificate is not believed, as a refusal.
pub(crate) fn refusal(distrust: &Distrust) -> Refusal {
    let at = |code: &'static str, moment: &kernel::Instant| Refusal::new(code).arg("at", *moment);
    match distrust {
        Distrust::Unknown => Refusal::new("E_CA_UNKNOWN"),
        Distrust::Validity => Refusal::new("E_CERTIFICATE_PERIOD"),
        Distrust::Usage => Refusal::new("E_CERTIFICATE_USAGE"),
        Distrust::NoList => Refusal::new("E_LIST_MISSING"),
        Distrust::Stale(moment) => at("E_LIST_STALE", moment),
        Distrust::Revoked(moment) => at("E_CERTIFICATE_REVOKED", moment),
    }
}
