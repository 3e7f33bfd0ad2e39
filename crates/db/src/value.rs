//! Values on their way in and out: integers, text, booleans, bytes and null; nothing else.

use crate::error::{DbError, DbResult};
use crate::row::Row;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::id::Id;
use std::borrow::Cow;

/// A bind value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum V<'a> {
    /// SQL null.
    Null,
    /// `bigint`.
    Int(i64),
    /// `boolean` (0/1 on SQLite).
    Bool(bool),
    /// `text`.
    Text(Cow<'a, str>),
    /// `bytea`.
    Bytes(Cow<'a, [u8]>),
}

impl V<'_> {
    /// The same value without borrowing.
    #[must_use]
    pub fn into_owned(self) -> V<'static> {
        match self {
            V::Null => V::Null,
            V::Int(i) => V::Int(i),
            V::Bool(b) => V::Bool(b),
            V::Text(t) => V::Text(Cow::Owned(t.into_owned())),
            V::Bytes(b) => V::Bytes(Cow::Owned(b.into_owned())),
        }
    }
}

/// Can be bound.
pub trait ToV {
    /// The bind value.
    fn to_v(&self) -> V<'_>;
}

/// Can be read from a column.
pub trait FromV: Sized {
    /// Reads column `i`.
    ///
    /// # Errors
    /// [`DbError::Decode`] when the column holds something else.
    fn from_v(row: &Row<'_>, i: usize) -> DbResult<Self>;
}

macro_rules! simple {
    ($ty:ty, $self:ident => $to:expr, $row:ident, $i:ident => $from:expr) => {
        impl ToV for $ty {
            fn to_v(&self) -> V<'_> {
                let $self = self;
                $to
            }
        }
        impl FromV for $ty {
            fn from_v($row: &Row<'_>, $i: usize) -> DbResult<Self> {
                match $from {
                    Some(value) => Ok(value),
                    None => Err(DbError::Decode {
                        column: $i,
                        why: "null".into(),
                    }),
                }
            }
        }
    };
}

simple!(i64, s => V::Int(*s), row, i => row.int(i)?);
simple!(bool, s => V::Bool(*s), row, i => row.boolean(i)?);
simple!(String, s => V::Text(Cow::Borrowed(s)), row, i => row.text(i)?);
simple!(Vec<u8>, s => V::Bytes(Cow::Borrowed(s)), row, i => row.bytes(i)?);
simple!(Date, s => V::Text(Cow::Owned(s.to_string())), row, i => match row.text(i)? {
    Some(text) => Some(date::parse(&text).ok_or_else(|| bad(i, "not a date", &text))?),
    None => None,
});
simple!(Currency, s => V::Text(Cow::Owned(s.code().to_owned())), row, i => match row.text(i)? {
    Some(text) => Some(text.parse().map_err(|_why| bad(i, "not a currency", &text))?),
    None => None,
});

fn bad(column: usize, why: &str, text: &str) -> DbError {
    DbError::Decode {
        column,
        why: format!("{why}: {text}"),
    }
}

impl ToV for i32 {
    fn to_v(&self) -> V<'_> {
        V::Int(i64::from(*self))
    }
}
impl FromV for i32 {
    fn from_v(row: &Row<'_>, i: usize) -> DbResult<Self> {
        let wide = i64::from_v(row, i)?;
        Self::try_from(wide).map_err(|_why| bad(i, "not an i32", &wide.to_string()))
    }
}
impl ToV for str {
    fn to_v(&self) -> V<'_> {
        V::Text(Cow::Borrowed(self))
    }
}
impl ToV for [u8] {
    fn to_v(&self) -> V<'_> {
        V::Bytes(Cow::Borrowed(self))
    }
}
impl<K: ?Sized> ToV for Id<K> {
    fn to_v(&self) -> V<'_> {
        V::Int(self.raw())
    }
}
impl<K: ?Sized> FromV for Id<K> {
    fn from_v(row: &Row<'_>, i: usize) -> DbResult<Self> {
        i64::from_v(row, i).map(Self::from_raw)
    }
}
impl<T: ToV + ?Sized> ToV for &T {
    fn to_v(&self) -> V<'_> {
        (**self).to_v()
    }
}
impl<T: ToV> ToV for Option<T> {
    fn to_v(&self) -> V<'_> {
        self.as_ref().map_or(V::Null, ToV::to_v)
    }
}
impl<T: FromV> FromV for Option<T> {
    fn from_v(row: &Row<'_>, i: usize) -> DbResult<Self> {
        if row.is_null(i)? {
            Ok(None)
        } else {
            T::from_v(row, i).map(Some)
        }
    }
}
impl ToV for V<'_> {
    fn to_v(&self) -> V<'_> {
        self.clone()
    }
}

/// Stores a closed set of words as text: `text_enum! { pub enum Status { Draft = "draft", … } }`.
///
/// The enum gets `as_str`, `parse`, `ALL`, [`ToV`] and [`FromV`].
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $text:literal ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $( $(#[$vmeta])* $variant ),* }
        impl $name {
            /// All values, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The stored and wire word.
            #[must_use]
            pub fn as_str(self) -> &'static str { match self { $(Self::$variant => $text),* } }
            /// From the stored or wire word.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> { match text { $($text => Some(Self::$variant),)* _ => None } }
        }
        impl $crate::ToV for $name {
            fn to_v(&self) -> $crate::V<'_> { $crate::V::Text(std::borrow::Cow::Borrowed(self.as_str())) }
        }
        impl $crate::FromV for $name {
            fn from_v(row: &$crate::Row<'_>, i: usize) -> $crate::DbResult<Self> {
                let text = <String as $crate::FromV>::from_v(row, i)?;
                Self::parse(&text).ok_or_else(|| $crate::DbError::Decode { column: i, why: format!("unknown word {text:?}") })
            }
        }
    };
}

/// Bind values: `params![company, id, name]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::ToV::to_v(&$value)),*][..] as &[$crate::V<'_>] };
}
