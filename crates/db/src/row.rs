//! A result row, the same on both engines.

use crate::error::{DbError, DbResult};
use crate::value::FromV;

/// One row of a result, valid inside the callback that gets it.
pub enum Row<'r> {
    /// From SQLite.
    Sqlite(&'r rusqlite::Row<'r>),
    /// From PostgreSQL.
    Pg(&'r postgres::Row),
}

impl Row<'_> {
    /// Column `i` as `T`.
    ///
    /// # Errors
    /// [`DbError::Decode`].
    pub fn get<T: FromV>(&self, i: usize) -> DbResult<T> {
        T::from_v(self, i)
    }

    /// Text of column `i` without a copy.
    ///
    /// # Errors
    /// [`DbError::Decode`], also for null.
    pub fn str(&self, i: usize) -> DbResult<&str> {
        match self {
            Self::Sqlite(row) => row
                .get_ref(i)
                .map_err(|e| decode(i, &e))?
                .as_str()
                .map_err(|e| decode(i, &e)),
            Self::Pg(row) => row.try_get(i).map_err(|e| decode(i, &e)),
        }
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        match self {
            Self::Sqlite(row) => row.as_ref().column_count(),
            Self::Pg(row) => row.len(),
        }
    }

    pub(crate) fn is_null(&self, i: usize) -> DbResult<bool> {
        match self {
            Self::Sqlite(row) => row
                .get_ref(i)
                .map(|v| matches!(v, rusqlite::types::ValueRef::Null))
                .map_err(|e| decode(i, &e)),
            Self::Pg(row) => row
                .try_get::<_, Nullness>(i)
                .map(|n| n.0)
                .map_err(|e| decode(i, &e)),
        }
    }
    pub(crate) fn int(&self, i: usize) -> DbResult<Option<i64>> {
        match self {
            Self::Sqlite(row) => row.get(i).map_err(|e| decode(i, &e)),
            Self::Pg(row) => row
                .try_get::<_, Option<AnyInt>>(i)
                .map(|n| n.map(|n| n.0))
                .map_err(|e| decode(i, &e)),
        }
    }
    pub(crate) fn boolean(&self, i: usize) -> DbResult<Option<bool>> {
        match self {
            Self::Sqlite(row) => row.get(i).map_err(|e| decode(i, &e)),
            Self::Pg(row) => row.try_get(i).map_err(|e| decode(i, &e)),
        }
    }
    pub(crate) fn text(&self, i: usize) -> DbResult<Option<String>> {
        match self {
            Self::Sqlite(row) => row.get(i).map_err(|e| decode(i, &e)),
            Self::Pg(row) => row.try_get(i).map_err(|e| decode(i, &e)),
        }
    }
    pub(crate) fn bytes(&self, i: usize) -> DbResult<Option<Vec<u8>>> {
        match self {
            Self::Sqlite(row) => row.get(i).map_err(|e| decode(i, &e)),
            Self::Pg(row) => row.try_get(i).map_err(|e| decode(i, &e)),
        }
    }
}

fn decode(column: usize, error: &dyn std::error::Error) -> DbError {
    let cause = error.source().map(|s| format!(": {s}")).unwrap_or_default();
    DbError::Decode {
        column,
        why: format!("{error}{cause}"),
    }
}

/// Reads only whether a column of any type is null.
struct Nullness(bool);
impl<'a> postgres::types::FromSql<'a> for Nullness {
    fn from_sql(
        _: &postgres::types::Type,
        _: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(false))
    }
    fn from_sql_null(
        _: &postgres::types::Type,
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(true))
    }
    fn accepts(_: &postgres::types::Type) -> bool {
        true
    }
}

/// Any width: a literal such as `1` is an `int4` on PostgreSQL.
struct AnyInt(i64);
impl<'a> postgres::types::FromSql<'a> for AnyInt {
    fn from_sql(
        ty: &postgres::types::Type,
        raw: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        use postgres::types::Type;
        Ok(Self(match *ty {
            Type::INT2 => i16::from_sql(ty, raw)?.into(),
            Type::INT4 => i32::from_sql(ty, raw)?.into(),
            _ => i64::from_sql(ty, raw)?,
        }))
    }
    fn accepts(ty: &postgres::types::Type) -> bool {
        use postgres::types::Type;
        [Type::INT2, Type::INT4, Type::INT8].contains(ty)
    }
}

/// A struct read from a row by position.
pub trait FromRow: Sized {
    /// Number of columns.
    const COLUMNS: usize;
    /// Reads the columns in order.
    ///
    /// # Errors
    /// [`DbError::Decode`].
    fn from_row(row: &Row<'_>) -> DbResult<Self>;
}

macro_rules! tuple {
    ($($t:ident $i:tt),*) => {
        impl<$($t: FromV),*> FromRow for ($($t,)*) {
            const COLUMNS: usize = [$($i),*].len();
            fn from_row(row: &Row<'_>) -> DbResult<Self> { Ok(($(row.get::<$t>($i)?,)*)) }
        }
    };
}
tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);

/// Declares a row struct whose fields are the columns in order:
/// `row! { pub struct Line { pub id: Id<Order>, pub qty_e6: i64 } }`.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $( $(#[$fmeta:meta])* $fvis:vis $field:ident : $ty:ty ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        $vis struct $name { $( $(#[$fmeta])* $fvis $field: $ty ),* }
        impl $crate::FromRow for $name {
            const COLUMNS: usize = [$(stringify!($field)),*].len();
            fn from_row(row: &$crate::Row<'_>) -> $crate::DbResult<Self> {
                let mut column = 0..;
                let mut next = || column.next().unwrap_or(0_usize);
                Ok(Self { $($field: row.get::<$ty>(next())?),* })
            }
        }
    };
}
