//! Keyset paging: a page is asked for by the sort key of the last row seen.

/// Largest page a list gives.
pub const MAX_LIMIT: i64 = 500;
/// Page size when none is asked for.
pub const DEFAULT_LIMIT: i64 = 50;

/// A wanted page: rows after `after` in the list's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// Sort key and id of the last row of the page before.
    pub after: Option<(String, i64)>,
    /// Rows wanted, 1..=[`MAX_LIMIT`].
    pub limit: i64,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self {
            after: None,
            limit: DEFAULT_LIMIT,
        }
    }
}

/// A page of rows.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Sort key and id of the last row, when more rows follow.
    pub next: Option<(String, i64)>,
}

impl<T> Page<T> {
    /// Cuts a result of `limit + 1` rows into a page; `key` gives a row's sort key and id.
    #[must_use]
    pub fn cut(mut rows: Vec<T>, limit: i64, key: impl Fn(&T) -> (String, i64)) -> Self {
        let limit = usize::try_from(limit).unwrap_or(0);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(key) } else { None };
        Self { items: rows, next }
    }

    /// The same page with each row changed.
    #[must_use]
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(f).collect(),
            next: self.next,
        }
    }
}
