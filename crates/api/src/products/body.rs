//! Products as received.

use crate::parse::Fields;
use jieqing_domain::catalog::{ProductDraft, TaxTreatment};
use jieqing_kernel::decimal::{PRICE_SCALE, QTY_SCALE, RATE_SCALE};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is known about a product; parts of the bodies.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct ProductParts {
    pub(super) sku: String,
    pub(super) name: String,
    pub(super) spec: String,
    pub(super) unit: String,
    pub(super) category: String,
    pub(super) tax_code: String,
    pub(super) cost: Option<String>,
    pub(super) floor_price: Option<String>,
    pub(super) pack_multiple: Option<String>,
    pub(super) active: bool,
    pub(super) note: String,
}

impl ProductParts {
    pub(super) fn draft(self, fields: &mut Fields) -> ProductDraft {
        let mut price = |path: &'static str, text: Option<String>| {
            text.map(|t| fields.scaled(path, &t, PRICE_SCALE))
        };
        ProductDraft {
            cost_e8: price("cost", self.cost),
            floor_e8: price("floor_price", self.floor_price),
            pack_e6: self
                .pack_multiple
                .map_or(0, |t| fields.scaled("pack_multiple", &t, QTY_SCALE)),
            sku: self.sku.trim().to_owned(),
            name: self.name.trim().to_owned(),
            spec: self.spec,
            unit: self.unit.trim().to_owned(),
            category: self.category,
            tax_code: self.tax_code.trim().to_owned(),
            active: self.active,
            note: self.note,
        }
    }
}

/// A rate with its treatment; without one, zero is exempt and anything else taxed.
pub(super) fn treatment(fields: &mut Fields, rate: &str, word: Option<&str>) -> TaxTreatment {
    let rate_e9 = fields.scaled("tax_rate", rate, RATE_SCALE);
    let word = word.unwrap_or(if rate_e9 == 0 { "exempt" } else { "taxed" });
    TaxTreatment::from_parts(word, rate_e9).unwrap_or_else(|| {
        fields.error("tax_rate", "field.tax_rate");
        TaxTreatment::Exempt
    })
}
