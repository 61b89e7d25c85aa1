//! Content-addressed files: documents, sealed bids, recordings.

use kernel::Digest;
use sm3::Digest as _;
use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// A folder of files named by their SM3. A file is complete and synced before its digest is known to anyone.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    next: AtomicU64,
}

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
        sync(&root)?;
        Ok(Self { root, next: AtomicU64::new(0) })
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
