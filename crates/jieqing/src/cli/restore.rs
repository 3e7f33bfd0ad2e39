//! `jieqing restore`: a backup into an empty data folder, after proving that it is whole.

use super::backup::{BLOBS, DATABASE, MANIFEST, Manifest, copy_folder, prove};
use crate::failure::{Failure, Outcome};
use crate::place;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Arguments.
#[derive(clap::Args)]
pub(super) struct Restore {
    /// Folder made by `jieqing backup`
    from: PathBuf,
    /// Data folder to make; must be empty or missing
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Move what is in the data folder aside instead of refusing
    #[arg(long)]
    force: bool,
}

impl Restore {
    /// Checks the backup, then puts it in place.
    pub(super) fn run(self) -> Outcome {
        let source = self.from.join(DATABASE);
        if !source.is_file() {
            return Err(Failure::usage(format!(
                "{} is no backup: it has no {DATABASE}",
                self.from.display()
            )));
        }
        let _lock = self.claim()?;
        check_digest(&self.from, &source)?;
        let part = aside(&self.data, "restoring")?;
        place::make_folder(&part)?;
        let copy = part.join(DATABASE);
        fs::copy(&source, &copy)?;
        File::open(&copy)?.sync_all()?;
        if let Err(failure) = prove(&copy) {
            fs::remove_dir_all(&part)?;
            return Err(failure);
        }
        let attachments = copy_folder(&self.from.join(BLOBS), &part.join(BLOBS))?;
        self.put_in_place(&part)?;
        super::say(format!(
            "{} restored with {attachments} attachments; all invariants hold",
            self.data.display()
        ));
        Ok(())
    }

    /// Refuses a folder that holds something or is in use.
    fn claim(&self) -> Outcome<Option<File>> {
        if !self.filled()? {
            return Ok(None);
        }
        if !self.force {
            return Err(Failure::usage(format!(
                "{} is not empty; --force moves it aside first",
                self.data.display()
            )));
        }
        place::lock(&self.data).map(Some)
    }

    fn filled(&self) -> Outcome<bool> {
        Ok(self.data.is_dir() && fs::read_dir(&self.data)?.next().is_some())
    }

    fn put_in_place(&self, part: &Path) -> Outcome {
        if self.filled()? {
            let old = aside(&self.data, "before-restore")?;
            fs::rename(&self.data, &old)?;
            super::say(format!("what was there is kept in {}", old.display()));
        } else if self.data.is_dir() {
            fs::remove_dir(&self.data)?;
        }
        fs::rename(part, &self.data)?;
        if let Some(parent) = self.data.parent().filter(|p| !p.as_os_str().is_empty()) {
            File::open(parent)?.sync_all()?;
        }
        Ok(())
    }
}

/// A sibling of `data` that does not exist yet.
fn aside(data: &Path, word: &str) -> Outcome<PathBuf> {
    for n in 1..1_000 {
        let mut name = data.as_os_str().to_owned();
        name.push(format!(".{word}-{n}"));
        let path = PathBuf::from(name);
        if !path.exists() {
            return Ok(path);
        }
    }
    Err(Failure::failed(format!(
        "too many {}.{word}-* folders",
        data.display()
    )))
}

/// The database must be the one that the backup's description names.
fn check_digest(from: &Path, database: &Path) -> Outcome {
    let path = from.join(MANIFEST);
    let text = fs::read_to_string(&path)
        .map_err(|e| Failure::failed(format!("{}: {e}", path.display())))?;
    let manifest: Manifest = serde_json::from_str(&text)
        .map_err(|e| Failure::failed(format!("{}: {e}", path.display())))?;
    let mut hash = Sha256::new();
    std::io::copy(&mut File::open(database)?, &mut hash)?;
    let found: String = hash
        .finalize()
        .into_iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    if found == manifest.database_sha256 {
        return Ok(());
    }
    Err(Failure::failed(format!(
        "{} was changed after the backup of {}: its SHA-256 is {found}, not {}",
        database.display(),
        manifest.made_at,
        manifest.database_sha256
    )))
}
