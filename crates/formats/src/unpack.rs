//! Files inside a gzip or a zip: banks send a day's statements packed.
//!
//! # Invariants
//! - Workbooks and electronic invoices are zips of their own kind and are not taken apart here.
//! - Nothing is written to disk, names are never used as paths, a packed file inside a packed file
//!   stays packed.
//!
//! # Limits
//! 200 files; 50 MiB inflated over all of them, by counting.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::FormatError;
use crate::bank::text::decode;

/// Most files of a package.
const MAX_FILES: usize = 200;
/// Most bytes of all files together.
const MAX_INFLATED: u64 = crate::bank::MAX_BYTES;

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Name as it stands in the package.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// The files of a gzip or zip; `None` for everything else, workbooks and OFD included.
///
/// # Errors
/// `file.damaged`, `file.zip_entries`, `file.zip_encrypted`, `file.zip_bomb`.
pub fn members(bytes: &[u8], file_name: &str) -> Result<Option<Vec<Member>>, FormatError> {
    if bytes.starts_with(&[0x1F, 0x8B]) {
        let name = file_name
            .strip_suffix(".gz")
            .or_else(|| file_name.strip_suffix(".GZ"))
            .unwrap_or(file_name);
        let mut total = 0;
        let bytes = inflate(MultiGzDecoder::new(bytes), name, &mut total)?;
        let name = name.to_owned();
        return Ok(Some(vec![Member { name, bytes }]));
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let own_kind = archive.file_names().flatten().any(|name| {
        let name = name.to_ascii_lowercase();
        ["[content_types].xml", "mimetype", "ofd.xml"].contains(&name.as_str())
            || ["xl/", "word/", "ppt/"].iter().any(|d| name.starts_with(d))
    });
    if own_kind {
        return Ok(None);
    }
    if archive.len() > MAX_FILES {
        return Err(FormatError::new("file.zip_entries")
            .fact("limit", MAX_FILES)
            .fact("entries", archive.len()));
    }
    let mut found = Vec::new();
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|e| damaged(&e))?;
        let name = decode(entry.name_raw(), None).text.into_owned();
        let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let hidden = base.is_empty() || base.starts_with('.') || name.starts_with("__MACOSX");
        if entry.is_dir() || entry.is_symlink() || hidden {
            continue;
        }
        if entry.encrypted() {
            return Err(FormatError::new("file.zip_encrypted").fact("part", &name));
        }
        let bytes = inflate(entry, &name, &mut total)?;
        let name = base.to_owned();
        found.push(Member { name, bytes });
    }
    Ok(Some(found))
}

fn inflate(source: impl Read, name: &str, total: &mut u64) -> Result<Vec<u8>, FormatError> {
    let left = MAX_INFLATED.saturating_sub(*total);
    let mut bytes = Vec::new();
    source
        .take(left + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| damaged(&e).fact("part", name))?;
    *total += bytes.len() as u64;
    if *total > MAX_INFLATED {
        return Err(FormatError::new("file.zip_bomb")
            .fact("part", name)
            .fact("inflated", *total)
            .fact("limit", MAX_INFLATED));
    }
    Ok(bytes)
}

fn damaged(error: &dyn std::fmt::Display) -> FormatError {
    FormatError::new("file.damaged").fact("detail", error)
}
