//! Named statements and the register of all of them.

use std::borrow::Cow;
use std::sync::OnceLock;

/// A statement: one text for both engines, with `$1…$n` parameters.
///
/// Differences that SQLite needs are derived, not written twice: parameters become `?n`, a trailing
/// `for update`/`for share` is dropped, since its only writer holds the lock anyway, and
/// `collate "C"` (compare by bytes, whatever the database's own order) is `collate binary`.
pub struct Sql {
    /// Name for logs and errors.
    pub name: &'static str,
    text: Cow<'static, str>,
    lite: OnceLock<String>,
}

impl Sql {
    /// A static statement; use [`sql!`](crate::sql!).
    #[must_use]
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self {
            name,
            text: Cow::Borrowed(text),
            lite: OnceLock::new(),
        }
    }

    pub(crate) fn built(name: &'static str, text: String) -> Self {
        Self {
            name,
            text: Cow::Owned(text),
            lite: OnceLock::new(),
        }
    }

    /// The text as PostgreSQL takes it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as SQLite takes it.
    #[must_use]
    pub fn sqlite_text(&self) -> &str {
        self.lite.get_or_init(|| to_sqlite(&self.text))
    }
}

fn to_sqlite(text: &str) -> String {
    let trimmed = text.trim_end();
    let body = trimmed
        .strip_suffix("for update")
        .or_else(|| trimmed.strip_suffix("for share"))
        .or_else(|| trimmed.strip_suffix("for update skip locked"))
        .unwrap_or(trimmed)
        .replace(r#"collate "C""#, "collate binary");
    let mut out = String::with_capacity(body.len());
    let mut quoted = false;
    for c in body.chars() {
        if c == '\'' {
            quoted = !quoted;
        }
        out.push(if c == '$' && !quoted { '?' } else { c });
    }
    out
}

/// A statement known to the register.
pub struct Listed(pub &'static Sql);
inventory::collect!(Listed);

/// Every statement declared with [`sql!`](crate::sql!) in this program.
pub fn catalogue() -> impl Iterator<Item = &'static Sql> {
    inventory::iter::<Listed>.into_iter().map(|l| l.0)
}

/// Declares a statement: `sql!(ORDER_BY_ID, "select … where company_id = $1 and id = $2");`
#[macro_export]
macro_rules! sql {
    ($vis:vis $name:ident, $text:expr) => {
        $vis static $name: $crate::Sql = $crate::Sql::new(stringify!($name), $text);
        $crate::inventory::submit! { $crate::sql_listed(&$name) }
    };
}

/// For [`sql!`](crate::sql!) only.
#[doc(hidden)]
#[must_use]
pub const fn sql_listed(sql: &'static Sql) -> Listed {
    Listed(sql)
}

#[cfg(test)]
mod tests {
    use super::to_sqlite;

    #[test]
    fn derives_the_sqlite_text() {
        assert_eq!(
            to_sqlite(r#"select a from t where b collate "C" >= $1"#),
            "select a from t where b collate binary >= ?1"
        );
        assert_eq!(
            to_sqlite("select a from t where b = $1 and c = '$2' for update\n"),
            "select a from t where b = ?1 and c = '$2' "
        );
    }
}
