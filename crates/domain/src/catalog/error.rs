//! Refusals of the catalogue.

jieqing_kernel::refusals! {
    /// Why a product command is refused.
    pub enum CatalogRefusal {
        /// The sku belongs to another product.
        SkuTaken { sku: String, name: String } = "catalog.sku_taken",
    }
}
jieqing_kernel::known_codes!("field.tax_code", "field.tax_rate");
