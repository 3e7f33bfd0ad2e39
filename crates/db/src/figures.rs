//! Figures for SQLite's planner that are the same on every installation.
//!
//! Without figures SQLite takes ten rows per value of an index's first column for granted. Here
//! that column is nearly always the company, which most databases have one of, so it read whole
//! tables where a narrower index, or one that needs a sort of five rows, was at hand. Counted
//! figures (`analyze`) help only once there is something to count, and make plans differ between a
//! young and a grown database. So the figures are derived from the names of columns: what a large
//! database of one company looks like.

use rusqlite::{Connection, Result, params};

/// Rows of a table.
const ROWS: u64 = 1_000_000;
/// Share of the rows a partial index holds.
const PARTIAL: u64 = 4;

/// A row of `sqlite_stat1`: table, index, and rows in all and per value of each prefix.
type Figure = (String, Option<String>, String);

/// Columns with a few words or flags.
const WORDS: &[&str] = &[
    "kind",
    "status",
    "state",
    "currency",
    "role",
    "scope",
    "source_type",
    "subject_type",
    "outcome",
    "purpose",
    "account",
    "event",
    "basis",
    "active",
    "billed",
    "country",
    "how",
    "method",
    "list",
    "severity",
    "rule",
    "line_no",
    "instalment",
    "treatment",
];
/// Ids of what there are some hundreds of: many rows each.
const PARTIES: &[&str] = &[
    "customer_id",
    "product_id",
    "owner_id",
    "user_id",
    "actor_id",
    "department_id",
    "bank_account_id",
    "terms_id",
    "created_by",
    "principal",
];

/// Different values of a column in [`ROWS`] rows.
fn values_of(column: &str) -> u64 {
    if column == "company_id" {
        return 1;
    }
    if WORDS.contains(&column) {
        return 10;
    }
    if PARTIES.contains(&column) || column.ends_with("_on") || column == "period" {
        return 1_000;
    }
    if column == "id" || column.ends_with("_id") {
        return ROWS / 5;
    }
    10_000
}

/// `sqlite_stat1.stat` of an index over `columns`; an expression has no name.
fn figure(columns: &[Option<String>], unique: bool, partial: bool) -> String {
    let mut left = if partial { ROWS / PARTIAL } else { ROWS };
    let mut out = left.to_string();
    for (at, column) in (1..).zip(columns) {
        left = (left / column.as_deref().map_or(1, values_of)).max(1);
        if unique {
            left = if at == columns.len() { 1 } else { left.max(2) };
        }
        out.push(' ');
        out.push_str(&left.to_string());
    }
    out
}

fn wanted(conn: &Connection) -> Result<Vec<Figure>> {
    let mut tables = conn.prepare(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite~_%' escape '~'
         order by name",
    )?;
    let mut indexes =
        conn.prepare("select name, \"unique\", partial from pragma_index_list(?1) order by name")?;
    let mut columns = conn.prepare("select name from pragma_index_info(?1) order by seqno")?;
    let mut out = Vec::new();
    for table in tables.query_map([], |row| row.get::<_, String>(0))? {
        let table = table?;
        let found: Vec<(String, bool, bool)> = indexes
            .query_map([&table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_>>()?;
        if found.is_empty() {
            out.push((table, None, ROWS.to_string()));
            continue;
        }
        for (index, unique, partial) in found {
            let names: Vec<Option<String>> = columns
                .query_map([&index], |row| row.get(0))?
                .collect::<Result<_>>()?;
            let figure = figure(&names, unique, partial);
            out.push((table.clone(), Some(index), figure));
        }
    }
    Ok(out)
}

fn stored(conn: &Connection) -> Result<Vec<Figure>> {
    let mut rows = conn.prepare("select tbl, idx, stat from sqlite_stat1 order by tbl, idx")?;
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

/// Stores the figures when they are not there, and has this connection use them. Others read them
/// with the schema, so open them afterwards.
pub(crate) fn refresh(conn: &Connection) -> Result<()> {
    let wanted = wanted(conn)?;
    let known: bool = conn.query_row(
        "select count(*) from sqlite_schema where name = 'sqlite_stat1'",
        [],
        |row| row.get(0),
    )?;
    if known && stored(conn)? == wanted {
        return Ok(());
    }
    // Makes the table when there is none.
    conn.execute_batch("analyze sqlite_schema; delete from sqlite_stat1")?;
    let mut put = conn.prepare("insert into sqlite_stat1 (tbl, idx, stat) values (?1, ?2, ?3)")?;
    for (table, index, figure) in wanted {
        put.execute(params![table, index, figure])?;
    }
    conn.execute_batch("analyze sqlite_schema")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::TestDb;

    #[test]
    fn a_prefix_holds_no_more_rows_than_a_shorter_one() {
        let names = |all: &[&str]| -> Vec<Option<String>> {
            all.iter().map(|name| Some((*name).to_owned())).collect()
        };
        let key = names(&["company_id", "order_id", "line_no"]);
        assert_eq!(figure(&key, true, false), "1000000 1000000 5 1");
        let live = names(&["company_id", "customer_id", "due_on"]);
        assert_eq!(figure(&live, false, true), "250000 250000 250 1");
        assert_eq!(figure(&[None], false, false), "1000000 1000000");
    }

    #[test]
    fn the_company_alone_never_decides() {
        let test = TestDb::sqlite().unwrap();
        let path = test.db.sqlite_path().unwrap();
        let conn = crate::sqlite::open_connection(path, false).unwrap();
        let plan = |text: &str| -> String {
            let mut statement = conn
                .prepare(&["explain query plan ", text].concat())
                .unwrap();
            let rows = statement
                .query_map([1, 1], |row| row.get::<_, String>(3))
                .unwrap();
            rows.map(Result::unwrap).collect::<Vec<_>>().join("; ")
        };
        let orders = plan(
            "select distinct order_id from invoice_lines where company_id = ?1 and invoice_id = ?2
             order by order_id",
        );
        assert!(
            orders.contains("(company_id=? AND invoice_id=?)"),
            "{orders}"
        );
        let signed = plan(
            "select l.id from deliveries d
             join delivery_lines l on l.company_id = d.company_id and l.delivery_id = d.id
             where d.company_id = ?1 and d.order_id = ?2 order by d.id, l.line_no",
        );
        assert!(signed.contains("(company_id=? AND order_id=?)"), "{signed}");
        assert!(
            signed.contains("(company_id=? AND delivery_id=?)"),
            "{signed}"
        );
    }

    #[test]
    fn counted_figures_are_put_right_at_the_next_start() {
        let test = TestDb::sqlite().unwrap();
        let path = test.db.sqlite_path().unwrap();
        let conn = Connection::open(path).unwrap();
        let modelled = stored(&conn).unwrap();
        assert!(!modelled.is_empty());
        conn.execute_batch("analyze").unwrap();
        assert_ne!(stored(&conn).unwrap(), modelled);
        drop(test.again().unwrap());
        assert_eq!(stored(&conn).unwrap(), modelled);
    }
}
