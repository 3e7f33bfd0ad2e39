//! Returns (退货) in their basic form: goods back, money or credit back.
//!
//! ```text
//! received → settled      every invoiced part is documented by a red invoice (or none was invoiced)
//! ```
//!
//! The part that is not invoiced shrinks its delivery's open item. The invoiced part takes its share
//! of the blue invoices (reserved: Σ red ≤ blue, N7) and opens a credit item at once, to be used
//! like any credit; the red invoice issued later ([`CreditReturn`]) only moves the tax, since output
//! tax may fall with the red invoice only.
//!
//! A return re-opens the order's quantity: remaining to deliver = ordered − (signed − returned).
//!
//! Invariants: returned ≤ signed per delivery line; value, tax and cost taken back over any number
//! of returns sum to what was recognised.

mod command;
mod error;
mod model;
mod proof;
pub mod query;
mod store;

pub use command::{CreateReturn, CreditReturn};
pub use error::ReturnRefusal;
pub use model::{NewReturn, ReturnLineDraft, ReturnStatus};
pub use proof::prove;
