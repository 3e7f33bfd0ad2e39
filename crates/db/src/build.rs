//! Lists with optional filters: a statement put together from static pieces and bind values.

use crate::sql::Sql;
use crate::value::{ToV, V};

/// No engine accepts it: as many values as `?` must be bound.
const MISCOUNTED: &str = " wrong_number_of_bind_values ";

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
                    self.text.push_str(before);
                    self.value(values.next().copied());
                }
                None => self.text.push_str(piece),
            }
        }
        if values.next().is_some() {
            self.text.push_str(MISCOUNTED);
        }
        self
    }

    /// Appends `text` and a list of parameters in parentheses: `bind_in("and s in", &[…])`.
    /// An empty list matches nothing. The last value is repeated up to a power of two, so that lists
    /// of any length make few different statements, each compiled once.
    #[must_use]
    pub fn bind_in(mut self, text: &'static str, values: &[&dyn ToV]) -> Self {
        self.text.push(' ');
        self.text.push_str(text);
        self.text.push_str(" (");
        let last = values.last().into_iter().cycle();
        let places = if values.is_empty() {
            0
        } else {
            values.len().next_power_of_two()
        };
        for (i, value) in values.iter().chain(last).take(places).enumerate() {
            if i > 0 {
                self.text.push_str(", ");
            }
            self.value(Some(*value));
        }
        self.text
            .push_str(if values.is_empty() { "null)" } else { ")" });
        self
    }

    fn value(&mut self, value: Option<&dyn ToV>) {
        match value {
            Some(value) => {
                self.values.push(value.to_v().into_owned());
                self.text.push('$');
                self.text.push_str(&self.values.len().to_string());
            }
            None => self.text.push_str(MISCOUNTED),
        }
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

    #[test]
    fn lists_and_miscounts() {
        let (sql, values) = SqlBuilder::new("LIST", "select 1 from t where")
            .bind_in("a in", &[&1_i64, &2_i64])
            .bind_in("and b in", &[])
            .finish();
        assert_eq!(
            sql.text(),
            "select 1 from t where a in ($1, $2) and b in (null)"
        );
        assert_eq!(values, [V::Int(1), V::Int(2)]);
        let (sql, values) = SqlBuilder::new("LIST", "select 1 from t where")
            .bind_in("a in", &[&1_i64, &2_i64, &3_i64])
            .finish();
        assert!(sql.text().ends_with("a in ($1, $2, $3, $4)"));
        assert_eq!(values.last(), Some(&V::Int(3)));
        for wrong in [
            SqlBuilder::new("W", "select").bind("?, ?", &[&1_i64]),
            SqlBuilder::new("W", "select").bind("?", &[&1_i64, &2_i64]),
        ] {
            assert!(wrong.finish().0.text().contains("wrong_number"));
        }
    }
}
