//! The data folder and the database in it.

use crate::config::Config;
use crate::disk;
use crate::failure::{Failure, Outcome};
use jieqing_db::{Db, DbOptions};
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// An open database, and the lock that keeps a second process from the same folder.
pub(crate) struct Open {
    pub(crate) db: Db,
    _lock: Option<File>,
}

/// Opens the database, makes the folder when it is missing, brings the schema up to date.
///
/// # Errors
/// When the folder is in use or on a network file system, or the database can't be opened or is
/// damaged (looked for after an unclean end).
pub(crate) fn open(config: &Config) -> Outcome<Open> {
    make_folder(&config.data)?;
    let lock = if config.postgres() {
        None
    } else {
        Some(lock(&config.data)?)
    };
    let failed = |e| Failure::failed(format!("{}: {e}", name(config)));
    if !config.postgres() {
        disk::refuse_network(&config.data)?;
        let file = Path::new(&config.database);
        if disk::left_open(file) {
            tracing::info!("the last process did not close the database; checking it");
            jieqing_db::check_file(file).map_err(failed)?;
        }
    }
    let db = Db::open(&config.database, DbOptions::default()).map_err(failed)?;
    Ok(Open { db, _lock: lock })
}

/// Opens an existing database to look at it; the schema is not touched.
///
/// # Errors
/// When there is none.
pub(crate) fn open_existing(config: &Config) -> Outcome<Db> {
    if !config.postgres() && !Path::new(&config.database).is_file() {
        return Err(Failure::failed(format!(
            "there is no database {}; `jieqing serve --data {}` makes one",
            config.database,
            config.data.display()
        )));
    }
    Db::open_unmigrated(&config.database, DbOptions::default())
        .map_err(|e| Failure::failed(format!("{}: {e}", name(config))))
}

/// How the database is called in messages: no password.
pub(crate) fn name(config: &Config) -> String {
    if !config.postgres() {
        return config.database.clone();
    }
    match config.database.rsplit_once('@') {
        Some((_, place)) => format!("postgres://…@{place}"),
        None => config.database.clone(),
    }
}

/// Makes a folder that only its owner can enter.
///
/// # Errors
/// When it can't be made.
pub(crate) fn make_folder(path: &Path) -> Outcome {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|e| Failure::failed(format!("{}: {e}", path.display())))
}

/// Keeps other processes out of a data folder.
///
/// # Errors
/// When one is in it.
pub(crate) fn lock(data: &Path) -> Outcome<File> {
    let path = data.join("jieqing.lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(&path)
        .map_err(|e| Failure::failed(format!("{}: {e}", path.display())))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::failed(format!(
            "another jieqing process works in {}; stop it first",
            data.display()
        ))),
        Err(TryLockError::Error(e)) => Err(Failure::failed(format!("{}: {e}", path.display()))),
    }
}
