//! Brings a database to this program's schema, one step a transaction, never backwards.

use crate::connect::{Db, Engine};
use crate::error::{DbError, DbResult};
use crate::migrations::MIGRATIONS;
use crate::sql::Sql;
use crate::tx::{Inner, ReadTx};
use crate::{params, sql};
use jieqing_kernel::error::Error;

/// A step. The common text is portable SQL; SQLite's spelling of types is derived from it.
pub(crate) struct Migration {
    pub(crate) id: i64,
    pub(crate) name: &'static str,
    pub(crate) common: &'static str,
    /// What only SQLite needs, e.g. triggers.
    pub(crate) sqlite: &'static str,
    /// What only PostgreSQL needs.
    pub(crate) postgres: &'static str,
}

/// What a migration did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrateReport {
    /// Version before, 0 for an empty database.
    pub from: i64,
    /// Version now.
    pub to: i64,
}

static BOOKKEEPING: &str = "create table if not exists schema_migrations (
  id bigint primary key, name text not null
)";
sql!(
    APPLIED,
    "select coalesce(max(id), 0) from schema_migrations"
);
sql!(
    RECORD,
    "insert into schema_migrations (id, name) values ($1, $2)"
);

/// Version of the schema, 0 when there is none.
///
/// # Errors
/// [`DbError`].
pub fn schema_version(tx: &mut ReadTx<'_>) -> DbResult<i64> {
    let (version,) = tx.one::<(i64,)>(&APPLIED, &[])?;
    Ok(version)
}

/// Runs all missing steps.
///
/// # Errors
/// [`DbError::Unavailable`] when the database is newer than this program.
pub(crate) fn run(db: &Db) -> DbResult<MigrateReport> {
    let engine = db.engine();
    let done = db.write(move |tx| {
        if engine == Engine::Postgres {
            // Two nodes may start at once.
            tx.raw("select pg_advisory_xact_lock(7316524)")?;
        }
        tx.raw(BOOKKEEPING)?;
        let from = schema_version(tx)?;
        let newest = MIGRATIONS.last().map_or(0, |m| m.id);
        if from > newest {
            return Err(Error::Busy("database.newer"));
        }
        for step in MIGRATIONS.iter().filter(|m| m.id > from) {
            match &mut tx.inner {
                Inner::Sqlite(conn) => {
                    let text = for_sqlite(step.common);
                    conn.execute_batch(&text)
                        .and_then(|()| conn.execute_batch(step.sqlite))
                        .map_err(|e| DbError::sqlite(step.name, &e))?;
                }
                Inner::Pg(conn) => {
                    conn.batch(step.common)?;
                    conn.batch(step.postgres)?;
                }
            }
            tx.exec_one(&RECORD, params![step.id, step.name])?;
        }
        Ok(MigrateReport {
            from,
            to: newest.max(from),
        })
    });
    done.map_err(|error| match error {
        Error::Busy("database.newer") => DbError::Unavailable(
            "the database was written by a newer version of jieqing; use that version".into(),
        ),
        Error::Database(inner) => DbError::other("migrate", inner),
        other => DbError::other("migrate", other),
    })
}

/// `bigint`, `boolean`, `bytea` in SQLite's words; every table STRICT.
pub(crate) fn for_sqlite(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        out.push_str(match word.as_str() {
            "bigint" | "boolean" => "integer",
            "bytea" => "blob",
            other => other,
        });
        word.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out.replace("\n);", "\n) strict;")
}

/// Parameters and columns of a statement as the engine sees them.
///
/// # Errors
/// [`DbError`] when the engine does not accept the statement.
pub(crate) fn describe(tx: &mut ReadTx<'_>, sql: &Sql) -> DbResult<(usize, usize)> {
    match &mut tx.inner {
        Inner::Sqlite(conn) => {
            let statement = conn
                .prepare(sql.sqlite_text())
                .map_err(|e| DbError::sqlite(sql.name, &e))?;
            Ok((statement.parameter_count(), statement.column_count()))
        }
        Inner::Pg(conn) => conn.describe(sql),
    }
}

/// Short digest of all steps: names the test template.
pub(crate) fn fingerprint() -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for step in MIGRATIONS {
        for text in [step.name, step.common, step.sqlite, step.postgres] {
            hash.update(text);
        }
    }
    hash.finalize()
        .iter()
        .take(6)
        .map(|b| format!("{b:02x}"))
        .collect()
}
