//! Content-addressed files: documents, sealed bids, recordings.

use kernel::Digest;
use sm3::Digest as _;
use std::{
    fs::{self, DirEntry, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::SystemTime,
};

/// A folder of files named by their SM3. A file is complete and synced before its digest is known to anyone.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    next: AtomicU64,
    /// Held while a file gets its name or loses it, so that a file stored anew is not taken for the old one.
    naming: Mutex<()>,
}

/// Where files lie that nothing seems to cite.
const ASIDE: &str = "aside";

/// A stored file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// SM3 of the content.
    pub digest: Digest,
    /// Bytes.
    pub size: u64,
}

impl Files {
    /// Opens the folder, making it if missing. Uploads that never finished are removed.
    pub fn open(root: impl Into<PathBuf>) -> io::Result<Self> {
        let root = root.into();
        let incoming = root.join("incoming");
        if incoming.exists() {
            fs::remove_dir_all(&incoming)?;
        }
        fs::create_dir_all(&incoming)?;
        fs::create_dir_all(root.join(ASIDE))?;
        sync(&root)?;
        Ok(Self { root, next: AtomicU64::new(0), naming: Mutex::new(()) })
    }
    /// Stores a whole body.
    pub fn put(&self, bytes: &[u8]) -> io::Result<StoredFile> {
        self.put_from(&mut &bytes[..], u64::MAX)
    }
    /// Stores a stream, its digest computed while it is written.
    ///
    /// # Errors
    /// `FileTooLarge` beyond `limit` bytes; nothing is kept then.
    pub fn put_from(&self, source: &mut dyn Read, limit: u64) -> io::Result<StoredFile> {
        let mut upload = self.begin()?;
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let n = source.read(&mut buffer)?;
            if n == 0 {
                return upload.finish();
            }
            upload.write_all(&buffer[..n])?;
            if upload.size > limit {
                return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("more than {limit} bytes")));
            }
        }
    }
    /// Starts an upload that arrives piece by piece: write to it, then [`Upload::finish`].
    pub fn begin(&self) -> io::Result<Upload<'_>> {
        let name = format!("{}-{}", std::process::id(), self.next.fetch_add(1, Ordering::Relaxed));
        let path = self.root.join("incoming").join(name);
        let file = File::create_new(&path)?;
        Ok(Upload { files: self, path, file: Some(file), hasher: sm3::Sm3::new(), size: 0 })
    }
    /// Opens a file for reading; `None` if it is not there.
    pub fn get(&self, digest: &Digest) -> io::Result<Option<File>> {
        match File::open(self.path(digest)) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
    /// Reads a whole file and checks its digest; `None` if it is not there.
    pub fn read(&self, digest: &Digest) -> io::Result<Option<Vec<u8>>> {
        let Some(mut file) = self.get(digest)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        if Digest::of(&bytes) != *digest {
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("file {digest} is damaged")));
        }
        Ok(Some(bytes))
    }
    /// Whether the file is there.
    pub fn contains(&self, digest: &Digest) -> bool {
        self.path(digest).exists()
    }
    /// Every file that can be read.
    pub fn all(&self) -> io::Result<Vec<Digest>> {
        self.matching(|_| Ok(true))
    }
    /// Every file last stored before `time`.
    pub fn older_than(&self, time: SystemTime) -> io::Result<Vec<Digest>> {
        self.matching(|file| Ok(file.metadata()?.modified()? < time))
    }
    fn matching(&self, wanted: impl Fn(&DirEntry) -> io::Result<bool>) -> io::Result<Vec<Digest>> {
        let mut found = Vec::new();
        for folder in fs::read_dir(&self.root)? {
            let folder = folder?.path();
            // The folders of files are named by two digits of their digests.
            if folder.file_name().is_some_and(|name| name.len() == 2) {
                found.extend(digests(&folder, &wanted)?);
            }
        }
        Ok(found)
    }
    /// Files that are set aside: they can be put back or discarded, and not be read.
    pub fn set_aside(&self) -> io::Result<Vec<Digest>> {
        digests(&self.root.join(ASIDE), &|_| Ok(true))
    }
    /// Sets a file aside, unless it was stored again since `before`. Says whether it did.
    pub fn put_aside(&self, digest: &Digest, before: SystemTime) -> io::Result<bool> {
        let _naming = self.naming();
        let path = self.path(digest);
        let old = fs::metadata(&path)?.modified()? < before;
        if old {
            fs::rename(path, self.aside(digest))?;
        }
        Ok(old)
    }
    /// Puts a file back.
    pub fn put_back(&self, digest: &Digest) -> io::Result<()> {
        let _naming = self.naming();
        fs::rename(self.aside(digest), self.path(digest))
    }
    /// Removes a file that is set aside.
    pub fn discard(&self, digest: &Digest) -> io::Result<()> {
        fs::remove_file(self.aside(digest))
    }
    fn aside(&self, digest: &Digest) -> PathBuf {
        self.root.join(ASIDE).join(digest.to_string())
    }
    fn naming(&self) -> MutexGuard<'_, ()> {
        self.naming.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Where the file lies, for a backup.
    pub fn path(&self, digest: &Digest) -> PathBuf {
        let name = digest.to_string();
        self.root.join(&name[..2]).join(name)
    }
}

