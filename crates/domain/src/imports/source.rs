//! From bytes to rows: decompression, the limited reader, the file's digest.

use super::error::unreadable;
use super::options::ImportOptions;
use flate2::read::GzDecoder;
use jieqing_formats::FormatError;
use jieqing_formats::table::{ReadOptions, TableFile, Workbook};
use jieqing_formats::worker::{Input, WorkerLimits, run_worker};
use jieqing_kernel::error::Result;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::PathBuf;

/// Who reads files.
#[derive(Debug, Clone)]
pub enum Reader {
    /// A limited child process: `program` with the hidden subcommand `import-worker`.
    Child {
        /// Own binary.
        program: PathBuf,
    },
    /// This process: csv and xlsx of trusted origin, for tests.
    Here,
}

impl Reader {
    /// The child process of the running program.
    #[must_use]
    pub fn own() -> Self {
        Self::Child {
            program: std::env::current_exe().unwrap_or_else(|_| PathBuf::from("jieqing")),
        }
    }

    fn read(
        &self,
        bytes: &[u8],
        name: &str,
        options: &ReadOptions,
    ) -> Result<Workbook, FormatError> {
        match self {
            Self::Child { program } => run_worker(
                program,
                &["import-worker"],
                Input::Bytes(bytes),
                name,
                options,
                &WorkerLimits::default(),
            ),
            Self::Here => TableFile::read(bytes, name, options),
        }
    }
}

/// A file as it came.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Name, for messages only.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// A file that was read.
#[derive(Debug, Clone)]
pub struct SourceBook {
    /// Name.
    pub name: String,
    /// Digest of the bytes as they came.
    pub sha256: String,
    /// Size of the bytes as they came.
    pub size: u64,
    /// Sheets and rows.
    pub book: Workbook,
}

/// Reads a file; gzip is unpacked first, never beyond the size limit.
///
/// # Errors
/// The reader's refusals with their place.
pub(super) fn read_file(
    reader: &Reader,
    file: &SourceFile,
    options: &ImportOptions,
) -> Result<SourceBook> {
    let read = ReadOptions {
        sheet: options.sheet.clone(),
        encoding: options.encoding.clone(),
        delimiter: options.delimiter,
        ..ReadOptions::default()
    };
    let book = match gunzip(&file.bytes, read.max_bytes).map_err(unreadable)? {
        Some(plain) => {
            let name = file.name.strip_suffix(".gz").unwrap_or(&file.name);
            reader.read(&plain, name, &read)
        }
        None => reader.read(&file.bytes, &file.name, &read),
    }
    .map_err(unreadable)?;
    Ok(SourceBook {
        name: file.name.clone(),
        sha256: sha256_hex(&file.bytes),
        size: u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
        book,
    })
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

fn gunzip(bytes: &[u8], limit: u64) -> Result<Option<Vec<u8>>, FormatError> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(None);
    }
    let mut plain = Vec::new();
    GzDecoder::new(bytes)
        .take(limit.saturating_add(1))
        .read_to_end(&mut plain)
        .map_err(|e| FormatError::new("file.damaged").fact("detail", e))?;
    if u64::try_from(plain.len()).unwrap_or(u64::MAX) > limit {
        return Err(FormatError::new("file.too_large")
            .fact("limit_bytes", limit)
            .fact("bytes", "> limit"));
    }
    Ok(Some(plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn pack(plain: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::fast());
        out.write_all(plain).expect("write");
        out.finish().expect("finish")
    }

    #[test]
    fn unpacks_within_the_limit_only() {
        assert_eq!(gunzip(b"a,b", 10), Ok(None));
        assert_eq!(
            gunzip(&pack(b"a,b\n1,2\n"), 8),
            Ok(Some(b"a,b\n1,2\n".to_vec()))
        );
        let bomb = pack(&vec![b'0'; 1_000_000]);
        assert_eq!(
            gunzip(&bomb, 999_999).map_err(|e| e.code),
            Err("file.too_large")
        );
        let mut cut = pack(b"a,b");
        cut.truncate(12);
        assert_eq!(gunzip(&cut, 100).map_err(|e| e.code), Err("file.damaged"));
    }
}
