//! What a statement can fail with, told apart the same way on both engines.

use jieqing_kernel::error::Error;

/// Result with [`DbError`].
pub type DbResult<T> = Result<T, DbError>;

/// A failed statement or transaction.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A unique constraint said no; the text names it as PostgreSQL would (see
    /// [`DbError::is_unique`]).
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
    /// Whether the unique index or constraint `name` was hit: the name of a `create unique index`,
    /// or `{table}_pkey`. Works on both engines.
    #[must_use]
    pub fn is_unique(&self, name: &str) -> bool {
        let word = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        matches!(self, Self::Unique(text) if text.split(word).any(|w| w == name))
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
                (ErrorCode::ConstraintViolation, 1555 | 2067 | 2579) => Self::Unique(text),
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
            return if pg_lost(error) {
                Self::Unavailable(with_cause(error))
            } else {
                Self::other(statement, with_cause(error))
            };
        };
        let text = format!("{} {}", db.message(), db.constraint().unwrap_or_default());
        match db.code().code() {
            "23505" => Self::Unique(text),
            "40001" | "40P01" => Self::Retry,
            // A migration changed a table under a prepared statement.
            "0A000" if text.contains("cached plan") => Self::Retry,
            // 25006: this server is no longer the primary.
            code if code.starts_with("08")
                || code.starts_with("53")
                || code.starts_with("57P")
                || ["55P03", "25006", "25P03"].contains(&code) =>
            {
                Self::Unavailable(text)
            }
            code if code.starts_with("23") || code == "P0001" => Self::Constraint(text),
            _ => Self::other(statement, text),
        }
    }
}

/// The connection is gone, was never made, or is useless from now on.
pub(crate) fn pg_lost(error: &postgres::Error) -> bool {
    use std::error::Error as _;
    let broken_pipe = error
        .source()
        .is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
    let refused = error.to_string().starts_with("error connecting")
        || error.to_string().starts_with("timeout");
    let told = error.code().is_some_and(|code| {
        let code = code.code();
        code.starts_with("57P") || code.starts_with("08") || code == "25006" || code == "0A000"
    });
    error.is_closed() || broken_pipe || refused || told
}

fn with_cause(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
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