/// A file that is arriving. Dropped unfinished, it leaves nothing.
pub struct Upload<'a> {
    files: &'a Files,
    path: PathBuf,
    file: Option<File>,
    hasher: sm3::Sm3,
    size: u64,
}
impl Upload<'_> {
    /// Syncs the file and gives it its name.
    pub fn finish(mut self) -> io::Result<StoredFile> {
        let Some(file) = self.file.take() else {
            return Err(io::Error::other("already finished"));
        };
        file.sync_all()?;
        let digest = Digest::from_bytes(std::mem::take(&mut self.hasher).finalize().into());
        let target = self.files.path(&digest);
        if let Some(folder) = target.parent() {
            if !folder.exists() {
                fs::create_dir_all(folder)?;
                sync(&self.files.root)?;
            }
            let _naming = self.files.naming();
            fs::rename(&self.path, &target)?;
            sync(folder)?;
        }
        Ok(StoredFile { digest, size: self.size })
    }
}
impl Write for Upload<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let file = self.file.as_mut().ok_or_else(|| io::Error::other("already finished"))?;
        let n = file.write(bytes)?;
        self.hasher.update(&bytes[..n]);
        self.size += u64::try_from(n).unwrap_or(u64::MAX);
        Ok(n)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}
impl Drop for Upload<'_> {
    fn drop(&mut self) {
        // Gone already when the upload was finished.
        let _ = fs::remove_file(&self.path);
    }
}

fn digests(folder: &Path, wanted: &impl Fn(&DirEntry) -> io::Result<bool>) -> io::Result<Vec<Digest>> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder)? {
        let file = file?;
        if let Some(digest) = file.file_name().to_str().and_then(|name| name.parse().ok())
            && wanted(&file)?
        {
            found.push(digest);
        }
    }
    Ok(found)
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_file_is_found_by_its_digest() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let stored = files.put("招标文件".as_bytes()).unwrap();
        assert_eq!(stored, StoredFile { digest: Digest::of("招标文件".as_bytes()), size: 12 });
        assert_eq!(files.put("招标文件".as_bytes()).unwrap(), stored);
        assert_eq!(files.read(&stored.digest).unwrap().unwrap(), "招标文件".as_bytes());
        assert_eq!(files.read(&Digest::of(b"other")).unwrap(), None);
    }

    #[test]
    fn an_upload_too_large_or_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let error = files.put_from(&mut &[7_u8; 100][..], 99).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        drop(files.begin().unwrap());
        assert_eq!(fs::read_dir(folder.path().join("incoming")).unwrap().count(), 0);
        assert!(!files.contains(&Digest::of(&[7; 100])));
    }

    #[test]
    fn a_damaged_file_is_not_served() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let stored = files.put(b"body").unwrap();
        fs::write(files.path(&stored.digest), b"bodY").unwrap();
        assert_eq!(files.read(&stored.digest).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
