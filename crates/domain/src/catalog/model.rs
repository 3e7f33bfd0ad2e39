//! What a product is and when its data hold together. Pure.

use crate::wire::check_text;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::taxid::tax_category;

/// What a person enters about a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductDraft {
    /// Our code for it.
    pub sku: String,
    /// Name, as on invoices.
    pub name: String,
    /// 规格型号.
    pub spec: String,
    /// Unit of quantities.
    pub unit: String,
    /// Group in lists and reports.
    pub category: String,
    /// 税收分类编码, may be empty.
    pub tax_code: String,
    /// Cost per unit in company currency, e8; `None` when unknown.
    pub cost_e8: Option<i64>,
    /// Lowest price without approval, e8; `None` for none.
    pub floor_e8: Option<i64>,
    /// Quantities should be multiples of this, e6; 0 for any.
    pub pack_e6: i64,
    /// Whether it may be sold.
    pub active: bool,
    /// Note.
    pub note: String,
}

const NAME_MAX: usize = 200;

impl ProductDraft {
    /// All field errors at once.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        for (path, text, max, required) in [
            ("sku", &self.sku, 64, true),
            ("name", &self.name, NAME_MAX, true),
            ("spec", &self.spec, NAME_MAX, false),
            ("unit", &self.unit, 20, true),
            ("category", &self.category, 100, false),
            ("note", &self.note, 2_000, false),
        ] {
            if required && text.trim().is_empty() {
                errors.push(FieldError::new(path, "field.required"));
            }
            check_text(&mut errors, path, text, max);
        }
        if !self.tax_code.is_empty() && tax_category(&self.tax_code).is_none() {
            errors.push(FieldError::new("tax_code", "field.tax_code"));
        }
        for (path, figure) in [
            ("cost", self.cost_e8),
            ("floor_price", self.floor_e8),
            ("pack_multiple", Some(self.pack_e6)),
        ] {
            if figure.is_some_and(|f| f < 0) {
                errors.push(FieldError::new(path, "field.out_of_range").with("allowed", "≥ 0"));
            }
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_all_field_errors_at_once() {
        let draft = ProductDraft {
            sku: " ".into(),
            name: "轴承".into(),
            spec: String::new(),
            unit: String::new(),
            category: String::new(),
            tax_code: "109".into(),
            cost_e8: Some(-1),
            floor_e8: None,
            pack_e6: 0,
            active: true,
            note: String::new(),
        };
        let Err(Error::Invalid(errors)) = draft.check() else {
            panic!("invalid");
        };
        let found: Vec<_> = errors.iter().map(|e| (&*e.path, e.code)).collect();
        assert_eq!(
            found,
            [
                ("sku", "field.required"),
                ("unit", "field.required"),
                ("tax_code", "field.tax_code"),
                ("cost", "field.out_of_range"),
            ]
        );
        let right = ProductDraft {
            sku: "A".into(),
            unit: "件".into(),
            tax_code: "1090122010000000000".into(),
            cost_e8: None,
            ..draft
        };
        assert!(right.check().is_ok());
    }
}
