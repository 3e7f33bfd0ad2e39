//! From bytes to statements, in the limited child process.

use crate::imports::unreadable;
use jieqing_formats::FormatError;
use jieqing_formats::bank::{self, BankFile};
use jieqing_formats::worker::{Input, bank_limits, run_bank_worker};
use jieqing_kernel::error::Result;
use std::path::PathBuf;

/// Who reads bank files.
#[derive(Debug, Clone)]
pub enum BankReader {
    /// A limited child process: `program` with the hidden subcommand `import-worker`.
    Child {
        /// Own binary.
        program: PathBuf,
    },
    /// This process: files of trusted origin, for tests.
    Here,
}

impl BankReader {
    /// The child process of the running program.
    #[must_use]
    pub fn own() -> Self {
        Self::Child {
            program: std::env::current_exe().unwrap_or_else(|_| PathBuf::from("jieqing")),
        }
    }
}

/// Reads a bank file of any kind.
///
/// # Errors
/// The reader's refusals with their place.
pub fn read_bank_file(reader: &BankReader, bytes: &[u8], name: &str) -> Result<BankFile> {
    let read: Result<BankFile, FormatError> = match reader {
        BankReader::Child { program } => run_bank_worker(
            program,
            &["import-worker"],
            Input::Bytes(bytes),
            name,
            &bank_limits(),
        ),
        BankReader::Here => bank::read(bytes, name),
    };
    read.map_err(unreadable)
}
