//! Catalogue (产品档案): what we sell, with dated list prices and dated tax rates.
//!
//! Invariants: the sku is unique in the company; a price or tax rate holds from its day until the
//! next one's, so what an old document was priced and taxed with can always be found; cost and floor
//! price are shown only with `products.cost`.

mod command;
mod error;
mod model;
pub mod query;
mod store;

pub use command::{ChangeProduct, CreateProduct, SetProductPrice, SetProductTaxRate};
pub use error::CatalogRefusal;
pub use jieqing_kernel::tax::TaxTreatment;
pub use model::ProductDraft;
