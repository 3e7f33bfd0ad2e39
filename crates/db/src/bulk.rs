//! Many rows at once: a prepared loop on SQLite, COPY on PostgreSQL.

use crate::error::{DbError, DbResult};
use crate::tx::{Inner, WriteTx};
use crate::value::V;

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
    /// [`DbError`]; nothing tells which row it was, so validate before.
    pub fn bulk<'v>(
        &mut self,
        into: Bulk,
        rows: impl IntoIterator<Item = Vec<V<'v>>>,
    ) -> DbResult<u64> {
        let list = into.columns.join(", ");
        let mut count = 0;
        match &mut self.inner {
            Inner::Sqlite(conn) => {
                let marks: Vec<String> =
                    (1..=into.columns.len()).map(|i| format!("?{i}")).collect();
                let text = format!(
                    "insert into {} ({list}) values ({})",
                    into.table,
                    marks.join(", ")
                );
                let fail = |e: &rusqlite::Error| DbError::sqlite(into.table, e);
                let mut statement = conn.prepare_cached(&text).map_err(|e| fail(&e))?;
                for row in rows {
                    statement
                        .execute(rusqlite::params_from_iter(row))
                        .map_err(|e| fail(&e))?;
                    count += 1;
                }
            }
            Inner::Pg(conn) => {
                let copy = format!("copy {} ({list}) from stdin", into.table);
                let mut buffer = Vec::with_capacity(1 << 20);
                for row in rows {
                    copy_line(&mut buffer, &row);
                    count += 1;
                    if buffer.len() > (1 << 20) {
                        conn.copy_in(&copy, &buffer)?;
                        buffer.clear();
                    }
                }
                if !buffer.is_empty() {
                    conn.copy_in(&copy, &buffer)?;
                }
            }
        }
        Ok(count)
    }
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
                for b in bytes.iter() {
                    out.extend_from_slice(format!("{b:02x}").as_bytes());
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
            V::Int(i) => ToSqlOutput::Owned(Value::Integer(*i)),
            V::Bool(b) => ToSqlOutput::Owned(Value::Integer(i64::from(*b))),
            V::Text(t) => ToSqlOutput::Borrowed(ValueRef::Text(t.as_bytes())),
            V::Bytes(b) => ToSqlOutput::Borrowed(ValueRef::Blob(b)),
        })
    }
}
