//! Online backup of a SQLite database, checked before it is called done.

use crate::error::{DbError, DbResult};
use crate::sqlite::open_connection;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Pages copied at a time.
const STEP: std::ffi::c_int = 256;

/// A finished backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// Bytes of the copy.
    pub bytes: u64,
    /// SHA-256 of the copy, hex.
    pub sha256: String,
}

/// Copies `from` to the new file `to` while the server goes on writing, checks the copy's pages
/// and foreign keys, and syncs it to disk. `to` exists only when all of that went well.
///
/// The copy is one snapshot, held by a read transaction: without it each write of another
/// connection would start the copying anew.
///
/// # Errors
/// [`DbError::Unavailable`] when `to` exists, can't be written, or fails the check.
pub fn backup_sqlite(from: &Path, to: &Path) -> DbResult<BackupReport> {
    if to.exists() {
        let why = format!("{} exists already", to.display());
        return Err(DbError::Unavailable(why));
    }
    let part = Part::new(to)?;
    let source = open_connection(from, false)?;
    copy(&source, &part.0).map_err(|e| DbError::sqlite("backup", &e))??;
    let file = File::open(&part.0).map_err(io)?;
    file.sync_all().map_err(io)?;
    let mut hash = Sha256::new();
    let bytes = std::io::copy(&mut &file, &mut hash).map_err(io)?;
    let sha256 = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    std::fs::rename(&part.0, to).map_err(io)?;
    let folder = to.parent().filter(|p| !p.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))
        .and_then(|f| f.sync_all())
        .map_err(io)?;
    Ok(BackupReport { bytes, sha256 })
}

/// Looks for damaged pages in a SQLite file that no process has open, such as after an unclean end.
///
/// # Errors
/// [`DbError::Unavailable`] with what is wrong, or when it can't be opened.
pub fn check_file(path: &Path) -> DbResult<()> {
    let connection = open_connection(path, false)?;
    let verdict: String = connection
        .pragma_query_value(None, "quick_check", |row| row.get(0))
        .map_err(|e| DbError::Unavailable(format!("damaged: {e}; restore a backup")))?;
    if verdict == "ok" {
        return Ok(());
    }
    Err(DbError::Unavailable(format!(
        "damaged: {verdict}; restore a backup"
    )))
}

fn io(error: std::io::Error) -> DbError {
    DbError::Unavailable(format!("backup: {error}"))
}

/// Copies one snapshot of `source`, while others write, into the empty database `target`.
pub(crate) fn snapshot(source: &Connection, target: &mut Connection) -> rusqlite::Result<()> {
    source.execute_batch("begin")?;
    source.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?;
    let copying = Backup::new(source, target)?;
    while copying.step(STEP)? != StepResult::Done {}
    drop(copying);
    source.execute_batch("rollback")
}

fn copy(source: &Connection, part: &Path) -> rusqlite::Result<DbResult<()>> {
    let mut target = Connection::open(part)?;
    snapshot(source, &mut target)?;
    // A backup is one plain file: no WAL beside it.
    target.pragma_update(None, "journal_mode", "delete")?;
    let verdict: String = target.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    let orphans: i64 =
        target.query_row("select count(*) from pragma_foreign_key_check", [], |row| {
            row.get(0)
        })?;
    if verdict != "ok" || orphans > 0 {
        return Ok(Err(DbError::Unavailable(format!(
            "the copy's quick_check says {verdict}, {orphans} rows refer to nothing"
        ))));
    }
    Ok(Ok(()))
}

/// The copy while it is being made, readable by its owner only; removed in the end.
struct Part(PathBuf);

impl Part {
    fn new(to: &Path) -> DbResult<Self> {
        let mut name = to.as_os_str().to_owned();
        name.push(format!(".part-{}", std::process::id()));
        let part = Self(name.into());
        OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&part.0)
            .map_err(io)?;
        Ok(part)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Renamed when all went well.
        let _ = std::fs::remove_file(&self.0);
    }
}
