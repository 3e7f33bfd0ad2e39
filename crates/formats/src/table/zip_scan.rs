//! Looks through a zip before any workbook reader touches it.
//!
//! # Purpose
//! Workbook readers allocate what a file asks for; an allocation that fails aborts the process and
//! cannot be caught. So every part is inflated here once, counted and thrown away.
//!
//! # Invariants
//! - Entries ≤ 2,000; inflated ≤ 200 MB by counting, not by the header; a part above 4 MB has a
//!   ratio ≤ 200; names are relative, without `..`, unique (ignoring case), no symbolic links, no
//!   encryption; the inflated size is the declared one.
//! - `count`/`uniqueCount` in shared strings are not above what the part can hold.
//! - No part holds a DOCTYPE; no XML part is UTF-16 (which would hide the two checks above).
//!
//! # Limits
//! Memory: 64 kB. Time: one inflation of the file.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;

use crate::FormatError;

const MAX_ENTRIES: u64 = 2_000;
const MAX_INFLATED: u64 = 200 * 1024 * 1024;
const MAX_RATIO: u64 = 200;
const RATIO_FROM: u64 = 4 * 1024 * 1024;
/// Bytes kept from one chunk to the next, so that a marker over the border is seen.
const OVERLAP: usize = 64;
const CHUNK: usize = 64 * 1024;

/// What kind of workbook a zip holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// Office Open XML spreadsheet.
    Xlsx,
    /// OpenDocument spreadsheet.
    Ods,
}

/// Result of [`scan`].
#[derive(Debug)]
pub(crate) struct Scan {
    pub(crate) content: Content,
    /// A VBA project is inside; it is not read.
    pub(crate) macros: bool,
    /// Links to other workbooks are inside; they are not followed.
    pub(crate) external_links: bool,
}

/// Checks the container.
///
/// # Errors
/// `file.damaged`, `file.zip_entries`, `file.zip_name`, `file.zip_duplicate`, `file.zip_symlink`,
/// `file.zip_encrypted`, `file.zip_bomb`, `file.doctype`, `xlsx.bad_count`, `xlsx.bad_encoding`,
/// `file.not_a_table`.
pub(crate) fn scan(bytes: &[u8]) -> Result<Scan, FormatError> {
    let names = central_names(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    if archive.len() != names.len() {
        return Err(FormatError::new("file.zip_duplicate"));
    }
    let content = content(&names)?;
    let mut total = 0;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|e| damaged(&e))?;
        let name = entry.name().map_err(|e| damaged(&e))?.into_owned();
        if entry.is_symlink() {
            return Err(FormatError::new("file.zip_symlink").fact("part", &name));
        }
        if entry.encrypted() {
            return Err(FormatError::new("file.zip_encrypted").fact("part", &name));
        }
        let compressed = entry.compressed_size();
        let declared = entry.size();
        let mut part = Part::new(&name);
        part.inflate(&mut entry, compressed, &mut total)?;
        if part.inflated != declared {
            return Err(FormatError::new("file.damaged")
                .fact("part", &name)
                .fact("declared", declared)
                .fact("inflated", part.inflated));
        }
        part.finish()?;
    }
    Ok(Scan {
        content,
        macros: names.iter().any(|n| n.ends_with("vbaproject.bin")),
        external_links: names.iter().any(|n| n.contains("externallinks/")),
    })
}

fn damaged(error: &dyn std::fmt::Display) -> FormatError {
    FormatError::new("file.damaged").fact("detail", error)
}

/// Lower-case names from the central directory, read by hand because the archive reader merges
/// entries of the same name without a word.
fn central_names(bytes: &[u8]) -> Result<Vec<String>, FormatError> {
    let truncated = || FormatError::new("file.damaged").fact("detail", "no central directory");
    let tail_start = bytes.len().saturating_sub(66_000);
    let tail = bytes.get(tail_start..).unwrap_or_default();
    let end = memmem::rfind(tail, b"PK\x05\x06").ok_or_else(truncated)?;
    let record = tail.get(end..).unwrap_or_default();
    let entries = u64::from(u16_at(record, 10).ok_or_else(truncated)?);
    let size = u32_at(record, 12).ok_or_else(truncated)? as usize;
    if entries > MAX_ENTRIES {
        return Err(FormatError::new("file.zip_entries")
            .fact("limit", MAX_ENTRIES)
            .fact("entries", entries));
    }
    // The directory ends where its end record begins, whatever precedes the first entry.
    let end_at = tail_start + end;
    let mut at = end_at.checked_sub(size).ok_or_else(truncated)?;
    let mut names = Vec::new();
    let mut seen = HashSet::new();
    for _ in 0..entries {
        let header = bytes.get(at..end_at).ok_or_else(truncated)?;
        if !header.starts_with(b"PK\x01\x02") {
            return Err(truncated());
        }
        let field = |offset| {
            u16_at(header, offset)
                .map(usize::from)
                .ok_or_else(truncated)
        };
        let (name_len, extra, comment) = (field(28)?, field(30)?, field(32)?);
        let raw = header.get(46..46 + name_len).ok_or_else(truncated)?;
        let name = String::from_utf8_lossy(raw).into_owned();
        check_name(&name)?;
        let lower = name.to_lowercase();
        if !seen.insert(lower.clone()) {
            return Err(FormatError::new("file.zip_duplicate").fact("part", name));
        }
        names.push(lower);
        at += 46 + name_len + extra + comment;
    }
    if at != end_at {
        return Err(truncated());
    }
    Ok(names)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn check_name(name: &str) -> Result<(), FormatError> {
    let bad = name.is_empty()
        || name.len() > 512
        || name.starts_with(['/', '\\'])
        || name.contains('\0')
        || name.as_bytes().get(1) == Some(&b':')
        || name.split(['/', '\\']).any(|part| part == "..");
    if bad {
        Err(FormatError::new("file.zip_name").fact("part", name))
    } else {
        Ok(())
    }
}

fn content(names: &[String]) -> Result<Content, FormatError> {
    let has = |suffix: &str| names.iter().any(|n| n.ends_with(suffix));
    if has("xl/workbook.bin") {
        return Err(FormatError::new("file.not_a_table").fact("is", "xlsb"));
    }
    if has("workbook.xml") || names.iter().any(|n| n.starts_with("xl/")) {
        return Ok(Content::Xlsx);
    }
    if names.iter().any(|n| n == "content.xml") && has("mimetype") {
        return Ok(Content::Ods);
    }
    let is = if names.iter().any(|n| n.starts_with("word/")) {
        "docx"
    } else if names.iter().any(|n| n.starts_with("ppt/")) {
        "pptx"
    } else if names.iter().any(|n| n == "ofd.xml") {
        "ofd"
    } else {
        "zip"
    };
    Err(FormatError::new("file.not_a_table").fact("is", is))
}

/// One part while it is inflated.
struct Part<'n> {
    name: &'n str,
    xml: bool,
    inflated: u64,
    /// Largest count stated anywhere in the part.
    stated: u64,
}

