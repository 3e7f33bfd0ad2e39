//! How a command ends when it does not do what it was asked.

use jieqing_db::DbError;
use jieqing_domain::texts::{Lang, say};
use jieqing_kernel::error::Error;
use std::fmt;
use std::process::ExitCode;

/// A plain message and an exit code: 2 for a wrong call, 1 for anything that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    code: u8,
}

/// Result of a command.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// The call itself is wrong.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            code: 2,
        }
    }

    /// It was tried and failed.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            code: 1,
        }
    }

    /// The same with another exit code.
    pub(crate) fn with_code(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// Its exit code.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::failed(match &error {
            Error::Invalid(fields) => fields
                .iter()
                .map(|f| format!("{}: {}", f.path, say(Lang::En, f.code, &f.facts)))
                .collect::<Vec<_>>()
                .join("\n"),
            Error::Refused(refusal) => say(Lang::En, refusal.code, &refusal.facts),
            Error::Database(cause) => format!("{error}: {cause}"),
            _ => error.to_string(),
        })
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        Self::failed(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::failed(error.to_string())
    }
}
