//! Sorted lists: a closed set of orders, each paged by its own key.

use jieqing_db::{FromRow, ReadTx, SqlBuilder};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::page::{Page, PageRequest};

/// SQL of an order.
pub(crate) struct Pieces {
    /// Condition for the rows after a cursor: key, then id.
    pub(crate) after: &'static str,
    /// `order by` with `limit ?`.
    pub(crate) order: &'static str,
    /// The key is a number, not text.
    pub(crate) number: bool,
}

/// A closed set of orders of a list.
pub(crate) trait Sorted: Copy {
    /// A row of the list.
    type Row: FromRow;
    /// Its SQL.
    fn pieces(self) -> Pieces;
    /// A row's sort key and id.
    fn key(self, row: &Self::Row) -> (String, i64);
}

/// The page asked for, in that order.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub(crate) fn sorted_page<S: Sorted>(
    tx: &mut ReadTx<'_>,
    mut build: SqlBuilder,
    sort: S,
    page: &PageRequest,
) -> Result<Page<S::Row>> {
    let pieces = sort.pieces();
    if let Some((key, id)) = &page.after {
        build = if pieces.number {
            let key: i64 = key
                .parse()
                .map_err(|_| Error::field("cursor", "request.cursor"))?;
            build.bind(pieces.after, &[&key, id])
        } else {
            build.bind(pieces.after, &[key, id])
        };
    }
    let (sql, values) = build
        .bind(pieces.order, &[&page.limit.saturating_add(1)])
        .finish();
    let rows = tx.all::<S::Row>(&sql, &values)?;
    Ok(Page::cut(rows, page.limit, |row| sort.key(row)))
}

/// Declares the orders of a list; the first is the one when none is asked for:
///
/// ```text
/// list_sort! {
///     /// Order of the list of things.
///     pub enum ThingSort of ThingRow, by "t.id" {
///         /// Latest first.
///         LatestFirst = "-day", desc "t.day" text |row| row.day.to_string(),
///     }
/// }
/// ```
macro_rules! list_sort {
    ($(#[$meta:meta])* pub enum $name:ident of $row:ty, by $id:literal {
        $( $(#[$vmeta:meta])* $variant:ident = $word:literal, $way:ident $column:literal $kind:ident |$r:ident| $key:expr ),* $(,)?
    }) => {
        jieqing_db::text_enum! {
            $(#[$meta])*
            pub enum $name { $( $(#[$vmeta])* $variant = $word ),* }
        }
        impl Default for $name {
            fn default() -> Self { $crate::listing::list_sort!(@first $($variant)*) }
        }
        impl $crate::listing::Sorted for $name {
            type Row = $row;
            fn pieces(self) -> $crate::listing::Pieces {
                match self { $( Self::$variant => $crate::listing::list_sort!(@pieces $way $column $kind $id) ),* }
            }
            fn key(self, row: &$row) -> (String, i64) {
                let key = match self { $( Self::$variant => { let $r = row; $key } ),* };
                (key, row.id.raw())
            }
        }
    };
    (@pieces asc $column:literal $kind:ident $id:literal) => {
        $crate::listing::Pieces {
            after: concat!("and (", $column, ", ", $id, ") > (?, ?)"),
            order: concat!("order by ", $column, ", ", $id, " limit ?"),
            number: $crate::listing::list_sort!(@number $kind),
        }
    };
    (@pieces desc $column:literal $kind:ident $id:literal) => {
        $crate::listing::Pieces {
            after: concat!("and (", $column, ", ", $id, ") < (?, ?)"),
            order: concat!("order by ", $column, " desc, ", $id, " desc limit ?"),
            number: $crate::listing::list_sort!(@number $kind),
        }
    };
    (@first $first:ident $($rest:ident)*) => { Self::$first };
    (@number number) => { true };
    (@number text) => { false };
}
pub(crate) use list_sort;
