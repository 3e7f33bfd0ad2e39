//! Files by content: what is put is found under its SHA-256 and never changes.
//!
//! **Invariants:** a name that was given out is durable (file and folder are synced before
//! [`BlobStore::put`] returns); what is read back has the hash it is asked for, else it is an error;
//! the same content twice is stored once. Nothing here runs inside a transaction.

use jieqing_kernel::error::{Error, Result};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A content-addressed store.
pub trait BlobStore: Send + Sync {
    /// Stores `bytes` durably and gives their SHA-256 in lower-case hexadecimal.
    ///
    /// # Errors
    /// [`Error::Bug`] when the store fails; nothing half-written can be read afterwards.
    fn put(&self, bytes: &[u8]) -> Result<String>;

    /// What is stored under `sha256`.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Bug`] when the stored bytes have another hash.
    fn get(&self, sha256: &str) -> Result<Vec<u8>>;
}

/// SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// A folder: `ab/cd/abcd…`, written aside and renamed into place.
pub struct FolderBlobs {
    root: PathBuf,
    next: AtomicU64,
}

impl FolderBlobs {
    /// Uses `root`, which is made when missing.
    ///
    /// # Errors
    /// [`Error::Bug`] when it can't be made.
    pub fn open(root: &Path) -> Result<Self> {
        fs::create_dir_all(root).map_err(|e| failed("create", root, &e))?;
        Ok(Self {
            root: root.to_owned(),
            next: AtomicU64::new(0),
        })
    }

    /// The folder and file of a hash; `None` for anything that is not one.
    fn place(&self, sha256: &str) -> Option<(PathBuf, PathBuf)> {
        let digits = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if sha256.len() != 64 || !sha256.bytes().all(digits) {
            return None;
        }
        let folder = self.root.join(sha256.get(..2)?).join(sha256.get(2..4)?);
        let file = folder.join(sha256);
        Some((folder, file))
    }
}

impl BlobStore for FolderBlobs {
    fn put(&self, bytes: &[u8]) -> Result<String> {
        let name = sha256_hex(bytes);
        let (folder, file) = self
            .place(&name)
            .ok_or_else(|| Error::bug("a digest has 64 digits"))?;
        if file.is_file() {
            return Ok(name);
        }
        fs::create_dir_all(&folder).map_err(|e| failed("create", &folder, &e))?;
        let serial = self.next.fetch_add(1, Ordering::Relaxed);
        let aside = folder.join(format!("{name}.{}.{serial}.part", std::process::id()));
        let written = write_synced(&aside, bytes).and_then(|()| fs::rename(&aside, &file));
        if let Err(e) = written {
            // The half-written file is of no use; the failure that counts is the first.
            let _ = fs::remove_file(&aside);
            return Err(failed("write", &file, &e));
        }
        let parents = [Some(folder.as_path()), folder.parent(), Some(&self.root)];
        for parent in parents.into_iter().flatten() {
            File::open(parent)
                .and_then(|f| f.sync_all())
                .map_err(|e| failed("sync", parent, &e))?;
        }
        Ok(name)
    }

    fn get(&self, sha256: &str) -> Result<Vec<u8>> {
        let (_, file) = self.place(sha256).ok_or(Error::NotFound)?;
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Err(Error::NotFound),
            Err(e) => return Err(failed("read", &file, &e)),
        };
        if sha256_hex(&bytes) != sha256 {
            return Err(Error::bug(format!("stored file {sha256} was changed")));
        }
        Ok(bytes)
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn failed(what: &str, path: &Path, error: &std::io::Error) -> Error {
    Error::bug(format!(
        "blob store can't {what} {}: {error}",
        path.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_put_and_notices_changes() {
        let folder = tempfile::tempdir().expect("folder");
        let store = FolderBlobs::open(folder.path()).expect("open");
        let name = store.put(b"hello").expect("put");
        assert_eq!(
            name,
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
        );
        assert_eq!(store.put(b"hello").expect("again"), name);
        assert_eq!(store.get(&name).expect("get"), b"hello");
        for wrong in [
            "",
            "../../etc/passwd",
            &"0".repeat(64),
            &name.to_uppercase(),
        ] {
            assert!(matches!(store.get(wrong), Err(Error::NotFound)), "{wrong}");
        }
        let (folder, file) = store.place(&name).expect("place");
        assert_eq!(
            fs::read_dir(folder).expect("dir").count(),
            1,
            "no leftovers"
        );
        fs::write(file, b"hellO").expect("tamper");
        assert!(matches!(store.get(&name), Err(Error::Bug(_))));
    }
}
