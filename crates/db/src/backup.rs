//! Online backup of a SQLite database, checked before it is called done.

use crate::error::{DbError, DbResult};
use crate::sqlite::open_connection;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::path::Path;
use std::time::Duration;

/// A finished backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// Bytes of the copy.
    pub bytes: u64,
    /// SHA-256 of the copy, hex.
    pub sha256: String,
}

/// Copies `from` to the new file `to` while the server goes on writing, syncs it to disk and runs
/// SQLite's quick check on the copy.
///
/// # Errors
/// [`DbError::Unavailable`] when `to` exists, can't be written, or fails the check.
pub fn backup_sqlite(from: &Path, to: &Path) -> DbResult<BackupReport> {
    let io = |e: std::io::Error| DbError::Unavailable(e.to_string());
    let fail = |e: &rusqlite::Error| DbError::sqlite("backup", e);
    if to.exists() {
        return Err(DbError::Unavailable(format!(
            "{} exists already",
            to.display()
        )));
    }
    let source = open_connection(from, false)?;
    let mut target = rusqlite::Connection::open(to).map_err(|e| fail(&e))?;
    rusqlite::backup::Backup::new(&source, &mut target)
        .and_then(|copy| copy.run_to_completion(2_000, Duration::from_millis(1), None))
        .map_err(|e| fail(&e))?;
    // A backup is one plain file: no WAL beside it.
    target
        .pragma_update(None, "journal_mode", "delete")
        .map_err(|e| fail(&e))?;
    let verdict: String = target
        .pragma_query_value(None, "quick_check", |row| row.get(0))
        .map_err(|e| fail(&e))?;
    if verdict != "ok" {
        return Err(DbError::Unavailable(format!(
            "quick_check of the copy: {verdict}"
        )));
    }
    drop(target);
    let file = File::open(to).map_err(io)?;
    file.sync_all().map_err(io)?;
    if let Some(folder) = to.parent().filter(|p| !p.as_os_str().is_empty()) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(io)?;
    }
    let mut hash = Sha256::new();
    let bytes = std::io::copy(&mut &file, &mut hash).map_err(io)?;
    let sha256 = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    Ok(BackupReport { bytes, sha256 })
}
