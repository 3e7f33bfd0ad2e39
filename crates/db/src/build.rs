//! Lists with optional filters: a statement put together from static pieces and bind values.

use crate::sql::Sql;
use crate::value::{ToV, V};

/// Builds a statement. Text can only be `&'static str`, so nothing from a request can become SQL.
pub struct SqlBuilder {
    name: &'static str,
    text: String,
    values: Vec<V<'static>>,
}

impl SqlBuilder {
    /// Starts with `base`, which uses no parameters yet.
    #[must_use]
    pub fn new(name: &'static str, base: &'static str) -> Self {
        Self {
            name,
            text: base.to_owned(),
            values: Vec::new(),
        }
    }

    /// Appends text without parameters.
    #[must_use]
    pub fn push(mut self, text: &'static str) -> Self {
        self.text.push(' ');
        self.text.push_str(text);
        self
    }

    /// Appends text whose every `?` becomes the next parameter, bound to `values` in order.
    #[must_use]
    pub fn bind(mut self, text: &'static str, values: &[&dyn ToV]) -> Self {
        self.text.push(' ');
        let mut values = values.iter();
        for piece in text.split_inclusive('?') {
            match piece.strip_suffix('?') {
                Some(before) => {
                    self.values
                        .push(values.next().map_or(V::Null, |v| v.to_v().into_owned()));
                    self.text.push_str(before);
                    self.text.push('$');
                    self.text.push_str(&self.values.len().to_string());
                }
                None => self.text.push_str(piece),
            }
        }
        self
    }

    /// [`SqlBuilder::bind`] with one value, when there is one.
    #[must_use]
    pub fn bind_if(self, text: &'static str, value: Option<&dyn ToV>) -> Self {
        match value {
            Some(value) => self.bind(text, &[value]),
            None => self,
        }
    }

    /// The statement and its bind values.
    #[must_use]
    pub fn finish(self) -> (Sql, Vec<V<'static>>) {
        (Sql::built(self.name, self.text), self.values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_parameters_in_order() {
        let status: Option<&dyn ToV> = Some(&"open");
        let (sql, values) = SqlBuilder::new("LIST", "select 1 from t where")
            .bind("a = ?", &[&1_i64])
            .bind_if("and s = ?", status)
            .bind_if("and z = ?", None)
            .bind("and (d, id) > (?, ?)", &[&"2026", &2_i64])
            .finish();
        assert_eq!(
            sql.text(),
            "select 1 from t where a = $1 and s = $2 and (d, id) > ($3, $4)"
        );
        assert_eq!(values.len(), 4);
    }
}
