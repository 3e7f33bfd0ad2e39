//! Gives a unique violation on SQLite the name that PostgreSQL gives it.
//!
//! SQLite names columns (`UNIQUE constraint failed: t.a, t.b`), PostgreSQL the index. Looked up
//! only once the violation has happened. An inline `unique` and a primary key are named as
//! PostgreSQL names them: `t_a_key`, `t_pkey`. Two indexes over the same columns are both named.

use crate::error::{DbError, DbResult};
use rusqlite::Connection;

pub(crate) fn sqlite_failure(
    conn: &Connection,
    statement: &'static str,
    error: &rusqlite::Error,
) -> DbError {
    match DbError::sqlite(statement, error) {
        DbError::Unique(text) => {
            let names = names(conn, &text).unwrap_or_default().join(" ");
            DbError::Unique(if names.is_empty() { text } else { names })
        }
        other => other,
    }
}

fn names(conn: &Connection, text: &str) -> DbResult<Vec<String>> {
    let Some((_, list)) = text.split_once("failed: ") else {
        return Ok(Vec::new());
    };
    let mut columns = Vec::new();
    let mut table = "";
    for full in list.split(", ") {
        let Some((owner, column)) = full.split_once('.') else {
            return Ok(Vec::new());
        };
        table = owner;
        columns.push(column.to_owned());
    }
    let fail = |e: rusqlite::Error| DbError::sqlite("unique", &e);
    let mut key = strings(
        conn,
        "select name from pragma_table_info(?1) where pk > 0 order by pk",
        table,
    )
    .map_err(fail)?;
    let mut out = Vec::new();
    key.sort();
    let mut sorted = columns.clone();
    sorted.sort();
    if key == sorted {
        out.push(format!("{table}_pkey"));
    }
    let indexes = strings(
        conn,
        "select name from pragma_index_list(?1) where \"unique\" = 1 and origin <> 'pk'",
        table,
    )
    .map_err(fail)?;
    for index in indexes {
        let over = strings(
            conn,
            "select name from pragma_index_info(?1) order by seqno",
            &index,
        )
        .map_err(fail)?;
        if over == columns {
            out.push(if index.starts_with("sqlite_autoindex_") {
                format!("{table}_{}_key", columns.join("_"))
            } else {
                index
            });
        }
    }
    Ok(out)
}

fn strings(conn: &Connection, text: &str, argument: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare_cached(text)?;
    let rows = statement.query_map([argument], |row| row.get(0))?;
    rows.collect()
}
