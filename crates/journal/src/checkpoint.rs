//! Signed checkpoints outside the database, so that a shortened or replaced journal is noticed.
//!
//! `checkpoint` is a C2SP tlog-checkpoint: a note of origin, size and root, signed with Ed25519. `frontier` lets the next
//! start prove that the journal continues it without hashing everything again; it is believed only if it gives the signed
//! root. `log.key` is the signing key, wrapped by the master key; `log.pub` the verifier key.

use crate::{
    MasterKey, OpenError, StoreError,
    merkle::{Frontier, Hash},
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use ed25519_dalek::{Signature, Signer as _, SigningKey, Verifier as _, VerifyingKey};
use sha2::{Digest as _, Sha256};
use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Checkpoints are made at most so often.
const INTERVAL: Duration = Duration::from_secs(1);

/// Reads the log entries after a position, in order.
pub(crate) type Entries<'a> = dyn FnMut(u64, &mut dyn FnMut(&[u8])) -> Result<(), StoreError> + 'a;

pub(crate) struct Checkpoints {
    folder: PathBuf,
    origin: String,
    key: SigningKey,
    last: u64,
    written: Option<Instant>,
}

impl Checkpoints {
    /// Opens the folder and compares its last checkpoint with the journal.
    pub(crate) fn open(
        folder: &Path,
        log: &str,
        master: &MasterKey,
        head: &Frontier,
        entries: &mut Entries<'_>,
    ) -> Result<Self, OpenError> {
        fs::create_dir_all(folder).map_err(|error| broken(folder, &error))?;
        let origin = format!("yangcai/{log}");
        let wrapped = folder.join("log.key");
        let checkpoint = folder.join("checkpoint");
        let key = match fs::read(&wrapped) {
            Ok(bytes) => {
                let secret = master.unwrap("log.key", &bytes).map_err(|_| {
                    OpenError::Checkpoint("the master key does not open the log's signing key".to_owned())
                })?;
                let secret: [u8; 32] =
                    secret.try_into().map_err(|_| OpenError::Checkpoint("log.key is damaged".to_owned()))?;
                SigningKey::from_bytes(&secret)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !checkpoint.exists() => {
                let secret: [u8; 32] = kernel::secret::bytes();
                let key = SigningKey::from_bytes(&secret);
                replace(&wrapped, &master.wrap("log.key", &secret)?)?;
                replace(&folder.join("log.pub"), verifier(&origin, &key.verifying_key()).as_bytes())?;
                key
            }
            Err(error) => return Err(broken(&wrapped, &error)),
        };
        let mut last = 0;
        if checkpoint.exists() {
            let note = fs::read_to_string(&checkpoint).map_err(|error| broken(&checkpoint, &error))?;
            let (signed_origin, size, root) = parse(&note, &key.verifying_key()).ok_or_else(|| {
                OpenError::Checkpoint("the last checkpoint's signature does not hold".to_owned())
            })?;
            if signed_origin != origin {
                return Err(OpenError::Different(size));
            }
            if head.size() < size {
                return Err(OpenError::Shorter { journal: head.size(), checkpoint: size });
            }
            let kept = fs::read(folder.join("frontier")).ok().and_then(|bytes| Frontier::parse(size, &bytes));
            let extends = match kept.filter(|kept| kept.root() == root) {
                Some(mut kept) => {
                    entries(size, &mut |entry| kept.append(entry))?;
                    kept == *head
                }
                None => {
                    let (mut all, mut then) = (Frontier::default(), (size == 0).then_some(root));
                    entries(0, &mut |entry| {
                        all.append(entry);
                        if all.size() == size {
                            then = Some(all.root());
                        }
                    })?;
                    then == Some(root) && all == *head
                }
            };
            if !extends {
                return Err(OpenError::Different(size));
            }
            last = size;
        }
        Ok(Self { folder: folder.to_owned(), origin, key, last, written: None })
    }
    /// How long until a checkpoint of `size` may be written; `None` if it is not needed.
    pub(crate) fn due(&self, size: u64) -> Option<Duration> {
        (size > self.last)
            .then(|| self.written.map_or(Duration::ZERO, |at| INTERVAL.saturating_sub(at.elapsed())))
    }
    pub(crate) fn write(&mut self, frontier: &Frontier) -> Result<(), OpenError> {
        let note = sign(&self.origin, frontier, &self.key);
        // The frontier first: beside an older checkpoint it is merely not believed.
        replace(&self.folder.join("frontier"), &frontier.bytes())?;
        replace(&self.folder.join("checkpoint"), note.as_bytes())?;
        self.last = frontier.size();
        self.written = Some(Instant::now());
        Ok(())
    }
}

fn broken(path: &Path, error: &std::io::Error) -> OpenError {
    OpenError::Checkpoint(format!("{}: {error}", path.display()))
}

/// Writes the whole file or leaves the old one.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), OpenError> {
    let temporary = path.with_extension("new");
    let write = || {
        let mut file = File::create(&temporary)?;
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
    };
    write().map_err(|error| broken(path, &error))
}

/// C2SP signed-note: the first four bytes of SHA-256(name ‖ newline ‖ algorithm ‖ key).
fn key_id(origin: &str, key: &VerifyingKey) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(origin.as_bytes())
        .chain_update(b"\n\x01")
        .chain_update(key.as_bytes())
        .finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}
fn verifier(origin: &str, key: &VerifyingKey) -> String {
    let encoded = BASE64.encode([&[1][..], key.as_bytes()].concat());
    format!("{origin}+{}+{encoded}\n", hex::encode(key_id(origin, key)))
}
fn sign(origin: &str, frontier: &Frontier, key: &SigningKey) -> String {
    let text = format!("{origin}\n{}\n{}\n", frontier.size(), BASE64.encode(frontier.root()));
    let signature = key.sign(text.as_bytes()).to_bytes();
    let line = BASE64.encode([&key_id(origin, &key.verifying_key())[..], &signature].concat());
    format!("{text}\n\u{2014} {origin} {line}\n")
}
/// Origin, size and root, if the note is signed by `key`.
fn parse(note: &str, key: &VerifyingKey) -> Option<(String, u64, Hash)> {
    let (text, signatures) = note.split_once("\n\n")?;
    let text = format!("{text}\n");
    let mut lines = text.lines();
    let (origin, size, root) = (lines.next()?, lines.next()?.parse().ok()?, lines.next()?);
    let root = BASE64.decode(root).ok()?.try_into().ok()?;
    let signed = signatures.lines().any(|line| {
        let encoded = line.rsplit(' ').next().unwrap_or("");
        let bytes = BASE64.decode(encoded).unwrap_or_default();
        bytes.split_first_chunk::<4>().is_some_and(|(id, signature)| {
            *id == key_id(origin, key)
                && Signature::from_slice(signature).is_ok_and(|s| key.verify(text.as_bytes(), &s).is_ok())
        })
    });
    signed.then(|| (origin.to_owned(), size, root))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_note_is_not_believed() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let mut frontier = Frontier::default();
        frontier.append(b"one");
        let note = sign("yangcai/x", &frontier, &key);
        let parsed = parse(&note, &key.verifying_key());
        assert_eq!(parsed, Some(("yangcai/x".to_owned(), 1, frontier.root())));
        assert_eq!(parse(&note.replacen("\n1\n", "\n2\n", 1), &key.verifying_key()), None);
        assert_eq!(parse(&note, &SigningKey::from_bytes(&[8; 32]).verifying_key()), None);
    }
}
