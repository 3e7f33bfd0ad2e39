//! Many rows at once: a prepared loop on SQLite; on PostgreSQL one insert of several rows, or COPY.

use crate::error::DbResult;
use crate::pg::PgConn;
use crate::sql::Sql;
use crate::tx::{Inner, WriteTx};
use crate::unique::sqlite_failure;
use crate::value::V;

/// Up to so many rows are one insert, a statement that stays prepared; COPY is compiled each time and
/// needs three round trips.
const FEW: usize = 16;
/// Bytes handed to COPY at a time.
const CHUNK: usize = 1 << 18;

/// A column of a bulk insert (a name from the code, never from a request).
pub type Column = &'static str;

/// Where rows go.
#[derive(Debug, Clone, Copy)]
pub struct Bulk {
    /// Table.
    pub table: &'static str,
    /// Columns, in the order of each row's values.
    pub columns: &'static [Column],
}

impl WriteTx<'_> {
    /// Inserts all `rows`; gives their number.
    ///
    /// # Errors
    /// [`DbError`](crate::DbError); nothing tells which row it was, so validate before.
    pub fn bulk<'v>(
        &mut self,
        into: Bulk,
        rows: impl IntoIterator<Item = Vec<V<'v>>>,
    ) -> DbResult<u64> {
        self.usable(into.table)?;
        let out = match &mut self.inner {
            Inner::Sqlite(conn) => bulk_sqlite(conn, into, rows),
            Inner::Pg(conn) => {
                let mut rows = rows.into_iter().peekable();
                let first: Vec<Vec<V<'v>>> = rows.by_ref().take(FEW).collect();
                if rows.peek().is_some() {
                    copy_all(conn, into, first.into_iter().chain(rows))
                } else {
                    insert_few(conn, into, first)
                }
            }
        };
        self.noting(into.table, out)
    }
}

fn insert_few(conn: &mut PgConn, into: Bulk, rows: Vec<Vec<V<'_>>>) -> DbResult<u64> {
    if rows.is_empty() {
        return Ok(0);
    }
    let sql = Sql::built(into.table, insert_text(into, '$', rows.len()));
    let values: Vec<V<'_>> = rows.into_iter().flatten().collect();
    conn.exec(&sql, &values)
}

fn copy_all<'v>(
    conn: &mut PgConn,
    into: Bulk,
    rows: impl Iterator<Item = Vec<V<'v>>>,
) -> DbResult<u64> {
    conn.copy_in(&copy_text(into), |out| {
        let mut buffer = Vec::with_capacity(CHUNK + CHUNK / 8);
        let mut count = 0;
        for row in rows {
            copy_line(&mut buffer, &row);
            count += 1;
            if buffer.len() > CHUNK {
                out.write_all(&buffer)?;
                buffer.clear();
            }
        }
        out.write_all(&buffer)?;
        Ok(count)
    })
}

fn bulk_sqlite<'v>(
    conn: &rusqlite::Connection,
    into: Bulk,
    rows: impl IntoIterator<Item = Vec<V<'v>>>,
) -> DbResult<u64> {
    let text = insert_text(into, '?', 1);
    let fail = |e: &rusqlite::Error| sqlite_failure(conn, into.table, e);
    let mut statement = conn.prepare_cached(&text).map_err(|e| fail(&e))?;
    let mut count = 0;
    for row in rows {
        statement
            .execute(rusqlite::params_from_iter(row))
            .map_err(|e| fail(&e))?;
        count += 1;
    }
    Ok(count)
}

// Table and columns are `&'static str`, so both texts below are made of the code's own words.
fn insert_text(into: Bulk, mark: char, rows: usize) -> String {
    let width = into.columns.len();
    let mut text = String::from("insert into ");
    text.push_str(into.table);
    text.push_str(" (");
    text.push_str(&into.columns.join(", "));
    text.push_str(") values ");
    for place in 0..width.saturating_mul(rows) {
        text.push_str(match (place, place % width) {
            (0, _) => "(",
            (_, 0) => "), (",
            _ => ", ",
        });
        text.push(mark);
        text.push_str(&place.saturating_add(1).to_string());
    }
    text.push(')');
    text
}

fn copy_text(into: Bulk) -> String {
    format!(
        "copy {} ({}) from stdin",
        into.table,
        into.columns.join(", ")
    )
}

/// One line of COPY's text format.
fn copy_line(out: &mut Vec<u8>, row: &[V<'_>]) {
    for (i, value) in row.iter().enumerate() {
        if i > 0 {
            out.push(b'\t');
        }
        match value {
            V::Null => out.extend_from_slice(b"\\N"),
            V::Int(n) => out.extend_from_slice(n.to_string().as_bytes()),
            V::Bool(b) => out.push(if *b { b't' } else { b'f' }),
            V::Text(text) => {
                for b in text.bytes() {
                    match b {
                        b'\\' => out.extend_from_slice(b"\\\\"),
                        b'\t' => out.extend_from_slice(b"\\t"),
                        b'\n' => out.extend_from_slice(b"\\n"),
                        b'\r' => out.extend_from_slice(b"\\r"),
                        _ => out.push(b),
                    }
                }
            }
            V::Bytes(bytes) => {
                out.extend_from_slice(b"\\\\x");
                const HEX: &[u8; 16] = b"0123456789abcdef";
                for b in bytes.iter() {
                    for digit in [b >> 4, b & 15] {
                        out.extend(HEX.get(usize::from(digit)));
                    }
                }
            }
        }
    }
    out.push(b'\n');
}

impl rusqlite::ToSql for V<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, Value, ValueRef};
        Ok(match self {
            V::Null => ToSqlOutput::Owned(Value::Null),
            // PostgreSQL stores no zero byte in a text: the same answer on both.
            V::Text(t) if t.as_bytes().contains(&0) => {
                return Err(rusqlite::Error::ToSqlConversionFailure(
                    "a text holds a zero byte".into(),
                ));
            }
            V::Int(i) => ToSqlOutput::Owned(Value::Integer(*i)),
            V::Bool(b) => ToSqlOutput::Owned(Value::Integer(i64::from(*b))),
            V::Text(t) => ToSqlOutput::Borrowed(ValueRef::Text(t.as_bytes())),
            V::Bytes(b) => ToSqlOutput::Borrowed(ValueRef::Blob(b)),
        })
    }
}
