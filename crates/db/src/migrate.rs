//! Brings a database to this program's schema, one step a transaction, never backwards.

use crate::connect::Db;
use crate::error::{DbError, DbResult};
use crate::figures;
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
  id bigint primary key, name text not null, digest text not null
)";
sql!(
    APPLIED,
    "select coalesce(max(id), 0) from schema_migrations"
);
sql!(
    DIGESTS,
    "select id, digest from schema_migrations order by id"
);
sql!(
    RECORD,
    "insert into schema_migrations (id, name, digest) values ($1, $2, $3)"
);

impl Migration {
    /// Of all its texts: a released step that was edited is found at the next start.
    fn digest(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        for text in [self.name, self.common, self.sqlite, self.postgres] {
            hash.update(text);
            hash.update([0]);
        }
        let hex = hash
            .finalize()
            .into_iter()
            .take(8)
            .map(|b| format!("{b:02x}"));
        hex.collect()
    }
}

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
/// [`DbError::Unavailable`] when the database is newer than this program, or was made by a step
/// that has since been edited.
pub(crate) fn run(db: &Db) -> DbResult<MigrateReport> {
    steps(db, MIGRATIONS)
}

fn steps(db: &Db, all: &'static [Migration]) -> DbResult<MigrateReport> {
    let done = db.write(move |tx| {
        if tx.is_postgres() {
            // Two nodes may start at once.
            tx.raw("select pg_advisory_xact_lock(7316524)")?;
        }
        tx.raw(BOOKKEEPING)?;
        let from = schema_version(tx)?;
        let newest = all.last().map_or(0, |m| m.id);
        if from > newest {
            return Err(Error::refused(NEWER));
        }
        for (id, digest) in tx.all::<(i64, String)>(&DIGESTS, &[])? {
            if all.iter().any(|m| m.id == id && m.digest() != digest) {
                return Err(Error::refused(EDITED));
            }
        }
        for step in all.iter().filter(|m| m.id > from) {
            let out = match &mut tx.inner {
                Inner::Sqlite(conn) => {
                    let text = for_sqlite(step.common);
                    conn.execute_batch(&text)
                        .and_then(|()| conn.execute_batch(step.sqlite))
                        .map_err(|e| DbError::sqlite(step.name, &e))
                }
                Inner::Pg(conn) => conn
                    .batch(step.common)
                    .and_then(|()| conn.batch(step.postgres)),
            };
            tx.noting(step.name, out)?;
            tx.exec_one(&RECORD, params![step.id, step.name, step.digest()])?;
        }
        if let Inner::Sqlite(conn) = &tx.inner {
            let out = figures::refresh(conn).map_err(|e| DbError::sqlite("figures", &e));
            tx.noting("figures", out)?;
        }
        Ok(MigrateReport {
            from,
            to: newest.max(from),
        })
    });
    done.map_err(|error| match error {
        Error::Refused(refusal) => DbError::Unavailable(refusal.code.into()),
        Error::Database(inner) => DbError::other("migrate", inner),
        Error::Busy(_) => DbError::Unavailable("the schema could not be read or locked".into()),
        other => DbError::other("migrate", other),
    })
}

const NEWER: &str = "the database was written by a newer version of jieqing; use that version";
const EDITED: &str =
    "the database's schema is not this program's: a migration was edited after it was applied";

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
    hash.update(BOOKKEEPING);
    for step in MIGRATIONS {
        hash.update(step.digest());
    }
    let hex = hash
        .finalize()
        .into_iter()
        .take(6)
        .map(|b| format!("{b:02x}"));
    hex.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::TestDb;

    static ONE: Migration = Migration {
        id: 1,
        name: "0001_one",
        common: "create table one (id bigint primary key, flag boolean not null, raw bytea\n);",
        sqlite: "",
        postgres: "",
    };
    static FIRST: &[Migration] = &[Migration { ..ONE }];
    static BROKEN: &[Migration] = &[
        Migration { ..ONE },
        Migration {
            id: 2,
            name: "0002_two",
            common: "create table two (id bigint primary key\n); create tabel nonsense;",
            sqlite: "",
            postgres: "",
        },
    ];
    static EDIT: &[Migration] = &[Migration {
        common: "create table one (id bigint primary key\n);",
        ..ONE
    }];

    fn why(out: DbResult<MigrateReport>) -> String {
        out.expect_err("refused").to_string()
    }

    fn on(db: &Db) {
        assert_eq!(
            steps(db, FIRST).unwrap(),
            MigrateReport { from: 0, to: 1 },
            "an empty database"
        );
        assert_eq!(steps(db, FIRST).unwrap(), MigrateReport { from: 1, to: 1 });
        let broken = why(steps(db, BROKEN));
        assert!(broken.contains("tabel"), "{broken}");
        db.read(|tx| {
            assert_eq!(schema_version(tx)?, 1, "a broken step leaves nothing");
            Ok::<_, DbError>(())
        })
        .unwrap();
        assert!(why(steps(db, EDIT)).contains(EDITED));
        assert!(why(steps(db, &[])).contains(NEWER));
    }

    #[test]
    fn steps_are_whole_and_never_backwards_on_sqlite() {
        on(&TestDb::sqlite_empty().unwrap().db);
    }

    #[test]
    fn steps_are_whole_and_never_backwards_on_postgres() {
        match TestDb::postgres_empty().unwrap() {
            Some(test) => on(&test.db),
            None => println!("skipped: TEST_PG_URL is not set"),
        }
    }
}
