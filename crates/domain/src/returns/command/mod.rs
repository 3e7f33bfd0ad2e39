//! Commands on returns.

mod create;
mod credit;

pub use create::CreateReturn;
pub use credit::CreditReturn;
