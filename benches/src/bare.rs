//! Tables without their secondary indexes while they are filled: rows are then only appended, and
//! each index is built once, sorted, instead of being looked up for every row.

use crate::Outcome;
use crate::scratch::{At, Place};
use postgres::{Client, NoTls};
use rusqlite::Connection;

/// The database's own client; its queued writes must be done.
enum Raw {
    Lite(Connection),
    Server(Client),
}

impl Raw {
    fn open(place: &Place) -> Outcome<Self> {
        Ok(match &place.at {
            At::Folder(folder) => {
                let conn = Connection::open(folder.path().join("jieqing.db"))?;
                conn.execute_batch("pragma temp_store = memory; pragma cache_size = -262144")?;
                Self::Lite(conn)
            }
            At::Server(scratch) => Self::Server(Client::connect(&scratch.url, NoTls)?),
        })
    }

    fn run(&mut self, text: &str) -> Outcome<()> {
        match self {
            Self::Lite(conn) => conn.execute_batch(text)?,
            Self::Server(client) => client.batch_execute(text)?,
        }
        Ok(())
    }

    /// Puts back the planner's figures, which SQLite forgets with an index.
    fn figures(&mut self, tables: &[&str]) -> Outcome<String> {
        let mut out = String::new();
        let Self::Lite(conn) = self else {
            return Ok(out);
        };
        let mut found = conn.prepare(
            "select 'delete from sqlite_stat1 where idx = ' || quote(idx)
               || '; insert into sqlite_stat1 values (' || quote(tbl) || ', ' || quote(idx) || ', '
               || quote(stat) || ');'
             from sqlite_stat1 where tbl = ?1 and idx is not null",
        )?;
        for table in tables {
            for text in found.query_map([table], |row| row.get::<_, String>(0))? {
                out.push_str(&text?);
            }
        }
        Ok(out)
    }

    /// Name and definition of each index that belongs to no constraint.
    fn indexes(&mut self, table: &str) -> Outcome<Vec<(String, String)>> {
        match self {
            Self::Lite(conn) => {
                let mut found = conn.prepare(
                    "select name, sql from sqlite_schema
                     where type = 'index' and tbl_name = ?1 and sql is not null",
                )?;
                let rows = found.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok(rows.collect::<Result<_, _>>()?)
            }
            Self::Server(client) => client
                .query(
                    "select indexname::text, indexdef from pg_indexes
                     where tablename = $1 and indexname <> $2",
                    &[&table, &[table, "_pkey"].concat()],
                )?
                .iter()
                .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
                .collect(),
        }
    }
}

/// Runs `fill` while `tables` have no secondary indexes.
pub(crate) fn filled<T>(
    place: &Place,
    tables: &[&str],
    fill: impl FnOnce() -> Outcome<T>,
) -> Outcome<T> {
    let mut raw = Raw::open(place)?;
    let mut indexes = Vec::new();
    for table in tables {
        indexes.extend(raw.indexes(table)?);
    }
    let figures = raw.figures(tables)?;
    for (name, _) in &indexes {
        raw.run(&["drop index ", name].concat())?;
    }
    let out = fill()?;
    // Before the indexes are there again: everybody reads the schema anew for those.
    raw.run(&figures)?;
    for (_, definition) in &indexes {
        raw.run(definition)?;
    }
    Ok(out)
}
