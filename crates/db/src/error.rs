//! What a statement can fail with, told apart the same way on both engines.

use jieqing_kernel::error::Error;

/// Result with [`DbError`].
pub type DbResult<T> = Result<T, DbError>;

/// A failed statement or transaction.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A unique constraint said no; the engine's text names it.
    #[error("unique constraint: {0}")]
    Unique(String),
    /// A check, foreign key, not-null or trigger said no.
    #[error("constraint: {0}")]
    Constraint(String),
    /// The transaction lost a race and may be run again from its start.
    #[error("serialization failure, retry")]
    Retry,
    /// No connection, disk full, or too long a wait.
    #[error("database unavailable: {0}")]
    Unavailable(String),
    /// An update that must touch one row touched another number.
    #[error("{statement}: expected 1 row, got {got}")]
    RowCount {
        /// Name of the statement.
        statement: &'static str,
        /// Rows touched.
        got: u64,
    },
    /// A column did not hold what its row type says.
    #[error("column {column}: {why}")]
    Decode {
        /// Zero-based column.
        column: usize,
        /// What was wrong.
        why: String,
    },
    /// Anything else.
    #[error("{statement}: {message}")]
    Other {
        /// Name of the statement, empty outside of one.
        statement: &'static str,
        /// The engine's message.
        message: String,
    },
}

impl DbError {
    /// Whether a unique constraint whose name or columns contain `part` was hit.
    #[must_use]
    pub fn is_unique(&self, part: &str) -> bool {
        matches!(self, Self::Unique(text) if text.contains(part))
    }

    pub(crate) fn other(statement: &'static str, message: impl ToString) -> Self {
        Self::Other {
            statement,
            message: message.to_string(),
        }
    }

    pub(crate) fn sqlite(statement: &'static str, error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        if let rusqlite::Error::SqliteFailure(code, message) = error {
            let text = message.clone().unwrap_or_else(|| code.to_string());
            return match (code.code, code.extended_code) {
                (ErrorCode::ConstraintViolation, 1555 | 2067) => Self::Unique(text),
                (ErrorCode::ConstraintViolation, _) => Self::Constraint(text),
                (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::Retry,
                (ErrorCode::DiskFull | ErrorCode::CannotOpen | ErrorCode::SystemIoFailure, _) => {
                    Self::Unavailable(text)
                }
                _ => Self::other(statement, text),
            };
        }
        Self::other(statement, error)
    }

    pub(crate) fn pg(statement: &'static str, error: &postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            return Self::Unavailable(error.to_string());
        };
        let text = format!("{} {}", db.message(), db.constraint().unwrap_or_default());
        match db.code().code() {
            "23505" => Self::Unique(text),
            "40001" | "40P01" => Self::Retry,
            "53100" | "53300" | "57P01" | "57P02" | "57P03" | "55P03" => Self::Unavailable(text),
            code if code.starts_with("23") || code == "P0001" => Self::Constraint(text),
            _ => Self::other(statement, text),
        }
    }
}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Retry => Self::Busy("database.retry"),
            DbError::Unavailable(why) => {
                tracing::warn!(%why, "database unavailable");
                Self::Busy("database.unavailable")
            }
            other => Self::Database(Box::new(other)),
        }
    }
}