impl<'n> Part<'n> {
    fn new(name: &'n str) -> Self {
        let lower = name.to_ascii_lowercase();
        let xml = [".xml", ".rels", ".vml"]
            .iter()
            .any(|end| lower.ends_with(end));
        Self {
            name,
            xml,
            inflated: 0,
            stated: 0,
        }
    }

    fn inflate(
        &mut self,
        entry: &mut impl Read,
        compressed: u64,
        total: &mut u64,
    ) -> Result<(), FormatError> {
        let mut buffer = vec![0_u8; OVERLAP + CHUNK];
        let mut kept = 0;
        loop {
            let space = buffer.get_mut(kept..).unwrap_or_default();
            let read = entry
                .read(space)
                .map_err(|e| damaged(&e).fact("part", self.name))?;
            if read == 0 {
                return Ok(());
            }
            if self.inflated == 0 {
                self.check_start(buffer.get(..read).unwrap_or_default())?;
            }
            self.inflated += read as u64;
            *total += read as u64;
            let ratio = self.inflated > RATIO_FROM && self.inflated / compressed.max(1) > MAX_RATIO;
            if *total > MAX_INFLATED || ratio {
                return Err(FormatError::new("file.zip_bomb")
                    .fact("part", self.name)
                    .fact("inflated", *total)
                    .fact("limit", MAX_INFLATED));
            }
            let filled = kept + read;
            if self.xml {
                self.look(buffer.get(..filled).unwrap_or_default())?;
            }
            let keep_from = filled.saturating_sub(OVERLAP);
            buffer.copy_within(keep_from..filled, 0);
            kept = filled - keep_from;
        }
    }

    fn check_start(&self, start: &[u8]) -> Result<(), FormatError> {
        let head = start.get(..start.len().min(4)).unwrap_or_default();
        let wide = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
        if self.xml && (wide || head.contains(&0)) {
            return Err(FormatError::new("xlsx.bad_encoding").fact("part", self.name));
        }
        Ok(())
    }

    /// Looks for a DOCTYPE and for stated counts.
    fn look(&mut self, chunk: &[u8]) -> Result<(), FormatError> {
        if memmem::find(chunk, b"<!DOCTYPE").is_some() || memmem::find(chunk, b"<!ENTITY").is_some()
        {
            return Err(FormatError::new("file.doctype").fact("part", self.name));
        }
        for at in memmem::find_iter(chunk, b"ueCount") {
            if let Some(stated) = attribute_number(chunk.get(at + 7..).unwrap_or_default()) {
                self.stated = self.stated.max(stated);
            }
        }
        Ok(())
    }

    /// A shared string takes at least five bytes (`<si/>`).
    fn finish(&self) -> Result<(), FormatError> {
        if self.stated > self.inflated / 5 + 1 {
            return Err(FormatError::new("xlsx.bad_count")
                .fact("part", self.name)
                .fact("stated", self.stated));
        }
        Ok(())
    }
}

/// The number of `="123"`; saturates instead of overflowing.
fn attribute_number(text: &[u8]) -> Option<u64> {
    let mut rest = text.iter().skip_while(|b| b.is_ascii_whitespace());
    if rest.next() != Some(&b'=') {
        return None;
    }
    let digits = rest
        .skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b'+' | b'0'))
        .take_while(|b| b.is_ascii_digit());
    let mut value = 0_u64;
    for digit in digits {
        value = value
            .saturating_mul(10)
            .saturating_add(u64::from(digit - b'0'));
    }
    Some(value)
}
