//! `jieqing backup`: a copy of a running SQLite database and its attachments, checked.

use crate::config::{Config, Place};
use crate::failure::{Failure, Outcome};
use crate::place;
use crate::verify::verify;
use jieqing_db::{Db, DbOptions, backup_sqlite};
use jieqing_kernel::clock::{Clock, rfc3339};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Name of the description of a backup.
pub(super) const MANIFEST: &str = "backup.json";
/// Name of the database in data folders and backups.
pub(super) const DATABASE: &str = "jieqing.db";
/// Name of the attachments' folder in data folders and backups.
pub(super) const BLOBS: &str = "blobs";

/// Arguments.
#[derive(clap::Args)]
pub(super) struct Backup {
    #[command(flatten)]
    place: Place,
    /// New folder to write the backup to
    to: PathBuf,
}

/// What a backup says about itself.
#[derive(Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) made_at: String,
    pub(super) program: String,
    pub(super) database_bytes: u64,
    pub(super) database_sha256: String,
    pub(super) attachments: u64,
}

impl Backup {
    /// Copies, checks, describes.
    pub(super) fn run(self) -> Outcome {
        let config = Config::load(&self.place, None)?;
        super::start_logging(&config);
        if config.postgres() {
            return Err(Failure::usage(
                "this backs up SQLite; for PostgreSQL use pg_basebackup or pg_dump and copy the blobs folder",
            ));
        }
        let source = Path::new(&config.database);
        if !source.is_file() {
            return Err(Failure::failed(format!(
                "there is no database {}",
                config.database
            )));
        }
        if self.to.exists() {
            return Err(Failure::usage(format!(
                "{} exists already",
                self.to.display()
            )));
        }
        place::make_folder(&self.to)?;
        let done = self.fill(source, &config);
        if done.is_err() {
            // A backup that failed is not left to be taken for one; the failure itself is told.
            let _ = fs::remove_dir_all(&self.to);
        }
        done
    }

    fn fill(&self, source: &Path, config: &Config) -> Outcome {
        let copy = self.to.join(DATABASE);
        let report = backup_sqlite(source, &copy)?;
        prove(&copy)?;
        // After the database: attachments never change, so every one the copy names is there.
        let attachments = copy_folder(&config.blobs(), &self.to.join(BLOBS))?;
        let manifest = Manifest {
            made_at: rfc3339(Clock::System.now()),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            database_bytes: report.bytes,
            database_sha256: report.sha256,
            attachments,
        };
        let text =
            serde_json::to_string_pretty(&manifest).map_err(|e| Failure::failed(e.to_string()))?;
        let path = self.to.join(MANIFEST);
        fs::write(&path, text)?;
        File::open(&path)?.sync_all()?;
        File::open(&self.to)?.sync_all()?;
        super::say(format!(
            "{}: {} bytes, {} attachments, all invariants hold",
            self.to.display(),
            manifest.database_bytes,
            manifest.attachments
        ));
        Ok(())
    }
}

/// Verifies a copy on a copy of its own, so that not a byte of the backup changes.
pub(super) fn prove(database: &Path) -> Outcome {
    let trial = database.with_extension("trial");
    fs::copy(database, &trial)?;
    let verdict = verdict(&trial);
    for leftover in ["trial", "trial-wal", "trial-shm"] {
        match fs::remove_file(database.with_extension(leftover)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e.into()),
            _ => {}
        }
    }
    verdict
}

fn verdict(trial: &Path) -> Outcome {
    let db = Db::open(&trial.display().to_string(), DbOptions { connections: 1 })?;
    let report = verify(&db)?;
    if report.problems.is_empty() {
        return Ok(());
    }
    Err(Failure::failed(format!(
        "the copy does not verify:\n{}",
        report.problems.join("\n")
    )))
}

/// Copies files and folders, each synced; gives the number of files.
pub(super) fn copy_folder(from: &Path, to: &Path) -> Outcome<u64> {
    let mut copied = 0;
    if !from.is_dir() {
        return Ok(copied);
    }
    place::make_folder(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copied += copy_folder(&entry.path(), &target)?;
        } else if !entry.file_name().to_string_lossy().ends_with(".part") {
            fs::copy(entry.path(), &target)?;
            File::open(&target)?.sync_all()?;
            copied += 1;
        }
    }
    File::open(to)?.sync_all()?;
    Ok(copied)
}
